/* What the fuzz targets of the lexicon share: any bytes as a dictionary or a
 * glossary, and every piece of them looked up. */
#ifndef TESTS_SUPPORT_LEXICON_FUZZ_H
#define TESTS_SUPPORT_LEXICON_FUZZ_H

#include "base/str.h"
#include "base/utf8.h"
#include "lexicon/lexicon.h"
#include <stdlib.h>
#include <string.h>

static inline void fuzz_require(bool good)
{
    if (!good)
        abort();
}

struct fuzz_lexicon {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_lexicon *lexicon;
};

static inline void fuzz_open(struct fuzz_lexicon *f)
{
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
    fuzz_require(npi_lexicon_new(&f->ctx, &f->lexicon) == NP_OK);
}

static inline void fuzz_close(struct fuzz_lexicon *f)
{
    struct npi_buf out;

    npi_buf_init(&out, NPI_BUF_MAX);
    for (size_t i = 0; i < f->diags.n; i++)
        npi_diag_render(&out, &f->diags, &f->diags.items[i], NULL, NULL);
    npi_buf_release(&out);
    npi_arena_release(&f->arena);
}

/* Reads every byte. */
static inline unsigned fuzz_read_words(struct np_str words)
{
    unsigned sum = 0;

    for (size_t i = 0; i < words.len; i++)
        sum += (unsigned char)words.ptr[i];
    return sum;
}

/* Words as lexicon.h promises them; not so of a damaged compiled file. */
static inline void fuzz_check_words(struct np_str words)
{
    struct np_str word;
    size_t bad;
    size_t n = 0;

    if (!words.ptr)
        return;
    fuzz_require(words.len > 0 && npi_utf8_check(words, &bad));
    while (npi_str_split(&words, ' ', &word)) {
        fuzz_require(word.len > 0);
        n++;
    }
    fuzz_require(n <= 24);
}

/* Looks up the pieces of a text of up to 24 bytes, at every place. sound: the
 * words are checked. True if one was found. */
static inline bool fuzz_look_up(const struct npi_lexicon *lexicon,
                                struct np_str text, bool sound)
{
    struct npi_meanings meanings;
    bool found = false;
    volatile unsigned sum = 0;

    for (size_t at = 0; at < text.len && at < 128; at++)
        for (size_t len = 1; len <= 24 && at + len <= text.len; len++) {
            if (!npi_lexicon_find(lexicon, npi_str_sub(text, at, len),
                                  &meanings))
                continue;
            found = true;
            sum += fuzz_read_words(meanings.dictionary);
            sum += fuzz_read_words(meanings.glossary);
            if (sound) {
                fuzz_check_words(meanings.dictionary);
                fuzz_check_words(meanings.glossary);
            }
        }
    return found;
}

#endif

/* See words.h. ICU's dictionary weighs how often words are said, so it sees
 * 特斯拉 and 面临 in 特斯拉面临; it knows both scripts. */
#include "script/words.h"

#include "base/mem.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

void npi_script_words_release(struct npi_script_words *words)
{
    if (words->dictionary)
        ubrk_close(words->dictionary);
    npi_free(words->at);
    *words = (struct npi_script_words){0};
}

static bool put(struct npi_script_words *words, size_t at)
{
    if (words->n == words->cap) {
        size_t cap = words->cap ? words->cap * 2 : 256;
        size_t *moved = npi_realloc(words->at, cap * sizeof(*moved));

        if (!moved)
            return false;
        words->at = moved;
        words->cap = cap;
    }
    words->at[words->n++] = at;
    return true;
}

static bool put_all(struct npi_script_words *words)
{
    bool fits = true;

    for (int32_t at = ubrk_next(words->dictionary); fits && at != UBRK_DONE;
         at = ubrk_next(words->dictionary))
        fits = put(words, (size_t)at);
    return fits;
}

enum np_status npi_script_words_cut(struct npi_script_words *words,
                                    struct np_str text)
{
    UErrorCode error = U_ZERO_ERROR;
    UText source = UTEXT_INITIALIZER;
    bool fits;

    words->n = 0;
    if (!put(words, 0))
        return NP_ERR_NOMEM;
    utext_openUTF8(&source, text.ptr, (int64_t)text.len, &error);
    if (!words->dictionary)
        words->dictionary = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    ubrk_setUText(words->dictionary, &source, &error);
    fits = U_SUCCESS(error) ? put_all(words) : put(words, text.len);
    utext_close(&source);
    return fits ? NP_OK : NP_ERR_NOMEM;
}

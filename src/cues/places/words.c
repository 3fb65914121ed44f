/* Word borders from ICU's dictionaries (UBRK_WORD): Chinese and Japanese, Thai,
 * Lao, Khmer, Burmese. Opening and asking are the dearest steps of the stage,
 * so the dictionary is opened only when some clause is long enough to be cut,
 * and sees nothing but the runs in question. Without it (ICU built with other
 * data) each character counts as a word. */
#include "cues/places/words.h"

#include "base/mem.h"

#include <unicode/ubrk.h>

#define NO_CELL UINT32_MAX

void npi_words_release(struct npi_words *words)
{
    if (words->dictionary)
        ubrk_close(words->dictionary);
    npi_free(words->text);
    npi_free(words->cell_of);
    *words = (struct npi_words){0};
}

static bool reserve(struct npi_words *words, size_t n)
{
    if (n <= words->cap)
        return true;
    size_t cap = n * 2;
    uint16_t *text = npi_realloc(words->text, cap * sizeof *text);
    if (!text)
        return false;
    words->text = text;
    uint32_t *cell_of = npi_realloc(words->cell_of, cap * sizeof *cell_of);
    if (!cell_of)
        return false;
    words->cell_of = cell_of;
    words->cap = cap;
    return true;
}

static void put_unit(struct npi_words *words, size_t *n, uint32_t unit,
                     uint32_t cell)
{
    words->text[*n] = (uint16_t)unit;
    words->cell_of[(*n)++] = cell;
}

static void put_cp(struct npi_words *words, size_t *n, uint32_t cp, size_t cell)
{
    uint32_t index = (uint32_t)cell;
    if (cp < 0x10000) {
        put_unit(words, n, cp, index);
        return;
    }
    put_unit(words, n, 0xd7c0 + (cp >> 10), index);
    put_unit(words, n, 0xdc00 + (cp & 0x3ff), index);
}

enum np_status npi_words_add(struct npi_words *words,
                             const struct npi_stretch *s, size_t from,
                             size_t to, size_t *n)
{
    if (!reserve(words, *n + 2 * (to - from) + 1))
        return NP_ERR_NOMEM;
    bool in_run = false;
    for (size_t i = from; i < to; i++) {
        bool dict = s->cells[i].kind == NPI_CELL_DICT;
        if (dict)
            put_cp(words, n, s->cells[i].cp, i);
        else if (in_run)
            put_unit(words, n, ' ', NO_CELL);
        in_run = dict;
    }
    if (in_run)
        put_unit(words, n, ' ', NO_CELL);
    return NP_OK;
}

static bool mark_from_dictionary(struct npi_words *words, struct npi_stretch *s,
                                 size_t n)
{
    UErrorCode error = U_ZERO_ERROR;
    if (!words->dictionary)
        words->dictionary = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    if (U_SUCCESS(error))
        ubrk_setText(words->dictionary, words->text, (int32_t)n, &error);
    if (U_FAILURE(error))
        return false;
    for (int32_t at = ubrk_first(words->dictionary);
         at != UBRK_DONE && (size_t)at < n; at = ubrk_next(words->dictionary)) {
        uint32_t cell = words->cell_of[at];
        if (cell != NO_CELL)
            s->cells[cell].flags |= NPI_CELL_BORDER;
    }
    return true;
}

void npi_words_mark(struct npi_words *words, struct npi_stretch *s, size_t n)
{
    if (!n)
        return;
    if (!words->failed && mark_from_dictionary(words, s, n))
        return;
    words->failed = true;
    for (size_t i = 0; i < n; i++)
        if (words->cell_of[i] != NO_CELL)
            s->cells[words->cell_of[i]].flags |= NPI_CELL_BORDER;
}

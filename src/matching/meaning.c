/* What a text's words may mean on the other side. */
#include "matching/meaning.h"

#include "base/str.h"
#include "base/utf8.h"

static void add_words(struct npi_meaning *meaning, struct np_str words)
{
    struct np_str word;

    while (meaning->n < NPI_MEANINGS && npi_str_split(&words, ' ', &word))
        if (word.len)
            meaning->hashes[meaning->n++] = npi_hash(NPI_HASH_START, word.ptr,
                                                     word.len);
}

void npi_meaning_find(const struct npi_lexicon *lexicon, struct np_str key,
                      struct npi_meaning *meaning)
{
    struct npi_meanings found;

    meaning->n = 0;
    meaning->glossary = false;
    meaning->len = key.len;
    if (!lexicon || !npi_lexicon_find(lexicon, key, &found))
        return;
    meaning->glossary = found.glossary.len > 0;
    /* A user knows better. */
    add_words(meaning, found.glossary.len ? found.glossary : found.dictionary);
}

void npi_meaning_longest(const struct npi_lexicon *lexicon, struct np_str text,
                         struct npi_meaning *meaning)
{
    size_t most = lexicon ? npi_lexicon_longest_key(lexicon) : 0;
    size_t len = 0;

    meaning->n = 0;
    while (len < text.len) {
        size_t next = len;
        uint32_t cp = npi_utf8_next(text, &next);

        if (next > most || !npi_cp_is_cjk(cp))
            break;
        len = next;
    }
    while (len > 0) {
        npi_meaning_find(lexicon, (struct np_str){text.ptr, len}, meaning);
        if (meaning->n)
            return;
        (void)npi_utf8_prev(text, &len);
    }
}

uint64_t npi_pair_hash(struct np_str text)
{
    uint32_t both[2];
    size_t at = 0;

    both[0] = npi_utf8_next(text, &at);
    if (at >= text.len || !npi_cp_is_cjk(both[0]))
        return 0;
    both[1] = npi_utf8_next(text, &at);
    return npi_cp_is_cjk(both[1]) ? npi_hash(NPI_HASH_START, both, sizeof(both))
                                  : 0;
}

static bool is_inside(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || npi_cp_is_alnum(cp);
}

bool npi_pieces_next(struct npi_pieces_of *pieces, struct np_str *piece)
{
    size_t from = pieces->at;

    while (from < pieces->text.len) {
        size_t next = from;

        if (npi_cp_is_alnum(npi_utf8_next(pieces->text, &next)))
            break;
        from = next;
    }
    pieces->at = from;
    while (pieces->at < pieces->text.len) {
        size_t next = pieces->at;
        uint32_t cp = npi_utf8_next(pieces->text, &next);

        if (!is_inside(cp) || npi_cp_is_cjk(cp))
            break;
        pieces->at = next;
    }
    *piece = (struct np_str){pieces->text.ptr + from, pieces->at - from};
    return piece->len > 0;
}

/* Terms of a text: what titles and dialogue are compared by.
 *
 * Chinese is compared by overlapping character pairs, which need no word
 * dictionary and find most words in any order. Other words are cut to their
 * first letters, which takes off most endings of most languages. */
#include "lexicon/terms.h"

#include "base/str.h"
#include "base/utf8.h"

#define NPI_STEM 5 /* letters of a word that count */

static uint64_t pair_hash(uint32_t a, uint32_t b)
{
    uint32_t both[2] = {a, b};

    return npi_hash(NPI_HASH_START, both, sizeof(both));
}

/* Reads the word that begins at offset. A plural s goes when it is within the
 * letters that count. */
static void read_word(struct npi_terms *terms, size_t offset,
                      struct npi_term *term)
{
    uint32_t letters[NPI_STEM];
    size_t n = 0;

    terms->at = offset;
    while (terms->at < terms->text.len) {
        size_t next = terms->at;
        uint32_t cp = npi_utf8_next(terms->text, &next);

        if (!npi_cp_is_alnum(cp) || npi_cp_is_cjk(cp))
            break;
        if (n < NPI_STEM)
            letters[n] = npi_cp_lower(npi_cp_halfwidth(cp));
        n++;
        terms->at = next;
    }
    if (n > 3 && n <= NPI_STEM && letters[n - 1] == 's')
        n--;
    *term = (struct npi_term){
        .hash = npi_hash(NPI_HASH_START, letters,
                         (n < NPI_STEM ? n : NPI_STEM) * sizeof(letters[0])),
        .offset = offset,
    };
}

/* A CJK character ends: true when it stood alone and is a term by itself. */
static bool end_run(struct npi_terms *terms, struct npi_term *term)
{
    bool lone = terms->before && !terms->paired;

    if (lone)
        *term = (struct npi_term){.hash = pair_hash(terms->before, 0),
                                  .offset = terms->before_at};
    terms->before = 0;
    return lone;
}

static bool next_cjk(struct npi_terms *terms, uint32_t cp, size_t offset,
                     struct npi_term *term)
{
    bool pair = terms->before != 0;

    if (pair)
        *term = (struct npi_term){.hash = pair_hash(terms->before, cp),
                                  .offset = terms->before_at,
                                  .pair = true};
    terms->before = cp;
    terms->before_at = offset;
    terms->paired = pair;
    return pair;
}

bool npi_terms_next(struct npi_terms *terms, struct npi_term *term)
{
    while (terms->at < terms->text.len) {
        size_t offset = terms->at;
        uint32_t cp = npi_utf8_next(terms->text, &terms->at);

        if (npi_cp_is_cjk(cp)) {
            if (next_cjk(terms, cp, offset, term))
                return true;
            continue;
        }
        if (end_run(terms, term)) {
            terms->at = offset;
            return true;
        }
        if (npi_cp_is_alnum(cp)) {
            read_word(terms, offset, term);
            return true;
        }
    }
    return end_run(terms, term);
}

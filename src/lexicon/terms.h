/* Terms of a text: what titles and dialogue are compared by. */
#ifndef NPI_LEXICON_TERMS_H
#define NPI_LEXICON_TERMS_H

#include <nopriors/types.h>

/* One term: overlapping pairs of CJK characters (a lone one by itself), and
 * words of other scripts and digits, lower case, by their stem. */
struct npi_term {
    uint64_t hash;
    size_t offset; /* bytes, of its first character */
    bool pair;     /* of CJK characters: overlaps its neighbours */
};

/* Where in a text the reading stands; start with {.text = text}. */
struct npi_terms {
    struct np_str text;
    size_t at;
    uint32_t before; /* CJK character just before, or 0 */
    bool paired;     /* it has been given as part of a pair */
    size_t before_at;
};

/* The next term; false at the end. */
bool npi_terms_next(struct npi_terms *terms, struct npi_term *term);

#endif

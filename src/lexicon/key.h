/* The one shape of a key, when it is written and when it is looked up: what
 * holds a CJK character stays as it is, anything else is folded word by word
 * (fold.h) with one space between words. */
#ifndef NPI_LEXICON_KEY_H
#define NPI_LEXICON_KEY_H

#include <nopriors/types.h>

#define NPI_KEY_MAX 128 /* bytes of a key */

/* Characters of a dictionary's CJK key: longer ones are sentences, which nobody
 * says that way. */
#define NPI_KEY_CJK_MAX 8

/* The key's shape: key itself, or a text in out; absent when it has no letter
 * and no digit, or is too long. */
struct np_str npi_key_fold(struct np_str key, char out[NPI_KEY_MAX]);

bool npi_key_is_cjk(struct np_str key);

/* True for most CJK keys (first character U+4000 to U+9FFF), at once. */
static inline bool npi_key_begins_han(struct np_str key)
{
    return key.len > 0 && key.len <= NPI_KEY_MAX &&
           (unsigned char)key.ptr[0] >= 0xe4 &&
           (unsigned char)key.ptr[0] <= 0xe9;
}

/* Spreads keys evenly; the same on every machine, as files rest on it. */
uint64_t npi_key_hash(struct np_str key);

#endif

/* String views: compare, find, trim, split. No locale, no ctype. */
#ifndef NPI_BASE_STR_H
#define NPI_BASE_STR_H

#include <nopriors/types.h>

#define NPI_STR(literal) ((struct np_str){(literal), sizeof(literal) - 1})

struct np_str npi_str(const char *z); /* NULL gives the absent view */
struct np_str npi_str_sub(struct np_str s, size_t from,
                          size_t len); /* clipped */
bool npi_str_eq(struct np_str a, struct np_str b);
bool npi_str_eq_nocase(struct np_str a, struct np_str b); /* ASCII letters */
bool npi_str_starts(struct np_str s, struct np_str prefix);
bool npi_str_starts_nocase(struct np_str s, struct np_str prefix);
bool npi_str_ends(struct np_str s, struct np_str suffix);
int npi_str_cmp(struct np_str a, struct np_str b); /* bytes, then length */
size_t npi_str_find(struct np_str s, struct np_str part); /* NP_NONE if not */
size_t npi_str_find_char(struct np_str s, char c);
size_t npi_str_rfind_char(struct np_str s, char c);
/* Without Unicode white space (and U+FEFF, U+200B) at both ends. */
struct np_str npi_str_trim(struct np_str s);
/* Takes the part before the first c off *rest; false when *rest is absent.
 * When there is no c the whole rest is taken and *rest becomes absent. */
bool npi_str_split(struct np_str *rest, char c, struct np_str *part);
/* True if word is one of those in list, which single spaces separate; ASCII
 * letters match in either case. NULL is the empty list. */
bool npi_str_listed(struct np_str word, const char *list);
/* A decimal number of ASCII digits only, at most max; false if anything else.
 */
bool npi_str_u64(struct np_str s, uint64_t max, uint64_t *value);
/* FNV-1a, 64 bits; start with NPI_HASH_START. */
#define NPI_HASH_START 0xcbf29ce484222325u
uint64_t npi_hash(uint64_t hash, const void *data, size_t len);

#endif

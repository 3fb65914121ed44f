/* JSON of foreign files, read by jansson behind a wall of our own. */
#ifndef NPI_CAPTIONS_TREE_H
#define NPI_CAPTIONS_TREE_H

#include "captions/draft.h"
#include <jansson.h>

#define NPI_JSON_DEPTH 64
#define NPI_JSON_VALUES 4000000 /* about 1 GB in jansson's hands at worst */

/* Parses the draft's source; NULL with the draft's status set when it is
 * broken, too deep or too large. The tree is freed by json_decref(). */
json_t *npi_tree_parse(struct npi_draft *draft);

/* The root is an object with an array under this key. */
const json_t *npi_tree_array(const json_t *object, const char *key);
/* A text member; absent if there is none or it is no text. Borrowed from the
 * tree. */
struct np_str npi_tree_text(const json_t *object, const char *key);
/* A number member, times so many ms a unit, as ms; NP_NO_TIME if there is none
 * or it is out of range. Below zero is 0. */
int64_t npi_tree_ms(const json_t *object, const char *key, int64_t unit);

#endif

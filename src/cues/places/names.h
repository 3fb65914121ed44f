/* Names: whom the episode is with, who speaks, the show, and what a user's
 * glossary has. They are whole wherever the dialogue has them. */
#ifndef NPI_CUES_PLACES_NAMES_H
#define NPI_CUES_PLACES_NAMES_H

#include "cues/stretch.h"
#include "lexicon/lexicon.h"

/* The names that are looked for; the rest of a longer list is not. */
#define NPI_NAMES_MAX 2000
/* Of those, the most that begin alike: a list made to take long. */
#define NPI_NAMES_ALIKE 64
#define NPI_NAMES_SLOTS 256

/* Zeroed: no names. */
struct npi_names {
    struct npi_name *items;
    size_t n;
    uint16_t first[NPI_NAMES_SLOTS]; /* index + 1 of a slot's longest name */
};

/* scratch owns the list, episode and lexicon (or NULL) the names. NP_ERR_NOMEM.
 */
enum np_status npi_names_init(struct npi_arena *scratch,
                              const struct np_episode *episode,
                              const struct npi_lexicon *lexicon,
                              struct npi_names *names);

/* No break inside a name that fits a line of limit half-widths. */
void npi_names_keep(const struct npi_names *names, struct npi_stretch *s,
                    uint32_t limit);

#endif

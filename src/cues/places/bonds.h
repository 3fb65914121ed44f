/* What holds words together that a dictionary of single words takes apart: the
 * episode's own expressions, its names, and the entries of a lexicon. */
#ifndef NPI_CUES_PLACES_BONDS_H
#define NPI_CUES_PLACES_BONDS_H

#include "cues/places/cohesion.h"
#include "cues/places/names.h"
#include "lexicon/lexicon.h"

/* Zeroed: nothing does. */
struct npi_bonds {
    struct npi_cohesion cohesion;
    struct npi_names names;
    const struct npi_lexicon *lexicon; /* or NULL */
};

/* scratch owns what is gathered; episode and lexicon (or NULL) must live as
 * long. NP_ERR_NOMEM. */
enum np_status npi_bonds_init(struct npi_arena *scratch,
                              const struct np_episode *episode,
                              const struct npi_lexicon *lexicon,
                              struct npi_bonds *bonds);

/* Whether the words of cells [from, at) and [at, to), all of NPI_CELL_DICT, are
 * parts of one expression. */
bool npi_bonds_hold(const struct npi_bonds *bonds, const struct npi_stretch *s,
                    size_t from, size_t at, size_t to);

#endif

/* Names that the notes tell: whom the episode is with and who speaks, and the
 * show. They are whole wherever the dialogue has them. */
#ifndef NPI_CUES_NAMES_H
#define NPI_CUES_NAMES_H

#include "cues/stretch.h"

/* An episode with more names than this is a list of them: the rest is not
 * looked for. */
#define NPI_NAMES_MAX 256

/* Zeroed: no names. */
struct npi_names {
    struct np_str *items; /* views of the episode, by length, longest first */
    size_t n;
    uint64_t begins; /* a bit for each byte that one of them begins with */
};

/* scratch owns the list. NP_ERR_NOMEM. */
enum np_status npi_names_init(struct npi_arena *scratch,
                              const struct np_episode *episode,
                              struct npi_names *names);

/* No break inside a name that fits a line of limit half-widths. */
void npi_names_keep(const struct npi_names *names, struct npi_stretch *s,
                    uint32_t limit);

#endif

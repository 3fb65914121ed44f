/* The words of a stretch whose borders are known, and what draws a break to
 * them or repels it (particles.def). */
#ifndef NPI_CUES_PLACES_PARTICLES_H
#define NPI_CUES_PLACES_PARTICLES_H

#include "cues/stretch.h"

#define NPI_PARTICLE_BYTES 16 /* of a word, at most */

/* A row of particles.def: what a break just before the word costs more than at
 * any word, and just after it. */
struct npi_particle {
    char word[NPI_PARTICLE_BYTES]; /* zeros behind it */
    int16_t before;
    int16_t after;
};
/* The row of a word in lower case, or NULL. */
const struct npi_particle *npi_particle_find(struct np_str word);

/* A dictionary word of one character that is no particle is often the end or
 * the start of a word the dictionary does not know: 机器|人, 前|向. */
extern const struct npi_particle npi_particle_lonely;

/* Cells [from, to), all of one kind. */
struct npi_said {
    int16_t before, after; /* as in a row; 0 where nothing is known */
    bool known;            /* a particle */
    bool lonely;           /* npi_particle_lonely */
    size_t from, to;
};

/* The end of the word that starts at cell `from`. */
size_t npi_said_end(const struct npi_stretch *s, size_t from);

/* That word, and what is known of it. */
struct npi_said npi_said_at(const struct npi_stretch *s, size_t from);

/* Whether the word is `text`. */
bool npi_said_is(const struct npi_stretch *s, const struct npi_said *word,
                 const char *text);

/* Whether two words of one character are one: a numeral (这, 每) and what
 * counts with it, 之 and what it leads to. Then right repels what follows as
 * both do. */
bool npi_said_joins(const struct npi_stretch *s, const struct npi_said *left,
                    struct npi_said *right);

/* Sets borders where readers see other words than the dictionary: 中|有,
 * 实际上.
 */
void npi_said_mend(struct npi_stretch *s);

#endif

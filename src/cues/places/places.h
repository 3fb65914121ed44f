/* What a break before each cell of a stretch costs. */
#ifndef NPI_CUES_PLACES_PLACES_H
#define NPI_CUES_PLACES_PLACES_H

#include "cues/places/bonds.h"
#include "cues/places/words.h"

/* The scale on which cues are weighed: 100 is about what a reader minds as
 * much as a line cut between two ordinary words. */
enum npi_place {
    NPI_PLACE_SENTENCE = 0,
    NPI_PLACE_STRONG = 20, /* after ； ： —— …… and ? ! inside a sentence */
    NPI_PLACE_CLAUSE = 35, /* after ， */
    NPI_PLACE_LIST = 70,   /* after 、 */
    NPI_PLACE_WORD = 120,  /* between two words, before particles.def */
    NPI_PLACE_BEST = 45,   /* … and the least and most that it makes of it */
    NPI_PLACE_WORST = 400,
    NPI_PLACE_REST = 70,  /* more, near a clause's start or end */
    NPI_PLACE_STUB = 110, /* … and just after its first Chinese word */
    NPI_PLACE_BRIEF = 25, /* more, after a clause of two or three characters */
    NPI_PLACE_PAIR = 60,  /* more, between two characters of which nothing is
                             known */
    NPI_PLACE_CONTENT = 30, /* more, between two words that are no particles */
    NPI_PLACE_HEAD = 80,   /* more, between 的 and one short word; half as much
                              before a somewhat longer one */
    NPI_PLACE_FRAMED = 50, /* more, inside a short 在…之上, 当…时 */
    NPI_PLACE_QUOTED = 150, /* more, inside a short 《》 or “” */
    NPI_PLACE_PHRASE = 65,  /* more, between Latin words in Chinese */
    NPI_PLACE_HELD = 600,   /* inside an expression (bonds.h), a name */
    NPI_PLACE_FORCED = 3000 /* inside what is longer than a line */
};

/* Sets place of every cell: NPI_NEVER inside a Latin word, a number with its
 * unit, a dictionary word, a name with ·, where kinsoku forbids it, and before
 * a space (a break stands after the space and drops it). limit: half-widths of
 * a line; what is longer may be broken between two cells about a line apart, at
 * NPI_PLACE_FORCED and more. A clause of at most three quarters of a line is
 * never cut. NP_ERR_NOMEM. */
enum np_status npi_places_mark(struct npi_words *words,
                               const struct npi_bonds *bonds,
                               struct npi_stretch *s, uint32_t limit);

/* Its steps, in order. */

/* Costs by spaces, punctuation and kinsoku alone; between two NPI_CELL_DICT:
 * NPI_NEVER. */
void npi_places_by_signs(struct npi_stretch *s);
/* Word borders, and what particles.def has to say on all of them. */
enum np_status npi_places_by_words(struct npi_words *words,
                                   const struct npi_bonds *bonds,
                                   struct npi_stretch *s, uint32_t limit);
/* What several words say together: 的 and its noun, 在…之上. Part of the step
 * before. */
void npi_places_in_phrases(struct npi_stretch *s, uint32_t limit);
/* Numbers with their unit, short quotes, names. */
void npi_places_keep_together(struct npi_stretch *s, uint32_t limit);
/* NPI_PLACE_FORCED inside what is longer than limit. */
void npi_places_force(struct npi_stretch *s, uint32_t limit);
/* NPI_CELL_LEADS, and what a very short clause leaves behind. */
void npi_places_lead(struct npi_stretch *s);

/* The cell before a break at i that the reader sees last: a space is skipped.
 * i > 0. */
static inline size_t npi_place_left(const struct npi_stretch *s, size_t i)
{
    return i > 1 && s->cells[i - 1].kind == NPI_CELL_SPACE ? i - 2 : i - 1;
}

#endif

/* The second language's words as numbers, and what a run of them costs as the
 * second half of a cue. Who cuts cues weighs with it, before anything is
 * matched, and so does who shares the words out afterwards. */
#ifndef NPI_CUES_SECOND_WORDS_H
#define NPI_CUES_SECOND_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A word; where it stands in its sentence as indices of words. A speaker's
 * first word begins a sentence, whatever the signs. */
struct npi_second_word {
    int64_t start;     /* ms */
    uint32_t before;   /* half-widths of all words before it */
    uint32_t sentence; /* the first word of its sentence */
    uint32_t next;     /* … and of the next one, or n */
    uint32_t ordinal;  /* of its sentence */
    int16_t place;     /* cost of a cue's border before it (places.h) */
};

/* All words; one more is behind the last, with its sums, a sentence's start. */
struct npi_second_room {
    struct npi_second_word *words;
    size_t n;
    uint32_t limit; /* half-widths of a line, not 0 */
    uint32_t gap; /* … of the space behind a word, which a line's end lacks */
    unsigned lines; /* that a cue should have of it at most, from 1 */
    int64_t speed;  /* characters a second */
};

/* What the words [from, to) cost in one cue, on the scale of enum npi_place.
 * What their borders cost is not in it. */
int64_t npi_second_cost(const struct npi_second_room *room, size_t from,
                        size_t to);

/* What it costs to have them in a cue that is shown for so many ms. Speech is
 * faster than reading is meant to be, but nobody reads both languages: a little
 * too fast is nothing, and the more it is, the dearer. */
int64_t npi_second_hurry(const struct npi_second_room *room, size_t from,
                         size_t to, int64_t lasts);

/* ms that a cue takes to be read whose first language takes `own`; room may be
 * NULL. Nobody reads both: the second may go by a third faster. */
int64_t npi_second_time(const struct npi_second_room *room, uint32_t width,
                        int64_t own);

/* Lines that they take, each as full as it can be; 0: there are none. */
unsigned npi_second_lines(const struct npi_second_room *room, size_t from,
                          size_t to);

/* What it costs that a cue has so many lines of the first language and what
 * these words take; room may be NULL. */
int32_t npi_second_more(const struct npi_second_room *room, size_t from,
                        size_t to, unsigned lines);

/* What a cue's border before the word costs; sentence: the other language
 * begins one there, and this one should too. */
int64_t npi_second_border(const struct npi_second_room *room, size_t word,
                          bool sentence);

/* The best word for a border at a moment: near it, and where the language is
 * best broken. cost: what both cost. */
size_t npi_second_near(const struct npi_second_room *room, int64_t at,
                       bool sentence, int64_t *cost);

#endif

/* The numbers of the alignment's model, in one place, each with its meaning.
 *
 * They are properties of speech and of how people write outlines, not of one
 * episode: what differs between episodes (the rate of the text, how far it
 * strays) is measured in each. tests/eval switches parts off through this. */
#ifndef NPI_TIMELINE_MODEL_H
#define NPI_TIMELINE_MODEL_H

struct npi_model {
    /* Length. */
    double rate;   /* units of text (syllables) a second, when nothing tells */
    double spread; /* how far sqrt(seconds by text) strays from sqrt(seconds) */
    double slack;  /* s: what two stamps may be off at no distance at all */
    double unplaced; /* log chance that a stamp belongs nowhere */
    unsigned rounds; /* passes; each measures rate and spread for the next */

    /* Title words: chance that a word shows up in the passage it names, and
     * how soon (s); the memory for the same word before (s). */
    double words; /* weight of this evidence, 0: off */
    double shown;
    double soon;
    double memory;
    double early;  /* chance that it falls a moment before, in the lead-in */
    double bigram; /* weight of one of a run's overlapping CJK bigrams */

    /* Dialogue headings: chance that the passage starts right at it, or at a
     * turn before it (the question), within so many seconds. */
    double headings; /* weight, 0: off */
    double at_heading;
    double before_heading;
    double heading_reach;

    /* Turns: chance that a topic starts with a turn, or with a paragraph. */
    double turns; /* weight, 0: off */
    double at_turn;

    /* Smoothing of stamps against each other. */
    double stamp_error; /* s: how far off a person's stamp is */
    double drift;       /* s a second: variance of time by text */
};

extern const struct npi_model npi_model_default;

#endif

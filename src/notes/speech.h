/* The dialogue's blocks as a row of events: headings and pieces of speech. */
#ifndef NPI_NOTES_SPEECH_H
#define NPI_NOTES_SPEECH_H

#include "notes/language.h"
#include "notes/voices.h"

/* A heading, or a piece of a paragraph with at most one label. */
struct npi_speech {
    struct npi_block *block;
    struct np_str text;      /* folded */
    struct npi_voice *voice; /* NULL: no label, or a stamp alone */
    struct npi_stamps stamps;
    size_t line;
    enum npi_script script;
    bool heading;
    bool stamped;
    bool original; /* in the spoken language, beside the translation */
    bool apart;    /* original in a section of its own */
};

struct npi_speeches {
    NPI_LIST(struct npi_speech) list;
    size_t tables; /* left out: asides */
    size_t notes;
    struct np_span table; /* the first of each */
    struct np_span note;
    bool cut_by_script; /* a paragraph was, where its script changes */
    uint64_t *titles;   /* hashes of the outline's titles, sorted */
    size_t n_titles;
};

/* The block is part of the dialogue, or of a section with its original. */
bool npi_holds_speech(const struct npi_block *block);

/* Takes in all blocks of the dialogue. by_script: where the script changes from
 * one line of a paragraph to the next, a new piece begins. */
void npi_speeches_collect(struct npi_reader *r, const struct npi_voices *voices,
                          bool by_script, struct npi_speeches *speeches);

/* Marks the pieces in the original language. False if there are none that
 * alternate with the translation. */
bool npi_speeches_find_originals(struct npi_reader *r,
                                 struct npi_speeches *speeches);

#endif

/* Which labels are speakers: the evidence of the whole dialogue. */
#ifndef NPI_NOTES_VOICES_H
#define NPI_NOTES_VOICES_H

#include "notes/label.h"

/* A name that stands where labels stand. */
struct npi_voice {
    struct np_str name;
    uint64_t hash;
    size_t strong;  /* bold or stamped, with words behind */
    size_t listed;  /* the same, in a list */
    size_t plain;   /* "Name: " */
    size_t own;     /* with a stamp, on a line of its own */
    size_t alone;   /* bold alone on its line, or a heading */
    bool known;     /* one of the episode's people */
    bool accepted;  /* a speaker */
    size_t speaker; /* index into the episode's speakers, or NP_NONE */
};

struct npi_voices {
    NPI_LIST(struct npi_voice) voices;
    size_t *slots; /* hash table: index + 1, 0 if free */
    size_t n_slots;
    uint64_t *people; /* hashes of the people's names and words, sorted */
    size_t n_people;
    size_t opening;     /* of the voice before the first words + 1; 0: none */
    size_t paragraphs;  /* seen */
    size_t bare_stamps; /* lines that begin with a stamp without brackets */
};

/* After the episode's people have been read. */
void npi_voices_init(struct npi_reader *r, struct npi_voices *voices);
/* Takes in the labels of a block's lines. */
void npi_voices_learn(struct npi_reader *r, struct npi_voices *voices,
                      const struct npi_block *block);
/* Decides. known: what was learnt from is known to be dialogue, so that one
 * bold label is enough. Returns the labels that count. */
size_t npi_voices_decide(struct npi_voices *voices, bool known);
/* The voice, or NULL. */
struct npi_voice *npi_voices_find(const struct npi_voices *voices,
                                  struct np_str name);
/* Reads a line's label and accepts it: a speaker's, or a stamp alone. *voice
 * is NULL for the latter. */
bool npi_voices_label(struct npi_reader *r, const struct npi_voices *voices,
                      const struct npi_block *block, struct np_str line,
                      struct npi_label *label, struct npi_voice **voice);

#endif

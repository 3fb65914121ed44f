/* The numbers of the matching's model, in one place, each with its meaning.
 * What differs between episodes is learnt from each: these are where the
 * learning begins. tests/eval switches parts off through this. */
#ifndef NPI_MATCHING_MODEL_H
#define NPI_MATCHING_MODEL_H

struct npi_matching_model {
    /* Words. */
    double explained;  /* share of a sentence's words that its translation
                          explains, when all of it is known */
    double smooth;     /* times that a word is thought to occur elsewhere */
    double nested;     /* weight of a dictionary word inside a longer one */
    double learnt;     /* weight of pairs learnt from the pass before, 0: off */
    double doubt;      /* occurrences that learnt pairs are set against */
    double dictionary; /* weight of the dictionary, 0: off */
    double identity;   /* weight of words shared by both sides, 0: off */

    /* Length. */
    double spread; /* how far the square root of a sentence's length strays */
    double slack;  /* syllables that count for nothing */
    double length; /* weight of this evidence, 0: off */

    /* What one side lacks: log chances. */
    double aside;      /* a few words that the notes leave out */
    double aside_unit; /* for each syllable of them */
    double passage;    /* a passage that they leave out */
    double passage_unit;
    double lacks;        /* a sentence that the captions lack */
    double lacks_more;   /* each one that follows it */
    double lacks_silent; /* the same where they are silent for long */
    double lacks_more_silent;
    double ending; /* words before the first sentence, after the last */
    double ending_unit;

    /* Where sentences start: times likelier than elsewhere. */
    double borders; /* weight, 0: off */

    /* Times that are known without captions. */
    double hints;       /* weight of stamps, 0: off */
    double hint_error;  /* s */
    double guess_error; /* s: on top of what a guess says of itself */
    double guess_floor; /* chance that a guess is altogether wrong; 1: off */

    unsigned rounds; /* fine passes */
};

extern const struct npi_matching_model npi_matching_model_default;

#endif

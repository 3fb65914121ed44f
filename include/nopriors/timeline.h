/* Where in time each chapter and sentence is, from which evidence, how sure.
 *
 * Sentences never overlap or run backwards: start <= end, and each start is at
 * or after the end of the sentence before. Chapters keep the order of the
 * notes, their starts never decrease, and all lie before the end.
 *
 * Media may be shorter than the notes: then the sentences have the times they
 * have in the whole episode, and those that start at or after the end are
 * outside; the one the end falls into is cut off there by who shows it. */
#ifndef NOPRIORS_TIMELINE_H
#define NOPRIORS_TIMELINE_H

#include <nopriors/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a time rests on; a set of bits. np_evidence_name() names one bit. */
enum np_evidence {
    NP_EVIDENCE_LENGTH = 1 << 0,        /* share of the text's length */
    NP_EVIDENCE_OUTLINE_WORDS = 1 << 1, /* words of an outline title */
    NP_EVIDENCE_HEADING = 1 << 2,       /* a dialogue heading's title */
    NP_EVIDENCE_STAMP = 1 << 3,         /* a stamp written beside it */
    NP_EVIDENCE_CAPTIONS = 1 << 4,      /* words of the captions */
    NP_EVIDENCE_ORIGINAL = 1 << 5,      /* the original text in the notes */
    NP_EVIDENCE_PAUSE = 1 << 6,         /* the end of a pause in the sound */
};

struct np_timed_sentence { /* parallel to np_episode.sentences */
    int64_t start;
    int64_t end;
    unsigned evidence; /* bits of enum np_evidence */
    double confidence; /* 0..1; ranks the real error */
    bool gone; /* it was cut out of the media: start and end are the cut */
};

/* An outline entry whose stamp is believed. */
struct np_chapter {
    size_t entry;  /* index into np_episode.outline */
    size_t parent; /* index of a chapter, or NP_NONE */
    unsigned level;
    struct np_str title;
    int64_t start; /* the stamp itself; on the media's clock if it has one of
                      its own */
    int64_t end;   /* start of the next chapter of the same or a higher level */
    size_t turn;   /* where its topic begins in the dialogue; NP_NONE if */
    size_t sentence; /* not placed. sentence indexes np_episode.sentences */
    unsigned evidence;
    double confidence; /* of the place, 0 if not placed */
};

/* A moment of silence, or one where a caption ends with a mark: speech stops
 * and goes on, in the same moment if nothing tells a silence. */
struct np_pause {
    int64_t start;
    int64_t end; /* >= start */
};

/* A stretch that the notes' clock and the media's share: notes in
 * [notes, notes + length) is media in [media, media + length). */
struct np_clock_piece {
    int64_t notes;
    int64_t media;
    int64_t length;
};

struct np_timeline {
    const struct np_timed_sentence *sentences; /* n = np_episode.n_sentences */
    size_t n_sentences;
    const struct np_chapter *chapters;
    size_t n_chapters;
    int64_t end;            /* of the episode: of the media if it was told */
    bool end_estimated;     /* no media told it */
    bool cut_short;         /* the notes go on beyond the end */
    bool captions_left_out; /* there were captions, of another episode or */
    int64_t captions_apart; /* so many ms later than the outline's stamps */
    /* Pauses as heard in the sound, else as the captions have them; in order,
     * none overlapping. */
    const struct np_pause *pauses;
    size_t n_pauses;
    /* Media that is another cut than the notes': all times above are on its
     * clock, and these are the pieces both have, in order on both clocks.
     * Between two of them something was cut out, put in, or both. 0: the
     * clocks are the same. */
    const struct np_clock_piece *clock;
    size_t n_clock;
};

/* How a flat list shows an outline of several levels. */
enum np_chapter_style {
    NP_CHAPTERS_FLAT,     /* all entries, inner ones marked */
    NP_CHAPTERS_PARENTS,  /* the outermost */
    NP_CHAPTERS_CHILDREN, /* the innermost, and what stands before them */
    NP_CHAPTERS_JOINED,   /* these, each behind what it is in: "Tea: Leaves" */
};

/* The flat list that players show: entries that start together merged, inner
 * levels marked, every end filled in. */
struct np_flat_chapter {
    struct np_str title;
    int64_t start;
    int64_t end;
    unsigned level;
};

struct np_flat_chapters {
    const struct np_flat_chapter *chapters;
    size_t n_chapters;
};

#ifdef __cplusplus
}
#endif

#endif

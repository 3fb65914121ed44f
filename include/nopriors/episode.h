/* The episode as the notes tell it: metadata, outline, dialogue, key points,
 * mind map. Everything is a const view that lives as long as its job.
 *
 * Lines and columns count from 1, columns in bytes; offsets are bytes into the
 * notes (UTF-8, without byte order mark). Arrays are in document order. */
#ifndef NOPRIORS_EPISODE_H
#define NOPRIORS_EPISODE_H

#include <nopriors/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct np_person {
    struct np_str name;
    struct np_str about; /* one line, may be absent */
    size_t line;
};

/* A front-matter key or header-list row that has no field of its own. */
struct np_field {
    struct np_str key;
    struct np_str value;
    size_t line;
};

/* A text with its line: a tag, a key point. */
struct np_item {
    struct np_str text;
    size_t line;
};

/* A paragraph or list item of a section about the episode that is neither
 * summary nor key points: topics, conclusions, references. */
struct np_prose {
    struct np_str heading; /* the nearest one above; may be absent */
    struct np_str text;
    unsigned list_depth; /* lists it stands in, 0 for a paragraph */
    size_t line;
};

/* A node of the mind map, in document order; level from 0 (the root). */
struct np_node {
    struct np_str title;
    unsigned level;
    size_t parent; /* index or NP_NONE */
    size_t line;
};

/* A row of the outline. Rows without a readable stamp are kept (they may be
 * topics): start is NP_NO_TIME. Whether a stamp is believed is the timeline's
 * decision. */
struct np_entry {
    struct np_str title; /* text beside the stamp, marks removed, trimmed */
    unsigned level;      /* 1 = top */
    size_t parent;       /* index of the entry above, or NP_NONE */
    int64_t start;       /* ms, or NP_NO_TIME */
    int64_t end;         /* ms of a written range's end, or NP_NO_TIME */
    int64_t grain;       /* ms: how exact the stamp is written: 60000 (h:mm and
                            nothing finer), 1000 (m:ss), 1 (m:ss.mmm) */
    struct np_span span; /* the stamp, or the row when it has none */
    size_t line;
    bool misread; /* it has a stamp that is no time; that was reported */
};

/* A heading inside the dialogue. */
struct np_heading {
    struct np_str text;
    int64_t start; /* stamp written in it, or NP_NO_TIME */
    int64_t grain;
    size_t sentence; /* index of the first sentence after it (may be n) */
    unsigned level;  /* 1..6 of #; 7 for a bold line */
    size_t line;
};

/* A sentence of the dialogue, marks removed, inner white space folded to one
 * space. It never crosses a paragraph. */
struct np_sentence {
    struct np_str text;
    size_t turn;
    int64_t stamp; /* stamp written just before it, or NP_NO_TIME */
    int64_t grain;
    bool anchored;        /* the stamp was given beside the notes */
    bool paragraph_start; /* first of its paragraph */
    bool direction;       /* nothing but （笑） or [laughter] */
    struct np_span span;  /* where its text stands in the notes; may take in
                             marks and line breaks */
    size_t line;
};

/* A speaker's turn: a labelled paragraph and the unlabelled ones after it. A
 * heading inside a speech starts a new turn of the same speaker. Its stamp is
 * that of its first sentence. */
struct np_turn {
    size_t speaker;        /* index into speakers, or NP_NONE */
    size_t first_sentence; /* sentences are consecutive */
    size_t n_sentences;    /* at least 1 */
    size_t heading;        /* index of the heading just before it, or NP_NONE */
    size_t line;
};

/* A paragraph in the original language, found in the notes beside the
 * translation. */
struct np_original {
    struct np_str text;
    size_t turn; /* the turn it stands beside, or NP_NONE */
    size_t line;
};

struct np_episode {
    struct np_str title;
    struct np_str original_title;
    struct np_str show; /* the podcast or channel, when named */
    struct np_str link;
    int64_t link_time;  /* ms of the link's t=, or NP_NO_TIME; never used as
                           an offset */
    struct np_str date; /* YYYY, YYYY-MM or YYYY-MM-DD */
    struct np_str category;
    struct np_str summary; /* paragraphs separated by '\n' */
    struct np_str
        language; /* BCP 47 of the dialogue (else of the outline):
                     "zh-Hans", "zh-Hant", "en", …; "und" if unknown */

    const struct np_person *people;
    size_t n_people;
    const struct np_item *tags;
    size_t n_tags;
    const struct np_item *key_points;
    size_t n_key_points;
    const struct np_field *fields;
    size_t n_fields;
    const struct np_prose *prose;
    size_t n_prose;
    const struct np_node *mind_map;
    size_t n_mind_map;
    const struct np_entry *outline;
    size_t n_outline;
    const struct np_str *speakers; /* distinct names in order of appearance */
    size_t n_speakers;
    const struct np_heading *headings;
    size_t n_headings;
    const struct np_turn *turns;
    size_t n_turns;
    const struct np_sentence *sentences;
    size_t n_sentences;
    const struct np_original *originals;
    size_t n_originals;
};

#ifdef __cplusplus
}
#endif

#endif

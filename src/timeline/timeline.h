/* The stage's door: the episode to times. Pure: no clock, no file. */
#ifndef NPI_TIMELINE_TIMELINE_H
#define NPI_TIMELINE_TIMELINE_H

#include "base/context.h"
#include <nopriors/episode.h>
#include <nopriors/timeline.h>

struct npi_activity;
struct npi_caption_track;
struct npi_lexicon;
struct npi_matching_model;
struct npi_model;

/* All times are on the notes' clock: who has evidence on another one maps it
 * first. What there is none of is NULL. */
struct npi_timeline_input {
    const struct np_episode *episode;
    int64_t length; /* of the media in ms, or NP_NO_TIME */
    const struct npi_caption_track *captions; /* of what is spoken */
    bool captions_given; /* it is sure that they are this episode's */
    const struct npi_lexicon *lexicon;   /* for captions in another
                                            language */
    const struct npi_activity *activity; /* the media's sound */
    /* NULL: the defaults; for measurements. */
    const struct npi_model *model;
    const struct npi_matching_model *matching_model;
};

/* Builds the timeline. Stamps that run backwards or lie beyond the length are
 * reported and set aside. NP_ERR_NOTES when nothing has a time: a dialogue
 * without outline and without turn stamps, or neither dialogue nor stamps. */
enum np_status npi_timeline_build(struct npi_context *ctx,
                                  const struct npi_timeline_input *input,
                                  struct np_timeline *timeline);

/* The name in --json and reports: "stamp", "heading", …; bit is one bit. */
const char *npi_evidence_name(unsigned bit);

struct npi_flattening {
    unsigned max_level; /* entries of deeper levels are left out */
    struct np_str mark; /* "· " */
    enum np_chapter_style style;
};

/* The flat chapter list: levels 1..max_level. FLAT: entries that start together
 * are merged into one whose title is theirs joined by " / " (the first one's
 * level; equal titles once); inner levels are marked. PARENTS: level 1 only.
 * CHILDREN: of those that start together only the innermost. JOINED: the same,
 * the titles of all that it is in before its own, "：" between them if it is
 * Chinese or Japanese, else ": ". Each chapter ends where the next one starts,
 * the last at the timeline's end. Titles are whole: who must cut them cuts on a
 * character. */
enum np_status npi_chapters_flatten(struct npi_context *ctx,
                                    const struct np_timeline *timeline,
                                    const struct npi_flattening *how,
                                    struct np_flat_chapters *flat);

#endif

/* The stage's door: one writer a text format, and the registry of formats.
 * Writers write to a buffer; they open no files. What a breach of a format's
 * own rules costs the reader is a diagnostic. */
#ifndef NPI_EXPORT_EXPORT_H
#define NPI_EXPORT_EXPORT_H

#include "base/buf.h"
#include "base/context.h"
#include "export/diags.h"
#include "profile/settings.h"
#include <nopriors/captions.h>
#include <nopriors/cues.h>
#include <nopriors/episode.h>
#include <nopriors/timeline.h>

/* Everything a writer may look at; all borrowed for the call. */
struct npi_export_view {
    const struct np_episode *episode;
    const struct np_timeline *timeline;
    /* Whose turns, sentences and speakers the cues count: the episode itself,
     * or one with the captions' words and their language. */
    const struct np_episode *said;
    const struct np_caption_source *captions; /* that were taken, or NULL */
    struct np_str dictionary;                 /* that led to them, or absent */
    const struct np_cues *cues;
    /* The outline's titles in another language, parallel to it, absent where
     * there is none; NULL: there are none at all. */
    const struct np_str *second_titles;
    struct np_str second_titles_language;
    /* Of the style rules; only for NPI_CARRIES_STYLE are they looked for. */
    const struct np_breach *breaches;
    size_t n_breaches;
    const struct npi_settings *settings; /* resolved */
    const struct npi_diags *diags;
    size_t notes_source; /* the notes, as diagnostics' spans name them */
};

enum npi_format_class {
    NPI_FORMAT_SUBTITLES,
    NPI_FORMAT_CHAPTERS,
    NPI_FORMAT_WORDS, /* that no player takes for subtitles by itself */
    NPI_FORMAT_ALL
};

/* What a format can carry, for --list-formats; bits. */
enum npi_carries {
    NPI_CARRIES_CUES = 1 << 0,
    NPI_CARRIES_CHAPTERS = 1 << 1,
    NPI_CARRIES_LEVELS = 1 << 2, /* more than one level of chapters */
    NPI_CARRIES_SPEAKERS = 1 << 3,
    NPI_CARRIES_METADATA = 1 << 4,
    NPI_CARRIES_CONFIDENCE = 1 << 5,
    NPI_CARRIES_STYLE = 1 << 6, /* the style check's breaches */
};

/* Which settings change what is written; bits. */
enum npi_follows {
    NPI_FOLLOWS_CUES = 1 << 0,    /* subtitles.*, typography.* */
    NPI_FOLLOWS_SPEAKER = 1 << 1, /* subtitles.speaker */
    NPI_FOLLOWS_LEVELS = 1 << 2,  /* chapters.levels */
    NPI_FOLLOWS_STYLE = 1 << 3,   /* chapters.style: the list is flat */
};

#define NPI_FORMAT_ENDINGS 4

struct npi_format {
    const char *name;   /* "vtt": the option is --vtt */
    const char *title;  /* "WebVTT subtitles": English, the message id */
    const char *suffix; /* sidecar: STEM + suffix; {tag} stands for the
                           language tag: ".{tag}.vtt" */
    /* -o FILE of such an ending means this format; NULL ends the list. The
     * longest ending wins. */
    const char *endings[NPI_FORMAT_ENDINGS];
    enum npi_format_class class;
    unsigned carries; /* bits of enum npi_carries */
    unsigned follows; /* bits of enum npi_follows */
    const char *lost; /* what a reader of the file does not get back, or NULL;
                         English, the message id */
    /* NP_OK, NP_ERR_NOMEM. out may hold a part after an error. */
    enum np_status (*write)(struct npi_context *ctx,
                            const struct npi_export_view *view,
                            struct npi_buf *out);
};

/* All formats, in the order that --list-formats shows. */
const struct npi_format *npi_formats(size_t *n);
const struct npi_format *npi_format_find(struct np_str name); /* or NULL */
/* By a file's name: "x.zh.srt", "x.youtube.txt"; or NULL. */
const struct npi_format *npi_format_for_file(struct np_str path);

#endif

/* The settings that a profile, --set and options decide: one struct, one table
 * (profile/settings.def: key, type, range, default, help, field). */
#ifndef NPI_PROFILE_SETTINGS_H
#define NPI_PROFILE_SETTINGS_H

#include "base/context.h"

/* How characters of a line are counted. */
enum npi_counting {
    NPI_COUNT_AUTO,
    NPI_COUNT_WIDE, /* full-width 1, others 0.5 */
    NPI_COUNT_EACH, /* each grapheme 1 */
};

enum npi_tags_mode { NPI_TAGS_FILL, NPI_TAGS_REPLACE, NPI_TAGS_NONE };

/* Numbers that are 0 mean "auto": npi_settings_resolve() fills them in from
 * the language of the text. */
struct npi_settings {
    /* [subtitles] */
    int64_t line_length; /* characters, as counting counts */
    enum npi_counting counting;
    int64_t lines;            /* a cue, 1..NP_CUE_LINES */
    int64_t reading_speed;    /* characters a second */
    int64_t shortest;         /* ms */
    int64_t longest;          /* ms */
    int64_t gap_frames;       /* the smallest gap between cues */
    int64_t close_gap_frames; /* gaps up to this are closed to gap_frames */
    int64_t lead;             /* ms a cue may start early to be long enough */
    int64_t lag;              /* ms it may end late */
    /* [chapters] */
    int64_t levels;     /* 0: auto (all; 1 for the YouTube list and MP3),
                           1, 2, …; 99: all */
    struct np_str mark; /* before titles of inner levels: "· " */
    /* [sidecar] */
    struct np_str tag; /* language tag in file names; absent: auto, the
                          primary subtag ("zh") */
    /* [tags] */
    enum npi_tags_mode tags;
};

/* Auto values filled in for a language (BCP 47): Chinese, Japanese and Korean
 * get Netflix's numbers for Chinese, others those for English. */
void npi_settings_resolve(struct npi_settings *settings,
                          struct np_str language);

#endif

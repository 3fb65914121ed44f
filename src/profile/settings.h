/* The settings that a profile, --set and options decide: one struct, one table
 * (profile/settings.def: key, type, range, default, help, field), and a record
 * of where each value comes from. */
#ifndef NPI_PROFILE_SETTINGS_H
#define NPI_PROFILE_SETTINGS_H

#include "base/context.h"
#include "profile/diags.h"
#include <nopriors/media.h>
#include <nopriors/timeline.h>

/* How characters of a line are counted. */
enum npi_counting {
    NPI_COUNT_AUTO,
    NPI_COUNT_WIDE, /* full-width 1, others 0.5 */
    NPI_COUNT_EACH, /* each grapheme 1 */
};

/* The file's times after an edit or a copy that takes its place. */
enum npi_times { NPI_TIMES_KEEP, NPI_TIMES_NOW };

/* Cues in two languages, and which is above. */
enum npi_bilingual {
    NPI_BILINGUAL_NO,
    NPI_BILINGUAL_NOTES_FIRST,
    NPI_BILINGUAL_CAPTIONS_FIRST,
};

/* Chinese commas and full stops where a line ends, and inside it. */
enum npi_end_marks {
    NPI_END_MARKS_AUTO,
    NPI_END_MARKS_KEEP,
    NPI_END_MARKS_DROP,
};
enum npi_inner_marks { NPI_INNER_MARKS_KEEP, NPI_INNER_MARKS_SPACE };

enum npi_latin_space {
    NPI_LATIN_SPACE_AS_IS,
    NPI_LATIN_SPACE_NONE,
    NPI_LATIN_SPACE_ONE,
};
enum npi_ellipsis {
    NPI_ELLIPSIS_AS_IS,
    NPI_ELLIPSIS_LOW,
    NPI_ELLIPSIS_MIDDLE,
};
enum npi_dash { NPI_DASH_AS_IS, NPI_DASH_DOUBLE };
enum npi_quotes { NPI_QUOTES_AS_IS, NPI_QUOTES_CURLY, NPI_QUOTES_CORNER };

/* Chinese in one of its scripts; enum npi_han of script/script.h has the same
 * values. */
enum npi_script_choice {
    NPI_SCRIPT_AS_IS,
    NPI_SCRIPT_HANS,
    NPI_SCRIPT_HANT,
    NPI_SCRIPT_HANT_TW,
    NPI_SCRIPT_HANT_HK,
};

enum npi_tags_mode { NPI_TAGS_FILL, NPI_TAGS_REPLACE, NPI_TAGS_NONE };

/* How a text format tells who speaks. */
enum npi_speaker_mode {
    NPI_SPEAKER_AUTO, /* the format's own way */
    NPI_SPEAKER_NEVER,
    NPI_SPEAKER_ON_CHANGE, /* the name before the words, when it is another */
    NPI_SPEAKER_ALWAYS,    /* the name before the words of each cue */
    NPI_SPEAKER_VOICE,     /* the name beside the words, where there is a place
                              for it */
    NPI_SPEAKER_COLOUR,    /* a colour for each */
    NPI_SPEAKER_DASH,      /* a dash when it is another */
};

#define NPI_LEVELS_AUTO 0
#define NPI_LEVELS_ALL 99

/* line_length, counting, reading_speed and end_marks may be 0, "auto", until
 * npi_settings_resolve() fills them in from the language of the text. */
struct npi_settings {
    /* [subtitles] */
    int64_t line_length; /* characters, as counting counts */
    enum npi_counting counting;
    int64_t lines;            /* a cue, 1..NP_CUE_LINES */
    int64_t reading_speed;    /* characters a second, counted alike */
    int64_t shortest;         /* ms */
    int64_t longest;          /* ms */
    int64_t gap_frames;       /* the smallest gap between cues */
    int64_t close_gap_frames; /* gaps up to this are closed to gap_frames */
    int64_t lead;             /* ms a cue may start early to be long enough */
    int64_t lag;              /* ms it may end late */
    enum npi_speaker_mode speaker;
    enum npi_bilingual bilingual;
    /* [typography] */
    enum npi_end_marks end_marks;
    enum npi_inner_marks inner_marks;
    unsigned full_width; /* 0 or 1 */
    enum npi_latin_space latin_space;
    enum npi_ellipsis ellipsis;
    enum npi_dash dash;
    enum npi_quotes quotes;
    enum npi_script_choice script;
    /* [chapters] */
    int64_t levels;     /* NPI_LEVELS_AUTO (all; 1 for the YouTube list and
                           MP3), 1, 2, …; NPI_LEVELS_ALL */
    struct np_str mark; /* before titles of inner levels: "· " */
    enum np_chapter_style style;
    /* [sidecar] */
    struct np_str tag; /* language tag in file names; absent: auto, the
                          primary subtag ("zh") */
    /* [tags] */
    enum npi_tags_mode tags;
    /* [media] */
    enum np_verify verify;
    enum npi_times times;
};

enum npi_setting_type {
    NPI_SETTING_INT,      /* int64_t: decimal digits only */
    NPI_SETTING_MS,       /* int64_t: 833ms, 0.833s, 7s */
    NPI_SETTING_WORD,     /* an enum: one of words */
    NPI_SETTING_TEXT,     /* np_str: no control characters */
    NPI_SETTING_LANGUAGE, /* np_str: a BCP 47 language tag */
};

/* A word that stands for a value ("all"): the values of an enum, and what a
 * number or a language may be besides. For NPI_SETTING_LANGUAGE it stands for
 * the absent string. */
struct npi_word {
    const char *word; /* NULL ends the list */
    int64_t value;
};

/* One row of the table. */
struct npi_setting {
    const char *key; /* "section.name" */
    const char *section;
    const char *name;
    enum npi_setting_type type;
    int64_t min, max; /* of the number; bytes of a text */
    const struct npi_word *words;
    const char *built_in; /* the default as a profile would write it */
    const char *unit;     /* of the number, for messages and docs; or NULL */
    const char *help;     /* one line: English, the message id */
    size_t offset;        /* of its field in struct npi_settings */
};

enum npi_setting_id {
#define NPI_SETTING(id, ...) NPI_SET_##id,
#include "profile/settings.def"
#undef NPI_SETTING
    NPI_SETTINGS_N
};

/* All rows, in the order of the struct; NPI_SETTINGS_N of them. */
extern const struct npi_setting npi_setting_table[];
/* By "section.name"; NPI_SETTINGS_N if there is none. */
enum npi_setting_id npi_setting_find(struct np_str key);

/* Who gave a value; the later ones win over the earlier ones. */
enum npi_layer {
    NPI_LAYER_BUILT_IN,
    NPI_LAYER_PROFILE,
    NPI_LAYER_GIVEN, /* --set, an option, a call */
};

struct npi_origin {
    enum npi_layer layer;
    struct np_str name; /* the profile's path or name, "--set", "--tags";
                           absent for the built-in */
    size_t line;        /* in the profile's file, else 0 */
};

/* Settings and where each comes from. */
struct npi_config {
    struct npi_settings settings;
    struct npi_origin origins[NPI_SETTINGS_N];
};

/* The built-in default: the profile "default" without its file. */
void npi_settings_defaults(struct npi_settings *settings);
void npi_config_init(struct npi_config *config);

/* Sets one key from text, unless a later layer has set it already. Strings are
 * copied to ctx->arena; origin.name is borrowed and must live as long as
 * config. An unknown key or a wrong value is NP_ERR_USAGE with a diagnostic
 * that points into where (or, with NPI_NOWHERE, quotes key and value), and
 * nothing changes. NP_ERR_NOMEM likewise. */
enum np_status npi_config_set(struct npi_context *ctx,
                              struct npi_config *config, struct np_str key,
                              struct np_str value, struct npi_origin origin,
                              struct np_span where);

/* The same for what --set takes, "section.key=value", as a source of its own,
 * so that messages can point into it. */
enum np_status npi_config_set_pair(struct npi_context *ctx,
                                   struct npi_config *config,
                                   struct np_str pair);

/* What a setting takes, as messages and docs show it: "4..200, auto". English
 * words only for texts. */
void npi_setting_write_range(struct npi_buf *out, enum npi_setting_id id);

/* A value as a profile would write it ("auto", "833ms", "\"· \""). */
void npi_setting_write(struct npi_buf *out, enum npi_setting_id id,
                       const struct npi_settings *settings);

/* Auto values filled in for a language (BCP 47): Chinese, Japanese and Korean
 * get Netflix's numbers for them, others those for English. */
void npi_settings_resolve(struct npi_settings *settings,
                          struct np_str language);

#endif

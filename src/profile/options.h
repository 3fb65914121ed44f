/* The one option table (profile/options.def) and a parser over it. Help, man
 * page, completions and the command read the same rows.
 *
 * The parser behaves as getopt_long does, save that long names are never
 * abbreviated (a script must not break when a new option appears): --name
 * value, --name=value, -n value, -nvalue, bundled -qv, "--" ends the options,
 * options may follow operands, an optional value only with "=", "-" is an
 * operand. An option's whole name is no value, unless behind "=". It knows
 * nothing of the operands' meaning. */
#ifndef NPI_PROFILE_OPTIONS_H
#define NPI_PROFILE_OPTIONS_H

#include "base/context.h"
#include "profile/diags.h"

enum npi_option_id {
    NPI_OPTION_OPERAND, /* NOTES, MEDIA: value is the argument */
    NPI_OPTION_FORMAT,  /* value "vtt"; also for --vtt and the like */
    NPI_OPTION_FOR,
    NPI_OPTION_LIST_DESTINATIONS,
    NPI_OPTION_LIST_FORMATS,
    NPI_OPTION_OUTPUT,    /* value a path */
    NPI_OPTION_DIRECTORY, /* value a path */
    NPI_OPTION_ONLY,      /* value "chapters,subs" */
    NPI_OPTION_IN_PLACE,
    NPI_OPTION_COVER,
    NPI_OPTION_KEEP_CHAPTERS,
    NPI_OPTION_REPLACE_CHAPTERS,
    NPI_OPTION_REPLACE,
    NPI_OPTION_VIA,
    NPI_OPTION_REMOVE,
    NPI_OPTION_UNDO,
    NPI_OPTION_FORCE,
    NPI_OPTION_DROP_UNSUPPORTED,
    NPI_OPTION_PROFILE, /* value a name or path */
    NPI_OPTION_SET,     /* value "section.key=value" */
    NPI_OPTION_SETTING, /* --tags, --chapter-levels: row->setting */
    NPI_OPTION_LIST_PROFILES,
    NPI_OPTION_SHOW_PROFILE,
    NPI_OPTION_LANG,           /* value a BCP 47 tag */
    NPI_OPTION_SYNC,           /* value "auto", "off", an offset */
    NPI_OPTION_CUTS,           /* value "info" or a list */
    NPI_OPTION_RANGE,          /* value "14:45-20:27" */
    NPI_OPTION_CAPTIONS,       /* value "auto", "none" or a path */
    NPI_OPTION_CAPTIONS_CLOCK, /* value a choice */
    NPI_OPTION_SUBS,           /* value a choice */
    NPI_OPTION_DICTIONARY,     /* value "auto", "none" or a path */
    NPI_OPTION_GLOSSARY,       /* value a path */
    NPI_OPTION_AUDIO,          /* value a choice */
    NPI_OPTION_ANCHOR,         /* value "12:04=first words" */
    NPI_OPTION_CHECK,          /* value absent or "style" */
    NPI_OPTION_LINT,
    NPI_OPTION_STAMP, /* value a choice */
    NPI_OPTION_DRY_RUN,
    NPI_OPTION_PROGRESS, /* value absent (always) or a choice */
    NPI_OPTION_COLOR,    /* value absent (always) or a choice */
    NPI_OPTION_QUIET,
    NPI_OPTION_VERBOSE,
    NPI_OPTION_HELP,
    NPI_OPTION_VERSION,
};

enum npi_option_group {
    NPI_GROUP_TEXT,
    NPI_GROUP_MEDIA,
    NPI_GROUP_SETTINGS,
    NPI_GROUP_RUN,
    NPI_GROUP_OTHER,
    NPI_GROUPS_N
};

/* Headings of the groups, English message ids. */
extern const char *const npi_option_groups[NPI_GROUPS_N];

enum npi_option_takes {
    NPI_TAKES_NONE,
    NPI_TAKES_VALUE,
    NPI_TAKES_OPTIONAL, /* only as --name=value */
    NPI_TAKES_LIST,     /* values separated by commas, each one a choice */
};

/* What a value is, for completions. */
enum npi_option_completes {
    NPI_COMPLETES_NOTHING,
    NPI_COMPLETES_FILE,
    NPI_COMPLETES_FOLDER,
    NPI_COMPLETES_FORMAT,
    NPI_COMPLETES_PROFILE,
    NPI_COMPLETES_SETTING,
};

struct npi_option {
    enum npi_option_id id;
    const char *name; /* without "--" */
    char letter;      /* 0: none */
    enum npi_option_takes takes;
    const char *argument; /* its name in help: "FILE"; or NULL */
    const char *choices;  /* "auto|always|never"; NULL: anything */
    enum npi_option_completes completes;
    const char *setting; /* key that it sets; or NULL */
    const char *implied; /* the value of an option that takes none:
                            "vtt" for --vtt; or NULL */
    enum npi_option_group group;
    const char *help; /* one line: English, the message id */
};

/* All rows in the order help shows them. */
const struct npi_option *npi_options(size_t *n);
const struct npi_option *npi_option_find(struct np_str name); /* or NULL */

/* One option or operand as it was given, in order. */
struct npi_option_use {
    const struct npi_option *option; /* NULL for an operand */
    enum npi_option_id id;
    struct np_str value; /* absent if none; borrowed from argv or the table,
                            NUL-terminated */
};

/* Reads argv[1..argc-1]. Choices are checked; the values of settings, and what
 * options mean together, are the caller's. Every mistake is a diagnostic
 * without a place; NP_ERR_USAGE if there was one (uses holds the good ones all
 * the same), NP_ERR_NOMEM. */
enum np_status npi_options_parse(struct npi_context *ctx, int argc,
                                 char *const *argv,
                                 const struct npi_option_use **uses,
                                 size_t *n_uses);

#endif

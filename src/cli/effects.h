/* Options that were given and change nothing in this run. */
#ifndef NPI_CLI_EFFECTS_H
#define NPI_CLI_EFFECTS_H

#include "cli/cli.h"

/* What an option may need of a run. */
enum npi_need {
    NPI_NEED_NOTHING,
    NPI_NEED_CUES,    /* subtitles, or a text that goes by them */
    NPI_NEED_SPEAKER, /* text files with subtitles */
    NPI_NEED_WORDS,   /* anything made of what is said */
    NPI_NEED_LEVELS,  /* chapters of which levels can be left out */
    NPI_NEED_STYLE,   /* a flat list of chapters */
    NPI_NEED_TAGS,    /* tags of MEDIA, written */
    NPI_NEED_MEDIA,
    NPI_NEED_MEDIA_WRITTEN,
    NPI_NEED_MEDIA_CHAPTERS,
    NPI_NEED_CAPTIONS, /* that were taken */
    NPI_NEED_FOLDER,   /* files that are named by this program */
    NPI_NEED_FILE,     /* a file that is written */
    NPI_NEED_OUTPUT,   /* the same, or standard output */
    NPI_NEEDS_N
};

/* One warning for each. After the job has run. */
void npi_effects_say(struct npi_cli *cli);

#endif

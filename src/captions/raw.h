/* A caption file as it is: its cues and lines, nothing cleaned but markup. For
 * looking at subtitles, not for taking times from them. */
#ifndef NPI_CAPTIONS_RAW_H
#define NPI_CAPTIONS_RAW_H

#include "captions/captions.h"

struct npi_raw_cue {
    int64_t start;
    int64_t end;        /* may be before start */
    struct np_str text; /* lines separated by '\n' */
    size_t offset;      /* of its times in the source */
};

struct npi_raw_captions {
    const struct npi_raw_cue *cues; /* in the order of the file */
    size_t n_cues;
    struct np_str language; /* as the file says, or absent */
    enum npi_caption_format format;
    int64_t grain; /* ms: how exactly the format writes times */
    size_t source; /* in ctx->diags, for spans; NP_NONE: the format is JSON */
    /* Places that the format does not allow, each a warning: players may
     * stumble over what we can read. */
    size_t n_faults;
};

/* As npi_captions_read(), but for a file without a cue, which is an error. Cues
 * that do not say when they end, end where the next one begins. */
enum np_status npi_captions_read_raw(struct npi_context *ctx,
                                     struct np_str name, struct np_str bytes,
                                     struct npi_raw_captions *raw);

#endif

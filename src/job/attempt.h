/* One file or track that may be the episode's captions: read into an arena of
 * its own with diagnostics of its own, so that one that is not taken leaves
 * nothing behind. */
#ifndef NPI_JOB_ATTEMPT_H
#define NPI_JOB_ATTEMPT_H

#include "captions/captions.h"
#include <nopriors/captions.h>

struct np_job;
struct npi_text_track;

/* Never moved once begun: ctx points into it. */
struct npi_attempt {
    struct np_job *job;
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    const char *path;      /* of a file */
    enum np_status status; /* of reading */
    struct npi_caption_track track;
    struct np_caption_source source; /* why_not NULL: fit to be taken */
};

/* What a name tells of a file; absent and unknown for one that was given. */
struct npi_attempt_name {
    struct np_str language;
    enum npi_caption_kind kind;
    bool translated;
};

/* Reads a file and judges it. NP_OK, also for one that is unfit; NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. In each case to be ended by drop or keep. */
enum np_status npi_attempt_file(struct npi_attempt *attempt, struct np_job *job,
                                const char *path, enum np_caption_place place,
                                const struct npi_attempt_name *name);
/* The same for a text track of MEDIA. */
enum np_status npi_attempt_track(struct npi_attempt *attempt,
                                 struct np_job *job,
                                 const struct npi_text_track *track);
void npi_attempt_drop(struct npi_attempt *attempt);
/* Hands track, diagnostics and memory to the job. */
void npi_attempt_keep(struct npi_attempt *attempt);

/* Adds it to what the job looked at. NP_ERR_NOMEM. */
enum np_status npi_attempt_note(const struct npi_attempt *attempt);

/* Notes an attempt and takes it if it is fit, else drops it; status is that of
 * what was done with it so far, and what is returned if it is an error. */
enum np_status npi_attempt_finish(struct npi_attempt *attempt,
                                  enum np_status status);

#endif

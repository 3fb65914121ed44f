/* How a job's MEDIA is cut otherwise than the notes: what was asked for, what
 * was found, the clock made of it. */
#ifndef NPI_JOB_CLOCK_H
#define NPI_JOB_CLOCK_H

#include "captions/captions.h"
#include "clock/cuts.h"
#include "clock/sync.h"
#include "timeline/activity.h"

struct np_job;

enum npi_sync_mode {
    NPI_SYNC_AUTO,       /* the default: by ear, and silent if it cannot be */
    NPI_SYNC_AUTO_ASKED, /* the same, and says so */
    NPI_SYNC_OFF,
    NPI_SYNC_OFFSET, /* cuts.offset */
};

struct npi_job_clock {
    enum npi_sync_mode mode;
    bool cuts_from_info;
    bool asked; /* the cut is the user's word, not found; once it is made */
    struct npi_cuts cuts;              /* as given, then as found */
    bool found_by_ear;                 /* with the captions that are taken */
    struct npi_clock_map clock;        /* after npi_job_make_clock() */
    struct npi_caption_track captions; /* MEDIA's, on the notes' clock */
    struct npi_activity activity;      /* the same */
};

void npi_job_clock_init(struct npi_job_clock *clock);

/* Forgets what was found by ear with captions that are put back. */
void npi_job_clock_forget(struct npi_job_clock *clock);

/* Whether the copy's sound could tell the clock, and is worth listening to:
 * nothing was given, it is not off, and there are captions on the notes' clock.
 * Where .info.json says that MEDIA is as long as the video it is of, it is the
 * same cut. After the captions are found. */
bool npi_job_clock_wants_sound(struct np_job *job);

/* Makes job->clock.clock, before the timeline and after the captions are found.
 * activity: MEDIA's, on its own clock; may be NULL. NP_ERR_USAGE: nothing would
 * be left; NP_ERR_IO: --cuts info, and there is no .info.json; NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. */
enum np_status npi_job_make_clock(struct np_job *job,
                                  const struct npi_activity *activity);

/* The captions that were taken, on the notes' clock; NULL if there are none, or
 * none in what the notes know. NP_ERR_NOMEM. */
enum np_status
npi_job_notes_captions(struct np_job *job,
                       const struct npi_caption_track **captions);

/* The length of MEDIA on the notes' clock, for the timeline. */
int64_t npi_job_notes_length(const struct np_job *job);

/* Puts the times of subtitles that are made of captions on MEDIA's clock, if
 * the captions are not. NP_ERR_NOMEM. */
enum np_status npi_job_apply_clock_to_said(struct np_job *job,
                                           struct np_timeline *times);

/* Puts job->timeline on MEDIA's clock (job->on_notes keeps it), and says which
 * cuts change nothing. */
enum np_status npi_job_apply_clock(struct np_job *job);

#endif

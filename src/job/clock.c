/* The clock: what the user says of it, else what the sound tells. */
#include "job/clock.h"

#include "base/str.h"
#include "clock/apply.h"
#include "job/diags.h"
#include "job/job.h"

void npi_job_clock_init(struct npi_job_clock *clock)
{
    *clock = (struct npi_job_clock){.cuts = {.to = NP_NO_TIME}};
}

void npi_job_clock_forget(struct npi_job_clock *clock)
{
    if (clock->found_by_ear)
        clock->cuts = (struct npi_cuts){.to = NP_NO_TIME};
    clock->found_by_ear = false;
}

enum np_status np_job_set_sync(struct np_job *job, const char *how)
{
    struct npi_job_clock *clock = &job->clock;
    enum np_status status;

    if (!how || npi_str_eq(npi_str(how), NPI_STR("auto"))) {
        clock->mode = how ? NPI_SYNC_AUTO_ASKED : NPI_SYNC_AUTO;
        clock->cuts.offset = 0;
        return NP_OK;
    }
    if (npi_str_eq(npi_str(how), NPI_STR("off"))) {
        clock->mode = NPI_SYNC_OFF;
        clock->cuts.offset = 0;
        return NP_OK;
    }
    status = npi_cuts_read_offset(&job->ctx, npi_str(how), &clock->cuts);
    if (status == NP_OK)
        clock->mode = NPI_SYNC_OFFSET;
    return status;
}

enum np_status np_job_set_cuts(struct np_job *job, const char *list)
{
    struct npi_job_clock *clock = &job->clock;
    enum np_status status = NP_OK;
    bool info = list && npi_str_eq(npi_str(list), NPI_STR("info"));

    if (list && !info)
        status = npi_cuts_read(&job->ctx, npi_str(list), &clock->cuts);
    else
        clock->cuts.n = 0;
    if (status == NP_OK)
        clock->cuts_from_info = info;
    return status;
}

enum np_status np_job_set_range(struct np_job *job, const char *range)
{
    struct npi_cuts *cuts = &job->clock.cuts;

    if (range)
        return npi_cuts_read_range(&job->ctx, npi_str(range), cuts);
    cuts->from = 0;
    cuts->to = NP_NO_TIME;
    return NP_OK;
}

static bool are_on_media(const struct np_job *job)
{
    const struct np_caption_source *source = npi_job_taken(job);

    return source && source->clock == NP_CAPTION_CLOCK_MEDIA;
}

static bool has_range(const struct npi_job_clock *clock)
{
    return clock->cuts.from > 0 || clock->cuts.to != NP_NO_TIME;
}

/* By ear, as far as what was asked for goes. */
static bool is_by_ear(const struct npi_job_clock *clock)
{
    return (clock->mode == NPI_SYNC_AUTO ||
            clock->mode == NPI_SYNC_AUTO_ASKED) &&
           !clock->cuts_from_info && clock->cuts.n == 0 && !has_range(clock);
}

#define SAME_LENGTH 1500 /* ms: containers round */

static bool is_whole(struct np_job *job)
{
    const struct npi_video_info *info = NULL;
    int64_t more;

    if (npi_job_video_info(job, &info) != NP_OK || !info ||
        info->duration == NP_NO_TIME || job->info->length == NP_NO_TIME)
        return false;
    more = job->info->length - info->duration;
    return more >= -SAME_LENGTH && more <= SAME_LENGTH;
}

bool npi_job_clock_wants_sound(struct np_job *job)
{
    return is_by_ear(&job->clock) && job->info && npi_job_track(job) &&
           !are_on_media(job) &&
           (job->clock.mode == NPI_SYNC_AUTO_ASKED || !is_whole(job));
}

static enum np_status by_ear(struct np_job *job,
                             const struct npi_activity *activity)
{
    const struct npi_caption_track *captions = are_on_media(job)
                                                   ? NULL
                                                   : npi_job_track(job);
    struct npi_sync sync;
    enum np_status status;

    if (!captions || !activity) {
        if (job->clock.mode == NPI_SYNC_AUTO_ASKED)
            NPI_DIAG0(&job->diags, SYNC_NEEDS, NPI_NOWHERE);
        return NP_OK;
    }
    status = npi_sync_find(&job->ctx, captions, activity, &sync);
    if (status != NP_OK)
        return status;
    npi_sync_say(&job->ctx, &sync);
    job->clock.cuts = sync.cuts;
    job->clock.found_by_ear = true;
    return NP_OK;
}

static enum np_status by_info(struct np_job *job)
{
    const struct npi_video_info *info;
    enum np_status status;

    if (!job->info || job->info->length == NP_NO_TIME) {
        NPI_DIAG0(&job->diags, CUTS_INFO_MEDIA, NPI_NOWHERE);
        return NP_ERR_USAGE;
    }
    status = npi_job_video_info(job, &info);
    if (status == NP_OK && !info) {
        NPI_DIAG1(&job->diags, CUTS_INFO_MISSING, NPI_NOWHERE, job->info->path);
        return NP_ERR_IO;
    }
    if (status != NP_OK)
        return status;
    return npi_cuts_from_info(&job->ctx, info, job->info->length,
                              &job->clock.cuts);
}

enum np_status npi_job_make_clock(struct np_job *job,
                                  const struct npi_activity *activity)
{
    struct npi_job_clock *clock = &job->clock;
    enum np_status status = NP_OK;

    clock->asked = has_range(clock) ||
                   !(clock->cuts_from_info || is_by_ear(clock));
    if (clock->cuts_from_info)
        status = by_info(job);
    else if (is_by_ear(clock))
        status = by_ear(job, activity);
    if (status != NP_OK)
        return status;
    status = npi_clock_make(&job->arena, &clock->cuts, &clock->clock);
    if (status == NP_ERR_USAGE)
        NPI_DIAG0(&job->diags, CLOCK_EMPTY, NPI_NOWHERE);
    return status;
}

enum np_status npi_job_notes_captions(struct np_job *job,
                                      const struct npi_caption_track **captions)
{
    struct npi_job_clock *clock = &job->clock;
    enum np_status status = NP_OK;

    *captions = npi_job_track(job);
    if (*captions && are_on_media(job)) {
        status = npi_clock_captions_to_notes(&job->arena, &clock->clock,
                                             *captions, &clock->captions);
        *captions = &clock->captions;
    }
    if (*captions && (*captions)->n_words == 0)
        *captions = NULL;
    return status;
}

enum np_status npi_job_apply_clock_to_said(struct np_job *job,
                                           struct np_timeline *times)
{
    if (are_on_media(job))
        return NP_OK;
    return npi_clock_apply_to_sentences(&job->arena, &job->clock.clock, times);
}

int64_t npi_job_notes_length(const struct np_job *job)
{
    return npi_clock_length_to_notes(
        &job->clock.clock, job->info ? job->info->length : NP_NO_TIME);
}

enum np_status npi_job_apply_clock(struct np_job *job)
{
    job->on_notes = job->timeline;
    npi_cuts_say_outside(&job->ctx, &job->clock.cuts, job->timeline.end);
    return npi_clock_apply(&job->ctx, &job->clock.clock, &job->episode,
                           job->info ? job->info->length : NP_NO_TIME,
                           job->clock.asked, &job->timeline);
}

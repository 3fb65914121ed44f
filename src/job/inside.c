/* The text tracks of MEDIA as captions: which one is looked at first. */
#include "base/tag.h"
#include "job/attempt.h"
#include "job/captions.h"
#include "job/job.h"
#include "media/text_tracks.h"
#include <stdlib.h>

#define TRIED_MAX 16 /* tracks that are read */

/* A track and how fit it is; lower is better. */
struct choice {
    const struct npi_text_track *track;
    int rank;
};

/* The spoken language, one that is not told, others; among equals what players
 * show. */
static int rank_of(const struct npi_text_track *track, struct np_str spoken)
{
    struct np_str language = npi_tag_primary(track->language);
    bool untold = !language.len || npi_str_eq(language, NPI_STR("und"));
    int rank = track->is_default ? 0 : 1;
    if (!spoken.len || npi_tag_same(track->language, spoken))
        return rank;
    return rank + (untold ? 2 : 4);
}

static int better(const void *left, const void *right)
{
    const struct choice *a = left;
    const struct choice *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->track->index < b->track->index ? -1 : 1;
}

static enum np_status take_best(struct np_job *job, struct choice *choices,
                                size_t n)
{
    enum np_status status = NP_OK;
    if (n > 1)
        qsort(choices, n, sizeof(*choices), better);
    for (size_t i = 0;
         i < n && i < TRIED_MAX && status == NP_OK && !job->captions.is_taken;
         i++) {
        struct npi_attempt attempt;
        status = npi_attempt_track(&attempt, job, choices[i].track);
        status = npi_attempt_finish(&attempt, status);
    }
    return status;
}

/* What is said about tracks that are damaged nobody asked for. */
static enum np_status list(struct np_job *job, struct npi_arena *scratch,
                           const struct npi_text_track **tracks, size_t *n)
{
    struct npi_diags unsaid;
    struct npi_context ctx = job->ctx;
    enum np_status status;
    npi_diags_init(&unsaid, scratch);
    ctx.arena = scratch;
    ctx.diags = &unsaid;
    status = npi_text_tracks_list(&ctx, job->info->path, tracks, n);
    return status == NP_ERR_IO ? NP_OK : status;
}

static enum np_status take_listed(struct np_job *job, struct npi_arena *scratch,
                                  const struct npi_text_track *tracks, size_t n)
{
    const struct npi_video_info *info;
    struct np_str spoken;
    struct choice *choices = NPI_ARENA_NEW(scratch, struct choice, n);
    enum np_status status = choices ? npi_job_video_info(job, &info)
                                    : NP_ERR_NOMEM;
    if (status == NP_OK)
        status = npi_job_spoken(job, &spoken);
    if (status != NP_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        choices[i] = (struct choice){&tracks[i], rank_of(&tracks[i], spoken)};
    return take_best(job, choices, n);
}

enum np_status npi_job_take_inside(struct np_job *job)
{
    const struct npi_text_track *tracks = NULL;
    struct npi_arena scratch;
    size_t n = 0;
    enum np_status status;
    if (!job->info || job->captions.is_taken)
        return NP_OK;
    npi_arena_init(&scratch);
    status = list(job, &scratch, &tracks, &n);
    if (status == NP_OK && n > 0)
        status = take_listed(job, &scratch, tracks, n);
    npi_arena_release(&scratch);
    return status;
}

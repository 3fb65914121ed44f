/* Listening to MEDIA: whether it is worth it, and where what was heard is kept.
 */
#include "job/job.h"

#include "base/str.h"

void np_job_set_audio(struct np_job *job, enum np_audio audio)
{
    job->audio = audio;
}

enum np_status np_job_set_cache(struct np_job *job, const char *folder)
{
    job->cache_folder = NULL;
    if (!folder)
        return NP_OK;
    job->cache_folder = npi_arena_str(&job->arena, npi_str(folder)).ptr;
    return job->cache_folder ? NP_OK : NP_ERR_NOMEM;
}

/* Of the media's length that captions must span to make its pauses idle. */
#define COVER 0.8

/* Captions of all that is said tell more than the pauses between. */
static bool is_covered(const struct np_job *job)
{
    const struct npi_caption_track *track = npi_job_track(job);
    int64_t length = job->info->length;

    if (!track || track->n_cues == 0)
        return false;
    return length == NP_NO_TIME ||
           (double)(track->cues[track->n_cues - 1].end -
                    track->cues[0].start) >= COVER * (double)length;
}

/* Whether the pauses tell something of the dialogue. */
static bool wants_pauses(const struct np_job *job)
{
    return job->episode.n_sentences > 0 &&
           (job->audio == NP_AUDIO_ON || !is_covered(job));
}

enum np_status npi_job_listen(struct np_job *job,
                              const struct npi_activity **activity)
{
    const struct npi_media_listening how = {
        .cache = job->cache_folder,
        .report = npi_job_report,
        .user = job,
    };

    enum np_status status;

    *activity = job->activity.n > 0 ? &job->activity : NULL;
    if (*activity)
        return NP_OK; /* heard already, with other captions */
    if (job->audio == NP_AUDIO_OFF || !job->media ||
        !(wants_pauses(job) || npi_job_clock_wants_sound(job)))
        return NP_OK;
    status = npi_media_listen(&job->ctx, job->media, &how, &job->activity);
    if (status == NP_OK && job->activity.n > 0)
        *activity = &job->activity;
    return status;
}

enum np_status npi_job_notes_activity(struct np_job *job,
                                      const struct npi_activity *heard,
                                      const struct npi_activity **activity)
{
    enum np_status status;

    *activity = NULL;
    if (!heard || !wants_pauses(job))
        return NP_OK;
    status = npi_clock_activity_to_notes(&job->arena, &job->clock.clock, heard,
                                         &job->clock.activity);
    if (status == NP_OK && job->clock.activity.n > 0)
        *activity = &job->clock.activity;
    return status;
}

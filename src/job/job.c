/* One run: owns the arena, the sources, the settings and every stage's result,
 * and calls the stages in order. What a stage does is its own business. */
#include "job/job.h"

#include "base/encoding.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "cues/second/second.h"
#include "job/diags.h"
#include "notes/notes.h"
#include "script/script.h"
#include "timeline/timeline.h"

/* Video frames a second when no media says better: the style guides' 24. */
static const struct npi_frame_rate NO_MEDIA_RATE = {24, 1};

enum np_status np_job_new(struct np_job **out)
{
    struct np_job *job = npi_calloc(1, sizeof(*job));

    *out = NULL;
    if (!job)
        return NP_ERR_NOMEM;
    npi_arena_init(&job->arena);
    npi_diags_init(&job->diags, &job->arena);
    job->ctx.arena = &job->arena;
    job->ctx.diags = &job->diags;
    job->ctx.cancel = &job->cancelled;
    npi_config_init(&job->config);
    npi_arena_init(&job->captions.arena);
    npi_job_clock_init(&job->clock);
    if (np_job_set_folders(job, NULL, NULL) != NP_OK) {
        np_job_free(job);
        return NP_ERR_NOMEM;
    }
    *out = job;
    return NP_OK;
}

void np_job_free(struct np_job *job)
{
    if (!job)
        return;
    npi_media_close(job->media);
    npi_job_close_words(job);
    npi_arena_release(&job->captions.arena);
    npi_arena_release(&job->arena);
    npi_free(job);
}

/* A call out of order is the caller's mistake, said in its own words. */
static enum np_status wrong_order(struct np_job *job, const char *call,
                                  const char *needed)
{
    NPI_DIAG2(&job->diags, JOB_ORDER, NPI_NOWHERE, npi_str(call),
              npi_str(needed));
    return NP_ERR_USAGE;
}

/* Bytes of the notes, which live as long as the job, to the episode. */
static enum np_status read_notes(struct np_job *job, struct np_str name,
                                 struct np_str bytes)
{
    enum np_status status;

    job->notes_bytes = bytes;
    status = npi_encoding_to_utf8(&job->arena, &job->diags, name, bytes,
                                  &job->notes_encoding, &job->notes_text);
    if (status != NP_OK)
        return status;
    job->notes_source = npi_diags_add_source(&job->diags, name,
                                             job->notes_text);
    if (job->notes_source == NP_NONE)
        return NP_ERR_NOMEM;
    status = npi_notes_read(&job->ctx, job->notes_source, job->notes_text,
                            job->language, &job->episode);
    job->read_sentences = job->episode.sentences;
    job->has_notes = status == NP_OK;
    return status;
}

enum np_status np_job_read_notes(struct np_job *job, const char *path)
{
    struct np_str name;
    struct np_str bytes;
    enum np_status status;

    if (job->has_notes)
        return wrong_order(job, "np_job_read_notes", "np_job_new");
    name = npi_arena_str(&job->arena, npi_str(path));
    if (!name.ptr)
        return NP_ERR_NOMEM;
    if (!npi_str_eq(name, NPI_STR("-")))
        job->notes_path = name.ptr;
    status = npi_file_read(&job->arena, &job->diags, path, NPI_NOTES_MAX,
                           &bytes);
    return status == NP_OK ? read_notes(job, name, bytes) : status;
}

enum np_status np_job_read_notes_text(struct np_job *job, const char *name,
                                      const char *text, size_t len)
{
    struct np_str own_name;
    struct np_str bytes;

    if (job->has_notes)
        return wrong_order(job, "np_job_read_notes_text", "np_job_new");
    own_name = npi_arena_str(&job->arena, npi_str(name));
    bytes = npi_arena_str(&job->arena, (struct np_str){text, len});
    if (!own_name.ptr || !bytes.ptr)
        return NP_ERR_NOMEM;
    return read_notes(job, own_name, bytes);
}

enum np_status np_job_open_media(struct np_job *job, const char *path)
{
    if (job->media || job->has_run)
        return wrong_order(job, "np_job_open_media", "np_job_run");
    return npi_media_open(&job->ctx, job->media_folders, path, &job->media,
                          &job->info);
}

static struct npi_frame_rate frame_rate(const struct np_media_info *info)
{
    if (!info || info->rate_num <= 0 || info->rate_den <= 0)
        return NO_MEDIA_RATE;
    return (struct npi_frame_rate){info->rate_num, info->rate_den};
}

/* Nothing in the notes has a time, and nothing in them needs one: the captions
 * alone make the subtitles. */
static bool is_captions_alone(const struct np_job *job)
{
    const struct np_episode *episode = &job->episode;

    for (size_t i = 0; i < episode->n_outline; i++)
        if (episode->outline[i].start != NP_NO_TIME)
            return false;
    return episode->n_sentences == 0 && npi_job_track(job) &&
           job->captions.subtitles != NPI_SUBTITLES_NOTES;
}

/* The end is MEDIA's, else that of the last caption. */
static void time_alone(struct np_job *job,
                       const struct npi_timeline_input *input)
{
    const struct npi_caption_track *track = input->captions;

    job->timeline.end_estimated = input->length == NP_NO_TIME;
    job->timeline.end = job->timeline.end_estimated
                            ? track->cues[track->n_cues - 1].end
                            : input->length;
}

/* Named by the user, or in MEDIA: of this episode, whatever their words. */
static bool are_vouched_for(const struct np_job *job)
{
    const struct np_caption_source *source = npi_job_taken(job);

    return source && source->place != NP_CAPTION_BESIDE;
}

/* On the notes' clock. heard: MEDIA's sound, or NULL. */
static enum np_status build_timeline(struct np_job *job,
                                     const struct npi_activity *heard)
{
    struct npi_timeline_input input = {
        .episode = &job->episode,
        .captions_given = are_vouched_for(job),
    };
    enum np_status status = npi_job_make_clock(job, heard);

    if (status == NP_OK)
        status = npi_job_notes_captions(job, &input.captions);
    if (status == NP_OK &&
        (npi_job_names_words(job) || npi_job_needs_words(job)))
        status = npi_job_lexicon(job, &input.lexicon);
    if (status == NP_OK)
        status = npi_job_notes_activity(job, heard, &input.activity);
    if (status != NP_OK)
        return status;
    input.length = npi_job_notes_length(job);
    if (!is_captions_alone(job))
        return npi_timeline_build(&job->ctx, &input, &job->timeline);
    time_alone(job, &input);
    return NP_OK;
}

/* Captions that turn out to be of another episode are put back, and what was
 * said meanwhile with them: there may be others, or sound to listen to. */
static enum np_status find_times(struct np_job *job)
{
    const struct npi_activity *heard = NULL;
    enum np_status status = npi_job_listen(job, &heard);
    size_t n_diags = job->diags.n;

    if (status == NP_OK)
        status = build_timeline(job, heard);
    while ((status == NP_OK || status == NP_ERR_NOTES) &&
           job->timeline.captions_left_out && npi_job_track(job)) {
        npi_diags_rewind(&job->diags, n_diags);
        npi_job_leave_captions(job);
        status = npi_job_find_captions(job);
        if (status == NP_OK)
            status = npi_job_listen(job, &heard);
        n_diags = job->diags.n;
        if (status == NP_OK)
            status = build_timeline(job, heard);
    }
    return status == NP_OK ? npi_job_apply_clock(job) : status;
}

static enum np_status build_cues(struct np_job *job)
{
    const struct npi_lexicon *lexicon = job->words.lexicon;
    const struct npi_caption_track *second = NULL;
    struct npi_second_room room;
    struct npi_slot *slots = NULL;
    enum np_status status = npi_job_name_speakers(job, &job->episode);

    if (status == NP_OK)
        status = npi_job_convert_notes(job);
    if (status == NP_OK)
        status = npi_job_choose_subtitles(job);
    if (status == NP_OK && job->said_by_captions)
        status = npi_job_name_speakers(job, &job->said);
    if (status == NP_OK)
        status = npi_job_convert_captions(job, job->said_by_captions,
                                          &job->said);
    if (status == NP_OK)
        status = npi_job_make_spoken(job, job->config.settings);
    if (status == NP_OK)
        status = npi_job_second_track(job, &second);
    if (status == NP_OK)
        status = npi_job_second_titles(job);
    if (status != NP_OK)
        return status;
    npi_settings_resolve(&job->config.settings, job->said.language);
    /* Its words are not divided: a dictionary helps to see where they are. */
    if (npi_han_is_chinese(job->said.language))
        status = npi_job_lexicon(job, &lexicon);
    if (status != NP_OK)
        return status;
    job->second_language = second ? second->language : npi_str(NULL);
    if (second)
        status = npi_job_second_room(job, second, &room);
    if (status != NP_OK)
        return status;
    status = npi_cues_build_with(
        &job->ctx, lexicon, second ? &room : NULL, &job->said, &job->said_times,
        &job->config.settings, job->rate, &job->cues, second ? &slots : NULL);
    if (status == NP_OK && second)
        status = npi_job_add_second(job, second, lexicon, slots);
    return status;
}

enum np_status np_job_run(struct np_job *job)
{
    enum np_status status;

    if (!job->has_notes || job->has_run)
        return wrong_order(job, "np_job_run", "np_job_read_notes");
    job->rate = frame_rate(job->info);
    if (job->cancelled)
        return NP_ERR_INTERRUPTED;
    status = npi_anchors_apply(&job->ctx, job->anchors, job->n_anchors,
                               &job->episode);
    if (status == NP_OK)
        status = npi_job_find_captions(job);
    if (status == NP_OK)
        status = find_times(job);
    if (status == NP_OK)
        status = build_cues(job);
    job->has_run = status == NP_OK;
    return status;
}

enum np_status np_job_check_style(struct np_job *job)
{
    struct npi_settings second;
    struct npi_checked checked = {
        .episode = &job->said,
        .cues = &job->cues,
        .settings = &job->config.settings,
        .rate = job->rate,
        .grain = 1,
    };

    if (!job->has_run)
        return wrong_order(job, "np_job_check_style", "np_job_run");
    job->is_checked = true;
    if (job->second_language.len > 0) {
        second = npi_second_settings(&job->config.settings, job->said.language,
                                     job->second_language);
        checked.second = &second;
    }
    return npi_cues_check_with(&job->ctx, &checked, &job->breaches,
                               &job->n_breaches);
}

void np_job_on_progress(struct np_job *job,
                        void (*report)(void *user, const struct np_progress *),
                        void *user)
{
    job->report = report;
    job->report_user = user;
}

void np_job_cancel(struct np_job *job)
{
    job->cancelled = 1;
}

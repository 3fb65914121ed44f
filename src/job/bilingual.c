/* Subtitles in two languages: whose words are the second, and whether there are
 * any. Which words a cue gets is the cue stage's (cues/second/second.h). */
#include "job/job.h"

#include "base/tag.h"
#include "clock/clock.h"
#include "cues/second/second.h"
#include "job/diags.h"
#include "script/script.h"

#define TOLD 2.0    /* s that a cue may be off whose sentence was heard */
#define UNTOLD 30.0 /* … and one whose was not */

static bool are_of_one_language(struct np_str a, struct np_str b)
{
    return npi_tag_same(a, b) && !npi_tag_same(a, NPI_STR("und"));
}

/* Paragraphs of the original in the notes, if there are any. */
static enum np_status take_originals(struct np_job *job,
                                     const struct npi_caption_track **second)
{
    struct npi_caption_track *track = NPI_ARENA_NEW(
        &job->arena, struct npi_caption_track, 1);
    enum np_status status;

    if (!track)
        return NP_ERR_NOMEM;
    status = npi_job_originals_track(job, track);
    if (status == NP_OK && track->n_words > 0 &&
        !are_of_one_language(track->language, job->episode.language)) {
        *second = track;
        job->second_is_original = true;
    }
    return status;
}

enum np_status npi_job_second_track(struct np_job *job,
                                    const struct npi_caption_track **second)
{
    const struct npi_caption_track *track = NULL;
    enum np_status status;

    *second = NULL;
    if (job->config.settings.bilingual == NPI_BILINGUAL_NO)
        return NP_OK;
    if (job->said_by_captions || job->episode.n_sentences == 0) {
        NPI_DIAG0(&job->diags, BILINGUAL_NO_DIALOGUE, NPI_NOWHERE);
        return NP_OK;
    }
    status = npi_job_notes_captions(job, &track);
    if (status != NP_OK)
        return status;
    if (track && !job->timeline.captions_left_out &&
        !are_of_one_language(track->language, job->episode.language)) {
        *second = track;
        return NP_OK;
    }
    status = take_originals(job, second);
    if (status != NP_OK || *second)
        return status;
    if (!track || job->timeline.captions_left_out)
        NPI_DIAG0(&job->diags, BILINGUAL_NO_CAPTIONS, NPI_NOWHERE);
    else
        NPI_DIAG2(&job->diags, BILINGUAL_ONE_LANGUAGE, NPI_NOWHERE,
                  npi_job_taken(job)->name, track->language);
    return NP_OK;
}

enum np_status npi_job_second_room(struct np_job *job,
                                   const struct npi_caption_track *second,
                                   struct npi_second_room *room)
{
    struct npi_settings settings = npi_second_settings(
        &job->config.settings, job->said.language, second->language);

    enum np_status status = npi_second_room_make(
        &job->arena, second->words, second->n_words, &settings, room);

    if (status != NP_OK)
        return status;
    for (size_t w = 0; w <= room->n; w++)
        room->words[w].start = npi_clock_to_media(&job->clock.clock,
                                                  room->words[w].start);
    return NP_OK;
}

/* When each cue starts, on the captions' clock. */
static struct npi_guess *guess(struct np_job *job)
{
    struct npi_guess *guesses = NPI_ARENA_NEW(&job->arena, struct npi_guess,
                                              job->cues.n_cues);

    for (size_t i = 0; guesses && i < job->cues.n_cues; i++) {
        const struct np_cue *cue = &job->cues.cues[i];
        unsigned evidence =
            job->said_times.sentences[cue->first_sentence].evidence;
        int64_t start = npi_clock_to_notes(&job->clock.clock, cue->start);

        guesses[i] = (struct npi_guess){
            .mean = (double)start / 1000,
            .deviation = job->second_is_original ||
                                 evidence & NP_EVIDENCE_CAPTIONS
                             ? TOLD
                             : UNTOLD,
        };
    }
    return guesses;
}

struct to {
    struct np_job *job;
    struct npi_converter *converter;
};

static enum np_status convert(void *user, struct npi_arena *arena,
                              struct np_str text, struct np_str *converted)
{
    const struct to *to = user;
    struct npi_context ctx = to->job->ctx;

    ctx.arena = arena;
    return npi_converter_text(&ctx, to->converter, text, converted);
}

enum np_status npi_job_add_second(struct np_job *job,
                                  const struct npi_caption_track *second,
                                  const struct npi_lexicon *lexicon,
                                  struct npi_slot *slots)
{
    struct npi_text_filter filter;
    struct npi_converter *converter = NULL;
    const struct npi_fit fit = {&job->config.settings, job->rate,
                                &job->said_times, slots};
    struct npi_second_input input = {
        .episode = &job->said,
        .spoken = job->unconverted,
        .track = second,
        .lexicon = lexicon,
        .guesses = guess(job),
        .settings = &job->config.settings,
        .fit = &fit,
        .above = job->config.settings.bilingual == NPI_BILINGUAL_CAPTIONS_FIRST,
    };

    enum np_status status = input.guesses ? NP_OK : NP_ERR_NOMEM;

    if (status == NP_OK)
        status = npi_job_converter(job, second->language, &converter);
    if (status != NP_OK)
        return status;
    filter = (struct npi_text_filter){convert, &(struct to){job, converter}};
    if (converter)
        input.filter = &filter;
    job->is_bilingual = true;
    status = npi_cues_add_second(&job->ctx, &input, &job->cues, &job->n_second);
    npi_converter_free(converter);
    return status;
}

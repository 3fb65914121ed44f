/* Subtitles of captions: an episode whose turns and sentences are the captions'
 * own, so that the cue stage treats them as it treats a dialogue. Their cues
 * stay together as people made them, for each is a sentence of its own here, or
 * several. */
#include "base/str.h"
#include "job/captions.h"
#include "job/diags.h"
#include "job/job.h"
#include "notes/sentence.h"

#define SILENCE 3000 /* ms: a cue does not go on behind it */

struct maker {
    const struct npi_caption_track *track;
    struct np_sentence *sentences;
    struct np_timed_sentence *times;
    size_t n;
    struct np_turn *turns;
    size_t n_turns;
    struct np_str *speakers;
    size_t n_speakers;
    int64_t end; /* of the last sentence */
    bool sound;  /* the cue before was a sound */
};

static bool make_room(struct npi_arena *arena, struct maker *maker)
{
    /* Each sentence has a word at least, each turn a sentence. */
    const size_t words = maker->track->n_words;
    maker->sentences = NPI_ARENA_NEW(arena, struct np_sentence, words);
    maker->times = NPI_ARENA_NEW(arena, struct np_timed_sentence, words);
    maker->turns = NPI_ARENA_NEW(arena, struct np_turn, words);
    maker->speakers = NPI_ARENA_NEW(arena, struct np_str, maker->track->n_cues);
    return maker->sentences && maker->times && maker->turns && maker->speakers;
}

#define SPEAKERS_MAX 200 /* more are no names */

static size_t speaker_of(struct maker *maker, struct np_str name)
{
    size_t i = 0;
    if (!name.len)
        return NP_NONE;
    while (i < maker->n_speakers && !npi_str_eq(maker->speakers[i], name))
        i++;
    if (i == SPEAKERS_MAX)
        return NP_NONE;
    if (i == maker->n_speakers)
        maker->speakers[maker->n_speakers++] = name;
    return i;
}

static void begin_turn(struct maker *maker, size_t speaker)
{
    maker->turns[maker->n_turns++] = (struct np_turn){
        .speaker = speaker,
        .first_sentence = maker->n,
        .heading = NP_NONE,
    };
}

static void put_sentence(struct maker *maker, struct np_str text,
                         const struct npi_caption_word *first,
                         const struct npi_caption_word *last)
{
    struct np_turn *turn = &maker->turns[maker->n_turns - 1];
    maker->sentences[maker->n] = (struct np_sentence){
        .text = text,
        .turn = maker->n_turns - 1,
        .stamp = NP_NO_TIME,
        .paragraph_start = turn->n_sentences == 0,
        .span = NPI_NOWHERE,
    };
    maker->times[maker->n] = (struct np_timed_sentence){
        .start = first->start, .end = last->end, .confidence = 1};
    maker->end = last->end;
    maker->n++;
    turn->n_sentences++;
}

static const char *end_of(struct np_str text)
{
    return text.ptr + text.len;
}

/* A run of words of one cue that one person says. A sentence that ends inside
 * of what is one word ("a。b") goes on to that word's end. */
static void put_run(struct maker *maker, const struct npi_caption_word *words,
                    size_t n)
{
    const char *from = words[0].text.ptr;
    struct npi_splitter splitter = {
        .text = {from, (size_t)(end_of(words[n - 1].text) - from)}};
    struct np_str text;
    size_t first = 0;
    size_t i = 0;
    splitter.script = npi_script_of_text(splitter.text);
    while (npi_sentence_next(&splitter, &text)) {
        while (i < n && words[i].text.ptr < end_of(text))
            i++;
        if (i == first || end_of(words[i - 1].text) > end_of(text))
            continue;
        from = words[first].text.ptr;
        put_sentence(maker,
                     (struct np_str){from, (size_t)(end_of(text) - from)},
                     &words[first], &words[i - 1]);
        first = i;
    }
}

static bool is_other_turn(const struct maker *maker, size_t speaker,
                          const struct npi_caption_word *word)
{
    return maker->n_turns == 0 || word->new_speaker || maker->sound ||
           word->start - maker->end > SILENCE ||
           (speaker != NP_NONE &&
            speaker != maker->turns[maker->n_turns - 1].speaker);
}

static void put_cue(struct maker *maker, const struct npi_caption_cue *cue)
{
    const struct npi_caption_word *words =
        &maker->track->words[cue->first_word];
    const size_t speaker = speaker_of(maker, cue->speaker);
    for (size_t i = 0; i < cue->n_words;) {
        size_t end = i + 1;
        while (end < cue->n_words && !words[end].new_speaker)
            end++;
        if (is_other_turn(maker, i == 0 ? speaker : NP_NONE, &words[i]))
            begin_turn(maker, i == 0 ? speaker : NP_NONE);
        maker->sound = false;
        put_run(maker, &words[i], end - i);
        i = end;
    }
    maker->sound = maker->sound || cue->sound;
}

static void drop_empty_turn(struct maker *maker)
{
    while (maker->n_turns > 0 &&
           maker->turns[maker->n_turns - 1].n_sentences == 0)
        maker->n_turns--;
}

enum np_status npi_captions_to_episode(struct npi_context *ctx,
                                       const struct npi_caption_track *track,
                                       const struct np_episode *notes,
                                       const struct np_timeline *timeline,
                                       struct np_episode *said,
                                       struct np_timeline *said_times)
{
    struct maker maker = {.track = track};
    if (!make_room(ctx->arena, &maker))
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < track->n_cues; i++) {
        drop_empty_turn(&maker);
        put_cue(&maker, &track->cues[i]);
    }
    drop_empty_turn(&maker);
    *said = *notes;
    said->language = track->language;
    said->turns = maker.turns;
    said->n_turns = maker.n_turns;
    said->sentences = maker.sentences;
    said->n_sentences = maker.n;
    said->speakers = maker.speakers;
    said->n_speakers = maker.n_speakers;
    said->headings = NULL;
    said->n_headings = 0;
    *said_times = *timeline;
    said_times->sentences = maker.times;
    said_times->n_sentences = maker.n;
    said_times->cut_short = !timeline->end_estimated &&
                            maker.end > timeline->end;
    return NP_OK;
}

static bool are_wanted(const struct np_job *job)
{
    switch (job->captions.subtitles) {
    case NPI_SUBTITLES_NOTES:
        return false;
    case NPI_SUBTITLES_CAPTIONS:
        return true;
    case NPI_SUBTITLES_AUTO:
    case NPI_SUBTITLES_BOTH:
        break;
    }
    return job->episode.n_sentences == 0 && job->captions.is_taken;
}

enum np_status npi_job_choose_subtitles(struct np_job *job)
{
    job->said = job->episode;
    job->said_times = job->timeline;
    if (!are_wanted(job))
        return NP_OK;
    if (!job->captions.is_taken) {
        NPI_DIAG0(&job->diags, SUBTITLES_NO_CAPTIONS, NPI_NOWHERE);
        return job->captions.mode == NPI_CAPTIONS_NONE ? NP_ERR_USAGE
                                                       : NP_ERR_NOTES;
    }
    job->said_by_captions = true;
    enum np_status status = npi_captions_to_episode(
        &job->ctx, &job->captions.track, &job->episode, &job->timeline,
        &job->said, &job->said_times);
    return status == NP_OK ? npi_job_apply_clock_to_said(job, &job->said_times)
                           : status;
}

static bool is_spoken_wanted(const struct np_job *job)
{
    const struct np_caption_source *source = npi_job_taken(job);

    if (!source || !job->info || job->said_by_captions ||
        source->place == NP_CAPTION_INSIDE)
        return false;
    return job->captions.subtitles == NPI_SUBTITLES_BOTH ||
           (job->captions.subtitles == NPI_SUBTITLES_AUTO &&
            source->place == NP_CAPTION_GIVEN);
}

enum np_status npi_job_make_spoken(struct np_job *job,
                                   struct npi_settings settings)
{
    enum np_status status;

    if (!is_spoken_wanted(job))
        return NP_OK;
    status = npi_captions_to_episode(&job->ctx, &job->captions.track,
                                     &job->episode, &job->timeline,
                                     &job->spoken.said, &job->spoken.times);
    if (status == NP_OK)
        status = npi_job_apply_clock_to_said(job, &job->spoken.times);
    if (status == NP_OK)
        status = npi_job_convert_captions(job, true, &job->spoken.said);
    if (status != NP_OK)
        return status;
    npi_settings_resolve(&settings, job->spoken.said.language);
    return npi_cues_build_with(&job->ctx, job->words.lexicon, NULL,
                               &job->spoken.said, &job->spoken.times, &settings,
                               job->rate, &job->spoken.cues, NULL);
}

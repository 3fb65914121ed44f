/* Choosing captions: which files and tracks are looked at, and in what order.
 * Whether one is fit is attempt.c's to say. */
#include "job/captions.h"

#include "base/file.h"
#include "base/str.h"
#include "captions/pair.h"
#include "captions/same.h"
#include "job/attempt.h"
#include "job/diags.h"
#include "job/job.h"

#define OPENED_MAX 16 /* files of one episode that are opened */

static bool is_word(const char *word, const char *wanted)
{
    return npi_str_eq(npi_str(word), npi_str(wanted));
}

enum np_status np_job_set_captions(struct np_job *job, const char *source)
{
    struct npi_job_captions *captions = &job->captions;
    captions->given = NULL;
    captions->mode = NPI_CAPTIONS_AUTO;
    if (!source || is_word(source, "auto"))
        return NP_OK;
    captions->mode = NPI_CAPTIONS_NONE;
    if (is_word(source, "none"))
        return NP_OK;
    captions->mode = NPI_CAPTIONS_GIVEN;
    captions->given = npi_arena_str(&job->arena, npi_str(source)).ptr;
    return captions->given ? NP_OK : NP_ERR_NOMEM;
}

/* Finds a word's place in a list; false, with a diagnostic, if it is not there.
 * NULL is the first. */
static bool choose(struct np_job *job, const char *word,
                   const char *const *words, unsigned n, unsigned *choice)
{
    for (*choice = 0; *choice < n; ++*choice)
        if (!word || (words[*choice] && is_word(word, words[*choice])))
            return true;
    NPI_DIAG3(&job->diags, WORD_UNKNOWN, NPI_NOWHERE, npi_str(word),
              npi_str(words[1]), npi_str(words[2]));
    return false;
}

enum np_status np_job_set_captions_clock(struct np_job *job, const char *clock)
{
    static const char *const words[] = {NULL, "notes", "media"};
    unsigned choice;
    if (!choose(job, clock, words, 3, &choice))
        return NP_ERR_USAGE;
    job->captions.clock = (enum npi_captions_clock)choice;
    return NP_OK;
}

enum np_status np_job_set_subtitles(struct np_job *job, const char *source)
{
    static const char *const words[] = {"auto", "notes", "captions", "both"};
    unsigned choice;
    if (!choose(job, source, words, 4, &choice))
        return NP_ERR_USAGE;
    job->captions.subtitles = (enum npi_subtitles_from)choice;
    return NP_OK;
}

const struct np_caption_source *np_job_captions(const struct np_job *job,
                                                size_t *n)
{
    *n = job->captions.n_sources;
    return job->captions.sources;
}

enum np_caption_clock npi_job_captions_clock(const struct np_job *job,
                                             enum np_caption_place place)
{
    if (job->captions.clock == NPI_CLOCK_NOTES)
        return NP_CAPTION_CLOCK_NOTES;
    if (job->captions.clock == NPI_CLOCK_MEDIA || place == NP_CAPTION_INSIDE)
        return NP_CAPTION_CLOCK_MEDIA;
    return NP_CAPTION_CLOCK_NOTES;
}

const struct npi_caption_track *npi_job_track(const struct np_job *job)
{
    return job->captions.is_taken ? &job->captions.track : NULL;
}

const struct np_caption_source *npi_job_taken(const struct np_job *job)
{
    const struct npi_job_captions *captions = &job->captions;
    return captions->is_taken ? &captions->sources[captions->n_sources - 1]
                              : NULL;
}

void npi_job_leave_captions(struct np_job *job)
{
    struct npi_job_captions *captions = &job->captions;
    struct np_caption_source *source;

    if (!captions->is_taken)
        return;
    source = &captions->sources[captions->n_sources - 1];
    source->why_not = job->timeline.captions_apart ? &NPI_D_CAPTIONS_APART
                                                   : &NPI_D_CAPTIONS_FOREIGN;
    captions->is_taken = false;
    npi_job_clock_forget(&job->clock);
    npi_diag_add(&job->diags, source->why_not, NPI_NOWHERE,
                 source->name.len ? source->name : source->path, npi_str(NULL),
                 npi_str(NULL), npi_str(NULL));
}

/* Who names a file wants it read: what is wrong with it is an error, save that
 * it is our own. Messages that point into it need its text. */
static enum np_status settle_given(struct npi_attempt *attempt)
{
    struct np_job *job = attempt->job;
    const struct np_diag_kind *why_not = attempt->source.why_not;
    job->captions.is_taken = !why_not;
    if (!why_not || attempt->status != NP_OK) {
        npi_attempt_keep(attempt);
        return why_not ? NP_ERR_IO : NP_OK;
    }
    npi_diag_add(&job->diags, why_not, NPI_NOWHERE, attempt->source.path,
                 npi_str(NULL), npi_str(NULL), npi_str(NULL));
    npi_attempt_drop(attempt);
    return why_not->severity == NP_ERROR ? NP_ERR_IO : NP_OK;
}

static enum np_status take_given(struct np_job *job)
{
    static const struct npi_attempt_name no_name = {.language = {NULL, 0}};
    struct npi_attempt attempt;
    enum np_status status = npi_attempt_file(&attempt, job, job->captions.given,
                                             NP_CAPTION_GIVEN, &no_name);
    if (status == NP_OK)
        status = npi_attempt_note(&attempt);
    if (status == NP_OK)
        return settle_given(&attempt);
    npi_attempt_drop(&attempt);
    return status;
}

/* The files beside, ranked. */
struct ranked {
    const struct npi_beside *beside;
    const struct npi_caption_candidate *items;
    size_t n;
};

enum np_status npi_job_rank_beside(struct np_job *job,
                                   const struct npi_caption_candidate **items,
                                   size_t *n)
{
    const struct npi_video_info *info;
    struct npi_beside *beside = &job->captions.beside;
    struct npi_caption_wish wish = {
        .stems = {npi_job_stem(job->info ? job->info->path.ptr : NULL),
                  npi_job_stem(job->notes_path)}};
    enum np_status status = npi_job_video_info(job, &info);
    if (status == NP_OK)
        status = npi_job_spoken(job, &wish.spoken);
    if (status != NP_OK)
        return status;
    wish.id = npi_job_video_id(job);
    wish.info = info;
    return npi_captions_rank(&job->ctx, &wish, beside->names, beside->n, items,
                             n);
}

static enum np_status try_candidate(struct npi_attempt *attempt,
                                    struct np_job *job,
                                    const struct ranked *ranked, size_t i)
{
    const struct npi_caption_candidate *item = &ranked->items[i];
    const struct npi_attempt_name name = {item->language, item->kind,
                                          item->translated};
    return npi_attempt_file(attempt, job, ranked->beside->paths[item->index],
                            NP_CAPTION_BESIDE, &name);
}

/* True if one file's words are all in the other's. */
static enum np_status says_the_same(struct npi_attempt *attempt,
                                    const struct npi_caption_track *other,
                                    bool *same)
{
    struct np_str *texts = NPI_ARENA_NEW(&attempt->arena, struct np_str,
                                         other->n_cues);
    if (!texts)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < other->n_cues; i++)
        texts[i] = other->cues[i].text;
    return npi_captions_same(&attempt->ctx, &attempt->track, texts,
                             other->n_cues, same);
}

static enum np_status compare(struct npi_attempt *attempt,
                              const struct ranked *ranked, size_t i)
{
    struct npi_attempt other;
    bool same = false;
    enum np_status status = try_candidate(&other, attempt->job, ranked, i);
    if (status == NP_OK && !other.source.why_not)
        status = says_the_same(attempt, &other.track, &same);
    if (same) {
        attempt->source.why_not = &NPI_D_CAPTIONS_COPY;
        attempt->source.reason = npi_arena_str(&attempt->arena,
                                               other.source.name);
    }
    npi_attempt_drop(&other);
    return status == NP_OK && same && !attempt->source.reason.ptr ? NP_ERR_NOMEM
                                                                  : status;
}

/* STEM.en.srt */
static bool is_named_as_ours(const struct npi_attempt *attempt,
                             struct np_str language)
{
    struct np_str stem = npi_path_stem(attempt->source.name);
    size_t dot = npi_str_rfind_char(stem, '.');
    return attempt->track.format == NPI_CAPTION_SRT && dot != NP_NONE &&
           npi_str_eq(npi_str_sub(stem, dot + 1, stem.len), language);
}

/* Subtitles that an earlier run made of captions: SubRip has no place for our
 * mark, but they are called as ours are (STEM.en.srt), and another file says
 * the same. Should it be none of ours, nothing is lost. */
static enum np_status find_original(struct npi_attempt *attempt,
                                    const struct ranked *ranked, size_t i)
{
    enum np_status status = NP_OK;
    if (attempt->source.why_not ||
        !is_named_as_ours(attempt, ranked->items[i].language))
        return NP_OK;
    for (size_t j = i + 1; j < ranked->n && j < OPENED_MAX && status == NP_OK &&
                           !attempt->source.why_not;
         j++)
        if (!ranked->items[j].translated)
            status = compare(attempt, ranked, j);
    return status;
}

/* True if it was looked at already: captions that were put back are not looked
 * at again. */
static bool was_tried(const struct np_job *job, const char *path)
{
    const struct npi_job_captions *captions = &job->captions;

    for (size_t i = 0; i < captions->n_sources; i++)
        if (captions->sources[i].place == NP_CAPTION_BESIDE &&
            npi_str_eq(captions->sources[i].path, npi_str(path)))
            return true;
    return false;
}

/* Goes through the candidates that were not tried: those that a machine
 * translated, or the others. */
static enum np_status take_ranked(struct np_job *job,
                                  const struct ranked *ranked, bool translated)
{
    enum np_status status = NP_OK;
    for (size_t i = 0; i < ranked->n && i < OPENED_MAX && status == NP_OK &&
                       !job->captions.is_taken;
         i++) {
        struct npi_attempt attempt;
        if (ranked->items[i].translated != translated ||
            was_tried(job, ranked->beside->paths[ranked->items[i].index]))
            continue;
        status = try_candidate(&attempt, job, ranked, i);
        if (status == NP_OK)
            status = find_original(&attempt, ranked, i);
        status = npi_attempt_finish(&attempt, status);
    }
    return status;
}

/* What is spoken, in files, then in MEDIA; a translation by a machine where
 * there is nothing else. */
static enum np_status take_found(struct np_job *job)
{
    struct ranked ranked = {&job->captions.beside, NULL, 0};
    enum np_status status = npi_job_list_beside(job);
    if (status == NP_OK &&
        job->captions.beside.n > job->captions.beside.n_infos)
        status = npi_job_rank_beside(job, &ranked.items, &ranked.n);
    if (status == NP_OK)
        status = take_ranked(job, &ranked, false);
    if (status == NP_OK)
        status = npi_job_take_inside(job);
    if (status == NP_OK)
        status = take_ranked(job, &ranked, true);
    return status;
}

enum np_status npi_job_find_captions(struct np_job *job)
{
    switch (job->captions.mode) {
    case NPI_CAPTIONS_NONE:
        return NP_OK;
    case NPI_CAPTIONS_GIVEN:
        return take_given(job);
    case NPI_CAPTIONS_AUTO:
        break;
    }
    return take_found(job);
}

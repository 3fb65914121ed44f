/* Reading one candidate, and what makes it unfit. */
#include "job/attempt.h"

#include "base/file.h"
#include "base/tag.h"
#include "base/utf8.h"
#include "captions/same.h"
#include "job/diags.h"
#include "job/job.h"
#include "media/text_tracks.h"

static void begin(struct npi_attempt *attempt, struct np_job *job,
                  enum np_caption_place place)
{
    *attempt = (struct npi_attempt){.job = job};
    npi_arena_init(&attempt->arena);
    npi_diags_init(&attempt->diags, &attempt->arena);
    attempt->ctx = job->ctx;
    attempt->ctx.arena = &attempt->arena;
    attempt->ctx.diags = &attempt->diags;
    attempt->source.place = place;
    attempt->source.clock = npi_job_captions_clock(job, place);
}

void npi_attempt_drop(struct npi_attempt *attempt)
{
    npi_arena_release(&attempt->arena);
}

void npi_attempt_keep(struct npi_attempt *attempt)
{
    struct npi_job_captions *captions = &attempt->job->captions;
    npi_diags_append(&attempt->job->diags, &attempt->diags);
    captions->track = attempt->track;
    /* Messages may point into captions that were put back. */
    npi_arena_adopt(&attempt->arena, &captions->arena);
    captions->arena = attempt->arena;
    captions->path = attempt->path;
}

/* The languages that a text is known by; "ru" stands for all that have its
 * script, and so do some others. */
static bool is_found_by_text(struct np_str language)
{
    return npi_str_listed(language, "ja zh ko he el th en de fr es pt it nl "
                                    "sv pl tr vi id");
}

/* The name says English and the text is Chinese. */
static bool contradicts(struct np_str named, struct np_str found)
{
    return is_found_by_text(npi_tag_primary(named)) &&
           is_found_by_text(npi_tag_primary(found)) &&
           !npi_tag_same(named, found);
}

static void take_name(struct npi_attempt *attempt,
                      const struct npi_attempt_name *name)
{
    struct npi_caption_track *track = &attempt->track;
    /* In a container a wrong language is a default that nobody changed. */
    if (!track->language_told && name->language.len > 0 &&
        !contradicts(name->language, track->language))
        track->language = name->language;
    if (name->kind != NPI_CAPTION_UNKNOWN)
        track->kind = name->kind; /* the file itself can only guess */
}

static enum np_caption_kind kind_of(const struct npi_caption_track *track,
                                    bool translated)
{
    if (translated)
        return NP_CAPTION_KIND_TRANSLATED;
    if (track->kind == NPI_CAPTION_HUMAN)
        return NP_CAPTION_KIND_PEOPLE;
    return track->kind == NPI_CAPTION_AUTOMATIC ? NP_CAPTION_KIND_AUTOMATIC
                                                : NP_CAPTION_KIND_UNKNOWN;
}

static bool is_given(const struct npi_attempt *attempt)
{
    return attempt->source.place == NP_CAPTION_GIVEN;
}

static enum np_status is_dialogue(struct npi_attempt *attempt, bool *same)
{
    const struct np_episode *episode = &attempt->job->episode;
    struct np_str *texts = NPI_ARENA_NEW(&attempt->arena, struct np_str,
                                         episode->n_sentences);
    if (!texts)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < episode->n_sentences; i++)
        texts[i] = episode->sentences[i].text;
    return npi_captions_same(&attempt->ctx, &attempt->track, texts,
                             episode->n_sentences, same);
}

/* Captions that were given may say what the notes say: the notes may have been
 * made from them. What bears our mark is never taken. */
static enum np_status judge(struct npi_attempt *attempt,
                            const struct npi_attempt_name *name)
{
    struct np_caption_source *source = &attempt->source;
    const struct npi_caption_track *track = &attempt->track;
    bool same = false;
    if (track->n_words == 0)
        source->why_not = is_given(attempt) ? &NPI_D_GIVEN_EMPTY
                                            : &NPI_D_CAPTIONS_EMPTY;
    else if (track->ours)
        source->why_not = is_given(attempt) ? &NPI_D_GIVEN_OURS
                                            : &NPI_D_CAPTIONS_OURS;
    else if (source->place == NP_CAPTION_BESIDE &&
             contradicts(name->language, track->language))
        source->why_not = &NPI_D_CAPTIONS_LANGUAGE;
    if (source->why_not == &NPI_D_CAPTIONS_LANGUAGE)
        source->reason = name->language;
    if (source->why_not || is_given(attempt))
        return NP_OK;
    enum np_status status = is_dialogue(attempt, &same);
    if (same)
        source->why_not = &NPI_D_CAPTIONS_SAME;
    return status;
}

/* The first error as a reason. */
static enum np_status unreadable(struct npi_attempt *attempt)
{
    struct npi_buf message;
    size_t i = 0;
    npi_buf_init(&message, NPI_BUF_MAX);
    while (i < attempt->diags.n &&
           attempt->diags.items[i].kind->severity != NP_ERROR)
        i++;
    if (i < attempt->diags.n)
        npi_diag_message(&message, &attempt->diags.items[i], NULL);
    attempt->source.why_not = &NPI_D_CAPTIONS_UNREADABLE;
    attempt->source.reason = npi_arena_str(&attempt->arena,
                                           npi_buf_str(&message));
    npi_buf_release(&message);
    return attempt->source.reason.ptr ? NP_OK : NP_ERR_NOMEM;
}

/* Names of files are bytes: what is no UTF-8 becomes U+FFFD. */
static struct np_str shown(struct npi_arena *arena, struct np_str name)
{
    struct npi_buf buf;
    struct np_str text;
    npi_buf_init(&buf, NPI_BUF_MAX);
    for (size_t at = 0; at < name.len;)
        npi_buf_put_cp(&buf, npi_utf8_next(name, &at));
    text = npi_arena_str(arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return text;
}

/* A pipe beside the notes would be waited for; one that is given is meant. */
static enum np_status read_file(struct npi_attempt *attempt, const char *path)
{
    struct np_str bytes;
    struct np_str name = shown(&attempt->arena, npi_str(path));
    enum np_status status;
    if (!name.ptr)
        return NP_ERR_NOMEM;
    attempt->source.path = name;
    attempt->source.name = npi_path_name(name);
    if (!is_given(attempt) && !npi_file_is_regular(path)) {
        NPI_DIAG1(&attempt->diags, NOT_A_FILE, NPI_NOWHERE, name);
        return NP_ERR_IO;
    }
    status = npi_file_read(&attempt->arena, &attempt->diags, path,
                           NPI_CAPTIONS_MAX, &bytes);
    if (status == NP_OK)
        status = npi_captions_read(&attempt->ctx, name, bytes, &attempt->track);
    return status;
}

static void describe(struct npi_attempt *attempt, bool translated)
{
    const struct npi_caption_track *track = &attempt->track;
    attempt->source.format = npi_str(npi_caption_format_name(track->format));
    attempt->source.language = track->language;
    attempt->source.kind = kind_of(track, translated);
    attempt->source.n_cues = track->n_cues;
}

static enum np_status settle(struct npi_attempt *attempt,
                             const struct npi_attempt_name *name)
{
    enum np_status status = attempt->status;
    if (status == NP_ERR_NOMEM || status == NP_ERR_INTERRUPTED)
        return status;
    if (status != NP_OK)
        return unreadable(attempt);
    status = judge(attempt, name);
    take_name(attempt, name);
    describe(attempt, name->translated);
    return status;
}

enum np_status npi_attempt_file(struct npi_attempt *attempt, struct np_job *job,
                                const char *path, enum np_caption_place place,
                                const struct npi_attempt_name *name)
{
    begin(attempt, job, place);
    attempt->path = path;
    attempt->status = read_file(attempt, path);
    return settle(attempt, name);
}

static bool copy(struct npi_arena *arena, struct np_str *text)
{
    if (!text->ptr)
        return true;
    *text = npi_arena_str(arena, *text);
    return text->ptr != NULL;
}

static enum np_status read_track(struct npi_attempt *attempt,
                                 const struct npi_text_track *track)
{
    const struct npi_caption_event *events = NULL;
    const struct np_caption_source *source = &attempt->source;
    size_t n = 0;
    enum np_status status = npi_text_track_read(&attempt->ctx, source->path,
                                                track, &events, &n);
    return status == NP_OK ? npi_captions_from_events(
                                 &attempt->ctx,
                                 source->name.len ? source->name : source->path,
                                 track->format, events, n, &attempt->track)
                           : status;
}

/* What the list of tracks says, which may be gone before the captions are. */
static bool take_listed(struct npi_attempt *attempt,
                        const struct npi_text_track *track)
{
    struct np_caption_source *source = &attempt->source;
    source->name = track->name;
    source->language = track->language;
    source->path = attempt->job->info->path;
    source->format = npi_str(npi_caption_format_name(track->format));
    if (track->ours)
        source->why_not = &NPI_D_CAPTIONS_OURS;
    else if (track->forced)
        source->why_not = &NPI_D_CAPTIONS_FORCED;
    return copy(&attempt->arena, &source->name) &&
           copy(&attempt->arena, &source->language);
}

/* Our own and what is only for foreign words need not be read. */
enum np_status npi_attempt_track(struct npi_attempt *attempt,
                                 struct np_job *job,
                                 const struct npi_text_track *track)
{
    struct npi_attempt_name name = {.language = {NULL, 0}};
    begin(attempt, job, NP_CAPTION_INSIDE);
    if (!take_listed(attempt, track))
        return NP_ERR_NOMEM;
    if (attempt->source.why_not)
        return NP_OK;
    if (!npi_str_eq(track->language, NPI_STR("und")))
        name.language = attempt->source.language;
    attempt->status = read_track(attempt, track);
    return settle(attempt, &name);
}

enum np_status npi_attempt_note(const struct npi_attempt *attempt)
{
    struct np_job *job = attempt->job;
    struct npi_job_captions *captions = &job->captions;
    struct np_caption_source *sources = npi_arena_grow(
        &job->arena, captions->sources, captions->n_sources,
        &captions->sources_cap, sizeof(*sources));
    if (!sources)
        return NP_ERR_NOMEM;
    captions->sources = sources;
    struct np_caption_source *source = &sources[captions->n_sources++];
    *source = attempt->source;
    return copy(&job->arena, &source->name) &&
                   copy(&job->arena, &source->path) &&
                   copy(&job->arena, &source->language) &&
                   copy(&job->arena, &source->reason)
               ? NP_OK
               : NP_ERR_NOMEM;
}

enum np_status npi_attempt_finish(struct npi_attempt *attempt,
                                  enum np_status status)
{
    if (status == NP_OK)
        status = npi_attempt_note(attempt);
    if (status != NP_OK || attempt->source.why_not) {
        npi_attempt_drop(attempt);
        return status;
    }
    npi_attempt_keep(attempt);
    attempt->job->captions.is_taken = true;
    return NP_OK;
}

/* The notes with computed times written into them: which places get one, and
 * the file's bytes with them in it. How a stamp must be written to be read back
 * is the notes' business. */
#include "job/job.h"

#include "base/str.h"
#include "job/diags.h"
#include "job/doubts.h"
#include "notes/stamping.h"

/* Stamps are written in tenths of a second where that tells them apart. */
#define TENTH 100
/* Sentences from a chapter's place within which a stamp is its own. */
#define NEAR 3

static enum np_status choose_turns(struct np_job *job, bool *chosen)
{
    for (size_t i = 0; i < job->episode.n_turns; i++)
        chosen[job->episode.turns[i].first_sentence] = true;
    return NP_OK;
}

static bool is_pinned(const struct np_job *job, size_t sentence)
{
    return (job->on_notes.sentences[sentence].evidence & NP_EVIDENCE_STAMP) !=
           0;
}

/* A stamp stands beside the sentence. */
static bool is_pinned_near(const struct np_job *job, size_t sentence)
{
    size_t i = sentence > NEAR ? sentence - NEAR : 0;

    for (; i < job->episode.n_sentences && i <= sentence + NEAR; i++)
        if (is_pinned(job, i))
            return true;
    return false;
}

/* Marks the chapters that are the nearest in time to a stamp of the dialogue.
 * Chapters' starts never decrease, nor do such stamps. */
static void mark_served(const struct np_job *job, bool *served)
{
    const struct np_timeline *timeline = &job->on_notes;
    const struct np_chapter *chapters = timeline->chapters;
    size_t c = 0;

    for (size_t i = 0; timeline->n_chapters && i < timeline->n_sentences; i++) {
        const int64_t start = timeline->sentences[i].start;

        if (!is_pinned(job, i))
            continue;
        while (c + 1 < timeline->n_chapters &&
               chapters[c + 1].start - start <= start - chapters[c].start)
            c++;
        for (size_t k = c + 1;
             k-- > 0 && chapters[k].start == chapters[c].start;)
            served[k] = true;
    }
}

/* A stamp moves the chapters around it a little, so one that has a stamp
 * nearby has what it needs: else there would be more at each run. */
static enum np_status choose_chapters(struct np_job *job, bool *chosen)
{
    const struct np_timeline *timeline = &job->on_notes;
    bool *served = NPI_ARENA_NEW(&job->arena, bool, timeline->n_chapters);

    if (!served)
        return NP_ERR_NOMEM;
    mark_served(job, served);
    for (size_t i = 0; i < timeline->n_chapters; i++) {
        const size_t sentence = timeline->chapters[i].sentence;

        if (sentence != NP_NONE && !served[i] && !is_pinned_near(job, sentence))
            chosen[sentence] = true;
    }
    return NP_OK;
}

static enum np_status choose_doubtful(struct np_job *job, bool *chosen)
{
    struct npi_doubts doubts;
    const enum np_status status = npi_doubts_find(&job->episode, &job->on_notes,
                                                  &doubts);

    for (size_t i = 0; status == NP_OK && i < doubts.n; i++)
        chosen[doubts.places[i].sentence] = true;
    return status;
}

static const struct {
    const char *name;
    enum np_status (*choose)(struct np_job *job, bool *chosen);
} choices[] = {
    {"turns", choose_turns},
    {"chapters", choose_chapters},
    {"doubtful", choose_doubtful},
};

/* Stamps given beside the notes belong into them, whatever else does. */
static void choose_anchored(const struct np_job *job, bool *chosen)
{
    for (size_t i = 0; i < job->episode.n_sentences; i++)
        if (job->episode.sentences[i].stamp != job->read_sentences[i].stamp)
            chosen[i] = true;
}

/* Where nobody is named, the first stamp tells where the talk begins. */
static void choose_first(const struct np_job *job, bool *chosen)
{
    bool any = false;

    if (job->episode.n_turns == 0 || job->episode.turns[0].speaker != NP_NONE)
        return;
    for (size_t i = 0; i < job->episode.n_sentences; i++)
        any = any || chosen[i];
    chosen[0] = chosen[0] || any;
}

/* The first time at or behind sentence that a stamp has or will have. */
static int64_t next_stamp(const struct np_job *job, const bool *chosen,
                          size_t sentence)
{
    for (size_t i = sentence; i < job->episode.n_sentences; i++)
        if (chosen[i] || is_pinned(job, i))
            return job->on_notes.sentences[i].start;
    return job->on_notes.end_estimated ? INT64_MAX : job->on_notes.end;
}

/* In tenths, if that keeps it between the stamps around it. */
static int64_t rounded(int64_t ms, int64_t last, int64_t next)
{
    const int64_t tenths = (ms + TENTH / 2) / TENTH * TENTH;

    return tenths > last && tenths < next ? tenths : ms;
}

/* The wishes, in order. One at the same time as a stamp before it would be no
 * anchor, and is left out. */
static size_t make_wishes(const struct np_job *job, const bool *chosen,
                          struct npi_wish *wishes, size_t *n_equal)
{
    int64_t last = -1;
    size_t n = 0;

    for (size_t i = 0; i < job->episode.n_sentences; i++) {
        const bool written = job->read_sentences[i].stamp != NP_NO_TIME;
        const int64_t start = job->on_notes.sentences[i].start;
        int64_t ms;

        if (chosen[i] && !written) {
            ms = is_pinned(job, i)
                     ? start
                     : rounded(start, last, next_stamp(job, chosen, i + 1));
            if (ms > last)
                wishes[n++] = (struct npi_wish){i, ms};
            else
                ++*n_equal;
            last = ms > last ? ms : last;
        } else if (is_pinned(job, i)) {
            last = start;
        }
    }
    return n;
}

static void report_refused(struct np_job *job,
                           const struct npi_stamping *stamping)
{
    for (size_t i = 0; i < stamping->n_refused; i++)
        NPI_DIAG0(&job->diags, STAMP_REFUSED,
                  job->episode.sentences[stamping->refused[i]].span);
}

/* An anchor does not change what the notes say already. */
static void report_kept(struct np_job *job)
{
    for (size_t i = 0; i < job->episode.n_sentences; i++)
        if (job->read_sentences[i].stamp != NP_NO_TIME &&
            job->read_sentences[i].stamp != job->episode.sentences[i].stamp)
            NPI_DIAG0(&job->diags, STAMP_KEPT, job->episode.sentences[i].span);
}

/* The new file; the door that all notes come through must make the same of it
 * as was meant. */
static enum np_status write_bytes(struct np_job *job,
                                  const struct npi_stamping *stamping,
                                  struct npi_buf *out)
{
    enum np_status status = npi_splice(job->notes_bytes, job->notes_encoding,
                                       job->notes_text, stamping->insertions,
                                       stamping->n_insertions, out);
    enum npi_encoding encoding;
    struct npi_buf meant;
    struct np_str text;

    if (status == NP_ERR_NOMEM)
        return status;
    npi_buf_init(&meant, NPI_BUF_MAX);
    if (status == NP_OK)
        status = npi_splice(job->notes_text, NPI_UTF8, job->notes_text,
                            stamping->insertions, stamping->n_insertions,
                            &meant);
    if (status == NP_OK)
        status = npi_encoding_to_utf8(&job->arena, &job->diags,
                                      NPI_STR("notes"), npi_buf_str(out),
                                      &encoding, &text);
    if (status == NP_OK && (encoding != job->notes_encoding ||
                            !npi_str_eq(text, npi_buf_str(&meant))))
        status = NP_ERR_NOTES;
    npi_buf_release(&meant);
    if (status == NP_ERR_NOTES)
        NPI_DIAG0(&job->diags, STAMP_ENCODING, NPI_NOWHERE);
    return status;
}

static enum np_status stamp(struct np_job *job, const bool *chosen,
                            struct np_str *notes, size_t *n_stamps)
{
    struct np_episode read = job->episode;
    struct npi_wish *wishes = NPI_ARENA_NEW(&job->arena, struct npi_wish,
                                            read.n_sentences);
    struct npi_stamping stamping;
    struct npi_buf out;
    size_t n_equal = 0;
    size_t n;
    enum np_status status;

    if (!wishes)
        return NP_ERR_NOMEM;
    read.sentences = job->read_sentences;
    n = make_wishes(job, chosen, wishes, &n_equal);
    status = npi_notes_stamp(&job->ctx, job->notes_text, job->language, &read,
                             wishes, n, &stamping);
    if (status != NP_OK)
        return status;
    npi_buf_init(&out, NPI_BUF_MAX);
    status = write_bytes(job, &stamping, &out);
    if (status == NP_OK) {
        *notes = npi_arena_str(&job->arena, npi_buf_str(&out));
        status = notes->ptr ? NP_OK : NP_ERR_NOMEM;
    }
    npi_buf_release(&out);
    *n_stamps = stamping.n_insertions;
    report_refused(job, &stamping);
    report_kept(job);
    return status;
}

enum np_status np_job_stamp_notes(struct np_job *job, const char *places,
                                  struct np_str *notes, size_t *n_stamps)
{
    enum np_status status = NP_ERR_USAGE;
    bool *chosen;

    *notes = npi_str(NULL);
    *n_stamps = 0;
    if (!job->has_run) {
        NPI_DIAG2(&job->diags, JOB_ORDER, NPI_NOWHERE,
                  NPI_STR("np_job_stamp_notes"), NPI_STR("np_job_run"));
        return status;
    }
    if (job->episode.n_sentences == 0) {
        NPI_DIAG0(&job->diags, STAMP_NOTHING, NPI_NOWHERE);
        return NP_ERR_NOTES;
    }
    chosen = NPI_ARENA_NEW(&job->arena, bool, job->episode.n_sentences);
    if (!chosen)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++)
        if (npi_str_eq(npi_str(places), npi_str(choices[i].name)))
            status = choices[i].choose(job, chosen);
    if (status == NP_ERR_USAGE)
        NPI_DIAG1(&job->diags, STAMP_PLACES, NPI_NOWHERE, npi_str(places));
    if (status != NP_OK)
        return status;
    choose_anchored(job, chosen);
    choose_first(job, chosen);
    return stamp(job, chosen, notes, n_stamps);
}

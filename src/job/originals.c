/* Where there are no captions, the paragraphs of the original that stand in the
 * notes beside their translation are the second language: each is said while
 * its paragraph is. */
#include "job/job.h"

/* Sentences [first, end): of the dialogue, what an original is of. */
struct stretch {
    size_t first;
    size_t end;
};

static size_t paragraph_end(const struct np_episode *episode, size_t first,
                            size_t end)
{
    size_t s = first + 1;

    while (s < end && !episode->sentences[s].paragraph_start)
        s++;
    return s;
}

/* The paragraph that the original stands beside: the next one where originals
 * stand above, else the one before. */
static struct stretch beside(const struct np_episode *episode,
                             const struct np_original *original)
{
    const struct np_turn *turn = &episode->turns[original->turn];
    size_t end = turn->first_sentence + turn->n_sentences;
    struct stretch found = {turn->first_sentence, 0};

    found.end = paragraph_end(episode, found.first, end);
    while (found.end < end &&
           episode->sentences[found.end].line < original->line) {
        found.first = found.end;
        found.end = paragraph_end(episode, found.first, end);
    }
    return found;
}

static bool are_same(struct stretch a, struct stretch b)
{
    return a.first == b.first && a.end == b.end;
}

/* Originals above their paragraphs: the first one of a turn is before it. */
static bool is_above(const struct np_episode *episode,
                     const struct np_original *original)
{
    const struct np_turn *turn = &episode->turns[original->turn];

    return original->line < episode->sentences[turn->first_sentence].line;
}

/* What each original is of. first: the first one of its turn. */
static struct stretch stretch_of(const struct np_episode *episode, size_t first,
                                 size_t i)
{
    const struct np_original *originals = episode->originals;
    const struct np_turn *turn = &episode->turns[originals[i].turn];
    size_t end = turn->first_sentence + turn->n_sentences;
    struct stretch found = beside(episode, &originals[i]);

    if (!is_above(episode, &originals[first]) || i == first)
        return found;
    if (found.end < end)
        return (struct stretch){found.end,
                                paragraph_end(episode, found.end, end)};
    return found;
}

/* Originals [first, end) are of one stretch, which they share by length. */
static void share(const struct np_job *job, struct stretch of, size_t first,
                  size_t end, struct npi_caption_event *events)
{
    const struct np_original *originals = job->episode.originals;
    const struct np_timed_sentence *times = job->on_notes.sentences;
    int64_t start = times[of.first].start;
    double length = (double)(times[of.end - 1].end - start);
    double bytes = 1;
    double before = 0;

    for (size_t i = first; i < end; i++)
        bytes += (double)originals[i].text.len;
    for (size_t i = first; i < end; i++) {
        events[i - first].start = start + (int64_t)(length * before / bytes);
        before += (double)originals[i].text.len;
        events[i - first].end = start + (int64_t)(length * before / bytes);
        events[i - first].text = originals[i].text;
    }
}

/* Originals [first, end) are of one turn: each is said while its paragraph is,
 * or all while the turn is where they do not stand beside paragraphs. */
static void time_turn(const struct np_job *job, size_t first, size_t end,
                      struct npi_caption_event *events)
{
    const struct np_episode *episode = &job->episode;
    size_t turn = episode->originals[first].turn;
    struct stretch whole = {episode->turns[turn].first_sentence, 0};
    struct stretch last = stretch_of(episode, first, end - 1);

    whole.end = whole.first + episode->turns[turn].n_sentences;
    if (end - first > 1 && are_same(stretch_of(episode, first, first), last)) {
        share(job, whole, first, end, events);
        return;
    }
    for (size_t i = first; i < end;) {
        struct stretch of = stretch_of(episode, first, i);
        size_t next = i + 1;

        while (next < end && are_same(stretch_of(episode, first, next), of))
            next++;
        share(job, of, i, next, events + (i - first));
        i = next;
    }
}

static size_t time_all(const struct np_job *job,
                       struct npi_caption_event *events)
{
    const struct np_episode *episode = &job->episode;
    size_t n = 0;

    for (size_t i = 0; i < episode->n_originals;) {
        size_t end = i + 1;

        while (end < episode->n_originals &&
               episode->originals[end].turn == episode->originals[i].turn)
            end++;
        if (episode->originals[i].turn != NP_NONE) {
            time_turn(job, i, end, events + n);
            n += end - i;
        }
        i = end;
    }
    return n;
}

enum np_status npi_job_originals_track(struct np_job *job,
                                       struct npi_caption_track *track)
{
    struct npi_caption_event *events = NPI_ARENA_NEW(
        &job->arena, struct npi_caption_event, job->episode.n_originals);
    struct npi_context ctx = job->ctx;
    struct npi_diags unsaid; /* the notes' text is no subtitle file */
    size_t n;

    *track = (struct npi_caption_track){0};
    if (!events)
        return NP_ERR_NOMEM;
    n = time_all(job, events);
    if (n == 0)
        return NP_OK;
    npi_diags_init(&unsaid, &job->arena);
    ctx.diags = &unsaid;
    return npi_captions_from_events(&ctx, job->episode.title, NPI_CAPTION_SRT,
                                    events, n, track);
}

/* Stamps are written, the notes are read again, and what did not come out as it
 * should is written another way, or not at all. So whatever notes look like,
 * a stamp that stays is read as it is meant, and nothing else is read anew. */
#include "notes/stamping.h"

#include "base/str.h"
#include "notes/notes.h"
#include "notes/same.h"
#include "notes/stamp_place.h"

/* Rounds in which a stamp that is to blame is tried another way; in as many
 * more it is given up, and then all are. */
#define ROUNDS 20
/* Sentences ahead that are looked at for where two readings meet again. */
#define MEET_AHEAD 12
/* Stamps on either side that are looked at for one to blame. */
#define BLAME_REACH 64

struct writing {
    struct npi_context *ctx;
    struct np_str text;
    struct np_str language;
    const struct np_episode *episode;
    const struct npi_wish *wishes;
    size_t n;
    enum npi_stamp_way *ways; /* NPI_STAMP_WAYS: given up */
    struct npi_insertion *insertions;
    size_t n_insertions;
    size_t *refused;
    bool *blamed;
    unsigned round;
};

static enum np_status init(struct writing *w)
{
    struct npi_arena *arena = w->ctx->arena;

    w->ways = NPI_ARENA_NEW(arena, enum npi_stamp_way, w->n);
    w->insertions = NPI_ARENA_NEW(arena, struct npi_insertion, w->n);
    w->refused = NPI_ARENA_NEW(arena, size_t, w->n);
    w->blamed = NPI_ARENA_NEW(arena, bool, w->n);
    return w->ways && w->insertions && w->refused && w->blamed ? NP_OK
                                                               : NP_ERR_NOMEM;
}

/* The insertions of all wishes, each in its present way or the next that makes
 * sense. Sentences stand in the order of the text, places nearly so. */
static enum np_status make_insertions(struct writing *w)
{
    w->n_insertions = 0;
    for (size_t i = 0; i < w->n; i++) {
        struct npi_insertion one = {0};
        size_t at = w->n_insertions;

        while (w->ways[i] < NPI_STAMP_WAYS &&
               !npi_stamp_place(w->ctx->arena, w->text, w->episode,
                                w->wishes[i].sentence, w->wishes[i].ms,
                                w->ways[i], &one))
            w->ways[i]++;
        if (w->ways[i] == NPI_STAMP_WAYS)
            continue;
        if (!one.text.ptr)
            return NP_ERR_NOMEM;
        for (; at > 0 && w->insertions[at - 1].offset > one.offset; at--)
            w->insertions[at] = w->insertions[at - 1];
        w->insertions[at] = one;
        w->n_insertions++;
    }
    return NP_OK;
}

/* The first wish at this sentence or later; n if there is none. */
static size_t wish_from(const struct writing *w, size_t sentence)
{
    size_t low = 0;
    size_t high = w->n;

    while (low < high) {
        const size_t mid = low + (high - low) / 2;

        if (w->wishes[mid].sentence < sentence)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool is_written(const struct writing *w, size_t wish)
{
    return wish < w->n && w->ways[wish] < NPI_STAMP_WAYS;
}

/* Something is wrong at this sentence: its own stamp's fault, else that of the
 * next sentence's, of the nearest before, of the nearest behind. */
static void blame(struct writing *w, size_t sentence)
{
    const size_t here = wish_from(w, sentence);

    if (is_written(w, here) && w->wishes[here].sentence <= sentence + 1) {
        w->blamed[here] = true;
        return;
    }
    for (size_t i = here; i-- > 0 && here - i <= BLAME_REACH;)
        if (is_written(w, i)) {
            w->blamed[i] = true;
            return;
        }
    for (size_t i = here; i < w->n && i - here < BLAME_REACH; i++)
        if (is_written(w, i)) {
            w->blamed[i] = true;
            return;
        }
}

static void blame_all(struct writing *w)
{
    for (size_t i = 0; i < w->n; i++)
        w->blamed[i] = is_written(w, i);
}

/* What sentence should be stamped with. */
static int64_t stamp_due(const struct writing *w, size_t sentence)
{
    const size_t wish = wish_from(w, sentence);

    if (is_written(w, wish) && w->wishes[wish].sentence == sentence)
        return w->wishes[wish].ms;
    return w->episode->sentences[sentence].stamp;
}

/* Where two readings that part at *i and *j meet again. */
static bool meet(const struct np_episode *a, size_t *i,
                 const struct np_episode *b, size_t *j)
{
    for (size_t sum = 1; sum <= 2 * MEET_AHEAD; sum++)
        for (size_t skip = 0; skip <= sum; skip++) {
            const size_t x = *i + skip;
            const size_t y = *j + sum - skip;

            if (x >= a->n_sentences || y >= b->n_sentences ||
                !npi_same_sentence(a, x, b, y))
                continue;
            *i = x;
            *j = y;
            return true;
        }
    return false;
}

/* Who is to blame for what reads differently; false if nothing does. */
static bool find_blame(struct writing *w, const struct np_episode *again)
{
    const struct np_episode *episode = w->episode;
    bool any = false;
    size_t i = 0;
    size_t j = 0;

    while (i < episode->n_sentences && j < again->n_sentences) {
        if (npi_same_sentence(episode, i, again, j)) {
            if (again->sentences[j].stamp != stamp_due(w, i)) {
                blame(w, i);
                any = true;
            }
            i++;
            j++;
            continue;
        }
        blame(w, i);
        any = true;
        if (!meet(episode, &i, again, &j))
            break;
    }
    if (!any && (episode->n_sentences != again->n_sentences ||
                 !npi_same_rest(episode, again))) {
        blame_all(w);
        any = true;
    } else if (i < episode->n_sentences && j < again->n_sentences) {
        blame_all(w); /* they never met again */
    }
    return any;
}

/* Reads the notes with the stamps in them; *good: it is the same episode, with
 * the stamps where they should be. Else those to blame are marked. */
static enum np_status read_again(struct writing *w, struct npi_arena *arena,
                                 bool *good)
{
    struct npi_diags diags;
    struct npi_context ctx = {
        .arena = arena, .diags = &diags, .cancel = w->ctx->cancel};
    struct np_episode again;
    struct npi_buf buf;
    enum np_status status;

    npi_diags_init(&diags, arena);
    npi_buf_init(&buf, NPI_BUF_MAX);
    status = npi_splice(w->text, NPI_UTF8, w->text, w->insertions,
                        w->n_insertions, &buf);
    if (status == NP_OK)
        status = npi_notes_read(&ctx, 0, npi_buf_str(&buf), w->language,
                                &again);
    *good = status == NP_OK && !find_blame(w, &again);
    if (status == NP_ERR_NOTES) {
        blame_all(w);
        status = NP_OK;
    }
    npi_buf_release(&buf);
    return status;
}

/* The next way for those that are to blame; if nobody is, then all are. */
static void move_on(struct writing *w)
{
    bool any = false;

    for (size_t i = 0; i < w->n; i++)
        any = any || w->blamed[i];
    if (!any)
        blame_all(w);
    for (size_t i = 0; i < w->n; i++) {
        if (w->blamed[i] || w->round >= 2 * ROUNDS)
            w->ways[i] = w->round < ROUNDS && w->ways[i] < NPI_STAMP_WAYS
                             ? w->ways[i] + 1
                             : NPI_STAMP_WAYS;
        w->blamed[i] = false;
    }
    w->round++;
}

static enum np_status write_all(struct writing *w)
{
    enum np_status status = make_insertions(w);
    bool good = false;

    while (status == NP_OK && w->n_insertions > 0 && !good) {
        struct npi_arena arena;

        npi_arena_init(&arena);
        status = read_again(w, &arena, &good);
        npi_arena_release(&arena);
        if (status != NP_OK || good)
            break;
        move_on(w);
        status = make_insertions(w);
    }
    return status;
}

enum np_status npi_notes_stamp(struct npi_context *ctx, struct np_str text,
                               struct np_str language,
                               const struct np_episode *episode,
                               const struct npi_wish *wishes, size_t n,
                               struct npi_stamping *stamping)
{
    struct writing w = {.ctx = ctx,
                        .text = text,
                        .language = language,
                        .episode = episode,
                        .wishes = wishes,
                        .n = n};
    enum np_status status = init(&w);

    *stamping = (struct npi_stamping){0};
    if (status == NP_OK)
        status = write_all(&w);
    if (status != NP_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        if (w.ways[i] == NPI_STAMP_WAYS)
            w.refused[stamping->n_refused++] = wishes[i].sentence;
    stamping->insertions = w.insertions;
    stamping->n_insertions = w.n_insertions;
    stamping->refused = w.refused;
    return NP_OK;
}

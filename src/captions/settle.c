/* Order and ends. Files have cues unsorted, backwards, without an end, one
 * over the other, two layers with one text: here they become a row of cues,
 * each before the next. */
#include "captions/track.h"

#include "base/stamp.h"
#include <stdlib.h>

/* From here on a time stands for "none" or "to the end". */
#define PLACEHOLDER (((int64_t)99 * 3600 + 59 * 60 + 59) * 1000)

/* A cue this long says little of when its words are spoken. */
#define LONG_CUE 60000

/* How long it takes to say something: a guess where no end is told. */
#define SAY_LEAST 500
#define SAY_LETTER 70

static void say_time(struct npi_draft *draft, const struct np_diag_kind *kind,
                     size_t offset, int64_t start, int64_t lasts)
{
    struct npi_buf at;
    struct npi_buf length;
    npi_buf_init(&at, 64);
    npi_buf_init(&length, 64);
    npi_stamp_write(&at, start, NPI_STAMP_VTT);
    npi_stamp_write(&length, lasts, NPI_STAMP_SHORT);
    npi_draft_say(draft, kind, offset, 0, npi_buf_str(&at),
                  npi_buf_str(&length));
    npi_buf_release(&at);
    npi_buf_release(&length);
}

static int by_start(const void *a, const void *b)
{
    const struct npi_draft_cue *x = a;
    const struct npi_draft_cue *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

void npi_track_sort(struct npi_draft *draft)
{
    struct npi_draft_cue *cues = draft->cues;
    bool sorted = true;
    size_t n = 0;
    for (size_t i = 0; i < draft->n_cues; i++) {
        if (cues[i].start >= PLACEHOLDER) {
            say_time(draft, &NPI_D_CAPTION_PLACEHOLDER, cues[i].offset,
                     cues[i].start, 0);
            continue;
        }
        cues[n] = cues[i];
        sorted = sorted && (n == 0 || cues[n].start >= cues[n - 1].start);
        n++;
    }
    draft->n_cues = n;
    if (sorted)
        return;
    qsort(cues, n, sizeof(*cues), by_start);
    npi_draft_say(draft, &NPI_D_CAPTION_UNSORTED, cues[0].offset, 0,
                  npi_str(NULL), npi_str(NULL));
}

static bool same_words(const struct npi_pieces *pieces,
                       const struct npi_piece *a, const struct npi_piece *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (pieces->tokens[a->first + i].hash !=
            pieces->tokens[b->first + i].hash)
            return false;
    return true;
}

/* What b says, unless a says just that. */
static void join_words(struct npi_pieces *pieces, struct npi_piece *a,
                       const struct npi_piece *b)
{
    struct npi_token *tokens = pieces->tokens + b->first;
    bool again = same_words(pieces, a, b);
    for (size_t i = 0; again && i < b->n; i++)
        tokens[i].dropped = true;
    if (a->n == 0)
        a->first = b->first;
    else
        tokens[0].line = true;
    a->n = b->first + b->n - a->first;
}

/* b starts when a does and stands behind it. */
static void join(struct npi_pieces *pieces, struct npi_piece *a,
                 const struct npi_piece *b)
{
    if (b->n > 0)
        join_words(pieces, a, b);
    if (!a->speaker.ptr)
        a->speaker = b->speaker;
    if (b->end > a->end)
        a->end = b->end;
    if (!a->sound.ptr)
        a->sound = b->sound;
}

static bool is_empty(const struct npi_pieces *pieces,
                     const struct npi_piece *piece)
{
    size_t end = piece->first + piece->n;
    return npi_token_live(pieces, piece->first, end) == end;
}

/* Cues whose words were all dropped go; a sound is told once. */
static void join_all(struct npi_pieces *pieces)
{
    size_t n = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        struct npi_piece *piece = &pieces->items[i];
        bool empty = is_empty(pieces, piece);
        struct npi_piece *last = n > 0 ? &pieces->items[n - 1] : NULL;
        if (empty && !piece->sound.ptr)
            continue;
        if (empty)
            piece->n = 0;
        if (last && last->start == piece->start)
            join(pieces, last, piece);
        else
            pieces->items[n++] = *piece;
    }
    pieces->n = n;
}

/* How long the words take, roughly. */
static int64_t say_long(const struct npi_pieces *pieces,
                        const struct npi_piece *piece)
{
    int64_t letters = 0;
    for (size_t i = 0; i < piece->n; i++)
        if (!pieces->tokens[piece->first + i].dropped)
            letters += pieces->tokens[piece->first + i].weight;
    return SAY_LEAST + letters * SAY_LETTER;
}

static void settle_end(struct npi_pieces *pieces, size_t i)
{
    struct npi_piece *piece = &pieces->items[i];
    int64_t next = i + 1 < pieces->n ? pieces->items[i + 1].start : INT64_MAX;
    bool told = piece->end != NP_NO_TIME && piece->end < PLACEHOLDER;
    if (told && piece->end <= piece->start)
        say_time(pieces->draft, &NPI_D_CAPTION_BACKWARDS, piece->offset,
                 piece->start, 0);
    if (!told || piece->end <= piece->start)
        piece->end = piece->start + say_long(pieces, piece);
    if (piece->end > next)
        piece->end = next;
}

static bool has_times(const struct npi_pieces *pieces,
                      const struct npi_piece *piece)
{
    for (size_t i = 0; i < piece->n; i++)
        if (pieces->tokens[piece->first + i].start != NP_NO_TIME)
            return true;
    return false;
}

/* One message, for the longest: a transcript in paragraphs has many. */
static void say_longest(const struct npi_pieces *pieces)
{
    const struct npi_piece *found = NULL;
    int64_t lasts = LONG_CUE;
    for (size_t i = 0; i < pieces->n; i++) {
        const struct npi_piece *piece = &pieces->items[i];
        if (piece->n > 0 && piece->end - piece->start > lasts &&
            !has_times(pieces, piece)) {
            found = piece;
            lasts = piece->end - piece->start;
        }
    }
    if (found)
        say_time(pieces->draft, &NPI_D_CAPTION_LONG, found->offset,
                 found->start, lasts);
}

void npi_track_settle(struct npi_pieces *pieces)
{
    join_all(pieces);
    for (size_t i = 0; i < pieces->n; i++)
        settle_end(pieces, i);
    say_longest(pieces);
}

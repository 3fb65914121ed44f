/* The cheapest way to give each cue a run of words, by dynamic programming over
 * the words at which each border may stand. A border costs what it tears
 * (places.h) and how far it is from where the words were found; a run what
 * words.h says. */
#include "cues/second/borders.h"

#include "cues/places/places.h"

/* Words that a border may move, what it costs that it does, and what each
 * costs: for a slightly better place it stays. Where words are single
 * characters (width) it takes two to say as much. */
#define REACH 10
#define MOVED 45
#define MOVE 16
#define MOVE_NARROW 12
#define NARROW 5   /* half-widths */
#define UNHEARD 3  /* times less beside a cue that was not found */
#define MATCHED 60 /* % of it where time tells as well */
/* Hurry counts so many times less than where cues are cut: words are where they
 * are. */
#define CALM 2

/* ms that a border may be away from its cue's start, then so many cost 1, up to
 * the most: of cues that begin a sentence, which the timeline has found, and of
 * others. It is wrong at times, and so is the matching. */
#define SLACK 300
struct clock {
    int64_t each;
    int64_t most;
};
static const struct clock told = {15, 100};
static const struct clock reckoned = {40, 40};

#define TRIES (2 * REACH + NPI_SHARE_LEFT + 1)

/* Where a border may stand, [first, first + n), and the best way there. */
struct row {
    size_t first;
    unsigned n;
    int64_t cost[TRIES];
    uint8_t from[TRIES]; /* which try of the row before */
};

static size_t distance(size_t word, size_t from, size_t to)
{
    return word < from ? from - word : word > to ? word - to : 0;
}

static bool is_narrow(const struct npi_second_room *room, size_t word)
{
    return room->words[word + 1].before - room->words[word].before < NARROW;
}

static int64_t cost_of_time(const struct npi_second_room *room,
                            const struct npi_share *share, size_t word)
{
    const struct clock *clock = share->begins ? &told : &reckoned;
    int64_t away;

    if (share->at == NP_NO_TIME)
        return 0;
    away = room->words[word].start - share->at;
    away = (away < 0 ? -away : away) - SLACK;
    if (away < 0)
        return 0;
    return away / clock->each < clock->most ? away / clock->each : clock->most;
}

/* How far the border before share k is from where the matching has it. */
static int64_t cost_of_move(const struct npi_second_room *room,
                            const struct npi_share *shares, size_t k,
                            size_t word)
{
    const struct npi_share *share = &shares[k];
    int64_t moved = (int64_t)distance(word, shares[k - 1].to, share->from);
    bool narrow = word < room->n && is_narrow(room, word);
    int64_t cost = moved * (narrow ? MOVE_NARROW : MOVE);

    if (moved == 0)
        return 0;
    if (share->begins && share->at != NP_NO_TIME)
        cost = cost * MATCHED / 100;
    cost += MOVED;
    return shares[k - 1].heard && share->heard ? cost : cost / UNHEARD;
}

/* The border before share k. */
static int64_t cost_of_border(const struct npi_second_room *room,
                              const struct npi_share *shares, size_t k,
                              size_t word)
{
    const struct npi_share *share = &shares[k];
    int64_t cost = npi_second_border(room, word, share->begins);

    if (share->turns)
        cost += npi_second_border(room, word, true) - room->words[word].place;
    return cost + cost_of_move(room, shares, k, word) +
           cost_of_time(room, share, word);
}

static void list_tries(const struct npi_share *shares, size_t n,
                       struct row *rows)
{
    size_t first = shares[0].from;
    size_t last = shares[n - 1].to;

    rows[0] = (struct row){.first = first, .n = 1};
    for (size_t k = 1; k < n; k++) {
        size_t low = shares[k - 1].to;
        size_t high = shares[k].from;

        low = low - first > REACH ? low - REACH : first;
        high = last - high > REACH ? high + REACH : last;
        rows[k] = (struct row){.first = low, .n = (unsigned)(high - low + 1)};
    }
    rows[n] = (struct row){.first = last, .n = 1};
}

/* The best way to each try of the border behind share k. */
static void step(const struct npi_second_room *room,
                 const struct npi_share *share, struct row *before,
                 struct row *row)
{
    for (unsigned to = 0; to < row->n; to++) {
        row->cost[to] = INT64_MAX / 2;
        for (unsigned from = 0; from < before->n; from++) {
            size_t begin = before->first + from;
            size_t end = row->first + to;
            int64_t cost = before->cost[from];

            if (begin > end || cost >= row->cost[to])
                continue;
            cost += npi_second_cost(room, begin, end) +
                    npi_second_hurry(room, begin, end, share->lasts) / CALM;
            if (cost < row->cost[to]) {
                row->cost[to] = cost;
                row->from[to] = (uint8_t)from;
            }
        }
    }
}

static void settle(const struct row *rows, struct npi_share *shares, size_t n)
{
    unsigned at = 0;

    for (size_t k = n; k-- > 0;) {
        shares[k].to = rows[k + 1].first + at;
        at = rows[k + 1].from[at];
        shares[k].from = rows[k].first + at;
    }
}

enum np_status npi_second_share(struct npi_arena *scratch,
                                const struct npi_second_room *room,
                                struct npi_share *shares, size_t n)
{
    struct row *rows = NPI_ARENA_NEW(scratch, struct row, n + 1);

    if (!rows)
        return NP_ERR_NOMEM;
    list_tries(shares, n, rows);
    for (size_t k = 0; k < n; k++) {
        step(room, &shares[k], &rows[k], &rows[k + 1]);
        for (unsigned i = 0; k + 1 < n && i < rows[k + 1].n; i++)
            rows[k + 1].cost[i] += cost_of_border(room, shares, k + 1,
                                                  rows[k + 1].first + i);
    }
    settle(rows, shares, n);
    return NP_OK;
}

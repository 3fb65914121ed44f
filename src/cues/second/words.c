/* A line that holds the end of one sentence and the start of another, of which
 * one goes on elsewhere, is what readers of two languages stumble over most: it
 * says what the first language does not. Worst is a word or two of it. */
#include "cues/second/words.h"

#include "cues/places/places.h"
#include "cues/reading.h"

/* All on the scale of enum npi_place. */
#define NONE 130     /* no words at all */
#define STRAY 160    /* one word, but "Yes." */
#define SHARED 35    /* a sentence ends inside, between whole ones */
#define RAGGED 150   /* … and one of them goes on elsewhere */
#define TORN 130     /* … of which a word or two are here */
#define TORN_WORDS 2 /* so many, */
#define TORN_WIDTH 24
#define OVER 300    /* a line more than may be, by the number of those before */
#define OVER_EACH 2 /* … and each half-width on it */
#define UNEVEN 8    /* half-widths that each but the first loses by breaks */

#define APART 60 /* a cue that begins a sentence of one language alone */
#define HURRY 5  /* ms too little, by their share of all, that cost 1 */

#define REACH 8 /* words around a moment that may be a border */
#define AWAY 10 /* ms that cost 1 */

/* Half-widths that a further line has room for, on the whole. */
static uint32_t fill(const struct npi_second_room *room)
{
    return room->limit > 2 * UNEVEN ? room->limit - UNEVEN : room->limit;
}

unsigned npi_second_lines(const struct npi_second_room *room, size_t from,
                          size_t to)
{
    const struct npi_second_word *words = room->words;
    const uint32_t limit = room->limit + room->gap;
    unsigned lines = from < to;
    size_t line = from;

    if (words[to].before - words[from].before <= limit)
        return lines;
    for (size_t w = from + 1; w < to; w++)
        if (words[w + 1].before - words[line].before > limit) {
            line = w;
            lines++;
        }
    return lines;
}

/* Two lines in all are best, three are well, and more hide the picture. */
int32_t npi_second_more(const struct npi_second_room *room, size_t from,
                        size_t to, unsigned lines)
{
    static const int32_t costs[] = {0, 0, 0, 10, 220, 900, 1200};
    static const size_t n = sizeof(costs) / sizeof(costs[0]);
    size_t all;

    if (!room)
        return 0;
    all = lines + npi_second_lines(room, from, to);
    return costs[all < n ? all : n - 1];
}

static bool is_scrap(const struct npi_second_room *room, size_t from, size_t to)
{
    return to - from <= TORN_WORDS &&
           room->words[to].before - room->words[from].before <= TORN_WIDTH;
}

static bool begins(const struct npi_second_room *room, size_t word)
{
    return room->words[word].sentence == word;
}

/* Sentences that end inside. */
static int64_t cost_of_sharing(const struct npi_second_room *room, size_t from,
                               size_t to)
{
    const struct npi_second_word *first = &room->words[from];
    const struct npi_second_word *last = &room->words[to - 1];
    bool starts = begins(room, from);
    bool ends = begins(room, to);
    int64_t cost = (int64_t)(last->ordinal - first->ordinal) * SHARED;

    if (first->next >= to)
        return 0;
    if (!starts || !ends)
        cost += RAGGED;
    if (!starts && is_scrap(room, from, first->next))
        cost += TORN;
    if (!ends && is_scrap(room, last->sentence, to))
        cost += TORN;
    return cost;
}

int64_t npi_second_hurry(const struct npi_second_room *room, size_t from,
                         size_t to, int64_t lasts)
{
    uint32_t width = room->words[to].before - room->words[from].before;
    int64_t needs = npi_reading_time(width, room->speed);
    int64_t lacks = needs - lasts;

    return lacks > 0 ? lacks * lacks / needs / HURRY : 0;
}

int64_t npi_second_time(const struct npi_second_room *room, uint32_t width,
                        int64_t own)
{
    int64_t second = room ? npi_reading_time(width, room->speed * 4 / 3) : 0;

    return second > own ? second : own;
}

int64_t npi_second_cost(const struct npi_second_room *room, size_t from,
                        size_t to)
{
    uint32_t width = room->words[to].before - room->words[from].before;
    uint32_t most = room->limit + (room->lines - 1) * fill(room);
    int64_t cost;

    if (from == to)
        return NONE;
    cost = cost_of_sharing(room, from, to);
    if (to - from == 1 && !(begins(room, from) && begins(room, to)))
        cost += STRAY;
    for (unsigned n = npi_second_lines(room, from, to); n > room->lines; n--)
        cost += OVER * (int64_t)(n - 1);
    if (width > most)
        cost += (int64_t)(width - most) * OVER_EACH;
    return cost;
}

int64_t npi_second_border(const struct npi_second_room *room, size_t word,
                          bool sentence)
{
    int64_t cost = room->words[word].place;

    return sentence && !begins(room, word) ? cost + APART : cost;
}

/* The first word that starts at the moment or later. */
static size_t word_at(const struct npi_second_room *room, int64_t at)
{
    size_t low = 0;
    size_t high = room->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (room->words[mid].start < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

size_t npi_second_near(const struct npi_second_room *room, int64_t at,
                       bool sentence, int64_t *cost)
{
    size_t middle = word_at(room, at);
    size_t low = middle > REACH ? middle - REACH : 0;
    size_t high = room->n - middle > REACH ? middle + REACH : room->n;
    size_t best = middle;

    *cost = INT64_MAX;
    for (size_t w = low; w <= high; w++) {
        int64_t away = room->words[w].start - at;
        int64_t all = npi_second_border(room, w, sentence) +
                      (away < 0 ? -away : away) / AWAY;

        if (all < *cost) {
            *cost = all;
            best = w;
        }
    }
    return best;
}

/* Cutting a stretch into cues: the cheapest way through all places where it may
 * be cut, by dynamic programming. A cue costs what the break at its end costs
 * (places.h), what its line breaks cost (lines.h), and what is said here: time
 * too short to read it or too long to look at it, too little text, sentences
 * that share it. Times inside a sentence go by length and by pauses (pauses.h).
 * A sentence that has far more time than its words take (notes that tell little
 * of what was said) is spoken at its start, slowly; and time alone never cuts
 * one. */
#include "cues/segment.h"

#include "cues/places/places.h"
#include "cues/reading.h"

/* All on the scale of enum npi_place. */
#define EACH_CUE 40
#define SHARED 40        /* a sentence ends inside the cue */
#define SHARED_RAGGED 70 /* … and the cue does not begin and end with one */
#define BEGUN 60         /* … nor shows more than the start of one */
#define BEGUN_WIDTH 12   /* half-widths */
#define PARAGRAPH 60     /* a paragraph ends inside the cue */
#define ORPHAN 150       /* one or two characters alone */
#define ORPHAN_WIDTH 4   /* half-widths */
#define SMALL 40
#define SMALL_WIDTH 9
#define FULLNESS 20  /* twice as much as a line, or nothing at all */
#define RESTFUL 1500 /* ms; a shorter cue flickers past */
#define SILENCE 400  /* ms inside a cue that nobody minds */
#define TOO_FAST 900 /* the most that too little time costs */
#define SLOWEST 4    /* nobody speaks so many times slower than others read */
#define BRIEF 2000   /* ms that even "Yes." may take */
#define LISTED 25    /* a cue ends inside a list */
#define TORN 40      /* a cue ends inside a clause */
#define CLINGS 200   /* … before what clings to it: 的, 之处, 地 */
#define HANGS 120    /* … and the noun is still to come */
#define LEADS 50     /* a clause that leads to the next one, at a cue's end */
#define RESTED 15    /* a cue that ends with a pause costs less */
#define FLICKERS 4   /* ms less than RESTFUL that cost 1 with two languages */

struct place {
    uint32_t cell;
    uint32_t from;      /* best predecessor, an index of places */
    int64_t begin, end; /* ms: speech after and before the place */
    int64_t silence;    /* ms of silence between sentences before it, in all */
    int64_t cost;       /* of the best way here */
    bool rests;         /* a pause inside the sentence */
    size_t word;        /* of the second language, the first one after it, */
    int64_t tears;      /* and what a border there costs */
};

struct npi_segment_room {
    struct place *places;
    struct npi_pace pace; /* of the sentence at hand */
};

struct npi_segment_room *npi_segment_room_new(struct npi_arena *arena, size_t n)
{
    struct npi_segment_room *room = NPI_ARENA_NEW(arena,
                                                  struct npi_segment_room, 1);
    if (!room)
        return NULL;
    room->places = NPI_ARENA_NEW(arena, struct place, n + 1);
    return room->places ? room : NULL;
}

/* When the sentence of cells [first, last) is spoken, of the time it has. */
static struct np_timed_sentence told(const struct npi_stretch *s,
                                     const struct np_timed_sentence *times,
                                     size_t first, size_t last,
                                     const struct npi_segment_rule *rule)
{
    struct np_timed_sentence time = times[s->cells[first].sentence];
    uint32_t width = npi_stretch_width(s, first, last);
    int64_t most = npi_reading_time(width, rule->speed) * SLOWEST;
    if (most < BRIEF)
        most = BRIEF;
    if (time.end - time.start > most)
        time.end = time.start + most;
    return time;
}

/* The first cell of the sentence after the one that starts at cell first. */
static size_t sentence_end(const struct npi_stretch *s, size_t first)
{
    size_t i = first + 1;
    while (i < s->n && !(s->cells[i].flags & NPI_CELL_SENTENCE))
        i++;
    return i < s->n ? i : s->n;
}

static void sentence_at(const struct npi_stretch *s,
                        const struct npi_spoken *spoken, size_t first,
                        const struct npi_segment_rule *rule,
                        struct npi_pace *pace)
{
    pace->first = first;
    pace->last = sentence_end(s, first);
    pace->time = told(s, spoken->times, first, pace->last, rule);
    npi_pauses_match(spoken, s, pace);
}

/* The place where a sentence ends, and the next one starts if there is one. */
static struct place border(const struct npi_stretch *s,
                           const struct np_timed_sentence *times,
                           const struct npi_pace *ends)
{
    size_t i = ends->last;
    struct place p = {.cell = (uint32_t)i, .end = ends->time.end};
    p.begin = i < s->n ? times[s->cells[i].sentence].start : p.end;
    return p;
}

/* The place of a break before cell i inside a sentence. */
static struct place inside(const struct npi_stretch *s,
                           const struct npi_pace *of, size_t i)
{
    const struct npi_rested *rested;
    int64_t at = npi_pace_at(s, of, i, &rested);
    struct place p = {.cell = (uint32_t)i, .begin = at, .end = at};
    if (rested) {
        p.begin = rested->resume;
        p.end = rested->stop;
        p.rests = true;
    }
    return p;
}

/* The place at a clause end, and first those inside the clause if it is longer
 * than a line. The clause begins at places[n - 1]. Their number, all told. */
static size_t put_clause(struct place *places, size_t n, struct place end,
                         const struct npi_stretch *s, const struct npi_pace *of,
                         uint32_t limit)
{
    size_t from = places[n - 1].cell;
    if (npi_stretch_width(s, from, end.cell) > limit) {
        for (size_t i = from + 1; i < end.cell; i++) {
            if (s->cells[i].place == NPI_NEVER)
                continue;
            places[n] = inside(s, of, i);
            places[n].silence = places[n - 1].silence;
            n++;
        }
    }
    end.silence = places[n - 1].silence + end.begin - end.end;
    places[n] = end;
    return n + 1;
}

/* All places where a cue may end; their number. */
static size_t list_places(struct npi_segment_room *room,
                          const struct npi_stretch *s,
                          const struct npi_spoken *spoken,
                          const struct npi_segment_rule *rule)
{
    size_t n = 1;
    struct place *places = room->places;
    struct npi_pace *of = &room->pace;
    sentence_at(s, spoken, 0, rule, of);
    places[0] = (struct place){.begin = of->time.start, .end = of->time.start};
    for (size_t i = 1; i <= s->n; i++) {
        bool ends = i == of->last;
        if (!ends && s->cells[i].place > NPI_PLACE_LIST)
            continue;
        struct place p = ends ? border(s, spoken->times, of) : inside(s, of, i);
        n = put_clause(places, n, p, s, of, rule->line.limit);
        if (ends && i < s->n)
            sentence_at(s, spoken, i, rule, of);
    }
    return n;
}

static bool at_sentence(const struct npi_stretch *s, const struct place *p)
{
    return p->cell == s->n || s->cells[p->cell].flags & NPI_CELL_SENTENCE;
}

static bool in_one_sentence(const struct npi_stretch *s,
                            const struct place *from, const struct place *to)
{
    return s->cells[from->cell].sentence == s->cells[to->cell - 1].sentence;
}

/* alone: the cue holds one sentence, or a part of it; too much time for it cuts
 * nothing. */
static int64_t cost_of_time(const struct npi_segment_rule *rule,
                            const struct place *from, const struct place *to,
                            uint32_t width, bool alone)
{
    int64_t lasts = to->end - from->begin;
    int64_t needs = npi_reading_time(width, rule->speed);
    int64_t silence = to->silence - (to->begin - to->end) - from->silence;
    int64_t cost = 0;
    if (needs < rule->shortest)
        needs = rule->shortest;
    if (lasts < RESTFUL)
        cost += (RESTFUL - lasts) / 20;
    if (lasts < needs)
        cost += (needs - lasts) / 10;
    if (lasts + rule->slack < needs)
        cost += 100 + (needs - lasts - rule->slack) / 2;
    if (cost > TOO_FAST)
        cost = TOO_FAST;
    if (lasts > rule->longest && !alone)
        cost += 150 + (lasts - rule->longest) / 20;
    if (silence > SILENCE)
        cost += (silence - SILENCE) / 8;
    return cost;
}

/* Half-widths of the last sentence that a cue shows. */
static uint32_t width_begun(const struct npi_stretch *s, size_t to)
{
    size_t first = to - 1;
    while (first > 0 && !(s->cells[first].flags & NPI_CELL_SENTENCE))
        first--;
    return npi_stretch_width(s, first, to);
}

/* Sentences that end inside the cue. */
static int64_t cost_of_sharing(const struct npi_stretch *s,
                               const struct place *from, const struct place *to)
{
    uint32_t last = s->cells[to->cell - 1].sentence;
    int64_t n = (int64_t)last - s->cells[from->cell].sentence;
    if (!n)
        return 0;
    bool whole = at_sentence(s, from) && at_sentence(s, to);
    int64_t cost = n * SHARED + (whole ? 0 : SHARED_RAGGED);
    if (s->counting == NPI_COUNT_WIDE && !at_sentence(s, to) &&
        width_begun(s, to->cell) <= BEGUN_WIDTH)
        cost += BEGUN;
    for (size_t i = from->cell + 1; i < to->cell; i++)
        if (s->cells[i].flags & NPI_CELL_PARAGRAPH)
            cost += PARAGRAPH;
    return cost;
}

/* What the second language makes of a cue. */
static int64_t cost_of_second(const struct npi_segment_rule *rule,
                              const struct place *from, const struct place *to)
{
    int64_t lasts = to->end - from->begin;
    int64_t cost;
    if (!rule->second)
        return 0;
    cost = npi_second_cost(rule->second, from->word, to->word) +
           npi_second_hurry(rule->second, from->word, to->word, lasts);
    if (lasts < RESTFUL)
        cost += (RESTFUL - lasts) / FLICKERS;
    return cost + to->tears;
}

static uint32_t width_of_second(const struct npi_segment_rule *rule,
                                const struct place *from,
                                const struct place *to)
{
    const struct npi_second_word *words;
    if (!rule->second)
        return 0;
    words = rule->second->words;
    return words[to->word].before - words[from->word].before;
}

static int32_t cost_of_size(const struct npi_stretch *s,
                            const struct npi_line_rule *line,
                            const struct place *from, const struct place *to,
                            uint32_t width)
{
    int32_t off = (int32_t)width - (int32_t)line->limit;
    int32_t limit = (int32_t)line->limit;
    int32_t cost = EACH_CUE + FULLNESS * off * off / (limit * limit);
    if (from->cell == 0 && to->cell == s->n)
        return cost; /* all there is */
    if (width <= ORPHAN_WIDTH)
        cost += ORPHAN;
    else if (width <= SMALL_WIDTH)
        cost += SMALL;
    return cost;
}

/* 的 and 地, but no word that begins with one, 之 and all of its words. */
static bool clings(const struct npi_cell *cell)
{
    return cell->cp == U'之' || ((cell->cp == U'的' || cell->cp == U'地') &&
                                 cell[1].place != NPI_NEVER);
}

/* The next cue hides the words before: inside a clause that is worse than a
 * line break there. */
static int32_t cost_of_end(const struct npi_cell *cell, bool rests)
{
    int32_t cost = cell->place;
    if (cost > NPI_PLACE_LIST && clings(cell))
        cost += CLINGS;
    if (cost > NPI_PLACE_LIST)
        cost = cost * 3 / 2 + (cell[-1].cp == 0x7684 ? HANGS : TORN); /* 的 */
    else if (cost == NPI_PLACE_LIST)
        cost += LISTED;
    if (cell->flags & NPI_CELL_LEADS)
        cost += LEADS;
    return rests ? cost - RESTED : cost;
}

/* The cheapest cue that ends at places[to]. */
static void search(struct place *places, size_t to, const struct npi_stretch *s,
                   const struct npi_segment_rule *rule)
{
    struct place *end = &places[to];
    uint32_t widest = rule->line.limit * rule->line.lines +
                      NPI_DROPPED_WIDTH * (rule->line.lines - 1);
    int32_t place = cost_of_end(&s->cells[end->cell], end->rests);
    end->cost = INT64_MAX;
    for (size_t from = to; from-- > 0;) {
        const struct place *begin = &places[from];
        uint32_t width = npi_stretch_width(s, begin->cell, end->cell);
        if (width > widest)
            break;
        int64_t cost = begin->cost + place;
        if (cost + EACH_CUE >= end->cost)
            continue;
        cost += cost_of_size(s, &rule->line, begin, end, width);
        if (cost < end->cost)
            cost += cost_of_time(rule, begin, end, width,
                                 in_one_sentence(s, begin, end)) +
                    cost_of_sharing(s, begin, end) +
                    cost_of_second(rule, begin, end);
        if (cost >= end->cost)
            continue;
        int64_t below = end->cost - cost;
        struct npi_layout layout = npi_lines_lay(
            s, &rule->line, begin->cell, end->cell,
            below < INT32_MAX ? (int32_t)below : INT32_MAX);
        if (!layout.n)
            continue;
        cost += layout.cost +
                npi_second_more(rule->second, begin->word, end->word, layout.n);
        if (cost >= end->cost)
            continue;
        end->cost = cost;
        end->from = (uint32_t)from;
    }
}

/* Where the words of the second language would be shared out. A border of ours
 * tears it less often than it stands in a clause of it: half the cost. */
static void find_words(const struct npi_stretch *s, struct place *places,
                       size_t n, const struct npi_second_room *second)
{
    for (size_t i = 0; i < n; i++) {
        struct place *p = &places[i];
        p->word = npi_second_near(second, p->begin, at_sentence(s, p),
                                  &p->tears);
        p->tears /= 2;
        if (i > 0 && p->word < p[-1].word)
            p->word = p[-1].word;
    }
}

size_t npi_segment(struct npi_segment_room *room, const struct npi_stretch *s,
                   const struct npi_spoken *spoken,
                   const struct npi_segment_rule *rule,
                   struct npi_piece *pieces)
{
    struct place *places = room->places;
    size_t n = list_places(room, s, spoken, rule);
    if (rule->second)
        find_words(s, places, n, rule->second);
    for (size_t i = 1; i < n; i++)
        search(places, i, s, rule);
    size_t n_pieces = 0;
    for (size_t i = n - 1; i > 0; i = places[i].from)
        n_pieces++;
    size_t k = n_pieces;
    for (size_t i = n - 1; i > 0; i = places[i].from) {
        const struct place *from = &places[places[i].from];
        pieces[--k] = (struct npi_piece){
            .from = from->cell,
            .to = places[i].cell,
            .begin = from->begin,
            .end = places[i].end,
            .second = width_of_second(rule, from, &places[i]),
            .layout = npi_lines_lay(s, &rule->line, from->cell, places[i].cell,
                                    INT32_MAX),
        };
    }
    return n_pieces;
}

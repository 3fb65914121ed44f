/* Evidence of headings.
 *
 * Titles and headings are compared by letters and digits alone: the whole, or
 * one as the beginning of the other. A heading is strong evidence but soft: it
 * often comes after the question that opens its topic. */
#include "timeline/headings.h"

#include "base/str.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define NPI_PART 6        /* bytes of letters that a beginning must have */
#define NPI_TITLE_MAX 512 /* bytes of letters that are compared */

/* Among so many boundaries a heading could stand by chance. */
#define NPI_CHANCE 100.0
/* A place in the middle of a turn is that much less likely to be where the
 * question before a heading begins. */
#define NPI_MID_TURN 0.25
/* How many boundaries before the heading share the chance of being it, a few
 * seconds apart. */
#define NPI_BEFORE 3.0
#define NPI_FAR 3.0 /* e-folds after which a heading says nothing */

struct npi_headings {
    const struct np_episode *episode;
    const struct npi_ruler *ruler;
    struct np_str *titles;   /* letters alone, parallel to the marks */
    struct np_str *headings; /* letters alone, parallel to the headings */
};

/* Letters and digits alone, lower case, half width, at most NPI_TITLE_MAX
 * bytes. ptr NULL: no memory. */
static struct np_str letters(struct npi_arena *arena, struct np_str text)
{
    char out[NPI_TITLE_MAX];
    struct np_str kept = {out, 0};

    for (size_t at = 0; at < text.len && kept.len + 4 <= sizeof(out);) {
        uint32_t cp = npi_cp_halfwidth(npi_utf8_next(text, &at));

        if (npi_cp_is_alnum(cp))
            kept.len += npi_utf8_put(npi_cp_lower(cp), out + kept.len);
    }
    return npi_arena_str(arena, kept);
}

static enum np_status strip_titles(struct npi_arena *arena,
                                   const struct npi_marks *marks,
                                   struct npi_headings *h)
{
    for (size_t m = 0; m < marks->n; m++) {
        size_t entry = marks->items[m].entry;

        if (entry == NP_NONE)
            continue;
        h->titles[m] = letters(arena, h->episode->outline[entry].title);
        if (!h->titles[m].ptr)
            return NP_ERR_NOMEM;
    }
    return NP_OK;
}

enum np_status npi_headings_build(struct npi_arena *arena,
                                  const struct np_episode *episode,
                                  const struct npi_marks *marks,
                                  const struct npi_ruler *ruler,
                                  struct npi_headings **headings)
{
    struct npi_headings *h = NPI_ARENA_NEW(arena, struct npi_headings, 1);

    if (!h)
        return NP_ERR_NOMEM;
    h->episode = episode;
    h->ruler = ruler;
    h->titles = NPI_ARENA_NEW(arena, struct np_str, marks->n);
    h->headings = NPI_ARENA_NEW(arena, struct np_str, episode->n_headings);
    if (!h->titles || !h->headings)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < episode->n_headings; i++) {
        h->headings[i] = letters(arena, episode->headings[i].text);
        if (!h->headings[i].ptr)
            return NP_ERR_NOMEM;
    }
    *headings = h;
    return strip_titles(arena, marks, h);
}

static bool match(struct np_str a, struct np_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;

    if (n == 0 || (n < NPI_PART && a.len != b.len))
        return false;
    return memcmp(a.ptr, b.ptr, n) == 0;
}

/* Chance times boundaries: how much likelier the heading is where it is when
 * the topic begins at b than when it has nothing to do with it. */
static double lift(const struct npi_headings *h, const struct npi_model *model,
                   double rate, size_t sentence, size_t b)
{
    const struct npi_ruler *ruler = h->ruler;
    double seconds;

    if (b == sentence)
        return model->at_heading * NPI_CHANCE;
    if (b > sentence)
        return 0;
    seconds = (ruler->at[sentence] - ruler->at[b]) / rate;
    return model->before_heading / NPI_BEFORE * NPI_CHANCE *
           exp(-seconds / model->heading_reach) *
           (ruler->turn[b] ? 1 : NPI_MID_TURN);
}

/* The first heading at or after a boundary. */
static size_t first_heading(const struct np_episode *episode, size_t b)
{
    size_t lo = 0;
    size_t hi = episode->n_headings;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (episode->headings[mid].sentence < b)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The boundary up to which headings matter for places before hi. */
static size_t reach(const struct npi_headings *h, const struct npi_model *model,
                    double rate, size_t hi)
{
    double far = NPI_FAR * model->heading_reach * rate;

    return npi_ruler_find(h->ruler, h->ruler->at[hi - 1] + far) + 1;
}

/* The next heading before end, from *at on, that matches mark m. */
static bool next_match(const struct npi_headings *h, size_t m, size_t end,
                       size_t *at, size_t *sentence)
{
    const struct np_episode *episode = h->episode;

    for (; *at < episode->n_headings; (*at)++) {
        *sentence = episode->headings[*at].sentence;
        if (*sentence >= end)
            return false;
        if (match(h->headings[*at], h->titles[m])) {
            (*at)++;
            return true;
        }
    }
    return false;
}

void npi_headings_score(const struct npi_headings *h,
                        const struct npi_model *model, double rate, size_t m,
                        size_t lo, size_t hi, double *e)
{
    size_t first = first_heading(h->episode, lo);
    size_t end = reach(h, model, rate, hi);
    double other = 1 - model->at_heading - model->before_heading;
    size_t at = first;
    size_t n = 0;
    size_t sentence;

    if (model->headings <= 0)
        return;
    while (next_match(h, m, end, &at, &sentence))
        n++;
    if (n == 0)
        return;
    for (size_t b = lo; b < hi; b++) {
        double sum = other;

        at = first;
        while (next_match(h, m, end, &at, &sentence))
            sum += lift(h, model, rate, sentence, b) / (double)n;
        e[b - lo] += model->headings * log(sum);
    }
}

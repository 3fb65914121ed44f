/* Evidence of words.
 *
 * The dialogue's terms are taken for a Poisson process: a term turns up at its
 * own rate everywhere, and with a chance of "shown" it turns up soon after the
 * place where the topic it names begins, the sooner the likelier. What a place
 * gains is the log likelihood ratio of the first time the term comes after it.
 * So a rare word counts much and a common one next to nothing; and a word that
 * has come before the place is no news there, as its rate is then raised (a
 * self-exciting process: Hawkes, 1971). Now and then a word falls a moment
 * before its topic, in what leads up to it. */
#include "timeline/titles.h"

#include "timeline/terms.h"

#include <math.h>
#include <string.h>

#define NPI_TITLE_TERMS 64 /* of a title that are looked at */
#define NPI_LEAD_IN 0.5 /* of "soon": how long before the topic, when early */

struct term {
    uint64_t hash;
    bool pair;
    size_t n_titles;
    size_t last_title; /* the last that had it: counts each title once */
    size_t first;      /* of its hits */
    size_t n;
};

struct title {
    size_t first; /* of its terms in refs */
    size_t n;
};

struct npi_titles {
    const struct npi_ruler *ruler;
    struct title *titles; /* parallel to the marks */
    size_t n_titles;
    size_t *refs; /* indices of terms */
    struct term *terms;
    size_t n_terms;
    size_t *slots; /* hash table of terms: index + 1, 0 empty */
    size_t mask;
    double *hits; /* units along the ruler, ascending for each term */
};

/* Room for every term of every title: the table is built once and never
 * grows. */
static size_t count_terms(const struct np_episode *episode,
                          const struct npi_marks *marks)
{
    size_t n = 0;

    for (size_t m = 0; m < marks->n; m++) {
        size_t len = marks->items[m].entry == NP_NONE
                         ? 0
                         : episode->outline[marks->items[m].entry].title.len;

        n += len < NPI_TITLE_TERMS ? len : NPI_TITLE_TERMS;
    }
    return n;
}

static enum np_status make_room(struct npi_arena *arena,
                                struct npi_titles *titles, size_t n_marks,
                                size_t n_terms)
{
    size_t n_slots = 16;

    while (n_slots < n_terms * 2)
        n_slots *= 2;
    titles->n_titles = n_marks;
    titles->titles = NPI_ARENA_NEW(arena, struct title, n_marks);
    titles->refs = NPI_ARENA_NEW(arena, size_t, n_terms);
    titles->terms = NPI_ARENA_NEW(arena, struct term, n_terms);
    titles->slots = NPI_ARENA_NEW(arena, size_t, n_slots);
    titles->mask = n_slots - 1;
    return titles->titles && titles->refs && titles->terms && titles->slots
               ? NP_OK
               : NP_ERR_NOMEM;
}

/* The slot that holds hash, or the empty one where it would go. */
static size_t *find_slot(const struct npi_titles *titles, uint64_t hash)
{
    size_t at = (size_t)(hash ^ (hash >> 32)) & titles->mask;

    while (titles->slots[at] &&
           titles->terms[titles->slots[at] - 1].hash != hash)
        at = (at + 1) & titles->mask;
    return &titles->slots[at];
}

static void add_term(struct npi_titles *titles, size_t m, size_t *n_refs,
                     const struct npi_term *term)
{
    size_t *slot = find_slot(titles, term->hash);
    struct term *known;

    if (!*slot) {
        titles->terms[titles->n_terms++] = (struct term){
            .hash = term->hash, .pair = term->pair, .last_title = NP_NONE};
        *slot = titles->n_terms;
    }
    known = &titles->terms[*slot - 1];
    if (known->last_title == m)
        return;
    known->last_title = m;
    known->n_titles++;
    titles->refs[(*n_refs)++] = *slot - 1;
    titles->titles[m].n++;
}

static void add_titles(struct npi_titles *titles,
                       const struct np_episode *episode,
                       const struct npi_marks *marks)
{
    size_t n_refs = 0;

    for (size_t m = 0; m < marks->n; m++) {
        size_t entry = marks->items[m].entry;
        struct npi_terms terms = {0};
        struct npi_term term;

        titles->titles[m].first = n_refs;
        if (entry == NP_NONE)
            continue;
        terms.text = episode->outline[entry].title;
        for (size_t n = 0; n < NPI_TITLE_TERMS && npi_terms_next(&terms, &term);
             n++)
            add_term(titles, m, &n_refs, &term);
    }
}

/* A hit before the hits are sorted by term. */
struct found {
    size_t term;
    double at;
};

struct founds {
    struct found *items;
    size_t n;
    size_t cap;
};

static enum np_status find_hits(struct npi_arena *arena,
                                struct npi_titles *titles,
                                const struct np_episode *episode,
                                struct founds *founds)
{
    const double *at = titles->ruler->at;

    for (size_t s = 0; s < episode->n_sentences; s++) {
        struct npi_terms terms = {.text = episode->sentences[s].text};
        double unit = terms.text.len
                          ? (at[s + 1] - at[s]) / (double)terms.text.len
                          : 0;
        struct npi_term term;

        while (npi_terms_next(&terms, &term)) {
            size_t slot = *find_slot(titles, term.hash);

            if (!slot)
                continue;
            founds->items = npi_arena_grow(arena, founds->items, founds->n,
                                           &founds->cap, sizeof(struct found));
            if (!founds->items)
                return NP_ERR_NOMEM;
            founds->items[founds->n++] = (struct found){
                .term = slot - 1, .at = at[s] + unit * (double)term.offset};
            titles->terms[slot - 1].n++;
        }
    }
    return NP_OK;
}

static enum np_status sort_hits(struct npi_arena *arena,
                                struct npi_titles *titles,
                                const struct founds *founds)
{
    size_t first = 0;

    titles->hits = NPI_ARENA_NEW(arena, double, founds->n);
    if (!titles->hits)
        return NP_ERR_NOMEM;
    for (size_t t = 0; t < titles->n_terms; t++) {
        titles->terms[t].first = first;
        first += titles->terms[t].n;
        titles->terms[t].n = 0;
    }
    for (size_t i = 0; i < founds->n; i++) {
        struct term *term = &titles->terms[founds->items[i].term];

        titles->hits[term->first + term->n++] = founds->items[i].at;
    }
    return NP_OK;
}

enum np_status npi_titles_build(struct npi_arena *arena,
                                const struct np_episode *episode,
                                const struct npi_marks *marks,
                                const struct npi_ruler *ruler,
                                struct npi_titles **result)
{
    struct npi_titles *titles = NPI_ARENA_NEW(arena, struct npi_titles, 1);
    struct founds founds = {0};
    enum np_status status;

    if (!titles)
        return NP_ERR_NOMEM;
    titles->ruler = ruler;
    status = make_room(arena, titles, marks->n, count_terms(episode, marks));
    if (status)
        return status;
    add_titles(titles, episode, marks);
    status = find_hits(arena, titles, episode, &founds);
    if (!status)
        status = sort_hits(arena, titles, &founds);
    *result = titles;
    return status;
}

/* The first of a term's hits at or after a place. */
static size_t first_hit(const double *hits, size_t n, double at)
{
    size_t lo = 0;
    size_t hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (hits[mid] < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

struct scales { /* in units of text */
    double soon;
    double memory;
    double shown;
    double early; /* chance, no length */
};

/* How likely a hit at a distance after a place is, or, where the word fell
 * before the passage was entered upon, at a distance before it. */
static double near(const struct scales *scales, double distance, bool after)
{
    double scale = after ? scales->soon : scales->soon * NPI_LEAD_IN;
    double share = after ? 1 - scales->early : scales->early;

    return share * exp(-distance / scale) / scale;
}

/* The term's rate at a distance behind its last use. What is just behind is
 * the lead-in, which does not count against the place. */
static double rate_after(const struct scales *scales, double distance)
{
    return exp(-distance / scales->memory) / scales->memory *
           (1 - exp(-distance / (scales->soon * NPI_LEAD_IN)));
}

static void score_term(const struct npi_titles *titles, const struct term *term,
                       const struct scales *scales, double weight, size_t lo,
                       size_t hi, double *e)
{
    const double *at = titles->ruler->at;
    const double *hits = titles->hits + term->first;
    double rate = ((double)term->n + 0.5) / (at[titles->ruler->n] + 1);
    size_t next = first_hit(hits, term->n, at[lo]);

    for (size_t b = lo; b < hi; b++) {
        double here = rate;
        double shown = 0;

        while (next < term->n && hits[next] < at[b])
            next++;
        if (next < term->n)
            shown += near(scales, hits[next] - at[b], true);
        if (next > 0) {
            shown += near(scales, at[b] - hits[next - 1], false);
            here += rate_after(scales, at[b] - hits[next - 1]);
        }
        e[b - lo] += weight *
                     log(1 - scales->shown + scales->shown * shown / here);
    }
}

void npi_titles_score(const struct npi_titles *titles,
                      const struct npi_model *model, double rate, size_t m,
                      size_t lo, size_t hi, double *e)
{
    const struct title *title = &titles->titles[m];
    struct scales scales = {.soon = model->soon * rate,
                            .memory = model->memory * rate,
                            .shown = model->shown,
                            .early = model->early};

    for (size_t i = 0; i < title->n; i++) {
        const struct term *term =
            &titles->terms[titles->refs[title->first + i]];
        double weight = model->words * (term->pair ? model->bigram : 1);

        if (term->n > 0)
            score_term(titles, term, &scales, weight, lo, hi, e);
    }
}

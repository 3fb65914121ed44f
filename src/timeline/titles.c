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

#include "lexicon/terms.h"
#include "timeline/vocabulary.h"

#include <math.h>

#define NPI_TITLE_TERMS 64 /* of a title that are looked at */
#define NPI_FAR 7.0        /* e-folds after which a fade counts nothing */
#define NPI_LEAD_IN 0.5 /* of "soon": how long before the topic, when early */

struct title { /* its words: refs[first .. first + n - 1] */
    size_t first;
    size_t n;
};

/* An exponential density, cut off where it is as good as nothing. */
struct fade {
    double height; /* times the share of hits that it is for */
    double scale;  /* units of text */
    double far;
};

/* How likely a word is at a distance from the place where its topic begins,
 * and how its use before raises its rate. */
struct scales {
    double shown;
    double unseen;       /* log of the chance that it does not show up */
    struct fade behind;  /* after the place */
    struct fade lead_in; /* a moment before */
    struct fade memory;  /* of the last use; not in the lead-in, which does not
                            count against the place */
    struct fade forget;  /* what of it the lead-in takes off: its fade is the
                            product of both */
};

/* What a sentence leaves of each fade. exp() is where this file would spend its
 * time; so a fade is found once a hit, and carried on by these. */
struct step {
    double behind;
    double lead_in;
    double memory;
};

struct npi_titles {
    const struct npi_ruler *ruler;
    struct npi_vocabulary vocabulary;
    struct title *titles; /* parallel to the marks */
    size_t *refs;         /* indices into the vocabulary */
    const struct npi_model *model;
    struct scales scales; /* at the pace that was set */
    struct step *steps;   /* parallel to the sentences, at the same */
};

static struct np_str title_of(const struct np_episode *episode,
                              const struct npi_mark *mark)
{
    return mark->entry == NP_NONE ? (struct np_str){0}
                                  : episode->outline[mark->entry].title;
}

/* Room for all terms of all titles. */
static size_t count_terms(const struct np_episode *episode,
                          const struct npi_marks *marks)
{
    size_t n = 0;

    for (size_t m = 0; m < marks->n; m++) {
        size_t len = title_of(episode, &marks->items[m]).len;

        n += len < NPI_TITLE_TERMS ? len : NPI_TITLE_TERMS;
    }
    return n;
}

/* Each word of a title counts once. */
static void add_word(struct npi_titles *titles, struct title *title,
                     size_t word)
{
    for (size_t i = 0; i < title->n; i++)
        if (titles->refs[title->first + i] == word)
            return;
    titles->refs[title->first + title->n++] = word;
}

static void add_titles(struct npi_titles *titles,
                       const struct np_episode *episode,
                       const struct npi_marks *marks)
{
    size_t first = 0;

    for (size_t m = 0; m < marks->n; m++) {
        struct title *title = &titles->titles[m];
        struct npi_terms terms = {.text = title_of(episode, &marks->items[m])};
        struct npi_term term;

        title->first = first;
        for (size_t n = 0; n < NPI_TITLE_TERMS && npi_terms_next(&terms, &term);
             n++)
            add_word(
                titles, title,
                npi_vocabulary_add(&titles->vocabulary, term.hash, term.pair));
        first += title->n;
    }
}

enum np_status npi_titles_build(struct npi_arena *arena,
                                const struct np_episode *episode,
                                const struct npi_marks *marks,
                                const struct npi_ruler *ruler,
                                struct npi_titles **result)
{
    struct npi_titles *titles = NPI_ARENA_NEW(arena, struct npi_titles, 1);
    size_t room = count_terms(episode, marks);
    enum np_status status;

    if (!titles)
        return NP_ERR_NOMEM;
    titles->ruler = ruler;
    titles->titles = NPI_ARENA_NEW(arena, struct title, marks->n);
    titles->refs = NPI_ARENA_NEW(arena, size_t, room);
    titles->steps = NPI_ARENA_NEW(arena, struct step, ruler->n);
    if (!titles->titles || !titles->refs || !titles->steps)
        return NP_ERR_NOMEM;
    status = npi_vocabulary_init(arena, room, &titles->vocabulary);
    if (status)
        return status;
    add_titles(titles, episode, marks);
    *result = titles;
    return npi_vocabulary_look_up(arena, episode, ruler, &titles->vocabulary);
}

static struct fade make_fade(double share, double scale)
{
    return (struct fade){share / scale, scale, NPI_FAR * scale};
}

/* What is left of a fade at a distance: 1 at none. */
static double left_at(const struct fade *fade, double distance)
{
    return distance > fade->far ? 0 : exp(-distance / fade->scale);
}

static struct scales make_scales(const struct npi_model *model, double rate)
{
    double soon = model->soon * rate;
    double lead = soon * NPI_LEAD_IN;
    double memory = model->memory * rate;
    double both = 1 / (1 / memory + 1 / lead);

    return (struct scales){
        .shown = model->shown,
        .unseen = log(1 - model->shown),
        .behind = make_fade(1 - model->early, soon),
        .lead_in = make_fade(model->early, lead),
        .memory = make_fade(1, memory),
        .forget = make_fade(both / memory, both),
    };
}

void npi_titles_pace(struct npi_titles *titles, const struct npi_model *model,
                     double rate)
{
    const double *at = titles->ruler->at;

    titles->model = model;
    titles->scales = make_scales(model, rate);
    for (size_t i = 0; i < titles->ruler->n; i++) {
        double length = at[i + 1] - at[i];

        titles->steps[i] = (struct step){
            .behind = left_at(&titles->scales.behind, length),
            .lead_in = left_at(&titles->scales.lead_in, length),
            .memory = left_at(&titles->scales.memory, length),
        };
    }
}

/* The first boundary from b on, before hi, that is not farther than far from a
 * hit behind it. */
static size_t near_hit(const double *at, size_t b, size_t hi, double hit,
                       double far)
{
    while (b < hi) {
        size_t mid = b + (hi - b) / 2;

        if (hit - at[mid] > far)
            b = mid + 1;
        else
            hi = mid;
    }
    return b;
}

/* One word at one boundary. */
struct view {
    size_t next;      /* the first hit at or after the boundary */
    double hit;       /* distance to it, HUGE_VAL: none */
    double before;    /* and to the last one before it */
    struct step left; /* of the fades over these distances */
};

static void look_from(const double *at, const struct npi_word *word, size_t b,
                      struct view *view)
{
    size_t next = view->next;

    while (next < word->n && word->hits[next] < at[b])
        next++;
    view->next = next;
    view->hit = next < word->n ? word->hits[next] - at[b] : HUGE_VAL;
    view->before = next > 0 ? at[b] - word->hits[next - 1] : HUGE_VAL;
}

/* The fades at the boundary behind a sentence, which lies between the same hits
 * as the one before it. */
static void carry_on(const struct scales *scales, const struct step *step,
                     struct view *view)
{
    struct step *left = &view->left;

    left->behind = left->behind > 0 ? left->behind / step->behind
                                    : left_at(&scales->behind, view->hit);
    left->lead_in = view->before > scales->lead_in.far
                        ? 0
                        : left->lead_in * step->lead_in;
    left->memory *= step->memory;
}

static void start_anew(const struct scales *scales, struct view *view)
{
    view->left = (struct step){
        .behind = left_at(&scales->behind, view->hit),
        .lead_in = left_at(&scales->lead_in, view->before),
        .memory = left_at(&scales->memory, view->before),
    };
}

/* How much likelier what is seen there is when the topic begins there. rate: of
 * the word everywhere. */
static double ratio(const struct scales *scales, double rate,
                    const struct view *view)
{
    const struct step *left = &view->left;
    double near = scales->behind.height * left->behind +
                  scales->lead_in.height * left->lead_in;
    double here = rate;

    if (view->before <= scales->memory.far)
        here += scales->memory.height * left->memory;
    if (view->before <= scales->forget.far)
        here -= scales->forget.height * left->memory * left->lead_in;
    return 1 - scales->shown + scales->shown * near / here;
}

static void score_word(const struct npi_titles *titles,
                       const struct npi_word *word, double weight, size_t lo,
                       size_t hi, double *e)
{
    const double *at = titles->ruler->at;
    const struct scales *scales = &titles->scales;
    double rate = ((double)word->n + 0.5) / (at[titles->ruler->n] + 1);
    double unseen = weight * scales->unseen;
    struct view view = {.next = npi_word_hit(word, at[lo])};
    bool anew = true;

    for (size_t b = lo; b < hi;) {
        size_t was = view.next;

        look_from(at, word, b, &view);
        if (view.before > scales->lead_in.far &&
            view.hit > scales->behind.far) {
            /* Of most places a word says the same: it does not show up. */
            size_t end = near_hit(at, b + 1, hi, at[b] + view.hit,
                                  scales->behind.far);

            for (; b < end; b++)
                e[b - lo] += unseen;
            anew = true;
            continue;
        }
        if (anew || was != view.next)
            start_anew(scales, &view);
        else
            carry_on(scales, &titles->steps[b - 1], &view);
        anew = false;
        e[b - lo] += weight * log(ratio(scales, rate, &view));
        b++;
    }
}

void npi_titles_score(const struct npi_titles *titles, size_t m, size_t lo,
                      size_t hi, double *e)
{
    const struct title *title = &titles->titles[m];
    const struct npi_model *model = titles->model;

    for (size_t i = 0; i < title->n; i++) {
        const struct npi_word *word =
            &titles->vocabulary.words[titles->refs[title->first + i]];
        double weight = model->words * (word->pair ? model->bigram : 1);

        if (word->n > 0)
            score_word(titles, word, weight, lo, hi, e);
    }
}

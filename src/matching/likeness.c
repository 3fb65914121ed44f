/* How well words fit sentences.
 *
 * Each of the captions' words comes from the sentence that says it or from
 * speech in general: Brown et al., 1993, "The mathematics of statistical
 * machine translation", Model 1, with the sentence's words as its source and
 * the captions' own frequencies in the place of its empty word. */
#include "matching/likeness.h"

#include "base/bell.h"

#include <math.h>

enum np_status npi_likeness_init(struct npi_arena *arena,
                                 const struct npi_matching_input *input,
                                 const struct npi_heard *heard,
                                 const struct npi_written *written,
                                 struct npi_likeness *likeness)
{
    *likeness = (struct npi_likeness){
        .input = input,
        .model = input->model,
        .explained = input->model->explained,
        .heard = heard,
        .written = written,
        .chance = NPI_ARENA_NEW(arena, float, heard->ids.n),
    };
    return likeness->chance ? NP_OK : NP_ERR_NOMEM;
}

/* The sentences of a row as one: what they make expect goes to chance, the
 * share of known words is returned. */
static double gather(struct npi_likeness *l, size_t row)
{
    const struct npi_written *written = l->written;
    double mass = 0;
    double words = 0;

    for (size_t s = l->rows[row]; s < l->rows[row + 1]; s++) {
        mass += (double)written->mass[s];
        words += (double)written->words[s];
    }
    for (size_t s = l->rows[row]; mass > 0 && s < l->rows[row + 1]; s++)
        for (size_t i = written->first[s]; i < written->first[s + 1]; i++)
            l->chance[written->expected[i].id] +=
                (float)((double)written->expected[i].chance *
                        (double)written->mass[s] / mass);
    return words > 0 ? mass / words : 0;
}

static void clear(struct npi_likeness *l, size_t row)
{
    const struct npi_written *written = l->written;
    size_t from = written->first[l->rows[row]];
    size_t to = written->first[l->rows[row + 1]];

    for (size_t i = from; i < to; i++)
        l->chance[written->expected[i].id] = 0;
}

/* How much likelier a word is as what the row at hand says than as speech in
 * general; negative: it has no features that tell. */
static double ratio(const struct npi_likeness *l, size_t word)
{
    const struct npi_heard *heard = l->heard;
    double sum = 0;

    if (heard->first[word] == heard->first[word + 1])
        return -1;
    for (size_t f = heard->first[word]; f < heard->first[word + 1]; f++) {
        const struct npi_feature *feature = &heard->features[f];

        if (l->chance[feature->id] > 0)
            sum += (double)(feature->weight * l->chance[feature->id] /
                            heard->share[feature->id]);
    }
    return sum;
}

void npi_likeness_said(void *user, size_t row, size_t lo, size_t hi,
                       double *sum)
{
    struct npi_likeness *l = user;
    double explained = l->explained * gather(l, row);
    double none = log(1 - explained);

    sum[0] = 0;
    for (size_t p = lo; p + 1 < hi; p++) {
        double all = sum[p - lo];

        for (size_t w = l->positions[p]; w < l->positions[p + 1]; w++) {
            double times = ratio(l, w);

            if (times > 0)
                all += log(1 - explained + explained * times);
            else if (times >= 0)
                all += none;
        }
        sum[p + 1 - lo] = all;
    }
    clear(l, row);
}

void npi_likeness_explain(struct npi_likeness *l, size_t row, size_t lo,
                          size_t hi, double *explained, double *known)
{
    double share = gather(l, row);
    double part = l->explained * share;

    for (size_t w = lo; w < hi; w++) {
        double times = ratio(l, w);

        if (times < 0)
            continue;
        *explained += part * times / (1 - part + part * times);
        *known += share;
    }
    clear(l, row);
}

static double time_at(const struct npi_likeness *l, size_t p)
{
    return l->heard->times[l->positions[p]];
}

/* The first hint of a sentence at or after s. */
static size_t first_hint(const struct npi_matching_input *input, size_t s)
{
    size_t lo = 0;
    size_t hi = input->n_hints;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (input->hints[mid].sentence < s)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static void put_hints(const struct npi_likeness *l, size_t s, size_t lo,
                      size_t hi, double *factor)
{
    const struct npi_matching_input *input = l->input;

    for (size_t h = first_hint(input, s);
         h < input->n_hints && input->hints[h].sentence == s; h++)
        for (size_t p = lo; p < hi; p++) {
            double stray = (time_at(l, p) - input->hints[h].time) /
                           l->model->hint_error;

            if (fabs(stray) < 10)
                factor[p - lo] *= 1 + l->model->hints * input->hints[h].odds *
                                          npi_bell(stray);
        }
}

static void put_guess(const struct npi_likeness *l, size_t s, size_t lo,
                      size_t hi, double *factor)
{
    const struct npi_guess *guess = &l->input->guesses[s];

    for (size_t p = lo; p < hi; p++) {
        double stray = (time_at(l, p) - guess->mean) /
                       (guess->deviation + l->model->guess_error);

        factor[p - lo] *= l->model->guess_floor + npi_bell(stray);
    }
}

void npi_likeness_likely(void *user, size_t row, size_t lo, size_t hi,
                         double *factor)
{
    const struct npi_likeness *l = user;
    size_t s = l->rows[row];

    if (l->input->guesses)
        put_guess(l, s, lo, hi, factor);
    if (!l->fine)
        return;
    for (size_t p = lo; p < hi; p++) {
        double times = l->borders[l->written->turn[s]][l->heard->borders[p]];

        factor[p - lo] *= times;
    }
    put_hints(l, s, lo, hi, factor);
}

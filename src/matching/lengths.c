/* How long the captions are where the sentences are: notes condense here and
 * spell out there, so the ratio is measured around each sentence. */
#include "matching/chances.h"
#include "matching/learn.h"

#include <math.h>

#define NPI_AROUND 300.0 /* syllables: how far a passage's ratio reaches */
#define NPI_EVEN 150.0   /* of the whole's ratio that each place begins with */
#define NPI_BELIEF 20.0  /* sentences that the first spread is worth */
#define NPI_WORDS_BELIEF                                                       \
    100.0             /* words that the first share explained is worth */
#define NPI_HEARD 0.5 /* chance from which a sentence is looked at */
#define NPI_LEAST_EXPLAINED 0.02
#define NPI_MOST_EXPLAINED 0.8
#define NPI_STRAY_MAX 4.0 /* squared: what strays more is no length */

/* Where sentence s was found, as positions from *from to *to, and the chance
 * that it is heard. */
static double find_span(const struct npi_lattice *lattice, size_t s,
                        size_t *from, size_t *to)
{
    const struct npi_band *band = &lattice->bands[s];
    const struct npi_band *after = &lattice->bands[s + 1];
    const float *start = lattice->borders[s].start;

    *from = band->lo + npi_chances_median(start, band->hi - band->lo);
    *to = after->lo + npi_chances_median(lattice->borders[s + 1].end,
                                         after->hi - after->lo);
    return *to > *from ? npi_chances_sum(start, band->hi - band->lo) : 0;
}

void npi_learn_explained(const struct npi_lattice *lattice,
                         struct npi_likeness *likeness)
{
    double explained = NPI_WORDS_BELIEF * likeness->model->explained;
    double known = NPI_WORDS_BELIEF;

    for (size_t s = 0; s < lattice->n; s++) {
        size_t from;
        size_t to;

        if (find_span(lattice, s, &from, &to) >= NPI_HEARD)
            npi_likeness_explain(likeness, s, from, to, &explained, &known);
    }
    likeness->explained = fmin(fmax(explained / known, NPI_LEAST_EXPLAINED),
                               NPI_MOST_EXPLAINED);
}

/* Length in the captions of sentence s, in syllables. */
static double found_length(const struct npi_lattice *lattice, size_t s,
                           double *heard)
{
    size_t from;
    size_t to;

    *heard = find_span(lattice, s, &from, &to);
    return to > from ? (double)(lattice->units[to] - lattice->units[from]) /
                           lattice->step
                     : 0;
}

/* What was found: parallel to the sentences. */
struct found {
    double *length; /* syllables in the captions */
    double *weight; /* chance that it is heard */
    double *around_sound;
    double *around_text;
};

static enum np_status find_all(struct npi_arena *arena,
                               const struct npi_lattice *lattice,
                               struct found *found)
{
    found->length = NPI_ARENA_NEW(arena, double, lattice->n);
    found->weight = NPI_ARENA_NEW(arena, double, lattice->n);
    found->around_sound = NPI_ARENA_NEW(arena, double, lattice->n);
    found->around_text = NPI_ARENA_NEW(arena, double, lattice->n);
    if (!found->length || !found->weight || !found->around_sound ||
        !found->around_text)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s < lattice->n; s++)
        found->length[s] = found_length(lattice, s, &found->weight[s]);
    return NP_OK;
}

/* Adds what lies before each sentence, or behind it, by nearness. */
static void sweep(const struct npi_written *written, bool forward,
                  struct found *found)
{
    double sound = 0;
    double text = 0;

    for (size_t k = 0; k < written->n; k++) {
        size_t s = forward ? k : written->n - 1 - k;
        double fade = exp(-written->units[s] / NPI_AROUND);

        sound *= fade;
        text *= fade;
        found->around_sound[s] += sound;
        found->around_text[s] += text;
        sound += found->weight[s] * found->length[s];
        text += found->weight[s] * written->units[s];
    }
}

static double spread_of(const struct npi_lattice *lattice,
                        const struct found *found)
{
    const struct npi_matching_model *model = lattice->model;
    double squares = NPI_BELIEF * model->spread * model->spread;
    double n = NPI_BELIEF;

    for (size_t s = 0; s < lattice->n; s++) {
        double stray = sqrt(found->length[s] + model->slack) -
                       sqrt(lattice->lengths[s] / lattice->step + model->slack);

        squares += found->weight[s] * fmin(stray * stray, NPI_STRAY_MAX);
        n += found->weight[s];
    }
    return sqrt(squares / n);
}

enum np_status npi_learn_lengths(struct npi_arena *arena,
                                 const struct npi_lattice *lattice,
                                 const struct npi_written *written,
                                 double *lengths, double *spread)
{
    struct found found;
    enum np_status status = find_all(arena, lattice, &found);
    double sound = 0;
    double text = 0;
    double even;

    if (status)
        return status;
    *spread = spread_of(lattice, &found);
    for (size_t s = 0; s < lattice->n; s++) {
        sound += found.weight[s] * found.length[s];
        text += found.weight[s] * written->units[s];
    }
    if (text <= 0 || sound <= 0)
        return NP_OK;
    even = sound / text;
    sweep(written, true, &found);
    sweep(written, false, &found);
    for (size_t s = 0; s < lattice->n; s++)
        lengths[s] = written->units[s] * lattice->step *
                     (found.around_sound[s] + NPI_EVEN * even) /
                     (found.around_text[s] + NPI_EVEN);
    return NP_OK;
}

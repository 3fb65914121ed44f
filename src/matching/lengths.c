/* How long the captions are where the sentences are: notes condense here and
 * spell out there, so the ratio is measured around each sentence. */
#include "matching/learn.h"

#include <math.h>

#define NPI_AROUND 300.0  /* syllables: how far a passage's ratio reaches */
#define NPI_EVEN 150.0    /* of the whole's ratio that each place begins with */
#define NPI_BELIEF 20.0   /* sentences that the first spread is worth */
#define NPI_STRAY_MAX 4.0 /* squared: what strays more is no length */

/* The position that half of the chance lies before. */
static size_t median(const float *chance, const struct npi_band *band)
{
    double all = 0;
    double sum = 0;

    for (size_t i = 0; i < band->hi - band->lo; i++)
        all += (double)chance[i];
    for (size_t i = 0; i < band->hi - band->lo; i++) {
        sum += (double)chance[i];
        if (sum * 2 >= all)
            return band->lo + i;
    }
    return band->lo;
}

/* Length in the captions of sentence s as found, its weight: the chance that it
 * is heard. */
static double found_length(const struct npi_lattice *lattice, size_t s,
                           double *heard)
{
    const struct npi_band *band = &lattice->bands[s];
    size_t from = median(lattice->borders[s].start, band);
    size_t to = median(lattice->borders[s + 1].end, &lattice->bands[s + 1]);

    *heard = 0;
    for (size_t i = 0; i < band->hi - band->lo; i++)
        *heard += (double)lattice->borders[s].start[i];
    if (to <= from)
        *heard = 0;
    return to > from ? (double)(lattice->units[to] - lattice->units[from]) : 0;
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
        found->length[s] = found_length(lattice, s, &found->weight[s]) /
                           lattice->step;
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

/* The alignment's way back: what follows each place, and with it the chance
 * of every step. */
#include "timeline/step.h"

#define NPI_NEVER 1e-9   /* chance of an end that is left out */
#define NPI_MATTERS 1e-7 /* chance of a step worth visiting */

static void visit(const struct npi_alignment *a, const struct npi_step *step)
{
    if (a->visit && step->chance > NPI_MATTERS)
        a->visit(a->user, step);
}

/* Adds the steps from one row to another to the first one's backward values,
 * times factor; chance: what turns their product into a probability. */
static void flow_back(struct npi_alignment *a, size_t from, size_t to,
                      double factor, double chance)
{
    struct npi_row *row = &a->rows[from];
    const struct npi_row *r = &a->rows[to];
    struct npi_hop hop = npi_hop_between(a, from, to);

    for (size_t i = 0; i < row->n; i++) {
        size_t place = row->lo + i;
        double sum = 0;

        if (row->forward[i] <= 0)
            continue;
        for (size_t k = place > r->lo ? place - r->lo : 0; k < r->n; k++) {
            double text = a->seconds[r->lo + k] - a->seconds[place];
            double stray;
            double part;

            if (r->forward[k] <= 0)
                continue;
            stray = npi_stray(&hop, text);
            part = hop.norm * npi_bell(stray) * r->clue[k] * r->backward[k];
            sum += part;
            visit(a, &(struct npi_step){.from = from,
                                        .from_place = place,
                                        .to = to,
                                        .to_place = r->lo + k,
                                        .stray = stray,
                                        .chance = row->forward[i] * part *
                                                  chance});
        }
        row->backward[i] += sum * factor;
    }
}

/* scale: of the backward values. */
static void flow_from_end(struct npi_alignment *a, size_t m, double scale)
{
    struct npi_row *row = &a->rows[m];
    double end = npi_end_log(a, m);
    double chance = exp(end + row->forward_log - a->log_total);

    struct npi_ending ending;

    if (chance < NPI_NEVER)
        return;
    ending = npi_end_of(a, m);
    for (size_t i = 0; i < row->n; i++) {
        double lacks;
        double part = npi_end_at(a, &ending, row->lo + i, &lacks);

        if (row->forward[i] <= 0)
            continue;
        row->backward[i] += part * exp(end - scale);
        visit(a, &(struct npi_step){.from = m,
                                    .from_place = row->lo + i,
                                    .to = NP_NONE,
                                    .to_place = a->n_boundaries - 1,
                                    .chance = row->forward[i] * part * chance,
                                    .lacks = lacks});
    }
}

static void scale_back(struct npi_row *row, double scale_log)
{
    double best = 0;

    for (size_t i = 0; i < row->n; i++)
        best = fmax(best, row->backward[i]);
    row->backward_log = scale_log + (best > 0 ? log(best) : 0);
    for (size_t i = 0; best > 0 && i < row->n; i++)
        row->backward[i] /= best;
}

static void go_backward(struct npi_alignment *a)
{
    for (size_t m = a->marks->n; m-- > 0;) {
        struct npi_row *row = &a->rows[m];
        double scale = npi_end_log(a, m);
        double known = row->forward_log - a->log_total;
        size_t last = npi_step_last(a, m);

        for (size_t to = m + 1; to <= last; to++)
            scale = fmax(scale,
                         a->rows[to].backward_log + npi_skip_log(a, m, to));
        for (size_t to = m + 1; to <= last; to++) {
            double part = a->rows[to].backward_log + npi_skip_log(a, m, to);

            if (npi_inflow(a, m, to) > 0)
                flow_back(a, m, to, exp(part - scale), exp(part + known));
        }
        flow_from_end(a, m, scale);
        scale_back(row, scale);
    }
}

/* The steps from the start, which end the way back. */
static void visit_start(struct npi_alignment *a)
{
    for (size_t m = 0; m < a->marks->n; m++) {
        const struct npi_row *row = &a->rows[m];
        double chance = exp(npi_start_log(a, m) + row->backward_log -
                            a->log_total);
        struct npi_ending start;

        if (npi_start_flow(a, m) <= 0 || chance < NPI_NEVER)
            continue;
        start = npi_start_of(a, m);
        for (size_t i = 0; i < row->n; i++) {
            double lacks;
            double part = npi_start_at(a, &start, row->lo + i, &lacks);

            visit(a, &(struct npi_step){.from = NP_NONE,
                                        .to = m,
                                        .to_place = row->lo + i,
                                        .chance = chance * row->clue[i] *
                                                  row->backward[i] * part,
                                        .lacks = lacks});
        }
    }
}

void npi_align_back(struct npi_alignment *a)
{
    go_backward(a);
    visit_start(a);
}

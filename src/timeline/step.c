/* Which steps the alignment looks at. */
#include "timeline/step.h"

size_t npi_step_first(const struct npi_alignment *a, size_t m)
{
    size_t from = m;

    while (from > 0 && m - from <= NPI_SKIPS) {
        from--;
        if (npi_mark_fixed(a, from))
            break;
    }
    return from;
}

size_t npi_step_last(const struct npi_alignment *a, size_t m)
{
    size_t to = m;

    while (to + 1 < a->marks->n && to - m <= NPI_SKIPS) {
        to++;
        if (npi_mark_fixed(a, to))
            break;
    }
    return to;
}

double npi_skip_log(const struct npi_alignment *a, size_t from, size_t to)
{
    return a->model->unplaced * (double)(to - from - 1);
}

double npi_inflow(const struct npi_alignment *a, size_t from, size_t m)
{
    double part = a->rows[from].forward_log + npi_skip_log(a, from, m) -
                  a->rows[m].inflow_log;

    return part > log(NPI_KEEP) ? exp(part) : 0;
}

double npi_start_flow(const struct npi_alignment *a, size_t m)
{
    double part = npi_start_log(a, m) - a->rows[m].inflow_log;

    return part > log(NPI_KEEP) ? exp(part) : 0;
}

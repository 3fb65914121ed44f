/* See overlap.h. */
#include "media/overlap.h"

/* The lines of all that is on, oldest first. */
static int put_piece(struct npi_overlap *overlap, int64_t start, int64_t end)
{
    struct npi_buf all;
    int result;

    if (end <= start)
        return 0;
    npi_buf_init(&all, NPI_BUF_MAX);
    for (size_t i = 0; i < overlap->n; i++) {
        npi_buf_puts(&all, i ? "\n" : "");
        npi_buf_put(&all, npi_buf_str(&overlap->on[i].text));
    }
    result = all.error
                 ? -1
                 : overlap->put(overlap->user, start, end, npi_buf_str(&all));
    npi_buf_release(&all);
    return result;
}

static void drop(struct npi_overlap *overlap, size_t i)
{
    npi_buf_release(&overlap->on[i].text);
    overlap->n--;
    for (; i < overlap->n; i++)
        overlap->on[i] = overlap->on[i + 1];
}

static void drop_ended(struct npi_overlap *overlap)
{
    for (size_t i = overlap->n; i-- > 0;)
        if (overlap->on[i].end <= overlap->at)
            drop(overlap, i);
}

/* Puts all pieces that end by until. */
static int advance(struct npi_overlap *overlap, int64_t until)
{
    while (overlap->n && overlap->at < until) {
        int64_t end = until;
        int result;

        for (size_t i = 0; i < overlap->n; i++)
            if (overlap->on[i].end < end)
                end = overlap->on[i].end;
        result = put_piece(overlap, overlap->at, end);
        if (result)
            return result;
        overlap->at = end;
        drop_ended(overlap);
    }
    if (overlap->at < until && until != INT64_MAX)
        overlap->at = until;
    return 0;
}

int npi_overlap_add(struct npi_overlap *overlap, int64_t start, int64_t end,
                    struct np_str text)
{
    int result = advance(overlap, start);

    if (result || end <= overlap->at || !text.len)
        return result;
    if (overlap->n == NPI_OVERLAP_MAX)
        drop(overlap, 0);
    overlap->on[overlap->n].end = end;
    npi_buf_init(&overlap->on[overlap->n].text, NPI_BUF_MAX);
    npi_buf_put(&overlap->on[overlap->n].text, text);
    return overlap->on[overlap->n++].text.error ? -1 : 0;
}

int npi_overlap_reach(struct npi_overlap *overlap, int64_t now)
{
    int64_t last = overlap->at;

    for (size_t i = 0; i < overlap->n; i++)
        if (overlap->on[i].end > last)
            last = overlap->on[i].end;
    return overlap->n && last <= now ? advance(overlap, last) : 0;
}

int npi_overlap_finish(struct npi_overlap *overlap)
{
    return advance(overlap, INT64_MAX);
}

void npi_overlap_release(struct npi_overlap *overlap)
{
    while (overlap->n)
        drop(overlap, overlap->n - 1);
}

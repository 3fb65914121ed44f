/* The last resort: what is longer than a line (an address, a word of ten
 * thousand letters) is broken between two cells, as few times as can be and
 * where it hurts least. */
#include "base/utf8.h"
#include "cues/places/kinsoku.h"
#include "cues/places/places.h"

/* What cutting here breaks: the more, the dearer. */
static int16_t cost_of_force(const struct npi_stretch *s, size_t i)
{
    const struct npi_cell *left = &s->cells[npi_place_left(s, i)];
    const struct npi_cell *right = &s->cells[i];
    int cost = NPI_PLACE_FORCED;
    if (npi_kinsoku_no_start(right->cp) || npi_kinsoku_no_end(left->cp))
        cost += 2000;
    if (left->kind == NPI_CELL_WORD && right->kind == NPI_CELL_WORD &&
        npi_cp_is_alnum(left->cp))
        cost += npi_cp_is_alnum(right->cp) ? 1000 : 500;
    return (int16_t)cost;
}

/* The cheapest place in the second half of a line that starts at cell from; of
 * equal ones the last. */
static size_t force_one(const struct npi_stretch *s, size_t from,
                        uint32_t limit)
{
    size_t best = NP_NONE;
    int16_t least = NPI_NEVER;
    for (size_t k = from + 1; k < s->n; k++) {
        uint32_t width = npi_stretch_width(s, from, k);
        if (width > limit && best != NP_NONE)
            break;
        if (s->cells[k].kind == NPI_CELL_SPACE ||
            s->cells[k].flags & NPI_CELL_BLANK)
            continue;
        int16_t cost = cost_of_force(s, k);
        if (best == NP_NONE || width * 2 <= limit || cost <= least) {
            best = k;
            least = cost;
        }
    }
    s->cells[best].place = least;
    return best;
}

void npi_places_force(struct npi_stretch *s, uint32_t limit)
{
    size_t from = 0;
    for (size_t i = 1; i <= s->n; i++) {
        if (s->cells[i].place == NPI_NEVER)
            continue;
        while (npi_stretch_width(s, from, i) > limit)
            from = force_one(s, from, limit);
        from = i;
    }
}

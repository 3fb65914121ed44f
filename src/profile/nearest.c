/* The nearest word by optimal string alignment (Levenshtein's distance with
 * the swap of two neighbours as one slip: L. Boytsov, "Indexing methods for
 * approximate dictionary searching", 2011, section 2.1), ASCII letters
 * compared without case. */
#include "profile/nearest.h"

#include "base/str.h"

static unsigned char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a')
                                : (unsigned char)c;
}

static size_t min_size(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool swapped(struct np_str a, size_t i, struct np_str b, size_t j)
{
    return i > 1 && j > 1 && lower(a.ptr[i - 1]) == lower(b.ptr[j - 2]) &&
           lower(a.ptr[i - 2]) == lower(b.ptr[j - 1]);
}

/* Both at most NPI_NEAREST_MAX long. Three rows of the table are enough: the
 * one being filled, the one above it, and for swaps the one above that. */
static size_t distance(struct np_str a, struct np_str b)
{
    size_t rows[3][NPI_NEAREST_MAX + 1];
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i - 1) % 3];
        const size_t *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            bool same = lower(a.ptr[i - 1]) == lower(b.ptr[j - 1]);
            row[j] = min_size(above[j] + 1, row[j - 1] + 1);
            row[j] = min_size(row[j], above[j - 1] + (same ? 0 : 1));
            if (swapped(a, i, b, j))
                row[j] = min_size(row[j], above2[j - 2] + 1);
        }
    }
    return rows[a.len % 3][b.len];
}

void npi_nearest_init(struct npi_nearest *nearest, struct np_str word)
{
    nearest->word = word;
    nearest->best = npi_str(NULL);
    nearest->distance = (word.len < 3 ? 1 : word.len / 3) + 1;
}

void npi_nearest_try(struct npi_nearest *nearest, struct np_str candidate)
{
    if (nearest->word.len > NPI_NEAREST_MAX ||
        candidate.len > NPI_NEAREST_MAX || candidate.len == 0)
        return;
    size_t d = distance(nearest->word, candidate);
    if (d < nearest->distance && d < nearest->word.len) {
        nearest->distance = d;
        nearest->best = candidate;
    }
}

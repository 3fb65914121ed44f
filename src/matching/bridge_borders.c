/* Where exactly pieces begin and end in the captions, by the identity of the
 * words around a border, "the" and "so" included. */
#include "matching/bridge_parts.h"

#define NPI_AROUND 8 /* words that are looked at on either side */

/* The end of one piece and the beginning of the next, or one of them. */
struct border {
    const struct npi_caption_track *track;
    uint64_t words[2 * NPI_AROUND];
    size_t n;
    size_t n_before; /* those of the piece that ends */
    size_t from;     /* the captions' words that are looked at */
    size_t to;
};

static void put_words(struct border *border, struct np_str text, size_t from,
                      size_t to)
{
    struct np_str word;
    size_t at = 0;

    for (size_t i = 0; i < to && npi_bridge_word(text, &at, &word); i++)
        if (i >= from)
            border->words[border->n++] = npi_common_word(word);
}

/* Finds the words as soon as can be, or backward: as late. */
static void look(const struct border *border, bool backward,
                 struct npi_common *common)
{
    size_t n = border->n;

    common->n = n;
    common->n_theirs = border->to - border->from;
    for (size_t i = 0; i < n; i++)
        common->ours[i] = border->words[backward ? n - 1 - i : i];
    for (size_t k = 0; k < common->n_theirs; k++)
        common->theirs[k] = npi_common_word(
            border->track
                ->words[backward ? border->to - 1 - k : border->from + k]
                .text);
    npi_common_find(common);
}

/* Behind the last of the first n words that is found, else NP_NONE. missing:
 * how many of them come after it. */
static size_t last_found(const struct npi_common *common, size_t n,
                         size_t *missing)
{
    for (*missing = 0; *missing < n; ++*missing)
        if (common->found[n - 1 - *missing] != NP_NONE)
            return common->found[n - 1 - *missing] + 1;
    *missing = 0;
    return NP_NONE;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Words that are not found, misheard perhaps, stand beside those that are, as
 * far as there is room. */
static void set_border(const struct border *border, size_t *end, size_t *start)
{
    struct npi_common common;
    size_t before;
    size_t behind;
    size_t last;
    size_t first;

    look(border, false, &common);
    last = last_found(&common, border->n_before, &before);
    look(border, true, &common);
    first = last_found(&common, border->n - border->n_before, &behind);
    last = last == NP_NONE ? *end : border->from + last;
    first = first == NP_NONE ? *start : border->to - first;
    if (last > first)
        return;
    *end = last + least(before, first - last);
    *start = first - least(behind, first - *end);
}

static void put_end(struct border *border, const struct npi_bridge_piece *piece)
{
    size_t n = least(NPI_AROUND, piece->n_words);

    border->n = 0;
    put_words(border, piece->text, piece->n_words - n, piece->n_words);
    border->n_before = border->n;
    border->from = piece->to - least(NPI_AROUND, piece->to - piece->from);
}

static void put_start(struct border *border,
                      const struct npi_bridge_piece *piece)
{
    put_words(border, piece->text, 0, NPI_AROUND);
    border->to = least(piece->from + NPI_AROUND, piece->to);
}

/* limit: the first word that is not the piece's for sure. */
static void end_alone(struct border *border, struct npi_bridge_piece *piece,
                      size_t limit)
{
    put_end(border, piece);
    border->to = least(piece->to + NPI_AROUND, limit);
    set_border(border, &piece->to, &border->to);
}

static void start_alone(struct border *border, struct npi_bridge_piece *piece,
                        size_t limit)
{
    border->n = border->n_before = 0;
    put_start(border, piece);
    border->from = piece->from - least(NPI_AROUND, piece->from - limit);
    set_border(border, &border->from, &piece->from);
}

static void between(struct border *border, struct npi_bridge_piece *piece,
                    struct npi_bridge_piece *next)
{
    put_end(border, piece);
    put_start(border, next);
    set_border(border, &piece->to, &next->from);
}

void npi_bridge_refine(const struct npi_caption_track *track,
                       struct npi_bridge_pieces *pieces)
{
    struct border border = {.track = track};
    struct npi_bridge_piece *last = NULL;

    for (size_t p = 0; p < pieces->n; p++) {
        struct npi_bridge_piece *piece = &pieces->items[p];

        if (piece->to <= piece->from)
            continue;
        if (last && piece->from - last->to < 2 * NPI_AROUND) {
            between(&border, last, piece);
        } else {
            if (last)
                end_alone(&border, last, piece->from);
            start_alone(&border, piece, last ? last->to : 0);
        }
        last = piece;
    }
    if (last)
        end_alone(&border, last, track->n_words);
}

/* The map between the notes' clock and the media's. Both directions are the
 * same walk with the two times of each piece exchanged. */
#include "clock/clock.h"

enum axis { NOTES, MEDIA };

static int64_t at(const struct np_clock_piece *piece, enum axis axis)
{
    return axis == NOTES ? piece->notes : piece->media;
}

static enum axis other(enum axis axis)
{
    return axis == NOTES ? MEDIA : NOTES;
}

static int64_t end_of(const struct np_clock_piece *piece, enum axis axis)
{
    return at(piece, axis) + piece->length;
}

/* How many pieces start before ms, or at it. */
static size_t count(const struct npi_clock_map *clock, enum axis axis,
                    int64_t ms)
{
    size_t low = 0;
    size_t high = clock->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (at(&clock->pieces[middle], axis) <= ms)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int64_t map_start(const struct npi_clock_map *clock, enum axis from,
                         int64_t ms)
{
    size_t k = count(clock, from, ms);
    const struct np_clock_piece *piece;

    if (clock->n == 0)
        return ms;
    if (k == 0)
        return at(&clock->pieces[0], other(from));
    piece = &clock->pieces[k - 1];
    if (ms < end_of(piece, from))
        return at(piece, other(from)) + (ms - at(piece, from));
    return k < clock->n ? at(piece + 1, other(from))
                        : end_of(piece, other(from));
}

static int64_t map_end(const struct npi_clock_map *clock, enum axis from,
                       int64_t ms)
{
    size_t k = count(clock, from, ms - 1);
    const struct np_clock_piece *piece;

    if (clock->n == 0)
        return ms;
    if (k == 0)
        return at(&clock->pieces[0], other(from));
    piece = &clock->pieces[k - 1];
    if (ms <= end_of(piece, from))
        return at(piece, other(from)) + (ms - at(piece, from));
    return end_of(piece, other(from));
}

int64_t npi_clock_to_media(const struct npi_clock_map *clock, int64_t notes)
{
    return map_start(clock, NOTES, notes);
}

int64_t npi_clock_to_notes(const struct npi_clock_map *clock, int64_t media)
{
    return map_start(clock, MEDIA, media);
}

int64_t npi_clock_end_to_media(const struct npi_clock_map *clock, int64_t notes)
{
    return map_end(clock, NOTES, notes);
}

int64_t npi_clock_end_to_notes(const struct npi_clock_map *clock, int64_t media)
{
    return map_end(clock, MEDIA, media);
}

bool npi_clock_gone(const struct npi_clock_map *clock, int64_t notes)
{
    size_t k = count(clock, NOTES, notes);

    if (clock->n == 0)
        return false;
    return k == 0 || notes >= end_of(&clock->pieces[k - 1], NOTES);
}

/* Walks the pieces that [start, end) touches. Those that join on the other
 * clock are one part; the largest part is kept. */
static int64_t map_span(const struct npi_clock_map *clock, enum axis from,
                        int64_t start, int64_t end, int64_t *to_start,
                        int64_t *to_end)
{
    enum axis to = other(from);
    size_t k = count(clock, from, start);
    int64_t there = 0;
    int64_t part_start = 0;
    int64_t part_end = INT64_MIN;

    *to_start = *to_end = map_start(clock, from, start);
    if (clock->n == 0) {
        *to_end = end;
        return end - start;
    }
    for (k -= k > 0; k < clock->n; k++) {
        const struct np_clock_piece *piece = &clock->pieces[k];
        int64_t low = start > at(piece, from) ? start : at(piece, from);
        int64_t high = end < end_of(piece, from) ? end : end_of(piece, from);
        int64_t shift = at(piece, to) - at(piece, from);

        if (at(piece, from) >= end)
            break;
        if (low >= high)
            continue;
        there += high - low;
        if (low + shift != part_end)
            part_start = low + shift;
        part_end = high + shift;
        if (part_end - part_start > *to_end - *to_start) {
            *to_start = part_start;
            *to_end = part_end;
        }
    }
    return there;
}

int64_t npi_clock_span_to_media(const struct npi_clock_map *clock,
                                int64_t start, int64_t end, int64_t *to_start,
                                int64_t *to_end)
{
    return map_span(clock, NOTES, start, end, to_start, to_end);
}

int64_t npi_clock_span_to_notes(const struct npi_clock_map *clock,
                                int64_t start, int64_t end, int64_t *to_start,
                                int64_t *to_end)
{
    return map_span(clock, MEDIA, start, end, to_start, to_end);
}

int64_t npi_clock_length_to_notes(const struct npi_clock_map *clock,
                                  int64_t length)
{
    const struct np_clock_piece *last;

    if (clock->n == 0 || length == NP_NO_TIME)
        return length;
    last = &clock->pieces[clock->n - 1];
    return last->length == NPI_CLOCK_OPEN ? npi_clock_to_notes(clock, length)
                                          : NP_NO_TIME;
}

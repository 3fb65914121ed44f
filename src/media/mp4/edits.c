/* See edits.h. Empty edits are gaps; one of rate 0 holds a moment of the track,
 * and shows no text that another edit does not. */
#include "media/mp4/edits.h"

/* Times beyond are nobody's: 2^40 ms are 34 years. */
#define FAR_MS ((int64_t)1 << 40)

struct entry {
    int64_t duration; /* ticks of the movie */
    int64_t from;     /* ticks of the track; -1: an empty edit */
    uint32_t rate;    /* 16.16 */
};

static bool read_entry(struct npi_window *window, int64_t *at, int64_t end,
                       bool wide, struct entry *entry)
{
    size_t size = wide ? 20 : 12;
    const unsigned char *bytes = end - *at >= (int64_t)size
                                     ? npi_window_get(window, *at, size)
                                     : NULL;

    if (!bytes)
        return false;
    *at += (int64_t)size;
    if (wide) {
        entry->duration = (int64_t)npi_big_endian(bytes, 8);
        entry->from = (int64_t)npi_big_endian(bytes + 8, 8);
    } else {
        entry->duration = (int64_t)npi_big_endian(bytes, 4);
        entry->from = (int32_t)(uint32_t)npi_big_endian(bytes + 4, 4);
    }
    entry->rate = (uint32_t)npi_big_endian(bytes + size - 4, 4);
    return entry->duration >= 0;
}

/* Ticks of one clock as ticks of another; clamped. */
static int64_t rescale(int64_t ticks, uint32_t from, uint32_t to)
{
    int64_t seconds = ticks / from;
    uint64_t rest;

    if (seconds > FAR_MS / 1000)
        return INT64_MAX / 4;
    /* Two numbers of 32 bits: their product needs all 64. */
    rest = ((uint64_t)(ticks % from) * to + from / 2) / from;
    return seconds * to + (int64_t)rest;
}

static void add_edit(struct npi_mp4_edits *edits, const struct entry *entry,
                     int64_t at, uint32_t timescale)
{
    struct npi_mp4_edit *edit = &edits->items[edits->n];

    if (entry->from < 0 || entry->rate == 0 || entry->from > INT64_MAX / 4)
        return;
    edit->start = npi_ticks_to_ms(at, timescale);
    edit->from = entry->from;
    edit->to = INT64_MAX;
    if (entry->duration > 0)
        edit->to = entry->from +
                   rescale(entry->duration, timescale, edits->timescale);
    edits->n++;
}

void npi_mp4_edits_read(const struct npi_mp4_movie *movie,
                        const struct npi_mp4_track *track,
                        struct npi_mp4_edits *edits)
{
    struct npi_mp4_place place = track->parts[NPI_MP4_ELST];
    const unsigned char *head = place.end - place.at >= 8
                                    ? npi_window_get(movie->window, place.at, 8)
                                    : NULL;
    bool wide = head && head[0] == 1;
    uint64_t left = head ? npi_big_endian(head + 4, 4) : 0;
    struct entry entry;
    int64_t at = 0;

    edits->n = 0;
    edits->timescale = track->timescale;
    place.at += 8;
    if (left == 0 || movie->timescale == 0) {
        edits->items[edits->n++] = (struct npi_mp4_edit){0, 0, INT64_MAX};
        return;
    }
    while (left-- > 0 && edits->n < NPI_MP4_EDITS_MAX &&
           at <= FAR_MS * (int64_t)UINT16_MAX &&
           read_entry(movie->window, &place.at, place.end, wide, &entry)) {
        add_edit(edits, &entry, at, movie->timescale);
        if (entry.duration > INT64_MAX / 4)
            break;
        at += entry.duration;
    }
}

bool npi_mp4_edit_apply(const struct npi_mp4_edits *edits, size_t index,
                        int64_t from, int64_t to, int64_t *start, int64_t *end)
{
    const struct npi_mp4_edit *edit = &edits->items[index];

    from = from < edit->from ? edit->from : from;
    to = to > edit->to ? edit->to : to;
    if (from >= to)
        return false;
    *start = edit->start + npi_ticks_to_ms(from - edit->from, edits->timescale);
    *end = edit->start + npi_ticks_to_ms(to - edit->from, edits->timescale);
    return true;
}

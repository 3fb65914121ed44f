/* See samples.h. */
#include "media/mp4/samples.h"

/* A table behind head bytes of its box, of which the last four say how many
 * entries there are. */
static bool open_table(struct npi_mp4_table *table, struct npi_bytes *bytes,
                       struct npi_mp4_place place, int64_t head, unsigned bits)
{
    const unsigned char *count;
    uint64_t room;

    npi_window_init(&table->window, bytes);
    if (place.end - place.at < head)
        return false;
    count = npi_window_get(&table->window, place.at + head - 4, 4);
    if (!count)
        return false;
    room = (uint64_t)(place.end - place.at - head) * 8 / bits;
    table->at = place.at + head;
    table->bits = bits;
    table->next = 0;
    table->n = npi_big_endian(count, 4);
    if (table->n > room)
        table->n = room;
    return true;
}

/* The next entry as its bytes; NULL when there is no more. Entries of four bits
 * give the byte that holds two. */
static const unsigned char *next_entry(struct npi_mp4_table *table)
{
    size_t size = table->bits < 8 ? 1 : table->bits / 8;
    int64_t at;

    if (table->next == table->n)
        return NULL;
    at = table->at + (int64_t)(table->next * table->bits / 8);
    table->next++;
    return npi_window_get(&table->window, at, size);
}

/* 'stsz' and 'stz2': the sizes' own head holds one size or the entries' bits.
 */
static bool open_sizes(struct npi_mp4_samples *samples, struct npi_bytes *bytes,
                       const struct npi_mp4_track *track)
{
    bool compact = track->parts[NPI_MP4_STSZ].end == 0;
    struct npi_mp4_place place =
        track->parts[compact ? NPI_MP4_STZ2 : NPI_MP4_STSZ];
    struct npi_mp4_table *table = &samples->sizes;
    const unsigned char *head;
    unsigned bits = 32;

    npi_window_init(&table->window, bytes);
    head = place.end - place.at >= 12
               ? npi_window_get(&table->window, place.at, 12)
               : NULL;
    if (!head)
        return false;
    samples->one_size = compact ? 0 : (uint32_t)npi_big_endian(head + 4, 4);
    samples->n_left = (uint32_t)npi_big_endian(head + 8, 4);
    if (compact)
        bits = head[7];
    if (bits != 4 && bits != 8 && bits != 16 && bits != 32)
        return false;
    return open_table(table, bytes, place, 12, bits);
}

bool npi_mp4_samples_init(struct npi_mp4_samples *samples,
                          struct npi_bytes *bytes,
                          const struct npi_mp4_track *track)
{
    bool wide = track->parts[NPI_MP4_STCO].end == 0;

    samples->time_left = 0;
    samples->duration = 0;
    samples->per_chunk = 0;
    samples->next_per_chunk = 0;
    samples->next_first = 0;
    samples->chunk_left = 0;
    samples->at = 0;
    samples->time = 0;
    samples->damaged = false;
    return open_sizes(samples, bytes, track) &&
           open_table(&samples->times, bytes, track->parts[NPI_MP4_STTS], 8,
                      64) &&
           open_table(&samples->runs, bytes, track->parts[NPI_MP4_STSC], 8,
                      96) &&
           open_table(&samples->chunks, bytes,
                      track->parts[wide ? NPI_MP4_CO64 : NPI_MP4_STCO], 8,
                      wide ? 64 : 32);
}

static bool next_size(struct npi_mp4_samples *samples, uint32_t *size)
{
    const unsigned char *entry;
    uint64_t index = samples->sizes.next;
    unsigned bits = samples->sizes.bits;

    if (samples->n_left == 0)
        return false;
    samples->n_left--;
    *size = samples->one_size;
    if (samples->one_size)
        return true;
    entry = next_entry(&samples->sizes);
    if (!entry) {
        samples->damaged = true;
        return false;
    }
    if (bits == 4)
        *size = index % 2 ? *entry & 15 : *entry >> 4;
    else
        *size = (uint32_t)npi_big_endian(entry, bits / 8);
    return true;
}

/* A duration that is negative when taken as a signed number (QuickTime writers
 * did so) counts as none. */
static bool next_time(struct npi_mp4_samples *samples)
{
    while (samples->time_left == 0) {
        const unsigned char *entry = next_entry(&samples->times);

        if (!entry)
            return false;
        samples->time_left = (uint32_t)npi_big_endian(entry, 4);
        samples->duration = (uint32_t)npi_big_endian(entry + 4, 4);
        if (samples->duration > INT32_MAX)
            samples->duration = 0;
    }
    samples->time_left--;
    return true;
}

/* The run that the chunk (from 1) begins or is in. */
static bool choose_run(struct npi_mp4_samples *samples, uint64_t chunk)
{
    while (samples->next_first <= chunk) {
        const unsigned char *entry = next_entry(&samples->runs);
        uint64_t first;

        samples->per_chunk = samples->next_per_chunk;
        if (!entry) {
            samples->next_first = UINT64_MAX;
            break;
        }
        first = npi_big_endian(entry, 4);
        if (first <= samples->next_first && samples->next_first)
            return false;
        samples->next_first = first;
        samples->next_per_chunk = (uint32_t)npi_big_endian(entry + 4, 4);
    }
    return true;
}

static bool next_chunk(struct npi_mp4_samples *samples)
{
    if (samples->chunk_left == 0) {
        const unsigned char *entry = next_entry(&samples->chunks);
        uint64_t at;

        if (!entry || !choose_run(samples, samples->chunks.next))
            return false;
        at = npi_big_endian(entry, samples->chunks.bits / 8);
        if (at > INT64_MAX - UINT32_MAX)
            return false;
        samples->at = (int64_t)at;
        samples->chunk_left = samples->per_chunk;
        if (samples->chunk_left == 0)
            return false;
    }
    samples->chunk_left--;
    return true;
}

bool npi_mp4_samples_next(struct npi_mp4_samples *samples,
                          struct npi_mp4_sample *sample)
{
    int64_t file_size = samples->sizes.window.bytes->size;

    if (!next_size(samples, &sample->size))
        return false;
    if (!next_time(samples) || !next_chunk(samples)) {
        samples->damaged = true;
        return false;
    }
    sample->at = samples->at;
    sample->time = samples->time;
    sample->duration = samples->duration;
    if (sample->at > file_size || sample->size > file_size - sample->at) {
        samples->damaged = true;
        return false;
    }
    samples->at += sample->size;
    samples->time += sample->duration;
    return true;
}

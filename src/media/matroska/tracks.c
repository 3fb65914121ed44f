/* What a track says of itself. RFC 9559, 5.1.4. */
#include "media/matroska/segment.h"

#include <string.h>

/* Values of 'ContentCompAlgo' and 'ContentEncodingScope'. */
#define ALGORITHM_ZLIB 0
#define ALGORITHM_STRIPPED 3
#define SCOPE_FRAMES 1

struct packing {
    uint64_t scope;
    uint64_t encrypted;
    uint64_t algorithm;
    struct npi_element settings;
};

static void read_compression(struct npi_window *window,
                             const struct npi_element *compression,
                             struct packing *packing)
{
    struct npi_element child;

    NPI_MKV_EACH(window, compression, &child, at)
    {
        if (child.id == NPI_ID_COMPRESSION_ALGORITHM)
            packing->algorithm = npi_element_uint(window, &child);
        else if (child.id == NPI_ID_COMPRESSION_SETTINGS)
            packing->settings = child;
    }
}

/* The bytes that were taken off each frame. */
static void read_stripped(struct npi_window *window,
                          const struct npi_element *settings,
                          struct npi_mkv_track *track)
{
    int64_t n = settings->id ? settings->end - settings->body : 0;
    const unsigned char *bytes = n <= NPI_MKV_STRIPPED_MAX
                                     ? npi_window_get(window, settings->body,
                                                      (size_t)n)
                                     : NULL;

    track->packing = bytes ? NPI_MKV_STRIPPED : NPI_MKV_UNKNOWN;
    track->n_stripped = bytes ? (size_t)n : 0;
    if (bytes && n > 0)
        memcpy(track->stripped, bytes, (size_t)n);
}

static void read_encoding(struct npi_window *window,
                          const struct npi_element *encoding,
                          struct npi_mkv_track *track)
{
    struct packing packing = {.scope = SCOPE_FRAMES};
    struct npi_element child;

    NPI_MKV_EACH(window, encoding, &child, at)
    {
        if (child.id == NPI_ID_CONTENT_SCOPE)
            packing.scope = npi_element_uint(window, &child);
        else if (child.id == NPI_ID_CONTENT_TYPE)
            packing.encrypted = npi_element_uint(window, &child);
        else if (child.id == NPI_ID_CONTENT_COMPRESSION)
            read_compression(window, &child, &packing);
    }
    if (!(packing.scope & SCOPE_FRAMES))
        return;
    if (track->packing == NPI_MKV_PLAIN && !packing.encrypted &&
        packing.algorithm == ALGORITHM_STRIPPED)
        read_stripped(window, &packing.settings, track);
    else if (track->packing == NPI_MKV_PLAIN && !packing.encrypted &&
             packing.algorithm == ALGORITHM_ZLIB)
        track->packing = NPI_MKV_ZLIB;
    else
        track->packing = NPI_MKV_UNKNOWN;
}

static void read_encodings(struct npi_window *window,
                           const struct npi_element *encodings,
                           struct npi_mkv_track *track)
{
    struct npi_element child;

    NPI_MKV_EACH(window, encodings, &child, at)
    {
        if (child.id == NPI_ID_CONTENT_ENCODING)
            read_encoding(window, &child, track);
    }
}

static void read_number(struct npi_window *window,
                        const struct npi_element *child,
                        struct npi_mkv_track *track)
{
    uint64_t value = npi_element_uint(window, child);

    if (child->id == NPI_ID_TRACK_NUMBER)
        track->number = value;
    else if (child->id == NPI_ID_TRACK_UID)
        track->uid = value;
    else if (child->id == NPI_ID_TRACK_TYPE)
        track->type = value;
    else if (child->id == NPI_ID_DEFAULT_DURATION)
        track->default_duration = value;
    else if (child->id == NPI_ID_FLAG_DEFAULT)
        track->is_default = value != 0;
    else if (child->id == NPI_ID_FLAG_FORCED)
        track->forced = value != 0;
}

void npi_mkv_track_read(struct npi_window *window,
                        const struct npi_element *entry,
                        struct npi_mkv_track *track)
{
    struct npi_element child;

    *track = (struct npi_mkv_track){.is_default = true};
    NPI_MKV_EACH(window, entry, &child, at)
    {
        if (child.id == NPI_ID_NAME)
            track->name = child;
        else if (child.id == NPI_ID_LANGUAGE)
            track->language = child;
        else if (child.id == NPI_ID_LANGUAGE_BCP47)
            track->bcp47 = child;
        else if (child.id == NPI_ID_CODEC_ID)
            track->codec = child;
        else if (child.id == NPI_ID_CONTENT_ENCODINGS)
            read_encodings(window, &child, track);
        else
            read_number(window, &child, track);
    }
}

bool npi_mkv_track_find(const struct npi_mkv_segment *segment, size_t index,
                        struct npi_mkv_track *track)
{
    struct npi_element entry;
    size_t n = 0;

    NPI_MKV_EACH(segment->window, &segment->tracks, &entry, at)
    {
        if (entry.id == NPI_ID_TRACK_ENTRY && n++ == index) {
            npi_mkv_track_read(segment->window, &entry, track);
            return true;
        }
    }
    return false;
}

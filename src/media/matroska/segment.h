/* What stands where in a Matroska file: the parts of its segment, found in
 * front of the first cluster and by the seek head, and its tracks. */
#ifndef NPI_MEDIA_MATROSKA_SEGMENT_H
#define NPI_MEDIA_MATROSKA_SEGMENT_H

#include "media/matroska/element.h"
#include "media/text_events.h"

struct npi_mkv_segment {
    struct npi_window *window;
    int64_t at; /* of its first child: positions count from here */
    int64_t end;
    int64_t first_cluster;   /* -1: there is none */
    struct npi_element info; /* id 0: not there */
    struct npi_element tracks;
    struct npi_element cues;
    struct npi_element tags;
    uint64_t scale; /* nanoseconds of a tick */
};

/* False if this is no Matroska file or its tracks cannot be found. */
bool npi_mkv_segment_read(struct npi_window *window,
                          struct npi_mkv_segment *segment);

/* How a track's frames are packed. */
enum npi_mkv_packing {
    NPI_MKV_PLAIN,
    NPI_MKV_STRIPPED, /* the same bytes were taken off each */
    NPI_MKV_ZLIB,
    NPI_MKV_UNKNOWN /* in a way that is not read here */
};

#define NPI_MKV_STRIPPED_MAX 256

struct npi_mkv_track {
    uint64_t number;
    uint64_t uid;
    uint64_t type;
    uint64_t default_duration; /* ns, 0: not told */
    enum npi_mkv_packing packing;
    unsigned char stripped[NPI_MKV_STRIPPED_MAX];
    size_t n_stripped;
    struct npi_element name; /* id 0: not told */
    struct npi_element language;
    struct npi_element bcp47;
    struct npi_element codec;
    bool is_default;
    bool forced;
};

/* What a 'TrackEntry' says. */
void npi_mkv_track_read(struct npi_window *window,
                        const struct npi_element *entry,
                        struct npi_mkv_track *track);

/* The entry with this index (from 0); false if there is none. */
bool npi_mkv_track_find(const struct npi_mkv_segment *segment, size_t index,
                        struct npi_mkv_track *track);

/* Calls a function for each child of an element; for readers of small ones. */
#define NPI_MKV_EACH(window, parent, child, at)                                \
    for (int64_t at = (parent)->body;                                          \
         npi_element_next((window), &at, (parent)->end, (child)) ==            \
             NPI_ELEMENT_OK &&                                                 \
         !(child)->open;)

#endif

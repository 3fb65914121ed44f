/* One text track's blocks on their way to events: what the walk over clusters
 * and the way by the index share. */
#ifndef NPI_MEDIA_MATROSKA_READER_H
#define NPI_MEDIA_MATROSKA_READER_H

#include "media/matroska/block.h"
#include "media/matroska/segment.h"

struct npi_mkv_reader {
    struct npi_text_events *events;
    struct npi_window *window;
    struct npi_mkv_segment segment;
    struct npi_mkv_track track;
    struct npi_text_sample packed;
    struct npi_buf unpacked;
    bool vtt_head; /* D_WEBVTT: identifier and settings stand before the text */
    size_t n_blocks; /* of the track, so far */
    int64_t bad_at;  /* the first block or frame that is damaged, or -1 */
};

/* Adds what a SimpleBlock or BlockGroup holds, if it is the track's; time is
 * that of its cluster. */
void npi_mkv_reader_add(struct npi_mkv_reader *reader,
                        const struct npi_element *element, uint64_t time);

/* Goes through a cluster from its first child. Returns where it ends. */
int64_t npi_mkv_reader_cluster(struct npi_mkv_reader *reader,
                               const struct npi_element *cluster);

/* Goes to the track's blocks by the index ('Cues'). False if there is none for
 * this track, or it turns out not to name all of them: nothing that was added
 * counts then. */
bool npi_mkv_reader_cues(struct npi_mkv_reader *reader);

/* Goes through all clusters. */
void npi_mkv_reader_walk(struct npi_mkv_reader *reader);

#endif

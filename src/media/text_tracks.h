/* Subtitle tracks of text inside MEDIA, found and read by readers of our own:
 * MP4, MOV and M4A by their boxes (mp4/), Matroska and WebM by their elements
 * (matroska/). Only the structure is read, and of the media data the samples of
 * the one track that is asked for; libav is not needed.
 *
 * It is evidence, so nothing that is wrong with a track is an error: what is
 * damaged or not understood is said (note, warning) and left out. */
#ifndef NPI_MEDIA_TEXT_TRACKS_H
#define NPI_MEDIA_TEXT_TRACKS_H

#include "captions/captions.h"
#include "media/bytes.h"

#define NPI_TEXT_TRACKS_MAX 1000     /* tracks of all kinds in a file */
#define NPI_TEXT_SAMPLES_MAX 1000000 /* of one track, empty ones too */
#define NPI_TEXT_SAMPLE_MAX ((size_t)1 << 20) /* bytes of one */

struct npi_text_track {
    struct np_str language; /* BCP 47; "und" if the file does not tell */
    struct np_str name;     /* as menus show it; absent if it has none */
    struct np_str codec;    /* "tx3g", "text", "wvtt", "S_TEXT/UTF8", … */
    enum npi_caption_format format; /* of the events' payload */
    bool ours;                      /* marked as written by this program */
    bool forced;     /* only for what is foreign to the spoken language */
    bool is_default; /* players show it (MP4: it is enabled) */
    size_t index;    /* among all tracks of the file, from 0 */
};

/* The tracks of text in the file's order, in the arena; a file of another kind
 * has none. Chapter tracks, closed captions (CEA-608) and pictures are none.
 * Errors: NP_ERR_IO (no such file, unreadable), NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED; *n is then 0. */
enum np_status npi_text_tracks_list(struct npi_context *ctx, struct np_str path,
                                    const struct npi_text_track **tracks,
                                    size_t *n);

/* The samples of one of them, on the copy's clock: edit lists are applied. At
 * most NPI_CAPTION_CUES events and NPI_CAPTIONS_MAX bytes of text. The same
 * errors; of a damaged track the events up to the damage. */
enum np_status npi_text_track_read(struct npi_context *ctx, struct np_str path,
                                   const struct npi_text_track *track,
                                   const struct npi_caption_event **events,
                                   size_t *n);

/* Both for bytes that are open; name is for messages. */
enum np_status npi_text_tracks_list_bytes(struct npi_context *ctx,
                                          struct np_str name,
                                          struct npi_bytes *bytes,
                                          const struct npi_text_track **tracks,
                                          size_t *n);
enum np_status
npi_text_track_read_bytes(struct npi_context *ctx, struct np_str name,
                          struct npi_bytes *bytes,
                          const struct npi_text_track *track,
                          const struct npi_caption_event **events, size_t *n);

#endif

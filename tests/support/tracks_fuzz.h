/* What the fuzz targets of the readers of text tracks share: any bytes as a
 * media file, all that is listed read, and what comes of it checked. */
#ifndef TESTS_SUPPORT_TRACKS_FUZZ_H
#define TESTS_SUPPORT_TRACKS_FUZZ_H

#include "base/utf8.h"
#include "media/text_tracks.h"
#include <stdlib.h>

static inline void fuzz_require(bool good)
{
    if (!good)
        abort();
}

static inline void fuzz_check_track(const struct npi_text_track *track)
{
    size_t bad;

    fuzz_require(npi_utf8_check(track->name, &bad));
    fuzz_require(npi_utf8_check(track->language, &bad));
    fuzz_require(track->language.len > 0 && track->codec.len > 0);
    fuzz_require(track->index < NPI_TEXT_TRACKS_MAX);
}

static inline void fuzz_check_events(const struct npi_caption_event *events,
                                     size_t n)
{
    fuzz_require(n <= NPI_CAPTION_CUES);
    for (size_t i = 0; i < n; i++) {
        fuzz_require(events[i].start > -(INT64_C(1) << 41) &&
                     events[i].start < INT64_C(1) << 41);
        fuzz_require(events[i].end == NP_NO_TIME ||
                     events[i].end >= events[i].start);
        fuzz_require(events[i].text.len > 0);
    }
}

static inline int fuzz_tracks(const uint8_t *data, size_t size)
{
    struct npi_bytes bytes = npi_bytes_of(
        (struct np_str){(const char *)data, size});
    struct npi_arena arena;
    struct npi_diags diags;
    const struct npi_text_track *tracks;
    size_t n;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    fuzz_require(npi_text_tracks_list_bytes(&ctx, (struct np_str){"f", 1},
                                            &bytes, &tracks, &n) == NP_OK);
    for (size_t i = 0; i < n; i++) {
        const struct npi_caption_event *events;
        size_t n_events;

        fuzz_check_track(&tracks[i]);
        fuzz_require(npi_text_track_read_bytes(&ctx, (struct np_str){"f", 1},
                                               &bytes, &tracks[i], &events,
                                               &n_events) == NP_OK);
        fuzz_check_events(events, n_events);
    }
    fuzz_require(npi_diags_count(&diags, NP_ERROR) == 0);
    npi_arena_release(&arena);
    return 0;
}

#endif

/* What the readers of text tracks fill: a list of tracks, the events of one.
 * Errors stick, so that readers need not ask after every piece. */
#ifndef NPI_MEDIA_TEXT_EVENTS_H
#define NPI_MEDIA_TEXT_EVENTS_H

#include "media/text_tracks.h"

struct npi_text_list {
    struct npi_context *ctx;
    struct np_str name; /* of the file, for messages */
    struct npi_text_track *tracks;
    size_t n;
    size_t cap;
};

/* NP_ERR_NOMEM */
enum np_status npi_text_list_add(struct npi_text_list *list,
                                 const struct npi_text_track *track);

struct npi_text_events {
    struct npi_context *ctx;
    struct np_str name; /* of the file, for messages */
    struct npi_caption_event *items;
    size_t n;
    size_t cap;
    size_t index;   /* of the track */
    size_t bytes;   /* of text in all */
    size_t samples; /* looked at */
    bool full;      /* a limit is reached: said, what follows is left out */
    enum np_status status;
};

/* One event; text is copied. An empty one is none, nor is one that is decades
 * away. */
void npi_text_events_add(struct npi_text_events *events, int64_t start,
                         int64_t end, struct np_str text);
/* Counts a sample. True when the reader has to stop: an error, a limit, the
 * caller's wish. */
bool npi_text_events_stopped(struct npi_text_events *events);
/* Says that the track is damaged at this byte of the file. */
void npi_text_events_damaged(struct npi_text_events *events, int64_t at);

/* Room for a sample of n bytes: a piece of memory that grows; NULL when out of
 * memory, which is then the events' status. */
struct npi_text_sample {
    char *bytes;
    size_t cap;
};
char *npi_text_sample_room(struct npi_text_events *events,
                           struct npi_text_sample *sample, size_t n);
void npi_text_sample_release(struct npi_text_sample *sample);

/* Ticks of so many a second as milliseconds, rounded; clamped. */
int64_t npi_ticks_to_ms(int64_t ticks, uint32_t rate);

#endif

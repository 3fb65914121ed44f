/* The parts of sync.h's search, in the order they are used. */
#ifndef NPI_CLOCK_SYNC_PARTS_H
#define NPI_CLOCK_SYNC_PARTS_H

#include "captions/captions.h"
#include "clock/sync.h"
#include "timeline/activity.h"

#define NPI_SYNC_BIN 10    /* ms of a frame of sound */
#define NPI_SYNC_NEAR 250  /* ms between two starts that may be the same */
#define NPI_SYNC_FAR 26    /* frames: no start is near */
#define NPI_SYNC_KINDS 8   /* of frames */
#define NPI_SYNC_PLACES 40 /* offsets that the search chooses from */

/* A caption's start. Some are likelier to follow a pause than others. */
struct npi_sync_event {
    int64_t at;
    bool strong; /* behind a gap, a sentence's end, another speaker */
};

/* The sound in frames of NPI_SYNC_BIN ms, lone frames smoothed away. */
struct npi_sound {
    unsigned char *speech; /* n_frames */
    unsigned char *far;    /* n_frames: frames to the nearest start of speech,
                              at most NPI_SYNC_FAR */
    size_t n_frames;
    int64_t *starts; /* of speech, ms */
    size_t n_starts;
};

/* Nats for a start of speech at so many frames' distance. */
struct npi_sync_odds {
    float nats[2][NPI_SYNC_FAR + 1]; /* [strong] */
};

/* A run of events with one offset. */
struct npi_sync_piece {
    size_t first;
    size_t last;
    int64_t offset;
};

struct npi_syncing {
    struct npi_arena *arena;    /* scratch */
    const volatile int *cancel; /* as npi_context has it */
    const struct npi_caption_track *captions;
    struct npi_sync_event *events;
    size_t n_events;
    struct npi_sound sound;
    struct npi_sync_odds odds;
    int64_t low; /* offsets looked at: [low, high] */
    int64_t high;
    int64_t places[NPI_SYNC_PLACES]; /* offsets worth a try, rising */
    size_t n_places;
    float price; /* nats that an offset must earn */
    /* Of each frame: silence or speech, and how long a run it is in. */
    const unsigned char *kinds;
    double frame_nats[2][NPI_SYNC_KINDS]; /* [said] */
};

/* sync_events.c: NP_ERR_NOMEM. */
enum np_status npi_sync_listen(struct npi_syncing *s,
                               const struct npi_activity *activity);
enum np_status npi_sync_list_events(struct npi_syncing *s);

/* The text ends with a sentence's mark. */
bool npi_sync_ends_sentence(struct np_str text);

static inline bool npi_sync_cancelled(const struct npi_syncing *s)
{
    return s->cancel && *s->cancel;
}

/* The evidence of event i for an offset; -HUGE_VALF outside the sound. */
float npi_sync_nats(const struct npi_syncing *s, size_t i, int64_t offset);

/* Learns how captions' starts and speech meet in this media, from pieces that
 * are surely right. */
void npi_sync_learn_odds(struct npi_syncing *s,
                         const struct npi_sync_piece *pieces, size_t n);

/* sync_places.c: which offsets to choose from. NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. */
enum np_status npi_sync_find_places(struct npi_syncing *s);

/* The pieces' own offsets instead. */
void npi_sync_set_places(struct npi_syncing *s,
                         const struct npi_sync_piece *pieces, size_t n);

/* sync_path.c: the best way, as pieces in the arena, and what it earns.
 * NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_sync_find_path(struct npi_syncing *s,
                                  struct npi_sync_piece **pieces, size_t *n,
                                  double *gain);

/* sync_settle.c: a piece's offset to the ms, by the starts that meet; false if
 * they run apart, as they do when the media is faster or slower. */
bool npi_sync_refine(const struct npi_syncing *s, struct npi_sync_piece *piece);

/* sync_break.c: what frames tell of a break; before npi_sync_break().
 * NP_ERR_NOMEM. */
enum np_status npi_sync_learn(struct npi_syncing *s,
                              const struct npi_sync_piece *pieces, size_t n);

/* Where, on the notes' clock, one piece's offset gives way to the next's. */
int64_t npi_sync_break(const struct npi_syncing *s,
                       const struct npi_sync_piece *before,
                       const struct npi_sync_piece *after);

#endif

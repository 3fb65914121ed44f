/* See text_events.h. */
#include "media/text_events.h"

#include "base/mem.h"
#include "media/diags.h"
#include "media/say.h"

/* Times beyond are nobody's: 2^40 ms are 34 years. */
#define TIME_MAX ((int64_t)1 << 40)
#define SECONDS_MAX ((int64_t)1 << 40) /* so that sums of ms stay in range */

enum np_status npi_text_list_add(struct npi_text_list *list,
                                 const struct npi_text_track *track)
{
    struct npi_text_track *tracks = npi_arena_grow(
        list->ctx->arena, list->tracks, list->n, &list->cap, sizeof(*tracks));

    if (!tracks)
        return NP_ERR_NOMEM;
    list->tracks = tracks;
    tracks[list->n++] = *track;
    return NP_OK;
}

static void say_full(struct npi_text_events *events)
{
    events->full = true;
    NPI_DIAG2(events->ctx->diags, TEXT_TRACK_LONG, NPI_NOWHERE, events->name,
              npi_say_number(events->ctx, (int64_t)events->index + 1));
}

void npi_text_events_add(struct npi_text_events *events, int64_t start,
                         int64_t end, struct np_str text)
{
    struct npi_caption_event *items;

    if (events->status != NP_OK || events->full || text.len == 0 ||
        start < -TIME_MAX || start > TIME_MAX)
        return;
    if (end > TIME_MAX)
        end = TIME_MAX;
    if (events->n == NPI_CAPTION_CUES ||
        text.len > NPI_CAPTIONS_MAX - events->bytes) {
        say_full(events);
        return;
    }
    items = npi_arena_grow(events->ctx->arena, events->items, events->n,
                           &events->cap, sizeof(*items));
    text = items ? npi_arena_str(events->ctx->arena, text) : npi_str(NULL);
    if (!items || !text.ptr) {
        events->status = NP_ERR_NOMEM;
        return;
    }
    events->items = items;
    events->bytes += text.len;
    items[events->n++] = (struct npi_caption_event){start, end, text};
}

bool npi_text_events_stopped(struct npi_text_events *events)
{
    const volatile int *cancel = events->ctx->cancel;

    if (events->samples++ == NPI_TEXT_SAMPLES_MAX && !events->full)
        say_full(events);
    if (events->status == NP_OK && cancel && *cancel)
        events->status = NP_ERR_INTERRUPTED;
    return events->status != NP_OK || events->full;
}

void npi_text_events_damaged(struct npi_text_events *events, int64_t at)
{
    NPI_DIAG3(events->ctx->diags, TEXT_TRACK_DAMAGED, NPI_NOWHERE, events->name,
              npi_say_number(events->ctx, (int64_t)events->index + 1),
              npi_say_number(events->ctx, at));
}

char *npi_text_sample_room(struct npi_text_events *events,
                           struct npi_text_sample *sample, size_t n)
{
    if (n > sample->cap || !sample->bytes) {
        size_t cap = n + n / 2 + 256;
        char *bytes = npi_realloc(sample->bytes, cap);

        if (!bytes) {
            events->status = NP_ERR_NOMEM;
            return NULL;
        }
        sample->bytes = bytes;
        sample->cap = cap;
    }
    return sample->bytes;
}

void npi_text_sample_release(struct npi_text_sample *sample)
{
    npi_free(sample->bytes);
    *sample = (struct npi_text_sample){0};
}

int64_t npi_ticks_to_ms(int64_t ticks, uint32_t rate)
{
    int64_t seconds = ticks / (int64_t)rate;
    int64_t rest = ticks % (int64_t)rate;

    if (rest < 0) {
        rest += (int64_t)rate;
        seconds--;
    }
    if (seconds > SECONDS_MAX)
        seconds = SECONDS_MAX;
    if (seconds < -SECONDS_MAX)
        seconds = -SECONDS_MAX;
    return seconds * 1000 + (rest * 1000 + (int64_t)rate / 2) / (int64_t)rate;
}

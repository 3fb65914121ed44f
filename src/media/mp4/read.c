/* One text track's samples as events. */
#include "media/mp4/text.h"

#include "media/mp4/edits.h"
#include "media/mp4/fragments.h"
#include "media/mp4/payload.h"
#include "media/mp4/samples.h"

struct reader {
    struct npi_text_events *events;
    struct npi_bytes *bytes;
    struct npi_mp4_edits edits;
    struct npi_text_sample sample;
    struct npi_buf text;
    bool vtt;
    int64_t bad_at; /* what is damaged, or -1 */
};

/* Cues that a sample may go on with; only that many lie over one
 * another in anybody's file. */
#define OPEN_CUES 8

/* A cue that overlaps another is cut where that one starts or ends, and one
 * that lies in two edits where they meet: its parts become one again. */
static bool goes_on(struct npi_text_events *events, int64_t start, int64_t end,
                    struct np_str text)
{
    for (size_t i = 1; i <= OPEN_CUES && i <= events->n; i++) {
        struct npi_caption_event *event = &events->items[events->n - i];

        if (event->end == start && npi_str_eq(event->text, text)) {
            event->end = end;
            return true;
        }
    }
    return false;
}

static void add_event(struct reader *reader, const struct npi_mp4_sample *at,
                      struct np_str text)
{
    int64_t start;
    int64_t end;

    for (size_t i = 0; i < reader->edits.n && text.len > 0; i++)
        if (npi_mp4_edit_apply(&reader->edits, i, at->time,
                               at->time + at->duration, &start, &end) &&
            !((reader->vtt || i > 0) &&
              goes_on(reader->events, start, end, text)))
            npi_text_events_add(reader->events, start, end, text);
}

/* False if the sample is damaged. */
static bool add_sample(struct reader *reader, const struct npi_mp4_sample *at,
                       struct np_str sample)
{
    struct npi_mp4_vtt vtt;
    struct np_str text;

    if (!reader->vtt) {
        npi_buf_clear(&reader->text);
        if (!npi_mp4_timed_text(sample, &reader->text))
            return false;
        if (reader->text.error)
            reader->events->status = NP_ERR_NOMEM;
        add_event(reader, at, npi_buf_str(&reader->text));
        return true;
    }
    npi_mp4_vtt_init(&vtt, sample);
    while (npi_mp4_vtt_next(&vtt, &text))
        add_event(reader, at, text);
    return !vtt.damaged;
}

/* Empty samples of timed text (two bytes) are every second one. */
static bool read_sample(struct reader *reader, const struct npi_mp4_sample *at)
{
    char *to;

    if (at->size > NPI_TEXT_SAMPLE_MAX)
        return false;
    to = npi_text_sample_room(reader->events, &reader->sample, at->size);
    if (!to)
        return true;
    if (!npi_bytes_copy(reader->bytes, at->at, to, at->size))
        return false;
    return add_sample(reader, at, (struct np_str){to, at->size});
}

static bool one_sample(void *user, const struct npi_mp4_sample *at)
{
    struct reader *reader = user;

    if (npi_text_events_stopped(reader->events))
        return false;
    if (!read_sample(reader, at) && reader->bad_at < 0)
        reader->bad_at = at->at;
    return reader->bad_at < 0;
}

/* Returns when behind the last sample the fragments go on. */
static int64_t read_tables(struct reader *reader,
                           const struct npi_mp4_track *track)
{
    struct npi_mp4_samples samples;
    struct npi_mp4_sample at;

    if (!npi_mp4_samples_init(&samples, reader->bytes, track)) {
        reader->bad_at = track->box.at;
        return 0;
    }
    while (npi_mp4_samples_next(&samples, &at) && one_sample(reader, &at))
        ;
    if (samples.damaged)
        reader->bad_at = samples.at;
    return samples.time;
}

static void read_track(struct reader *reader, const struct npi_mp4_movie *movie,
                       const struct npi_text_track *which)
{
    const struct npi_mp4_track *track;
    int64_t time;

    if (which->index >= movie->n ||
        movie->tracks[which->index].timescale == 0) {
        npi_text_events_damaged(reader->events, movie->box.at);
        return;
    }
    track = &movie->tracks[which->index];
    npi_mp4_edits_read(movie, track, &reader->edits);
    time = read_tables(reader, track);
    if (movie->mvex.end && reader->bad_at < 0)
        reader->bad_at = npi_mp4_fragments_read(movie, track, time, one_sample,
                                                reader);
    if (npi_text_events_stopped(reader->events))
        return;
    if (reader->bad_at >= 0)
        npi_text_events_damaged(reader->events, reader->bad_at);
}

void npi_mp4_read(struct npi_text_events *events, struct npi_bytes *bytes,
                  const struct npi_text_track *which)
{
    struct reader reader = {.events = events,
                            .bytes = bytes,
                            .vtt = which->format == NPI_CAPTION_VTT,
                            .bad_at = -1};
    struct npi_window window;
    struct npi_mp4_movie movie;

    npi_window_init(&window, bytes);
    npi_buf_init(&reader.text, 4 * NPI_TEXT_SAMPLE_MAX);
    events->status = npi_mp4_movie_read(events->ctx, &window, &movie);
    if (events->status == NP_OK)
        read_track(&reader, &movie, which);
    npi_buf_release(&reader.text);
    npi_text_sample_release(&reader.sample);
}

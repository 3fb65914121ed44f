/* Text tracks as tests compare them: each track with what it says of itself,
 * then its events, then what was said about it. */
#ifndef TESTS_SUPPORT_TRACKS_DUMP_H
#define TESTS_SUPPORT_TRACKS_DUMP_H

#include "media/text_tracks.h"
#include "support/test.h"

static inline void dump_time(struct npi_buf *out, int64_t time)
{
    if (time == NP_NO_TIME)
        npi_buf_puts(out, "?");
    else
        npi_buf_put_i64(out, time);
}

/* On one line; bytes that are not printable ASCII nor UTF-8 stay. */
static inline void dump_text(struct npi_buf *out, struct np_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\n')
            npi_buf_puts(out, "\\n");
        else if (text.ptr[i] == '\r')
            npi_buf_puts(out, "\\r");
        else
            npi_buf_putc(out, text.ptr[i]);
}

static inline void dump_track(struct npi_buf *out,
                              const struct npi_text_track *track)
{
    npi_buf_puts(out, "track ");
    npi_buf_put_u64(out, track->index);
    npi_buf_puts(out, " ");
    npi_buf_put(out, track->codec);
    npi_buf_puts(out, " (");
    npi_buf_puts(out, npi_caption_format_name(track->format));
    npi_buf_puts(out, ") ");
    npi_buf_put(out, track->language);
    npi_buf_puts(out, track->ours ? " ours" : "");
    npi_buf_puts(out, track->forced ? " forced" : "");
    npi_buf_puts(out, track->is_default ? " default" : "");
    if (track->name.ptr) {
        npi_buf_puts(out, " \"");
        dump_text(out, track->name);
        npi_buf_puts(out, "\"");
    }
    npi_buf_puts(out, "\n");
}

static inline void dump_events(struct npi_buf *out,
                               const struct npi_caption_event *events, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        npi_buf_puts(out, "  ");
        dump_time(out, events[i].start);
        npi_buf_puts(out, " ");
        dump_time(out, events[i].end);
        npi_buf_puts(out, " ");
        dump_text(out, events[i].text);
        npi_buf_puts(out, "\n");
    }
}

/* Lists and reads all; out may be NULL. */
static inline enum np_status test_dump_tracks(struct npi_context *ctx,
                                              struct npi_bytes *bytes,
                                              struct npi_buf *out)
{
    const struct npi_text_track *tracks;
    size_t n;
    enum np_status status = npi_text_tracks_list_bytes(ctx, NPI_STR("file"),
                                                       bytes, &tracks, &n);
    for (size_t i = 0; i < n && status == NP_OK; i++) {
        const struct npi_caption_event *events;
        size_t n_events;
        status = npi_text_track_read_bytes(ctx, NPI_STR("file"), bytes,
                                           &tracks[i], &events, &n_events);
        if (!out)
            continue;
        dump_track(out, &tracks[i]);
        dump_events(out, events, n_events);
    }
    for (size_t i = 0; i < ctx->diags->n && out; i++) {
        npi_buf_puts(out, ctx->diags->items[i].kind->severity == NP_NOTE
                              ? "note: "
                              : "warning: ");
        npi_diag_message(out, &ctx->diags->items[i], NULL);
        npi_buf_puts(out, "\n");
    }
    return status;
}

#endif

/* Shows the text tracks of a media file as our readers see them, for tests:
 *   text_tracks FILE          one line a track: index, codec, language, flags,
 *                             name
 *   text_tracks FILE INDEX    the events of one as SubRip, payload as it is
 * What is said about the file goes to standard error. */
#include "media/text_tracks.h"
#include "base/stamp.h"
#include <stdio.h>
#include <stdlib.h>

static void list(const struct npi_text_track *tracks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        printf("%zu %.*s %.*s %s%s%s%.*s\n", tracks[i].index,
               (int)tracks[i].codec.len, tracks[i].codec.ptr,
               (int)tracks[i].language.len, tracks[i].language.ptr,
               tracks[i].ours ? "ours " : "", tracks[i].forced ? "forced " : "",
               tracks[i].is_default ? "default " : "", (int)tracks[i].name.len,
               tracks[i].name.len ? tracks[i].name.ptr : "");
}

static void put_time(struct npi_buf *out, int64_t time)
{
    if (time == NP_NO_TIME)
        npi_buf_puts(out, "-");
    else
        npi_stamp_write(out, time, NPI_STAMP_SRT);
}

static void show(const struct npi_caption_event *events, size_t n)
{
    struct npi_buf out;

    npi_buf_init(&out, NPI_BUF_MAX);
    for (size_t i = 0; i < n; i++) {
        npi_buf_put_u64(&out, i + 1);
        npi_buf_puts(&out, "\n");
        put_time(&out, events[i].start);
        npi_buf_puts(&out, " --> ");
        put_time(&out, events[i].end);
        npi_buf_puts(&out, "\n");
        npi_buf_put(&out, events[i].text);
        npi_buf_puts(&out, "\n\n");
    }
    (void)fwrite(npi_buf_str(&out).ptr, 1, npi_buf_str(&out).len, stdout);
    npi_buf_release(&out);
}

static void say(const struct npi_diags *diags)
{
    struct npi_buf out;

    npi_buf_init(&out, NPI_BUF_MAX);
    for (size_t i = 0; i < diags->n; i++)
        npi_diag_render(&out, diags, &diags->items[i], NULL, NULL);
    (void)fwrite(npi_buf_str(&out).ptr, 1, npi_buf_str(&out).len, stderr);
    npi_buf_release(&out);
}

int main(int argc, char **argv)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    const struct npi_text_track *tracks;
    const struct npi_caption_event *events;
    enum np_status status = NP_ERR_USAGE;
    size_t n = 0;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    if (argc > 1)
        status = npi_text_tracks_list(&ctx, npi_str(argv[1]), &tracks, &n);
    if (status == NP_OK && argc == 2)
        list(tracks, n);
    for (size_t i = 0; i < n && argc > 2; i++) {
        size_t n_events;

        if (tracks[i].index != strtoul(argv[2], NULL, 10))
            continue;
        status = npi_text_track_read(&ctx, npi_str(argv[1]), &tracks[i],
                                     &events, &n_events);
        if (status == NP_OK)
            show(events, n_events);
    }
    say(&diags);
    npi_arena_release(&arena);
    return np_status_exit_code(status);
}

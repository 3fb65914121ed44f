/* The chapter list that is pasted into a YouTube description: "m:ss title"
 * lines. YouTube Help, "Video chapters": the first starts at 0:00, at least
 * three, in ascending order, each at least 10 seconds long; one breach and none
 * is shown. The list is written all the same, and the breaches are said.
 *
 * A description takes no angled brackets: they are written full-width. */
#include "base/line.h"
#include "base/stamp.h"
#include "base/str.h"
#include "export/writers.h"
#include "timeline/timeline.h"

#define LEAST_CHAPTERS 3
#define LEAST_SECONDS 10
#define DESCRIPTION_MAX 5000 /* bytes */

static void put_title(struct npi_buf *out, struct np_str title)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_line_next(title, &at, &cp)) {
        if (cp == '<')
            cp = 0xff1c;
        else if (cp == '>')
            cp = 0xff1e;
        npi_buf_put_cp(out, cp);
    }
}

static void put_list(struct npi_buf *out, const struct np_flat_chapters *flat)
{
    for (size_t i = 0; i < flat->n_chapters; i++) {
        npi_stamp_write(out, flat->chapters[i].start, NPI_STAMP_SHORT);
        npi_buf_putc(out, ' ');
        put_title(out, flat->chapters[i].title);
        npi_buf_putc(out, '\n');
    }
}

/* Words of diagnostics; absent when out of memory. */
static struct np_str keep(struct npi_context *ctx, struct npi_buf *buf)
{
    struct np_str text = npi_arena_str(ctx->arena, npi_buf_str(buf));
    npi_buf_release(buf);
    return text.ptr ? text : npi_str(NULL);
}

static struct np_str say_number(struct npi_context *ctx, uint64_t n)
{
    struct npi_buf buf;
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_put_u64(&buf, n);
    return keep(ctx, &buf);
}

static struct np_str say_stamp(struct npi_context *ctx, int64_t ms)
{
    struct npi_buf buf;
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_stamp_write(&buf, ms, NPI_STAMP_SHORT);
    return keep(ctx, &buf);
}

/* In whole seconds, as the list shows them. */
static bool is_short(const struct np_flat_chapter *chapter)
{
    return chapter->end / 1000 - chapter->start / 1000 < LEAST_SECONDS;
}

/* Merges that are proposed by name. */
#define MERGES_SHOWN 5

/* "0:33 with 0:38": a short entry goes with the next one, the last with the one
 * before. */
static void put_merge(struct npi_buf *out, const struct np_flat_chapters *flat,
                      size_t i)
{
    size_t with = i + 1 < flat->n_chapters ? i + 1 : i - 1;
    if (flat->n_chapters < 2)
        return;
    npi_buf_puts(out, out->len > 0 ? ", " : "");
    npi_stamp_write(out, flat->chapters[i].start, NPI_STAMP_SHORT);
    npi_buf_puts(out, "+");
    npi_stamp_write(out, flat->chapters[with].start, NPI_STAMP_SHORT);
}

static void check_lengths(struct npi_context *ctx,
                          const struct np_flat_chapters *flat)
{
    struct npi_buf merges;
    uint64_t n = 0;
    int64_t first = 0;
    npi_buf_init(&merges, NPI_BUF_MAX);
    for (size_t i = 0; i < flat->n_chapters; i++) {
        if (!is_short(&flat->chapters[i]))
            continue;
        if (n++ == 0)
            first = flat->chapters[i].start;
        if (n <= MERGES_SHOWN)
            put_merge(&merges, flat, i);
    }
    if (n > MERGES_SHOWN)
        npi_buf_puts(&merges, ", …");
    if (n > 0)
        npi_diag_add(ctx->diags, &NPI_D_YOUTUBE_SHORT, NPI_NOWHERE,
                     say_number(ctx, n), say_number(ctx, flat->n_chapters),
                     say_stamp(ctx, first), keep(ctx, &merges));
    else
        npi_buf_release(&merges);
}

static void check_rules(struct npi_context *ctx,
                        const struct np_flat_chapters *flat, size_t bytes)
{
    if (flat->n_chapters > 0 && flat->chapters[0].start >= 1000)
        NPI_DIAG1(ctx->diags, YOUTUBE_FIRST, NPI_NOWHERE,
                  say_stamp(ctx, flat->chapters[0].start));
    if (flat->n_chapters < LEAST_CHAPTERS)
        NPI_DIAG1(ctx->diags, YOUTUBE_FEW, NPI_NOWHERE,
                  say_number(ctx, flat->n_chapters));
    if (flat->n_chapters > 1)
        check_lengths(ctx, flat);
    if (bytes > DESCRIPTION_MAX)
        NPI_DIAG1(ctx->diags, YOUTUBE_LONG, NPI_NOWHERE,
                  say_number(ctx, bytes));
}

enum np_status npi_write_youtube(struct npi_context *ctx,
                                 const struct npi_export_view *view,
                                 struct npi_buf *out)
{
    const struct npi_settings *settings = view->settings;
    int64_t levels = settings->levels;
    /* Inner entries are too close to each other for YouTube, unless they are
     * what was asked for. */
    if (levels == NPI_LEVELS_AUTO)
        levels = settings->style == NP_CHAPTERS_FLAT ? 1 : NPI_LEVELS_ALL;
    const struct npi_flattening how = {(unsigned)levels, settings->mark,
                                       settings->style};
    struct np_flat_chapters flat;
    enum np_status status = npi_chapters_flatten(ctx, view->timeline, &how,
                                                 &flat);
    if (status)
        return status;
    put_list(out, &flat);
    check_rules(ctx, &flat, out->len);
    return out->error;
}

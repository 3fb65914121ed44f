/* The flat chapter list that players show. */
#include "base/buf.h"
#include "base/str.h"
#include "timeline/timeline.h"

#define NPI_JOIN " / "

/* Several titles of one start, each once. */
static void put_titles(struct npi_buf *buf, const struct np_chapter *chapters,
                       size_t n, unsigned max_level)
{
    for (size_t i = 0; i < n; i++) {
        bool again = chapters[i].level > max_level || !chapters[i].title.len;

        for (size_t k = 0; k < i && !again; k++)
            again = chapters[k].level <= max_level &&
                    npi_str_eq(chapters[k].title, chapters[i].title);
        if (again)
            continue;
        if (buf->len)
            npi_buf_puts(buf, NPI_JOIN);
        npi_buf_put(buf, chapters[i].title);
    }
}

/* A group of chapters that start together; its first has the level. */
static enum np_status make_flat(struct npi_context *ctx, struct npi_buf *buf,
                                const struct np_chapter *chapters, size_t n,
                                unsigned max_level, struct np_str mark,
                                struct np_flat_chapter *flat)
{
    struct npi_buf *title = buf;
    struct np_str joined;

    npi_buf_clear(title);
    put_titles(title, chapters, n, max_level);
    joined = npi_arena_str(ctx->arena, npi_buf_str(title));
    npi_buf_clear(title);
    if (flat->level > 1)
        npi_buf_put(title, mark);
    npi_buf_put(title, joined);
    flat->title = npi_arena_str(ctx->arena, npi_buf_str(title));
    return title->error || !joined.ptr || !flat->title.ptr ? NP_ERR_NOMEM
                                                           : NP_OK;
}

static enum np_status flatten(struct npi_context *ctx,
                              const struct np_timeline *timeline,
                              unsigned max_level, struct np_str mark,
                              struct npi_buf *buf, struct np_flat_chapter *flat,
                              size_t *n_flat)
{
    size_t next;

    *n_flat = 0;
    for (size_t c = 0; c < timeline->n_chapters; c = next) {
        const struct np_chapter *chapters = &timeline->chapters[c];
        size_t first = c;
        enum np_status status;

        for (next = c; next < timeline->n_chapters &&
                       timeline->chapters[next].start == chapters->start;)
            next++;
        while (first < next && timeline->chapters[first].level > max_level)
            first++;
        if (first == next)
            continue;
        flat[*n_flat] = (struct np_flat_chapter){
            .start = chapters->start,
            .end = timeline->end,
            .level = timeline->chapters[first].level,
        };
        status = make_flat(ctx, buf, &timeline->chapters[first], next - first,
                           max_level, mark, &flat[*n_flat]);
        if (status)
            return status;
        if (*n_flat > 0)
            flat[*n_flat - 1].end = chapters->start;
        (*n_flat)++;
    }
    return NP_OK;
}

enum np_status npi_chapters_flatten(struct npi_context *ctx,
                                    const struct np_timeline *timeline,
                                    unsigned max_level, struct np_str mark,
                                    struct np_flat_chapters *flat)
{
    struct np_flat_chapter *items = NPI_ARENA_NEW(
        ctx->arena, struct np_flat_chapter, timeline->n_chapters);
    struct npi_buf buf;
    enum np_status status;

    *flat = (struct np_flat_chapters){.chapters = items};
    if (!items)
        return NP_ERR_NOMEM;
    npi_buf_init(&buf, NPI_BUF_MAX);
    status = flatten(ctx, timeline, max_level, mark, &buf, items,
                     &flat->n_chapters);
    npi_buf_release(&buf);
    return status;
}

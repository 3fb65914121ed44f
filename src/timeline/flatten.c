/* The flat chapter list that players show. */
#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "timeline/timeline.h"

#define NPI_JOIN " / "

/* Levels of an outline, more than any has. */
#define PATH_MAX_LEVELS 16

struct flattening {
    const struct np_timeline *timeline;
    unsigned max_level;
    struct np_str mark;
    enum np_chapter_style style;
    const char *colon;
    struct npi_buf buf;
};

/* Several titles of one start, each once. */
static void put_titles(struct flattening *how,
                       const struct np_chapter *chapters, size_t n)
{
    struct npi_buf *buf = &how->buf;

    for (size_t i = 0; i < n; i++) {
        bool again = chapters[i].level > how->max_level ||
                     !chapters[i].title.len;

        for (size_t k = 0; k < i && !again; k++)
            again = chapters[k].level <= how->max_level &&
                    npi_str_eq(chapters[k].title, chapters[i].title);
        if (again)
            continue;
        if (buf->len)
            npi_buf_puts(buf, NPI_JOIN);
        npi_buf_put(buf, chapters[i].title);
    }
}

static bool is_wide(struct np_str title)
{
    size_t at = 0;

    while (at < title.len)
        if (npi_cp_width(npi_utf8_next(title, &at), false) == 2)
            return true;
    return false;
}

/* Full-width text takes a full-width colon; a list has one kind of it. */
static const char *choose_colon(const struct np_timeline *timeline)
{
    size_t n_wide = 0;

    for (size_t i = 0; i < timeline->n_chapters; i++)
        n_wide += is_wide(timeline->chapters[i].title);
    return n_wide > timeline->n_chapters / 2 ? "：" : ": ";
}

/* The entry's title behind those of all it is in; equal ones once. */
static void put_path(struct flattening *how, const struct np_chapter *chapter)
{
    const struct np_chapter *path[PATH_MAX_LEVELS];
    struct np_str before = npi_str(NULL);
    size_t n = 0;

    while (n < PATH_MAX_LEVELS) {
        path[n++] = chapter;
        if (chapter->parent == NP_NONE)
            break;
        chapter = &how->timeline->chapters[chapter->parent];
    }
    while (n-- > 0) {
        if (!path[n]->title.len || npi_str_eq(path[n]->title, before))
            continue;
        if (before.len)
            npi_buf_puts(&how->buf, how->colon);
        before = path[n]->title;
        npi_buf_put(&how->buf, before);
    }
}

/* The innermost of those that start together. */
static const struct np_chapter *innermost(const struct flattening *how,
                                          const struct np_chapter *chapters,
                                          size_t n)
{
    const struct np_chapter *found = chapters;

    for (size_t i = 1; i < n; i++)
        if (chapters[i].level <= how->max_level &&
            chapters[i].level > found->level)
            found = &chapters[i];
    return found;
}

/* A group of chapters that start together; its first has the level. */
static enum np_status make_flat(struct npi_context *ctx, struct flattening *how,
                                const struct np_chapter *chapters, size_t n,
                                struct np_flat_chapter *flat)
{
    struct np_str joined;

    npi_buf_clear(&how->buf);
    if (how->style == NP_CHAPTERS_CHILDREN)
        npi_buf_put(&how->buf, innermost(how, chapters, n)->title);
    else if (how->style == NP_CHAPTERS_JOINED)
        put_path(how, innermost(how, chapters, n));
    else
        put_titles(how, chapters, n);
    joined = npi_arena_str(ctx->arena, npi_buf_str(&how->buf));
    npi_buf_clear(&how->buf);
    if (flat->level > 1 && how->style == NP_CHAPTERS_FLAT)
        npi_buf_put(&how->buf, how->mark);
    npi_buf_put(&how->buf, joined);
    flat->title = npi_arena_str(ctx->arena, npi_buf_str(&how->buf));
    return how->buf.error || !joined.ptr || !flat->title.ptr ? NP_ERR_NOMEM
                                                             : NP_OK;
}

static enum np_status flatten(struct npi_context *ctx, struct flattening *how,
                              struct np_flat_chapter *flat, size_t *n_flat)
{
    const struct np_timeline *timeline = how->timeline;
    size_t next;

    *n_flat = 0;
    for (size_t c = 0; c < timeline->n_chapters; c = next) {
        const struct np_chapter *chapters = &timeline->chapters[c];
        size_t first = c;
        enum np_status status;

        for (next = c; next < timeline->n_chapters &&
                       timeline->chapters[next].start == chapters->start;)
            next++;
        while (first < next && timeline->chapters[first].level > how->max_level)
            first++;
        if (first == next)
            continue;
        flat[*n_flat] = (struct np_flat_chapter){
            .start = chapters->start,
            .end = timeline->end,
            .level = timeline->chapters[first].level,
        };
        status = make_flat(ctx, how, &timeline->chapters[first], next - first,
                           &flat[*n_flat]);
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
                                    const struct npi_flattening *asked,
                                    struct np_flat_chapters *flat)
{
    struct np_flat_chapter *items = NPI_ARENA_NEW(
        ctx->arena, struct np_flat_chapter, timeline->n_chapters);
    struct flattening how = {.timeline = timeline,
                             .max_level = asked->max_level,
                             .mark = asked->mark,
                             .style = asked->style,
                             .colon = choose_colon(timeline)};
    enum np_status status;

    *flat = (struct np_flat_chapters){.chapters = items};
    if (!items)
        return NP_ERR_NOMEM;
    if (how.style == NP_CHAPTERS_PARENTS && how.max_level > 1)
        how.max_level = 1;
    npi_buf_init(&how.buf, NPI_BUF_MAX);
    status = flatten(ctx, &how, items, &flat->n_chapters);
    npi_buf_release(&how.buf);
    return status;
}

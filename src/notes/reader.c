/* Small services for the files of this stage: lists, lines, places, marks. */
#include "notes/reader.h"

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"

void *npi_reader_grow(struct npi_reader *r, void *items, size_t n, size_t *cap,
                      size_t size)
{
    void *grown = npi_arena_grow(r->ctx->arena, items, n, cap, size);
    if (!grown && r->status == NP_OK)
        r->status = NP_ERR_NOMEM;
    return grown ? grown : items;
}

bool npi_reader_ok(struct npi_reader *r)
{
    if (r->status == NP_OK && r->text.failed)
        r->status = NP_ERR_NOMEM;
    if (r->status == NP_OK && r->ctx->cancel && *r->ctx->cancel)
        r->status = NP_ERR_INTERRUPTED;
    return r->status == NP_OK;
}

size_t npi_line_of(const struct npi_reader *r, size_t offset)
{
    size_t low = 0;
    size_t high = r->n_lines;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (r->lines[mid] <= offset)
            low = mid;
        else
            high = mid;
    }
    return low + 1;
}

size_t npi_line_at(const struct npi_reader *r, struct np_str view,
                   size_t fallback)
{
    size_t offset;
    if (!npi_text_source(&r->text, view.ptr, &offset))
        return fallback;
    return npi_line_of(r, offset);
}

struct np_span npi_span_of(const struct npi_reader *r, struct np_str view)
{
    struct np_span span = npi_text_span(&r->text, r->source, view);
    /* What could not be found stands at the end of its block, or of all. */
    if (span.source != NP_NONE && span.length > r->notes.len - span.offset)
        span.length = r->notes.len - span.offset;
    return span;
}

struct np_span npi_block_span(const struct npi_reader *r,
                              const struct npi_block *block)
{
    size_t line = npi_line_of(r, block->begin);
    size_t end = line < r->n_lines ? r->lines[line] : r->notes.len;
    end = end > block->end ? block->end : end;
    return (struct np_span){r->source, block->begin,
                            end > block->begin ? end - block->begin : 0};
}

void npi_reader_tell(struct npi_reader *r, const struct np_diag_kind *kind,
                     struct np_span span, size_t number)
{
    struct npi_buf digits;
    npi_buf_init(&digits, NPI_BUF_MAX);
    npi_buf_put_u64(&digits, number);
    npi_diag_add(r->ctx->diags, kind, span, npi_buf_str(&digits), npi_str(NULL),
                 npi_str(NULL), npi_str(NULL));
    npi_buf_release(&digits);
}

bool npi_next_line(struct np_str *rest, struct np_str *line)
{
    if (!rest->ptr)
        return false;
    size_t at = 0;
    while (at < rest->len && rest->ptr[at] != NPI_BREAK_SOFT &&
           rest->ptr[at] != NPI_BREAK_HARD)
        at++;
    *line = npi_str_sub(*rest, 0, at);
    if (at < rest->len)
        *rest = npi_str_sub(*rest, at + 1, rest->len);
    else
        *rest = (struct np_str){0};
    return true;
}

/* Marks nest, so the one that holds a place may begin before others; how many
 * of those are looked at. */
#define MARKS_BACK 16

/* The first of a block's marks that can hold at, of those worth a look. */
static size_t first_near(const struct npi_reader *r,
                         const struct npi_block *block, const char *at)
{
    size_t low = block->first_mark;
    size_t high = block->first_mark + block->n_marks;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->marks.items[mid].begin <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low - block->first_mark < MARKS_BACK ? block->first_mark
                                                : low - MARKS_BACK;
}

const struct npi_mark *npi_mark_at(const struct npi_reader *r,
                                   const struct npi_block *block,
                                   enum npi_mark_kind kind, const char *at)
{
    size_t end = block->first_mark + block->n_marks;
    for (size_t i = first_near(r, block, at); i < end; i++) {
        const struct npi_mark *mark = &r->marks.items[i];
        if (mark->begin > at)
            break;
        if (mark->kind == kind && at < mark->end)
            return mark;
    }
    return NULL;
}

const struct npi_mark *npi_mark_next(const struct npi_reader *r,
                                     const struct npi_block *block,
                                     enum npi_mark_kind kind, const char *from,
                                     const char *end)
{
    size_t last = block->first_mark + block->n_marks;
    for (size_t i = first_near(r, block, from); i < last; i++) {
        const struct npi_mark *mark = &r->marks.items[i];
        if (mark->begin >= end)
            break;
        if (mark->kind == kind && mark->begin >= from && mark->end > from)
            return mark;
    }
    return NULL;
}

static bool blank_between(const char *from, const char *to)
{
    struct np_str gap = {from, (size_t)(to - from)};
    return npi_str_trim(gap).len == 0;
}

bool npi_all_strong(const struct npi_reader *r, const struct npi_block *block,
                    struct np_str view)
{
    size_t last = block->first_mark + block->n_marks;
    const char *at = view.ptr;
    const char *end = view.ptr + view.len;
    bool any = false;
    for (size_t i = first_near(r, block, at); i < last && at < end; i++) {
        const struct npi_mark *mark = &r->marks.items[i];
        if (mark->kind != NPI_STRONG || mark->end <= at)
            continue;
        if (mark->begin > at &&
            (mark->begin > end || !blank_between(at, mark->begin)))
            return false;
        at = mark->end;
        any = true;
    }
    return any && (at >= end || blank_between(at, end));
}

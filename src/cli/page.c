/* Text for a person in the making: pieces, fields, wrapping. Tables: table.c.
 * What is said is not decided here. */
#include "cli/page.h"

#include "base/file.h"
#include "base/stamp.h"
#include "base/utf8.h"

#define PAGE_MAX ((size_t)64 << 20) /* bytes of one page */
#define LABEL_COLUMNS 12

void npi_page_init(struct npi_page *page, struct npi_arena *arena,
                   const struct npi_palette *palette, size_t columns)
{
    npi_buf_init(&page->buf, PAGE_MAX);
    page->arena = arena;
    page->palette = palette;
    page->columns = columns;
}

void npi_page_release(struct npi_page *page)
{
    npi_buf_release(&page->buf);
}

enum np_status npi_page_flush(struct npi_page *page, struct npi_diags *diags,
                              int fd, const char *name)
{
    enum np_status status = page->buf.error;

    if (status == NP_OK && page->buf.len > 0)
        status = npi_fd_write(diags, fd, name, npi_buf_str(&page->buf));
    npi_buf_clear(&page->buf);
    return status;
}

void npi_page_puts(struct npi_page *page, const char *z)
{
    npi_buf_puts(&page->buf, z);
}

void npi_page_put(struct npi_page *page, struct np_str text, size_t max)
{
    npi_diag_put_shown(&page->buf, text, max);
}

void npi_page_say_args(struct npi_page *page, const char *msgid,
                       const struct np_str args[NP_DIAG_ARGS])
{
    const struct np_diag_kind kind = {"", NP_NOTE, msgid, NULL};
    struct np_diag diag = {.kind = &kind, .span = NPI_NOWHERE};

    for (size_t i = 0; i < NP_DIAG_ARGS; i++)
        diag.args[i] = args[i];
    npi_diag_message(&page->buf, &diag, npi_tr);
}

struct np_str npi_piece_since(struct npi_page *page, size_t mark)
{
    const struct np_str all = npi_buf_str(&page->buf);
    struct np_str piece = {NULL, 0};

    if (page->buf.error != NP_OK)
        return piece;
    piece = npi_arena_str(page->arena, npi_str_sub(all, mark, all.len - mark));
    if (!piece.ptr)
        page->buf.error = NP_ERR_NOMEM;
    page->buf.len = mark;
    return piece;
}

struct np_str npi_piece_args(struct npi_page *page, const char *msgid,
                             const struct np_str args[NP_DIAG_ARGS])
{
    const size_t mark = page->buf.len;

    npi_page_say_args(page, msgid, args);
    return npi_piece_since(page, mark);
}

struct np_str npi_piece_number(struct npi_page *page, uint64_t n)
{
    const size_t mark = page->buf.len;
    uint64_t unit = 1;

    while (n / unit >= 1000)
        unit *= 1000;
    npi_buf_put_u64(&page->buf, n / unit);
    for (; unit > 1; unit /= 1000) {
        npi_buf_putc(&page->buf, ',');
        npi_buf_put_padded(&page->buf, n % unit / (unit / 1000), 3);
    }
    return npi_piece_since(page, mark);
}

struct np_str npi_piece_count(struct npi_page *page, const char *one,
                              const char *many, size_t n)
{
    const size_t mark = page->buf.len;
    const struct np_diag_kind kind = {"", NP_NOTE, npi_trn(one, many, n), NULL};
    const struct np_diag diag = {.kind = &kind,
                                 .span = NPI_NOWHERE,
                                 .args = {npi_piece_number(page, n)}};

    npi_diag_message(&page->buf, &diag, NULL);
    return npi_piece_since(page, mark);
}

struct np_str npi_piece_stamp(struct npi_page *page, int64_t ms)
{
    const size_t mark = page->buf.len;

    npi_stamp_write(&page->buf, ms, NPI_STAMP_SHORT);
    return npi_piece_since(page, mark);
}

struct np_str npi_piece_fixed(struct npi_page *page, double value,
                              unsigned decimals)
{
    const size_t mark = page->buf.len;

    npi_buf_put_fixed(&page->buf, value, decimals);
    return npi_piece_since(page, mark);
}

struct np_str npi_piece_bytes(struct npi_page *page, uint64_t n)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    const size_t mark = page->buf.len;
    double value = (double)n;
    size_t unit = 0;

    for (; value >= 999.5 && unit + 1 < sizeof(units) / sizeof(units[0]);
         unit++)
        value /= 1000;
    npi_buf_put_fixed(&page->buf, value, unit > 0 && value < 99.95 ? 1 : 0);
    npi_buf_putc(&page->buf, ' ');
    npi_buf_puts(&page->buf, units[unit]);
    return npi_piece_since(page, mark);
}

void npi_page_spaces(struct npi_page *page, size_t n)
{
    while (n-- > 0)
        npi_buf_putc(&page->buf, ' ');
}

void npi_page_heading(struct npi_page *page, const char *msgid)
{
    npi_page_puts(page, page->buf.len > 0 ? "\n" : "");
    npi_page_puts(page, page->palette->bold);
    npi_page_puts(page, npi_tr(msgid));
    npi_page_puts(page, page->palette->reset);
    npi_page_puts(page, "\n");
}

/* The longest beginning of text that fits into columns, ended where a line may
 * end: before a space, or beside a Chinese character. At least one character.
 */
static size_t fitting(struct np_str text, size_t columns)
{
    size_t width = 0;
    size_t good = 0;
    uint32_t last = 0;

    for (size_t at = 0; at < text.len;) {
        const size_t before = at;
        const uint32_t cp = npi_utf8_next(text, &at);

        if (before > 0 &&
            (cp == ' ' || (!npi_cp_is_punct(cp) && last != ' ' &&
                           (npi_cp_is_cjk(last) || npi_cp_is_cjk(cp)))))
            good = before;
        width += npi_cp_width(cp, false);
        if (width > columns)
            return good > 0 ? good : before > 0 ? before : at;
        last = cp;
    }
    return text.len;
}

void npi_page_wrap(struct npi_page *page, struct np_str text, size_t indent)
{
    const size_t columns = page->columns > indent + 20 ? page->columns - indent
                                                       : 20;
    size_t n = fitting(text, columns);

    npi_page_put(page, npi_str_sub(text, 0, n), SIZE_MAX);
    while (n < text.len) {
        text = npi_str_trim(npi_str_sub(text, n, text.len));
        npi_page_puts(page, "\n");
        npi_page_spaces(page, indent);
        n = fitting(text, columns);
        npi_page_put(page, npi_str_sub(text, 0, n), SIZE_MAX);
    }
}

void npi_page_field(struct npi_page *page, const char *label,
                    struct np_str value)
{
    const struct np_str name = npi_str(npi_tr(label));
    const size_t width = npi_str_width(name, false);

    npi_page_puts(page, "  ");
    npi_page_puts(page, page->palette->dim);
    npi_page_put(page, name, SIZE_MAX);
    npi_page_puts(page, page->palette->reset);
    npi_page_spaces(page, width < LABEL_COLUMNS ? LABEL_COLUMNS - width : 1);
    npi_page_wrap(page, value, LABEL_COLUMNS + 2);
    npi_page_puts(page, "\n");
}

/* Diagnostics as text for people: the message, the source line around the
 * place, a caret under it, the hint.
 *
 * Text that comes from files cannot play tricks on a terminal: control
 * characters and those that turn the writing direction are shown as U+FFFD. */
#include "base/diag.h"

#include "base/utf8.h"

/* Display columns of the source line that are shown, before the place and in
 * all; the same for an argument inside a message. */
#define SHOWN_BEFORE 38
#define SHOWN 76
#define SHOWN_ARG 120
/* A hint may be a command to be copied, which is of no use when cut. */
#define SHOWN_HINT 4000
#define TAB 4

static const char *translated(npi_translate tr, const char *msgid)
{
    return tr ? tr(msgid) : msgid;
}

static bool unsafe(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 ||
           cp == 0x2029 || cp == 0x200e || cp == 0x200f || cp == 0x061c ||
           (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069);
}

/* Columns that put_shown() will take. */
static size_t shown_width(uint32_t cp)
{
    if (cp == '\t')
        return TAB;
    return unsafe(cp) ? 1 : npi_cp_width(cp, false);
}

/* The same for limits: what has no width counts too, or a million of it would
 * be shown. */
static size_t shown_cost(uint32_t cp)
{
    size_t width = shown_width(cp);
    return width ? width : 1;
}

static void put_shown(struct npi_buf *out, uint32_t cp)
{
    if (cp == '\t')
        npi_buf_puts(out, "    ");
    else
        npi_buf_put_cp(out, unsafe(cp) ? 0xfffd : cp);
}

void npi_diag_put_shown(struct npi_buf *out, struct np_str text, size_t max)
{
    size_t width = 0;
    size_t cut = out->len; /* where the mark goes if not all of it fits */
    for (size_t at = 0; at < text.len;) {
        uint32_t cp = npi_utf8_next(text, &at);
        if (cp == '\n' || cp == '\t' || cp == '\r')
            cp = ' ';
        width += shown_cost(cp);
        if (width > max) {
            out->len = cut;
            npi_buf_puts(out, "…");
            return;
        }
        put_shown(out, cp);
        if (width < max)
            cut = out->len;
    }
}

/* A template with its arguments put in. */
static void put_template(struct npi_buf *out, const struct np_diag *diag,
                         struct np_str text, size_t max)
{
    size_t from = 0;
    for (size_t at = 0; at + 2 < text.len; at++) {
        unsigned arg = (unsigned char)text.ptr[at + 1] - (unsigned)'0';
        if (text.ptr[at] != '{' || arg >= NP_DIAG_ARGS ||
            text.ptr[at + 2] != '}')
            continue;
        npi_buf_put(out, npi_str_sub(text, from, at - from));
        npi_diag_put_shown(out, diag->args[arg], max);
        from = at + 3;
        at += 2;
    }
    npi_buf_put(out, npi_str_sub(text, from, text.len));
}

void npi_diag_message(struct npi_buf *out, const struct np_diag *diag,
                      npi_translate tr)
{
    put_template(out, diag, npi_str(translated(tr, diag->kind->message)),
                 SHOWN_ARG);
}

void npi_diag_hint(struct npi_buf *out, const struct np_diag *diag,
                   npi_translate tr)
{
    if (diag->kind->hint)
        put_template(out, diag, npi_str(translated(tr, diag->kind->hint)),
                     SHOWN_HINT);
}

/* Puts text[from, to) as shown (out may be NULL); returns its columns. */
static size_t put_range(struct npi_buf *out, struct np_str text, size_t from,
                        size_t to)
{
    size_t width = 0;
    while (from < to) {
        uint32_t cp = npi_utf8_next(text, &from);
        width += shown_width(cp);
        if (out)
            put_shown(out, cp);
    }
    return width;
}

/* The part of a source line that is shown: [from, to) around the place. */
struct window {
    size_t from;
    size_t to;
    bool cut_front;
    bool cut_back;
};

static bool line_end(struct np_str text, size_t at)
{
    return at >= text.len || text.ptr[at] == '\n' ||
           (text.ptr[at] == '\r' &&
            (at + 1 == text.len || text.ptr[at + 1] == '\n'));
}

/* Looks only as far as is shown: a line may be megabytes long. */
static struct window find_window(struct np_str text, size_t place)
{
    struct window w = {place, place, false, false};
    size_t width = 0;
    while (w.from > 0 && text.ptr[w.from - 1] != '\n') {
        size_t prev = w.from;
        width += shown_cost(npi_utf8_prev(text, &prev));
        w.cut_front = width > SHOWN_BEFORE;
        if (w.cut_front)
            break;
        w.from = prev;
    }
    width = put_range(NULL, text, w.from, place);
    while (!line_end(text, w.to)) {
        size_t next = w.to;
        width += shown_cost(npi_utf8_next(text, &next));
        w.cut_back = width > SHOWN;
        if (w.cut_back)
            break;
        w.to = next;
    }
    return w;
}

static void put_times(struct npi_buf *out, const char *z, size_t n)
{
    while (n-- > 0)
        npi_buf_puts(out, z);
}

static const char *color(const char *z)
{
    return z ? z : "";
}

static const char *severity_color(const struct npi_diag_colors *colors,
                                  enum np_severity severity)
{
    if (severity == NP_ERROR)
        return color(colors->error);
    return color(severity == NP_WARNING ? colors->warning : colors->note);
}

/* The source line and the caret under the place. */
static void put_source_line(struct npi_buf *out, const struct np_diag *diag,
                            struct np_str text,
                            const struct npi_diag_colors *colors)
{
    size_t place = diag->span.offset;
    if (place > text.len)
        place = text.len;
    struct window w = find_window(text, place);
    if (w.from == w.to)
        return;
    npi_buf_puts(out, w.cut_front ? "  …" : "  ");
    put_range(out, text, w.from, w.to);
    npi_buf_puts(out, w.cut_back ? "…\n" : "\n");

    size_t left = w.to - place;
    size_t length = diag->span.length < left ? diag->span.length : left;
    size_t under = put_range(NULL, text, place, place + length);
    put_times(out, " ",
              put_range(NULL, text, w.from, place) + (w.cut_front ? 3 : 2));
    npi_buf_puts(out, severity_color(colors, diag->kind->severity));
    npi_buf_putc(out, '^');
    put_times(out, "~", under > 1 ? under - 1 : 0);
    npi_buf_puts(out, color(colors->reset));
    npi_buf_putc(out, '\n');
}

static void put_place(struct npi_buf *out, const struct npi_diags *diags,
                      const struct np_diag *diag)
{
    size_t line;
    size_t column;
    if (!npi_diags_place(diags, diag->span, &line, &column))
        return;
    npi_diag_put_shown(out, diags->sources[diag->span.source].name, SIZE_MAX);
    npi_buf_putc(out, ':');
    npi_buf_put_u64(out, line);
    npi_buf_putc(out, ':');
    npi_buf_put_u64(out, column);
    npi_buf_puts(out, ": ");
}

void npi_diag_render(struct npi_buf *out, const struct npi_diags *diags,
                     const struct np_diag *diag, npi_translate tr,
                     const struct npi_diag_colors *colors)
{
    static const char *const words[] = {N_("note"), N_("warning"), N_("error")};
    static const struct npi_diag_colors plain;
    enum np_severity severity = diag->kind->severity;
    if (!colors)
        colors = &plain;
    npi_buf_puts(out, color(colors->bold));
    put_place(out, diags, diag);
    npi_buf_puts(out, severity_color(colors, severity));
    npi_buf_puts(out, translated(tr, words[severity]));
    npi_buf_puts(out, ":");
    npi_buf_puts(out, color(colors->reset));
    npi_buf_putc(out, ' ');
    npi_diag_message(out, diag, tr);
    npi_buf_puts(out, " [");
    npi_buf_puts(out, diag->kind->code);
    npi_buf_puts(out, "]\n");
    if (diag->span.source < diags->n_sources)
        put_source_line(out, diag, diags->sources[diag->span.source].text,
                        colors);
    if (!diag->kind->hint)
        return;
    npi_buf_puts(out, "  ");
    npi_buf_puts(out, translated(tr, N_("hint")));
    npi_buf_puts(out, ": ");
    npi_diag_hint(out, diag, tr);
    npi_buf_putc(out, '\n');
}

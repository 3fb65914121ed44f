/* Lines of a text, their two sides, and where diagnostics point. */
#include "lexicon/readers.h"

#include "base/utf8.h"

struct npi_lexicon_source npi_lexicon_source(struct npi_context *ctx,
                                             struct np_str name,
                                             struct np_str text)
{
    return (struct npi_lexicon_source){ctx, name, text, NP_NONE};
}

struct np_span npi_lexicon_span(struct npi_lexicon_source *source,
                                struct np_str piece)
{
    if (source->index == NP_NONE)
        source->index = npi_diags_add_source(source->ctx->diags, source->name,
                                             source->text);
    return (struct np_span){source->index,
                            (size_t)(piece.ptr - source->text.ptr), piece.len};
}

bool npi_row_next(struct np_str text, size_t *at, struct np_str *line)
{
    size_t end = *at;
    bool two;

    if (*at >= text.len)
        return false;
    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
        end++;
    *line = npi_str_sub(text, *at, end - *at);
    two = end + 1 < text.len && text.ptr[end] == '\r' &&
          text.ptr[end + 1] == '\n';
    *at = end + 1 + two;
    return true;
}

bool npi_row_is_comment(struct np_str line)
{
    line = npi_str_trim(line);
    return line.len == 0 || line.ptr[0] == '#';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The colon of a stamp (0:33) or of a link parts nothing. */
static bool is_inside(struct np_str line, size_t from, size_t to)
{
    if (line.ptr[from] != ':' || to >= line.len)
        return false;
    return line.ptr[to] == '/' ||
           (from > 0 && is_digit(line.ptr[from - 1]) && is_digit(line.ptr[to]));
}

/* Parts the line at the first of two characters. */
static bool split_at(struct np_str line, uint32_t a, uint32_t b,
                     struct np_str *left, struct np_str *right)
{
    for (size_t at = 0; at < line.len;) {
        size_t from = at;
        uint32_t cp = npi_utf8_next(line, &at);

        if ((cp != a && cp != b) || is_inside(line, from, at))
            continue;
        *left = npi_str_trim(npi_str_sub(line, 0, from));
        *right = npi_str_trim(npi_str_sub(line, at, line.len));
        return true;
    }
    return false;
}

bool npi_pair_split(struct np_str line, bool colon, struct np_str *left,
                    struct np_str *right)
{
    line = npi_str_trim(line);
    if (!split_at(line, '\t', '\t', left, right) &&
        !split_at(line, '=', 0xff1d, left, right) &&
        !(colon && split_at(line, ':', 0xff1a, left, right)))
        return false;
    return left->len > 0 && right->len > 0;
}

bool npi_pair_next(struct np_str *side, struct np_str *one)
{
    while (side->len > 0) {
        size_t at = 0;
        size_t end = 0;
        bool found = false;

        while (!found && at < side->len) {
            uint32_t cp;

            end = at;
            cp = npi_utf8_next(*side, &at);
            found = cp == ',' || cp == ';' || cp == 0xff0c || cp == 0x3001 ||
                    cp == 0xff1b;
        }
        *one = npi_str_trim(npi_str_sub(*side, 0, found ? end : at));
        *side = npi_str_sub(*side, at, side->len);
        if (one->len > 0)
            return true;
    }
    return false;
}

/* Raw HTML blocks. <details> folds the original text away in many notes, so its
 * borders are kept and its <summary> is remembered; comments and <br> go. What
 * else there is in tags and words stays as the text it is; a block of nothing
 * but tags has kind NPI_HTML_BLOCK. */
#include "notes/html.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/names.h"
#include <string.h>

/* The tag at the start of s, to its '>'; absent when it has none. */
static struct np_str read_tag(struct np_str s)
{
    if (npi_str_starts(s, NPI_STR("<!--"))) {
        size_t end = npi_str_find(s, NPI_STR("-->"));
        return npi_str_sub(s, 0, end == NP_NONE ? s.len : end + 3);
    }
    size_t close = npi_str_find_char(s, '>');
    return close == NP_NONE ? npi_str(NULL) : npi_str_sub(s, 0, close + 1);
}

/* <name …> or </name …> */
static bool is_tag(struct np_str tag, struct np_str name)
{
    size_t at = npi_str_starts(tag, NPI_STR("</")) ? 2 : 1;
    struct np_str rest = npi_str_sub(tag, at, tag.len);
    return npi_str_starts_nocase(rest, name) && rest.len > name.len &&
           memchr(" \t\r\n/>", rest.ptr[name.len], 6) != NULL;
}

struct scan {
    struct npi_reader *r;
    const char *from; /* of the text */
    size_t source;    /* of the literal */
    struct np_str literal;
    size_t at;
    unsigned *details;
    bool touched; /* part of it is inside <details> */
    bool words;
};

static void put(struct scan *scan, size_t len)
{
    struct np_str part = npi_str_sub(scan->literal, scan->at, len);
    npi_text_put(&scan->r->text, part, scan->source + scan->at, true);
}

/* <summary>…</summary>: a name, no text. */
static size_t take_summary(struct scan *scan, size_t tag_len)
{
    struct np_str rest = npi_str_sub(scan->literal, scan->at + tag_len,
                                     scan->literal.len);
    size_t end = npi_str_find(rest, NPI_STR("</summary"));
    if (end == NP_NONE)
        end = npi_str_find_char(rest, '\n');
    struct np_str name = npi_str_trim(npi_str_sub(rest, 0, end));
    if (npi_name_section(name, true) == NPI_SECTION_ORIGINAL)
        scan->r->details_original = true;
    return tag_len + (end == NP_NONE ? rest.len : end);
}

/* Bytes to go on by after a tag. */
static size_t take_tag(struct scan *scan, struct np_str tag)
{
    bool closing = npi_str_starts(tag, NPI_STR("</"));
    if (is_tag(tag, NPI_STR("details"))) {
        if (!closing)
            ++*scan->details;
        else if (*scan->details)
            --*scan->details;
        scan->touched = scan->touched || *scan->details;
    } else if (is_tag(tag, NPI_STR("summary"))) {
        return closing ? tag.len : take_summary(scan, tag.len);
    } else if (is_tag(tag, NPI_STR("br"))) {
        npi_text_put(&scan->r->text, NPI_STR("\v"), scan->source + scan->at,
                     false);
    } else if (!npi_str_starts(tag, NPI_STR("<!--"))) {
        put(scan, tag.len);
    }
    return tag.len;
}

/* The words up to the next tag. */
static size_t take_words(struct scan *scan)
{
    struct np_str rest = npi_str_sub(scan->literal, scan->at,
                                     scan->literal.len);
    struct np_str behind = npi_str_sub(rest, 1, rest.len);
    size_t next = npi_str_find_char(behind, '<');
    size_t len = next == NP_NONE ? rest.len : next + 1;
    for (size_t at = 0; at < len && !scan->words;)
        scan->words = npi_cp_is_alnum(npi_utf8_next(rest, &at));
    put(scan, len);
    return len;
}

static void scan_all(struct scan *scan)
{
    bool tags = true; /* false: no '>' is left, so no tag is either */
    while (scan->at < scan->literal.len) {
        struct np_str rest = npi_str_sub(scan->literal, scan->at,
                                         scan->literal.len);
        struct np_str tag = npi_str(NULL);
        if (tags && rest.ptr[0] == '<') {
            tag = read_tag(rest);
            tags = tag.ptr != NULL;
        }
        scan->at += tag.ptr ? take_tag(scan, tag) : take_words(scan);
    }
}

void npi_html_block(struct npi_reader *r, struct npi_block block,
                    struct np_str literal, unsigned *details)
{
    struct np_str here = npi_str_sub(r->notes, block.begin, r->notes.len);
    struct np_str probe = npi_str_sub(literal, 0, 16);
    size_t into = npi_str_find(npi_str_sub(here, 0, 64), probe);
    struct scan scan = {.r = r,
                        .literal = literal,
                        .source = block.begin + (into == NP_NONE ? 0 : into),
                        .details = details,
                        .touched = *details > 0};
    scan.from = npi_text_begin(&r->text, literal.len + 1);
    scan_all(&scan);
    struct np_str text = npi_str_trim(npi_text_since(&r->text, scan.from));
    if (!text.len)
        return;
    struct npi_block *out = NPI_PUSH(r, r->blocks);
    if (!out)
        return;
    *out = block;
    out->kind = scan.words ? NPI_PARAGRAPH : NPI_HTML_BLOCK;
    out->text = text;
    out->first_mark = r->marks.n;
    out->details = scan.touched;
    out->html = true;
}

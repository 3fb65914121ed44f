/* Markup inside cues: WebVTT's tags (W3C Candidate Recommendation, 4 April
 * 2019), HTML's as SubRip files use them, ASS's override blocks. Formatting is
 * dropped; what tells of time or speaker is kept. A mark that never ends is
 * text, so that one slip does not swallow a cue. */
#include "captions/markup.h"

#include "base/str.h"
#include "base/utf8.h"
#include "captions/clock.h"

#define TAG_MAX 512 /* bytes: what is longer is no tag */

struct markup {
    struct npi_draft *draft;
    unsigned kinds;
    struct np_str text;
    size_t at;
    bool hidden; /* inside a ruby note or a drawing */
};

/* The tags that SubRip files borrow from HTML, and WebVTT's. */
static const char *const html_tags[] = {
    "i",      "b",    "u",     "s",    "c",   "v",   "font",
    "span",   "ruby", "rt",    "lang", "br",  "p",   "em",
    "strong", "big",  "small", "a",    "div", "sub", "sup",
};

static struct np_str tag_name(struct np_str tag)
{
    size_t from = tag.len > 0 && tag.ptr[0] == '/';
    size_t to = from;
    while (to < tag.len && ((tag.ptr[to] >= 'a' && tag.ptr[to] <= 'z') ||
                            (tag.ptr[to] >= 'A' && tag.ptr[to] <= 'Z')))
        to++;
    return npi_str_sub(tag, from, to - from);
}

static bool is_html_tag(struct np_str tag)
{
    struct np_str name = tag_name(tag);
    for (size_t i = 0; i < sizeof(html_tags) / sizeof(html_tags[0]); i++)
        if (npi_str_eq_nocase(name, npi_str(html_tags[i])))
            return true;
    return false;
}

/* What stands between the mark at m->at and its end; false if it has none
 * nearby. */
static bool read_block(const struct markup *m, char open, char close,
                       struct np_str *inside)
{
    struct np_str near = npi_str_sub(m->text, m->at + 1, TAG_MAX);
    size_t end = npi_str_find_char(near, close);
    if (end == NP_NONE)
        return false;
    *inside = npi_str_sub(near, 0, end);
    return npi_str_find_char(*inside, open) == NP_NONE;
}

/* <v.loud Sarah Guo>: the name behind the classes. */
static void put_voice(struct markup *m, struct np_str tag)
{
    size_t space = npi_str_find_char(tag, ' ');
    if (space == NP_NONE)
        return;
    struct np_str name = npi_str_trim(npi_str_sub(tag, space, tag.len));
    name = npi_entities_decode(m->draft->ctx->arena, name);
    if (name.ptr)
        npi_draft_speaker(m->draft, name);
    else
        npi_draft_no_memory(m->draft);
}

static void put_tag(struct markup *m, struct np_str tag)
{
    size_t at = 0;
    int64_t ms;
    struct np_str name = tag_name(tag);
    if (npi_clock_read(tag, &at, &ms) && at == tag.len)
        npi_draft_mark(m->draft, ms);
    else if (npi_str_eq_nocase(name, NPI_STR("br")))
        npi_draft_put_cp(m->draft, NPI_DRAFT_LINE);
    else if (npi_str_eq_nocase(name, NPI_STR("rt")))
        m->hidden = tag.ptr[0] != '/';
    else if (npi_str_eq_nocase(name, NPI_STR("ruby")))
        m->hidden = false;
    else if (npi_str_eq(name, NPI_STR("v")) && tag.ptr[0] != '/')
        put_voice(m, tag);
}

static bool take_tag(struct markup *m)
{
    struct np_str tag;
    if (!(m->kinds & (NPI_MARKUP_TAGS | NPI_MARKUP_HTML_TAGS)) ||
        !read_block(m, '<', '>', &tag))
        return false;
    if (!(m->kinds & NPI_MARKUP_TAGS) && !is_html_tag(tag))
        return false;
    put_tag(m, tag);
    m->at += tag.len + 2;
    return true;
}

/* {\p1}: what follows is a drawing, until {\p0}. {\pos(…)} is none. */
static void put_override(struct markup *m, struct np_str block)
{
    for (size_t at = 0; at + 2 < block.len; at++)
        if (block.ptr[at] == '\\' && block.ptr[at + 1] == 'p' &&
            block.ptr[at + 2] >= '0' && block.ptr[at + 2] <= '9')
            m->hidden = block.ptr[at + 2] != '0';
}

/* MicroDVD's {y:i}, {C:$ff0000}. */
static bool is_microdvd(struct np_str block)
{
    return block.len >= 3 && block.ptr[1] == ':' &&
           npi_str_find_char(NPI_STR("yYcCfFsSpPoO"), block.ptr[0]) != NP_NONE;
}

static bool take_block(struct markup *m)
{
    struct np_str block;
    if (!(m->kinds & (NPI_MARKUP_BRACES | NPI_MARKUP_ALL_BRACES)) ||
        !read_block(m, '{', '}', &block))
        return false;
    if (!(m->kinds & NPI_MARKUP_ALL_BRACES) && !is_microdvd(block) &&
        (block.len == 0 || block.ptr[0] != '\\'))
        return false;
    put_override(m, block);
    m->at += block.len + 2;
    return true;
}

static bool take_backslash(struct markup *m)
{
    char c = m->at + 1 < m->text.len ? m->text.ptr[m->at + 1] : '\0';
    if (!(m->kinds & NPI_MARKUP_BACKSLASH) ||
        (c != 'N' && c != 'n' && c != 'h'))
        return false;
    npi_draft_put_cp(m->draft, c == 'h' ? ' ' : NPI_DRAFT_LINE);
    m->at += 2;
    return true;
}

static bool take_entity(struct markup *m)
{
    uint32_t cp;
    size_t used;
    if (!(m->kinds & NPI_MARKUP_ENTITIES) ||
        !npi_entity_read(m->text, m->at, &cp, &used))
        return false;
    if (!m->hidden)
        npi_draft_put_cp(m->draft, cp);
    m->at += used;
    return true;
}

static bool is_mark(char c)
{
    return c == '<' || c == '{' || c == '\\' || c == '&';
}

static bool take_mark(struct markup *m)
{
    switch (m->text.ptr[m->at]) {
    case '<':
        return take_tag(m);
    case '{':
        return take_block(m);
    case '\\':
        return take_backslash(m);
    case '&':
        return take_entity(m);
    default:
        return false;
    }
}

void npi_markup_put(struct npi_draft *draft, struct np_str text, unsigned kinds)
{
    struct markup m = {draft, kinds, text, 0, false};
    while (m.at < text.len && !draft->status) {
        if (take_mark(&m))
            continue;
        size_t from = m.at;
        while (++m.at < text.len && !is_mark(text.ptr[m.at]))
            continue;
        if (!m.hidden)
            npi_draft_put(draft, npi_str_sub(text, from, m.at - from));
    }
}

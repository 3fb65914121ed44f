/* What the notes say about the episode besides outline and dialogue: title and
 * header list, summary, people, tags, key points, prose. */
#include "notes/header.h"
#include "notes/parts.h"

#include "base/str.h"
#include "base/utf8.h"

#define TITLE_WIDTH_MAX 240

struct about {
    struct npi_reader *r;
    bool top;              /* above the first section */
    bool has_title;        /* the top's first line has been seen */
    bool front;            /* front matter gave a title */
    struct np_str heading; /* the nearest one */
    NPI_LIST(struct np_str) summary;
    NPI_LIST(struct np_str) intro; /* paragraphs at the top */
    bool listed;                   /* the key points have been a list so far */
};

static bool is_text(const struct npi_block *block)
{
    return block->kind == NPI_PARAGRAPH || block->kind == NPI_HEADING;
}

static void push(struct npi_reader *r, struct np_str *item, struct np_str text)
{
    if (item)
        *item = npi_text_fold(&r->text, text);
}

static void add_prose(struct about *a, const struct npi_block *block)
{
    struct npi_reader *r = a->r;
    struct np_str text = npi_text_fold(&r->text, block->text);
    struct np_prose *prose = text.len ? NPI_PUSH(r, r->prose) : NULL;
    if (prose)
        *prose = (struct np_prose){a->heading, text, block->list_depth,
                                   block->line};
}

/* Where a person's name ends: before a colon, dash, comma or bracket. */
static size_t name_end(struct np_str s, size_t *behind)
{
    for (size_t at = 0; at < s.len;) {
        size_t here = at;
        uint32_t cp = npi_utf8_next(s, &at);
        uint32_t half = npi_cp_halfwidth(cp);
        bool dash = cp == 0x2013 || cp == 0x2014 ||
                    npi_str_starts(npi_str_sub(s, here, 3), NPI_STR(" - "));
        if (half == ':' || half == ',' || half == '(' || dash) {
            *behind = dash && cp == ' ' ? here + 3 : at;
            return here;
        }
    }
    *behind = s.len;
    return s.len;
}

static void add_person(struct npi_reader *r, const struct npi_block *block,
                       struct np_str line)
{
    size_t behind;
    struct np_str s = npi_str_trim(line);
    size_t end = name_end(s, &behind);
    struct np_str name = npi_str_trim(npi_str_sub(s, 0, end));
    struct np_str about = npi_str_trim(npi_str_sub(s, behind, s.len));
    if (end < s.len && s.ptr[end] == '(' && npi_str_ends(about, NPI_STR(")")))
        about.len--;
    npi_header_person(r, name, about, npi_line_at(r, line, block->line));
}

/* A list below a person tells more about them. */
static bool add_to_person(struct npi_reader *r, const struct npi_block *block)
{
    struct np_person *person = r->people.n ? &r->people.items[r->people.n - 1]
                                           : NULL;
    if (!person || (block->list_depth < 2 && block->item))
        return false;
    person->about = npi_text_join(&r->text, person->about, block->text);
    return true;
}

static void people_block(struct npi_reader *r, struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    if (!is_text(block))
        return;
    block->used = true;
    if (block->list_depth && add_to_person(r, block))
        return;
    while (npi_next_line(&rest, &line))
        if (npi_str_trim(line).len && !npi_header_line(r, block, line, false))
            add_person(r, block, line);
}

static void point_block(struct about *a, struct npi_block *block)
{
    struct npi_reader *r = a->r;
    if (!is_text(block) || !block->text.len)
        return;
    block->used = true;
    a->listed = a->listed || block->list_depth;
    if (a->listed && !block->list_depth && block->kind == NPI_PARAGRAPH) {
        push(r, NPI_PUSH(r, a->summary), block->text);
        return;
    }
    struct np_item *item = NPI_PUSH(r, r->key_points);
    if (item)
        *item = (struct np_item){npi_text_fold(&r->text, block->text),
                                 block->line};
}

static void tag_block(struct npi_reader *r, struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    if (!is_text(block))
        return;
    block->used = true;
    while (npi_next_line(&rest, &line))
        npi_header_put(r, NPI_STR("tags"), line, npi_str(NULL), block->line);
}

/* A line that is nothing but a link, or a date. */
static bool bare_line(struct npi_reader *r, const struct npi_block *block,
                      struct np_str line)
{
    char date[11];
    struct np_str s = npi_str_trim(line);
    const struct npi_mark *mark = npi_mark_at(r, block, NPI_LINK, s.ptr);
    bool link = mark && mark->end >= s.ptr + s.len;
    bool address = npi_str_starts(s, NPI_STR("http")) &&
                   npi_str_find_char(s, ' ') == NP_NONE;
    if (!r->episode->link.len && (link || address)) {
        npi_header_put(r, NPI_STR("link"), s, link ? mark->url : npi_str(NULL),
                       block->line);
        return r->episode->link.len > 0;
    }
    if (!r->episode->date.len && s.len <= 24 && npi_date_read(s, date) &&
        date[7] == '-') {
        npi_header_put(r, NPI_STR("date"), s, npi_str(NULL), block->line);
        return true;
    }
    return false;
}

/* The first line of all is the title, unless the front matter gave one and
 * this is no heading. */
static bool take_title(struct about *a, const struct npi_block *block,
                       struct np_str line)
{
    struct npi_reader *r = a->r;
    if (a->has_title || block->list_depth || block->quote_depth ||
        npi_str_width(line, true) > TITLE_WIDTH_MAX ||
        (a->front && block->kind != NPI_HEADING))
        return false;
    a->has_title = true;
    npi_header_put(r, NPI_STR("title"), line, npi_str(NULL), block->line);
    return true;
}

static void top_line(struct about *a, struct npi_block *block,
                     struct np_str line)
{
    struct npi_reader *r = a->r;
    bool row = npi_header_line(r, block, line, block->list_depth > 0);
    if (row || npi_header_tags(r, line) || bare_line(r, block, line) ||
        take_title(a, block, line))
        block->used = true;
}

/* Header rows, title and introduction above the first section. */
static void top_block(struct about *a, struct npi_block *block)
{
    struct npi_reader *r = a->r;
    struct np_str rest = block->text;
    struct np_str line;
    if (!is_text(block))
        return;
    while (npi_next_line(&rest, &line) && npi_reader_ok(r)) {
        block->used = false;
        if (npi_str_trim(line).len)
            top_line(a, block, line);
        if (!block->used && !block->list_depth) {
            a->has_title = true;
            struct np_str left = {
                line.ptr,
                (size_t)(block->text.ptr + block->text.len - line.ptr)};
            push(r, NPI_PUSH(r, a->intro), left);
            block->used = true;
            return;
        }
    }
}

static bool tags_alone(struct npi_reader *r, struct npi_block *block)
{
    if (block->kind != NPI_PARAGRAPH || block->list_depth ||
        !npi_str_starts(npi_str_trim(block->text), NPI_STR("#")))
        return false;
    block->used = npi_header_tags(r, block->text);
    return block->used;
}

static void header_block(struct npi_reader *r, struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    while (is_text(block) && npi_next_line(&rest, &line))
        if (npi_header_line(r, block, line, true) || bare_line(r, block, line))
            block->used = true;
}

static void prose_block(struct about *a, struct npi_block *block)
{
    if (!is_text(block))
        return;
    block->used = true;
    if (block->kind != NPI_HEADING)
        add_prose(a, block);
}

static void section_block(struct about *a, struct npi_block *block)
{
    switch (block->section) {
    case NPI_SECTION_HEADER:
        header_block(a->r, block);
        break;
    case NPI_SECTION_SUMMARY:
        block->used = is_text(block);
        if (block->used)
            push(a->r, NPI_PUSH(a->r, a->summary), block->text);
        break;
    case NPI_SECTION_PEOPLE:
        people_block(a->r, block);
        break;
    case NPI_SECTION_TAGS:
        tag_block(a->r, block);
        break;
    case NPI_SECTION_PROSE:
    case NPI_SECTION_WRAPPER:
        prose_block(a, block);
        break;
    case NPI_SECTION_KEY_POINTS:
        point_block(a, block);
        break;
    case NPI_SECTION_NONE:
        if (a->top)
            top_block(a, block);
        break;
    default:
        break;
    }
}

static void about_block(struct about *a, struct npi_block *block)
{
    bool elsewhere = block->section == NPI_SECTION_DIALOGUE ||
                     block->section == NPI_SECTION_OUTLINE ||
                     block->section == NPI_SECTION_ORIGINAL ||
                     block->section == NPI_SECTION_MIND_MAP;
    if (block->kind == NPI_HEADING || block->is_title) {
        a->heading = npi_text_fold(&a->r->text, block->text);
        a->listed = false;
    }
    if (block->is_title || elsewhere ||
        (block->kind == NPI_HEADING && a->has_title))
        a->top = false;
    if (block->is_title)
        block->used = true;
    else if (!elsewhere && !tags_alone(a->r, block))
        section_block(a, block);
}

/* Paragraphs divided by '\n'. */
static struct np_str join(struct npi_reader *r, const struct np_str *items,
                          size_t n)
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += items[i].len + 1;
    if (n < 2)
        return n ? items[0] : npi_str(NULL);
    const char *from = npi_text_begin(&r->text, len);
    for (size_t i = 0; i < n; i++) {
        if (i)
            npi_text_put(&r->text, NPI_STR("\n"), NP_NONE, false);
        npi_text_put(&r->text, items[i], NP_NONE, false);
    }
    return npi_text_since(&r->text, from);
}

static void put_summary(struct about *a)
{
    struct npi_reader *r = a->r;
    if (a->summary.n && !r->episode->summary.len)
        r->episode->summary = join(r, a->summary.items, a->summary.n);
    else if (!r->episode->summary.len)
        r->episode->summary = join(r, a->intro.items, a->intro.n);
    else
        a->summary.n = 0;
    if (!a->intro.n ||
        npi_str_eq(r->episode->summary, join(r, a->intro.items, a->intro.n)))
        return;
    for (size_t i = 0; i < a->intro.n; i++) {
        struct np_prose *prose = NPI_PUSH(r, r->prose);
        if (prose)
            *prose = (struct np_prose){npi_str(NULL), a->intro.items[i], 0,
                                       npi_line_at(r, a->intro.items[i], 1)};
    }
}

void npi_about_read(struct npi_reader *r)
{
    struct about a = {.r = r, .top = true};
    a.front = r->episode->title.len > 0;
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r); i++)
        about_block(&a, &r->blocks.items[i]);
    if (npi_reader_ok(r))
        put_summary(&a);
}

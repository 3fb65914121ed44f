/* The outline that no heading names: lines with stamps. A transcript with a
 * stamp on every line looks like an outline; whole sentences, long lines and
 * names that come back tell them apart. */
#include "notes/sections.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/label.h"
#include "notes/names.h"

#define ROWS_MIN 2
/* Columns of the average title above which rows are a transcript's. */
#define TITLE_WIDTH_MAX 70

bool npi_shape_row(struct npi_reader *r, const struct npi_block *block,
                   struct np_str line, struct npi_row *row)
{
    if (line.len > 4 * NPI_ROW_WIDTH_MAX)
        return false;
    npi_row_read(r, block, line, row);
    return row->place != NPI_PLACE_NONE &&
           npi_str_width(row->title, true) <= NPI_ROW_WIDTH_MAX;
}

static bool may_hold_rows(const struct npi_block *block)
{
    return block->kind == NPI_PARAGRAPH || block->kind == NPI_HEADING ||
           (block->kind == NPI_CODE_BLOCK && block->text.len < 65536);
}

struct rows {
    size_t n;
    size_t sentences; /* titles that end as sentences do */
    size_t width;     /* of all titles */
    size_t named;     /* titles that were there just before, as names are */
    uint64_t last[4]; /* hashes of the titles seen last */
};

static bool ends_as_sentence(struct np_str title)
{
    size_t end = title.len;
    uint32_t cp = end ? npi_utf8_prev(title, &end) : 0;
    return cp == 0x3002 || cp == 0xff01 || cp == '.' || cp == '!' ||
           cp == 0xff0c || cp == ',';
}

static void count_row(struct rows *rows, const struct npi_row *row)
{
    uint64_t hash = npi_hash(NPI_HASH_START, row->title.ptr, row->title.len);
    rows->n++;
    rows->width += npi_str_width(row->title, true);
    rows->sentences += ends_as_sentence(row->title);
    for (size_t i = 0; i < 4; i++)
        rows->named += row->title.len && rows->last[i] == hash;
    rows->last[rows->n % 4] = hash;
}

/* A sentence's end is among the marks that the text ends with. */
bool npi_ends_with_mark(struct np_str text)
{
    for (size_t at = text.len; at > 0;) {
        uint32_t cp = npi_utf8_prev(text, &at);
        if (npi_cp_is_alnum(cp))
            return false;
        if (cp == '.' || cp == '!' || cp == '?' || cp == 0x3002 ||
            cp == 0xff01 || cp == 0xff1f || cp == 0x2026)
            return true;
    }
    return false;
}

/* "Name: [0:12] Words that end as sentences do.", "**Name (0:12):** Words." are
 * speech, no row. */
static bool is_stamped_speech(struct npi_reader *r,
                              const struct npi_block *block, struct np_str line)
{
    struct npi_label label;
    struct npi_stamps stamps;
    if (!npi_label_read(r, block, line, &label) || !label.name.len ||
        !label.colon)
        return false;
    if (label.stamped)
        return label.strong && !label.behind_stamp.ptr && !block->list_depth &&
               npi_ends_with_mark(label.text);
    if (!npi_stamps_read(label.text, &stamps) || !stamps.bracketed)
        return false;
    return stamps.used < label.text.len &&
           (npi_ends_with_mark(label.text) ||
            npi_str_ends(label.text, NPI_STR("]"))); /* the next line's */
}

static size_t count_rows(struct npi_reader *r, const struct npi_block *block,
                         struct rows *rows)
{
    struct np_str rest = block->text;
    struct np_str line;
    struct npi_row row;
    size_t n = 0;
    if (!may_hold_rows(block))
        return 0;
    while (npi_next_line(&rest, &line) && npi_reader_ok(r)) {
        if (!npi_shape_row(r, block, line, &row) ||
            is_stamped_speech(r, block, line))
            continue;
        count_row(rows, &row);
        n++;
    }
    return n;
}

static bool looks_like_dialogue(const struct rows *rows)
{
    return rows->sentences * 2 > rows->n || rows->named * 3 >= rows->n ||
           rows->width > rows->n * TITLE_WIDTH_MAX;
}

static bool is_open(const struct npi_block *block)
{
    switch (block->section) {
    case NPI_SECTION_NONE:
    case NPI_SECTION_WRAPPER:
    case NPI_SECTION_HEADER:
    case NPI_SECTION_SUMMARY:
    case NPI_SECTION_PROSE:
        return !block->is_title;
    default:
        return false;
    }
}

/* Does a section of this kind have anything in it? For an outline: stamps. */
static bool has_section(struct npi_reader *r, enum npi_section section)
{
    struct rows rows = {0};
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r); i++) {
        const struct npi_block *block = &r->blocks.items[i];
        if (block->section != section || block->is_title)
            continue;
        if (section != NPI_SECTION_OUTLINE && block->kind == NPI_PARAGRAPH)
            return true;
        if (section == NPI_SECTION_OUTLINE && count_rows(r, block, &rows))
            return true;
    }
    return false;
}

/* A heading with a stamp over somebody's words is a heading of the dialogue. */
static bool is_over_speech(struct npi_reader *r, size_t index)
{
    struct npi_label label;
    struct np_str line;
    if (r->blocks.items[index].kind != NPI_HEADING || index + 1 >= r->blocks.n)
        return false;
    const struct npi_block *next = &r->blocks.items[index + 1];
    struct np_str rest = next->text;
    return next->kind == NPI_PARAGRAPH && !next->list_depth &&
           npi_next_line(&rest, &line) &&
           npi_label_read(r, next, line, &label) && label.name.len &&
           label.text.len;
}

/* Marks what lies between two blocks of rows as belonging to them when it is
 * a list item or heading without a stamp. */
static void bridge(struct npi_reader *r, size_t from, size_t to,
                   enum npi_section section)
{
    for (size_t i = from; i < to; i++) {
        struct npi_block *block = &r->blocks.items[i];
        if (is_open(block) &&
            (block->list_depth || section == NPI_SECTION_DIALOGUE))
            block->section = section;
    }
}

/* A name alone, over the words that are its. */
static bool is_label_alone(struct npi_reader *r, size_t index)
{
    const struct npi_block *block = &r->blocks.items[index];
    struct npi_label label;
    struct np_str rest = block->text;
    struct np_str line;
    return is_open(block) && !block->list_depth &&
           npi_next_line(&rest, &line) && !rest.ptr &&
           npi_label_read(r, block, line, &label) && label.name.len &&
           !label.text.len;
}

/* A list that stands under the dialogue's heading and says nothing: all its
 * lines are rows, none with a speaker's words. */
static bool is_listed_outline(struct npi_reader *r,
                              const struct npi_block *block, struct rows *rows)
{
    struct np_str rest = block->text;
    struct np_str line;
    struct npi_row row;
    struct npi_label label;
    if (block->section != NPI_SECTION_DIALOGUE || block->is_title ||
        !block->list_depth || block->kind != NPI_PARAGRAPH)
        return false;
    while (npi_next_line(&rest, &line) && npi_reader_ok(r)) {
        if (!npi_shape_row(r, block, line, &row) || !row.title.len ||
            (npi_label_read(r, block, line, &label) && label.name.len &&
             label.text.len))
            return false;
        count_row(rows, &row);
    }
    return true;
}

/* Blocks that may stand between the dialogue's heading and its outline. */
#define ABOVE_LISTED_MAX 8

/* A heading, or a paragraph without a label: not yet what somebody says. */
static bool may_stand_above(struct npi_reader *r, const struct npi_block *block)
{
    struct npi_label label;
    struct np_str rest = block->text;
    struct np_str line;
    if (block->is_title || block->kind == NPI_HEADING ||
        block->kind == NPI_RULE)
        return true;
    return block->kind == NPI_PARAGRAPH && !block->list_depth &&
           npi_next_line(&rest, &line) &&
           !npi_label_read(r, block, line, &label);
}

/* The outline stands under the dialogue's heading, above all that is said. */
static void shape_listed(struct npi_reader *r)
{
    struct rows rows = {0};
    size_t first = 0;
    size_t end;
    while (first < r->blocks.n &&
           r->blocks.items[first].section != NPI_SECTION_DIALOGUE)
        first++;
    for (size_t n = 0; n < ABOVE_LISTED_MAX && first < r->blocks.n &&
                       may_stand_above(r, &r->blocks.items[first]);
         n++)
        first++;
    for (end = first; end < r->blocks.n && npi_reader_ok(r); end++)
        if (!is_listed_outline(r, &r->blocks.items[end], &rows))
            break;
    if (rows.n < ROWS_MIN || looks_like_dialogue(&rows))
        return;
    while (end-- > first)
        r->blocks.items[end].section = NPI_SECTION_OUTLINE;
    struct npi_block *above = first ? &r->blocks.items[first - 1] : NULL;
    if (above && above->kind == NPI_HEADING && !above->is_title) {
        above->section = NPI_SECTION_OUTLINE;
        above->is_title = true;
    }
}

void npi_shape_outline(struct npi_reader *r)
{
    struct rows all = {0};
    size_t last = NP_NONE;
    if (has_section(r, NPI_SECTION_OUTLINE))
        return;
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r); i++) {
        if (is_open(&r->blocks.items[i]) && !is_over_speech(r, i))
            (void)count_rows(r, &r->blocks.items[i], &all);
    }
    if (all.n < ROWS_MIN) {
        shape_listed(r);
        return;
    }
    bool dialogue = looks_like_dialogue(&all);
    if (dialogue && has_section(r, NPI_SECTION_DIALOGUE))
        return;
    enum npi_section section = dialogue ? NPI_SECTION_DIALOGUE
                                        : NPI_SECTION_OUTLINE;
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r); i++) {
        struct npi_block *block = &r->blocks.items[i];
        struct rows rows = {0};
        if (!is_open(block) || is_over_speech(r, i) ||
            !count_rows(r, block, &rows))
            continue;
        block->section = section;
        if (last != NP_NONE)
            bridge(r, last + 1, i, section);
        else if (dialogue && i > 0 && is_label_alone(r, i - 1))
            r->blocks.items[i - 1].section = section;
        last = i;
    }
}

/* Under an outline's heading speech may follow without one of its own; a row
 * "3:44 Rich: from R to Python" is none, unless it ends as sentences do. */
bool npi_shape_may_hold_speech(struct npi_reader *r,
                               const struct npi_block *block)
{
    struct npi_row row;
    struct np_str rest = block->text;
    struct np_str line;
    if (block->section != NPI_SECTION_OUTLINE || block->is_title)
        return is_open(block);
    if (block->list_depth || !npi_next_line(&rest, &line))
        return false;
    return !npi_shape_row(r, block, line, &row) ||
           ends_as_sentence(row.title) || is_stamped_speech(r, block, line);
}

/* What makes cmark 0.30 take longer than in proportion to its input, found
 * before it is called (measured; the pathological cases of cmark's own tests):
 * containers in containers, which every later line walks through, and "![",
 * whose cost grows with the square of their number in a paragraph. All else was
 * linear up to 10 MB, or is bounded by these two. */
#include "notes/markdown.h"

#include "base/buf.h"
#include "base/str.h"
#include <string.h>

/* Sum over the lines of the containers that may be open: some 10 ns each. */
#define NESTED_LINES_MAX ((uint64_t)200000000)
/* Sum over the paragraphs of the square of their "![". */
#define PICTURES_MAX ((uint64_t)1000000000)

struct check {
    struct npi_reader *r;
    uint64_t depth; /* containers that may be open */
    uint64_t nested;
    uint64_t pictures;
    uint64_t squares;
    bool after_blank;
};

static bool is_rule(struct np_str line)
{
    char mark = '\0';
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c == ' ' || c == '\t')
            continue;
        if (mark && c != mark)
            return false;
        mark = c;
    }
    return mark == '-' || mark == '*' || mark == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The length of a container's mark at the start of s: ">", "- ", "12. ". */
static size_t mark_length(struct np_str s)
{
    size_t digits = 0;
    if (s.ptr[0] == '>')
        return 1;
    while (digits < s.len && digits < 10 && is_digit(s.ptr[digits]))
        digits++;
    const char *marks = digits ? ".)" : "-+*";
    if (digits >= s.len || !memchr(marks, s.ptr[digits], strlen(marks)))
        return 0;
    size_t end = digits + 1;
    return end == s.len || s.ptr[end] == ' ' || s.ptr[end] == '\t' ? end : 0;
}

/* Containers that a line opens, and what its indent may keep open: each takes
 * two columns at least. */
static uint64_t line_depth(struct np_str line, uint64_t *marks)
{
    uint64_t blanks = 0;
    *marks = 0;
    if (is_rule(line))
        return 0;
    for (size_t at = 0; at < line.len;) {
        char c = line.ptr[at];
        if (c == ' ' || c == '\t') {
            blanks += c == '\t' ? 4 : 1;
            at++;
            continue;
        }
        size_t len = mark_length(npi_str_sub(line, at, line.len));
        if (!len)
            break;
        ++*marks;
        at += len;
    }
    return *marks + blanks / 2;
}

static bool fail_complex(struct check *check, const char *what)
{
    NPI_DIAG1(check->r->ctx->diags, NOTES_COMPLEX, NPI_NOWHERE, npi_str(what));
    check->r->status = NP_ERR_NOTES;
    return false;
}

static bool fail_nesting(struct check *check, struct np_str line)
{
    char digits[24];
    struct npi_reader *r = check->r;
    size_t n = 0;
    for (unsigned value = NPI_NESTING_MAX; value; value /= 10)
        digits[sizeof(digits) - ++n] = (char)('0' + value % 10);
    struct np_span span = {r->source, (size_t)(line.ptr - r->notes.ptr), 1};
    NPI_DIAG1(r->ctx->diags, NOTES_NESTING, span,
              ((struct np_str){digits + sizeof(digits) - n, n}));
    r->status = NP_ERR_NOTES;
    return false;
}

static uint64_t count_pictures(struct np_str line)
{
    uint64_t n = 0;
    const char *end = line.ptr + line.len;
    const char *at = line.ptr;
    while (at < end && (at = memchr(at, '!', (size_t)(end - at)))) {
        at++;
        n += at < end && *at == '[';
    }
    return n;
}

static bool check_line(struct check *check, struct np_str line)
{
    uint64_t marks = 0;
    bool blank = npi_str_trim(line).len == 0;
    if (!blank) {
        uint64_t depth = line_depth(line, &marks);
        if (check->after_blank || depth > check->depth)
            check->depth = depth;
    }
    if (blank || marks) {
        check->squares += check->pictures * check->pictures;
        check->pictures = 0;
    }
    check->after_blank = blank;
    check->pictures += count_pictures(line);
    check->nested += check->depth;
    if (marks > NPI_NESTING_MAX)
        return fail_nesting(check, line);
    if (check->nested > NESTED_LINES_MAX)
        return fail_complex(check, "lists inside lists");
    if (check->squares + check->pictures * check->pictures > PICTURES_MAX)
        return fail_complex(check, "![");
    return true;
}

bool npi_markdown_check(struct npi_reader *r)
{
    struct check check = {.r = r};
    for (size_t i = npi_line_of(r, r->body) - 1; i < r->n_lines; i++) {
        size_t from = r->lines[i];
        size_t to = i + 1 < r->n_lines ? r->lines[i + 1] : r->notes.len;
        while (to > from &&
               (r->notes.ptr[to - 1] == '\n' || r->notes.ptr[to - 1] == '\r'))
            to--;
        if (!check_line(&check, npi_str_sub(r->notes, from, to - from)))
            return false;
    }
    return true;
}

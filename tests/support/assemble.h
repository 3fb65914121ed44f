/* Bytes from a description of them, so that cases for readers of boxes and
 * elements are text files. A line is an item; two spaces of indentation are one
 * level; # begins a comment.
 *
 *   box TYPE [large | open | size=N]     an MP4 box; its content is what is
 *   el ID [open | size=N]                indented below it. el: an element of
 *                                        EBML, ID in hex. open: of unknown
 *                                        size; size=N: the size it says
 *   u8 N...  u16 N...  u32 N...  u64 N...    numbers, big-endian
 *   str TEXT     to the line's end; \n, \t, \\ and \xHH
 *   zero N       so many zeros
 *   hex HEX      bytes
 *   label NAME   this place
 *   ref32 NAME [BASE]    a label's offset, from BASE's if there is one; also
 *   ref64 NAME [BASE]    to labels that come later */
#ifndef TESTS_SUPPORT_ASSEMBLE_H
#define TESTS_SUPPORT_ASSEMBLE_H

#include "base/buf.h"
#include "support/test.h"

enum { ASSEMBLE_DEPTH = 32, ASSEMBLE_NAMES = 64 };

struct assemble_open {
    size_t indent;
    size_t size_at; /* of the size field */
    size_t start;   /* from where the size counts */
    char kind;      /* 'b', 'l' (large), 'e', or '-': is not to be set */
};

struct assemble_name {
    char name[32];
    char base[32]; /* of a reference, or "" */
    size_t at;
    size_t width; /* of a reference */
};

struct assemble {
    struct npi_buf out;
    struct assemble_open open[ASSEMBLE_DEPTH];
    size_t depth;
    struct assemble_name labels[ASSEMBLE_NAMES];
    size_t n_labels;
    struct assemble_name refs[ASSEMBLE_NAMES];
    size_t n_refs;
};

static inline void assemble_set(struct assemble *a, size_t at, size_t width,
                                uint64_t value)
{
    assert_true(at + width <= a->out.len);
    for (size_t i = 0; i < width; i++)
        a->out.data[at + i] = (char)(value >> (8 * (width - 1 - i)));
}

static inline void assemble_put(struct assemble *a, size_t width,
                                uint64_t value)
{
    for (size_t i = width; i-- > 0;)
        npi_buf_putc(&a->out, (char)(value >> (8 * i)));
}

/* Closes what is indented as deeply or deeper. */
static inline void assemble_close(struct assemble *a, size_t indent)
{
    while (a->depth > 0 && a->open[a->depth - 1].indent >= indent) {
        struct assemble_open *open = &a->open[--a->depth];
        uint64_t size = a->out.len - open->start;
        if (open->kind == 'b')
            assemble_set(a, open->size_at, 4, size);
        else if (open->kind == 'l')
            assemble_set(a, open->size_at, 8, size);
        else if (open->kind == 'e')
            assemble_set(a, open->size_at, 4, size | 0x10000000);
    }
}

static inline void assemble_box(struct assemble *a, size_t indent,
                                const char *type, const char *how)
{
    assert_true(a->depth < ASSEMBLE_DEPTH);
    struct assemble_open *open = &a->open[a->depth++];
    *open = (struct assemble_open){indent, a->out.len, a->out.len, 'b'};
    assert_int_equal(strlen(type), 4);
    assemble_put(a, 4, strcmp(how, "large") == 0);
    npi_buf_puts(&a->out, type);
    if (strcmp(how, "large") == 0) {
        open->kind = 'l';
        open->size_at = a->out.len;
        assemble_put(a, 8, 0);
    } else if (*how) {
        open->kind = '-';
        if (strncmp(how, "size=", 5) == 0)
            assemble_set(a, open->size_at, 4, strtoull(how + 5, NULL, 0));
    }
}

static inline void assemble_element(struct assemble *a, size_t indent,
                                    const char *id, const char *how)
{
    assert_true(a->depth < ASSEMBLE_DEPTH);
    struct assemble_open *open = &a->open[a->depth++];
    assemble_put(a, strlen(id) / 2, strtoull(id, NULL, 16));
    *open = (struct assemble_open){indent, a->out.len, 0, 'e'};
    if (*how) {
        open->kind = '-';
        assemble_put(a, 8,
                     strncmp(how, "size=", 5) == 0
                         ? strtoull(how + 5, NULL, 0) | 0x0100000000000000u
                         : 0x01ffffffffffffffu);
    } else {
        assemble_put(a, 4, 0);
    }
    open->start = a->out.len;
}

static inline void assemble_numbers(struct assemble *a, size_t width,
                                    char *rest)
{
    for (char *word = strtok(rest, " "); word; word = strtok(NULL, " "))
        assemble_put(a, width,
                     *word == '-' ? (uint64_t)strtoll(word, NULL, 0)
                                  : strtoull(word, NULL, 0));
}

static inline void assemble_hex(struct assemble *a, const char *hex)
{
    for (; *hex; hex++) {
        char digits[3] = {hex[0], hex[1], '\0'};
        if (*hex == ' ')
            continue;
        npi_buf_putc(&a->out, (char)strtol(digits, NULL, 16));
        hex++;
    }
}

static inline void assemble_str(struct assemble *a, const char *z)
{
    for (; *z; z++) {
        if (*z != '\\') {
            npi_buf_putc(&a->out, *z);
        } else if (*++z == 'x') {
            char digits[3] = {z[1], z[2], '\0'};
            npi_buf_putc(&a->out, (char)strtol(digits, NULL, 16));
            z += 2;
        } else {
            npi_buf_putc(&a->out, (char)(*z == 'n'   ? '\n'
                                         : *z == 't' ? '\t'
                                                     : *z));
        }
    }
}

static inline void assemble_name(struct assemble_name *names, size_t *n,
                                 size_t at, size_t width, char *rest)
{
    assert_true(*n < ASSEMBLE_NAMES);
    struct assemble_name *name = &names[(*n)++];
    *name = (struct assemble_name){.at = at, .width = width};
    assert_int_not_equal(sscanf(rest, "%31s %31s", name->name, name->base), 0);
}

static inline void assemble_line(struct assemble *a, char *line)
{
    size_t indent = strspn(line, " ");
    char *word = line + indent;
    char *rest = word + strcspn(word, " ");
    if (*word == '#' || !*word)
        return;
    if (*rest)
        *rest++ = '\0';
    char *how = rest + strcspn(rest, " ");
    assemble_close(a, indent);
    if (strcmp(word, "box") == 0 || strcmp(word, "el") == 0) {
        if (*how)
            *how++ = '\0';
        (*word == 'b' ? assemble_box : assemble_element)(a, indent, rest, how);
    } else if (*word == 'u') {
        assemble_numbers(a, strtoul(word + 1, NULL, 10) / 8, rest);
    } else if (strcmp(word, "str") == 0) {
        assemble_str(a, rest);
    } else if (strcmp(word, "hex") == 0) {
        assemble_hex(a, rest);
    } else if (strcmp(word, "zero") == 0) {
        for (size_t n = strtoul(rest, NULL, 0); n-- > 0;)
            npi_buf_putc(&a->out, '\0');
    } else if (strcmp(word, "label") == 0) {
        assemble_name(a->labels, &a->n_labels, a->out.len, 0, rest);
    } else if (strncmp(word, "ref", 3) == 0) {
        size_t width = strtoul(word + 3, NULL, 10) / 8;
        assemble_name(a->refs, &a->n_refs, a->out.len, width, rest);
        assemble_put(a, width, 0);
    } else {
        fail_msg("no such item: %s", word);
    }
}

static inline size_t assemble_find(const struct assemble *a, const char *name)
{
    for (size_t i = 0; i < a->n_labels; i++)
        if (strcmp(a->labels[i].name, name) == 0)
            return a->labels[i].at;
    fail_msg("no such label: %s", name);
    return 0;
}

/* The bytes that the file describes. To be freed by npi_buf_release(). */
static inline void test_assemble(const char *path, struct npi_buf *out)
{
    static struct assemble a;
    size_t len;
    char *text = test_read_file(path, &len);
    memset(&a, 0, sizeof(a));
    npi_buf_init(&a.out, NPI_BUF_MAX);
    for (char *line = text; line && *line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        assemble_line(&a, line);
        line = end ? end + 1 : NULL;
    }
    assemble_close(&a, 0);
    for (size_t i = 0; i < a.n_refs; i++)
        assemble_set(
            &a, a.refs[i].at, a.refs[i].width,
            assemble_find(&a, a.refs[i].name) -
                (a.refs[i].base[0] ? assemble_find(&a, a.refs[i].base) : 0));
    free(text);
    *out = a.out;
}

#endif

/* The wall in front of iniparser 4.1: each line is looked at before iniparser
 * sees it, and refused with its place where iniparser would fail without one
 * or would silently read something else:
 *   - an unquoted # or ; ends a value, text behind a closing quote is dropped;
 *   - a byte order mark or a line over 1,022 bytes fails the whole file;
 *   - a backslash at a line's end swallows the next line, comments too;
 *   - sections and keys are folded to lower case, the last duplicate wins;
 *   - NUL ends a line early; other control characters count as space or not
 *     by the locale.
 * Which sections and keys exist, and their values' meaning, is profile.c's. */
#include "profile/ini.h"

#include "base/str.h"
#include "base/utf8.h"
#include "profile/diags.h"
#include "profile/profile.h"

struct scan {
    struct npi_context *ctx;
    size_t source;
    struct np_str text;
    struct npi_ini *ini;
    struct np_str section; /* absent before the first one */
    bool section_faulty;   /* its entries are passed over: one mistake, one
                              message */
    size_t line;
    size_t faults;
    bool out_of_memory;
    bool full; /* NPI_PROFILE_ENTRIES reached */
};

/* The place of a piece of the text. */
static struct np_span span_of(const struct scan *s, struct np_str piece)
{
    return (struct np_span){s->source, (size_t)(piece.ptr - s->text.ptr),
                            piece.len};
}

#define FAULT0(s, id, piece)                                                   \
    ((s)->faults++, NPI_DIAG0((s)->ctx->diags, id, span_of((s), (piece))))
#define FAULT1(s, id, piece, a)                                                \
    ((s)->faults++, NPI_DIAG1((s)->ctx->diags, id, span_of((s), (piece)), (a)))
#define FAULT2(s, id, piece, a, b)                                             \
    ((s)->faults++,                                                            \
     NPI_DIAG2((s)->ctx->diags, id, span_of((s), (piece)), (a), (b)))

/* A limit that was passed, quoted. */
#define FAULT_LIMIT(s, id, piece, limit)                                       \
    do {                                                                       \
        struct npi_buf number;                                                 \
        npi_buf_init(&number, 32);                                             \
        npi_buf_put_u64(&number, (limit));                                     \
        FAULT1((s), id, (piece), npi_buf_str(&number));                        \
        npi_buf_release(&number);                                              \
    } while (0)

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* ASCII only: what iniparser takes for space beyond it depends on the locale.
 */
static struct np_str trim(struct np_str s)
{
    while (s.len > 0 && is_blank(s.ptr[0]))
        s = npi_str_sub(s, 1, s.len - 1);
    while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

static bool is_comment(char c)
{
    return c == '#' || c == ';';
}

static size_t find_comment(struct np_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (is_comment(s.ptr[i]))
            return i;
    return NP_NONE;
}

/* A section or key in lower case, or a fault that shows how. */
static bool check_case(struct scan *s, struct np_str name)
{
    struct npi_buf lower;
    bool differs = false;
    npi_buf_init(&lower, NPI_PROFILE_LINE_MAX);
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool upper = c >= 'A' && c <= 'Z';
        npi_buf_putc(&lower, upper ? (char)(c - 'A' + 'a') : c);
        differs |= upper;
    }
    if (differs)
        FAULT2(s, PROFILE_CASE, name, name, npi_buf_str(&lower));
    npi_buf_release(&lower);
    return !differs;
}

static void scan_section(struct scan *s, struct np_str line)
{
    struct np_str name = npi_str(NULL);
    s->section_faulty = true;
    if (line.ptr[line.len - 1] == ']')
        name = trim(npi_str_sub(line, 1, line.len - 2));
    if (name.len == 0) {
        FAULT0(s, PROFILE_LINE, line);
        return;
    }
    s->section = name;
    s->section_faulty = !check_case(s, name);
}

/* The value without its quotes; only a comment may follow them. */
static bool unquote(struct scan *s, struct np_str raw, struct np_str *value)
{
    size_t close = npi_str_find_char(npi_str_sub(raw, 1, raw.len - 1),
                                     raw.ptr[0]);
    struct np_str rest = npi_str(NULL);
    if (close != NP_NONE)
        rest = trim(npi_str_sub(raw, close + 2, raw.len));
    if (close == NP_NONE || (rest.len > 0 && !is_comment(rest.ptr[0]))) {
        FAULT0(s, PROFILE_QUOTES, raw);
        return false;
    }
    *value = npi_str_sub(raw, 1, close);
    return true;
}

static bool scan_value(struct scan *s, struct npi_ini_entry *entry,
                       struct np_str raw)
{
    size_t comment = find_comment(raw);
    entry->value = raw;
    entry->value_span = span_of(s, raw);
    if (raw.len == 0) {
        FAULT1(s, PROFILE_EMPTY, raw, entry->key);
        return false;
    }
    entry->quoted = raw.ptr[0] == '"' || raw.ptr[0] == '\'';
    if (entry->quoted && !unquote(s, raw, &entry->value))
        return false;
    if (!entry->quoted && comment != NP_NONE) {
        struct np_str sign = npi_str_sub(raw, comment, 1);
        FAULT1(s, PROFILE_COMMENT, sign, sign);
        return false;
    }
    return true;
}

static bool check_twice(struct scan *s, const struct npi_ini_entry *entry)
{
    for (size_t i = 0; i < s->ini->n_entries; i++) {
        const struct npi_ini_entry *old = &s->ini->entries[i];
        if (!npi_str_eq(old->key, entry->key) ||
            !npi_str_eq(old->section, entry->section))
            continue;
        struct npi_buf line;
        npi_buf_init(&line, 32);
        npi_buf_put_u64(&line, old->line);
        FAULT2(s, PROFILE_TWICE, entry->key, entry->key, npi_buf_str(&line));
        npi_buf_release(&line);
        return false;
    }
    return true;
}

static void add_entry(struct scan *s, const struct npi_ini_entry *entry)
{
    struct npi_ini *ini = s->ini;
    if (ini->n_entries == NPI_PROFILE_ENTRIES) {
        s->full = true;
        FAULT_LIMIT(s, PROFILE_ENTRIES, entry->key, NPI_PROFILE_ENTRIES);
        return;
    }
    struct npi_ini_entry *grown = npi_arena_grow(s->ctx->arena, ini->entries,
                                                 ini->n_entries, &ini->cap,
                                                 sizeof *ini->entries);
    if (!grown) {
        s->out_of_memory = true;
        return;
    }
    ini->entries = grown;
    ini->entries[ini->n_entries++] = *entry;
}

static void scan_entry(struct scan *s, struct np_str line)
{
    struct npi_ini_entry entry = {.line = s->line, .section = s->section};
    struct np_str rest = line;
    npi_str_split(&rest, '=', &entry.key);
    entry.key = trim(entry.key);
    if (!rest.ptr || entry.key.len == 0) {
        FAULT0(s, PROFILE_LINE, line);
        return;
    }
    entry.key_span = span_of(s, entry.key);
    if (s->section_faulty)
        return;
    if (!s->section.ptr) {
        FAULT1(s, PROFILE_NO_SECTION, entry.key, entry.key);
        return;
    }
    entry.section_span = span_of(s, s->section);
    if (check_case(s, entry.key) && check_twice(s, &entry) &&
        scan_value(s, &entry, trim(rest)))
        add_entry(s, &entry);
}

static bool check_characters(struct scan *s, struct np_str line)
{
    size_t bad = 0;
    if (!npi_utf8_check(line, &bad)) {
        FAULT0(s, PROFILE_ENCODING, npi_str_sub(line, bad, 1));
        return false;
    }
    for (size_t i = 0; i < line.len; i++) {
        unsigned char c = (unsigned char)line.ptr[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f) {
            FAULT0(s, PROFILE_CONTROL, npi_str_sub(line, i, 1));
            return false;
        }
    }
    return true;
}

static bool check_length(struct scan *s, struct np_str raw)
{
    if (raw.len <= NPI_PROFILE_LINE_MAX)
        return true;
    FAULT_LIMIT(s, PROFILE_LINE_LENGTH,
                npi_str_sub(raw, NPI_PROFILE_LINE_MAX, raw.len),
                NPI_PROFILE_LINE_MAX);
    return false;
}

/* raw: without its "\n", but with its "\r", which counts for the length. */
static void scan_line(struct scan *s, struct np_str raw)
{
    struct np_str line = raw;
    s->line++;
    if (line.len > 0 && line.ptr[line.len - 1] == '\r')
        line.len--;
    if (!check_length(s, raw) || !check_characters(s, line))
        return;
    line = trim(line);
    if (line.len == 0)
        return;
    if (line.ptr[line.len - 1] == '\\')
        FAULT0(s, PROFILE_BACKSLASH, npi_str_sub(line, line.len - 1, 1));
    else if (line.ptr[0] == '[')
        scan_section(s, line);
    else if (!is_comment(line.ptr[0]))
        scan_entry(s, line);
}

enum np_status npi_ini_scan(struct npi_context *ctx, size_t source,
                            struct np_str text, struct npi_ini *ini)
{
    struct scan s = {.ctx = ctx, .source = source, .text = text, .ini = ini};
    struct np_str rest = text, line;
    *ini = (struct npi_ini){NULL, 0, 0};
    if (npi_str_starts(text, NPI_STR("\xEF\xBB\xBF"))) {
        FAULT0(&s, PROFILE_BOM, npi_str_sub(text, 0, 3));
        rest = npi_str_sub(text, 3, text.len);
    }
    while (!s.out_of_memory && !s.full && npi_str_split(&rest, '\n', &line))
        scan_line(&s, line);
    if (s.out_of_memory)
        return NP_ERR_NOMEM;
    if (s.full) /* whatever it is, it is no profile: enough said */
        ini->n_entries = 0;
    return s.faults ? NP_ERR_USAGE : NP_OK;
}

/* YAML front matter by libyaml's events: one mapping, whose values are scalars,
 * lists of scalars, or one level of mappings. Aliases are refused, so that no
 * document grows when it is read. Front matter that is not YAML, which people
 * write all the time (title: Ep. 1: Name), is read line by line. */
#include "notes/front.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/header.h"
#include <string.h>
#include <yaml.h>

struct front {
    struct npi_reader *r;
    struct np_str text; /* between the fences */
    size_t line;        /* of its first byte */
    unsigned depth;
    bool mapping[NPI_FRONT_DEPTH_MAX + 1];      /* at each depth: not a list */
    struct np_str key[NPI_FRONT_DEPTH_MAX + 1]; /* waiting for its value */
    size_t events;
};

static struct np_str line_at(struct np_str s, size_t at, size_t *next)
{
    struct np_str rest = npi_str_sub(s, at, s.len);
    size_t end = npi_str_find_char(rest, '\n');
    *next = end == NP_NONE ? s.len : at + end + 1;
    return npi_str_trim(npi_str_sub(rest, 0, end));
}

/* "key:" at the start of a line, with a space or nothing behind the colon. */
static bool is_key_line(struct np_str line)
{
    size_t colon = npi_str_find_char(line, ':');
    if (colon == NP_NONE || colon == 0 ||
        npi_str_width(npi_str_sub(line, 0, colon), true) > 40)
        return false;
    size_t at = 0;
    uint32_t first = npi_utf8_next(line, &at);
    return (npi_cp_is_alnum(first) || first == '"' || first == '\'' ||
            first == '_') &&
           (colon + 1 == line.len || line.ptr[colon + 1] == ' ' ||
            line.ptr[colon + 1] == '\t');
}

/* Finds the fences; text: what is between them, body: what is behind. */
static bool find_fences(struct np_str notes, struct np_str *text, size_t *body)
{
    size_t from;
    bool key = false;
    if (!npi_str_starts(notes, NPI_STR("---")) ||
        !npi_str_eq(line_at(notes, 0, &from), NPI_STR("---")))
        return false;
    size_t next;
    for (size_t at = from; at < notes.len; at = next) {
        struct np_str line = line_at(notes, at, &next);
        if (npi_str_eq(line, NPI_STR("---")) ||
            npi_str_eq(line, NPI_STR("..."))) {
            *text = npi_str_sub(notes, from, at - from);
            *body = next;
            return key;
        }
        if (!key && line.len && line.ptr[0] != '#' && !is_key_line(line))
            return false;
        key = key || is_key_line(line);
    }
    return false;
}

static struct np_str copy(struct front *f, const yaml_event_t *event)
{
    struct np_str text = {(const char *)event->data.scalar.value,
                          event->data.scalar.length};
    struct np_str copied = npi_arena_str(f->r->ctx->arena, text);
    if (!copied.ptr)
        f->r->status = NP_ERR_NOMEM;
    return copied;
}

static bool is_name(struct np_str key)
{
    return npi_str_eq_nocase(key, NPI_STR("name")) ||
           npi_str_eq(key, NPI_STR("姓名")) || npi_str_eq(key, NPI_STR("名字"));
}

static struct np_str outer_key(const struct front *f)
{
    for (unsigned d = f->depth; d > 0; d--)
        if (f->mapping[d] && f->key[d].len &&
            (d == 1 || npi_name_key(f->key[d]) != NPI_KEY_NONE))
            return f->key[d];
    return f->key[1];
}

static void put_value(struct front *f, struct np_str value, size_t line)
{
    struct npi_reader *r = f->r;
    bool people = npi_name_key(f->key[1]) == NPI_KEY_PEOPLE;
    bool inner = f->depth > 1 && f->mapping[f->depth];
    if (!npi_str_trim(value).len)
        return;
    if (people && inner && !is_name(f->key[f->depth])) {
        if (r->people.n)
            npi_header_person(r, r->people.items[r->people.n - 1].name, value,
                              line);
    } else if (people) {
        npi_header_put(r, f->key[1], value, npi_str(NULL), line);
    } else if (inner) {
        npi_header_put(r, f->key[f->depth], value, npi_str(NULL), line);
    } else {
        npi_header_put(r, outer_key(f), value, npi_str(NULL), line);
    }
}

static void scalar(struct front *f, const yaml_event_t *event)
{
    struct np_str text = copy(f, event);
    if (f->depth == 0 || !text.ptr)
        return;
    if (f->mapping[f->depth] && !f->key[f->depth].ptr) {
        f->key[f->depth] = text;
        return;
    }
    put_value(f, text, f->line + event->start_mark.line);
    if (f->mapping[f->depth])
        f->key[f->depth] = npi_str(NULL);
}

static bool open_level(struct front *f, bool mapping)
{
    if (f->depth == NPI_FRONT_DEPTH_MAX)
        return false;
    f->depth++;
    f->mapping[f->depth] = mapping;
    f->key[f->depth] = npi_str(NULL);
    return true;
}

static void close_level(struct front *f)
{
    if (f->depth > 0)
        f->depth--;
    if (f->mapping[f->depth])
        f->key[f->depth] = npi_str(NULL);
}

enum verdict { GO_ON, DONE, ALIAS, LIMIT };

static enum verdict take_event(struct front *f, const yaml_event_t *event)
{
    if (++f->events > NPI_FRONT_EVENTS_MAX)
        return LIMIT;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        if (event->data.scalar.anchor)
            return ALIAS;
        scalar(f, event);
        return GO_ON;
    case YAML_MAPPING_START_EVENT:
        if (event->data.mapping_start.anchor)
            return ALIAS;
        return open_level(f, true) ? GO_ON : LIMIT;
    case YAML_SEQUENCE_START_EVENT:
        if (event->data.sequence_start.anchor)
            return ALIAS;
        return open_level(f, false) ? GO_ON : LIMIT;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        close_level(f);
        return GO_ON;
    case YAML_ALIAS_EVENT:
        return ALIAS;
    case YAML_DOCUMENT_END_EVENT:
    case YAML_STREAM_END_EVENT:
        return DONE;
    default:
        return GO_ON;
    }
}

static struct np_span line_span(const struct front *f, size_t line)
{
    const struct npi_reader *r = f->r;
    if (line == 0 || line > r->n_lines)
        return NPI_NOWHERE;
    return (struct np_span){r->source, r->lines[line - 1], 1};
}

/* Events until the end or an error; false: it is not YAML. */
static bool parse_events(struct front *f, yaml_parser_t *parser, bool dry)
{
    enum verdict verdict = GO_ON;
    while (verdict == GO_ON && npi_reader_ok(f->r)) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event))
            return false;
        size_t line = f->line + event.start_mark.line;
        if (!dry)
            verdict = take_event(f, &event);
        else if (event.type == YAML_STREAM_END_EVENT)
            verdict = DONE;
        yaml_event_delete(&event);
        if (verdict == ALIAS)
            NPI_DIAG0(f->r->ctx->diags, FRONT_ALIAS, line_span(f, line));
        else if (verdict == LIMIT)
            NPI_DIAG1(f->r->ctx->diags, FRONT_LIMIT, line_span(f, line),
                      NPI_STR("10000 values or 8 levels"));
    }
    return true;
}

/* One pass over the text; dry: only to see whether it is YAML. */
static bool parse(struct front *f, bool dry)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        f->r->status = NP_ERR_NOMEM;
        return true;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)f->text.ptr,
                                 f->text.len);
    bool good = parse_events(f, &parser, dry);
    if (!good && parser.error == YAML_MEMORY_ERROR)
        f->r->status = NP_ERR_NOMEM;
    else if (!good)
        NPI_DIAG1(f->r->ctx->diags, FRONT_YAML,
                  line_span(f, f->line + parser.problem_mark.line),
                  npi_str(parser.problem ? parser.problem : "?"));
    yaml_parser_delete(&parser);
    return good;
}

static struct np_str unquoted(struct np_str s)
{
    if (s.len >= 2 && (s.ptr[0] == '"' || s.ptr[0] == '\'') &&
        s.ptr[s.len - 1] == s.ptr[0])
        return npi_str_sub(s, 1, s.len - 2);
    return s;
}

/* "key: value" and, below a key, "- value". */
static void read_lines(struct front *f)
{
    struct np_str key = npi_str(NULL);
    size_t number = f->line;
    size_t next;
    for (size_t at = 0; at < f->text.len && npi_reader_ok(f->r); at = next) {
        struct np_str line = line_at(f->text, at, &next);
        struct np_str value = npi_str(NULL);
        if (is_key_line(line)) {
            size_t colon = npi_str_find_char(line, ':');
            key = unquoted(npi_str_trim(npi_str_sub(line, 0, colon)));
            value = npi_str_sub(line, colon + 1, line.len);
        } else if (npi_str_starts(line, NPI_STR("- "))) {
            value = npi_str_sub(line, 2, line.len);
        }
        value = unquoted(npi_str_trim(value));
        if (key.len && value.len)
            npi_header_put(f->r, key, value, npi_str(NULL), number);
        number++;
    }
}

void npi_front_read(struct npi_reader *r)
{
    struct front f = {.r = r, .line = 2};
    size_t body;
    if (!find_fences(r->notes, &f.text, &body))
        return;
    r->body = body;
    r->body_line = npi_line_of(r, body) - 1;
    if (body == r->notes.len && body > 0 && r->notes.ptr[body - 1] != '\n')
        r->body_line++;
    if (f.text.len > NPI_FRONT_MAX) {
        NPI_DIAG1(r->ctx->diags, FRONT_LIMIT, line_span(&f, 1),
                  NPI_STR("64 kB"));
        return;
    }
    if (parse(&f, true))
        (void)parse(&f, false);
    else if (npi_reader_ok(r))
        read_lines(&f);
}

/* The notes' text without its marks, in chunks that never move, with a table
 * of runs that leads back to the source. Every view the episode hands out can
 * so be shown with line and column, and stamps can be written back later. */
#include "notes/text.h"

#include "base/str.h"
#include "base/utf8.h"
#include <string.h>

#define CHUNK_MIN ((size_t)32 << 10)
#define CHUNK_MAX ((size_t)4 << 20)

void npi_text_init(struct npi_text *text, struct npi_arena *arena)
{
    *text = (struct npi_text){.arena = arena};
}

static struct npi_text_chunk *last_chunk(const struct npi_text *text)
{
    return text->n_chunks ? &text->chunks[text->n_chunks - 1] : NULL;
}

static struct npi_text_chunk *add_chunk(struct npi_text *text, size_t max)
{
    struct npi_text_chunk *last = last_chunk(text);
    size_t cap = last ? last->cap * 2 : CHUNK_MIN;
    cap = cap > CHUNK_MAX ? CHUNK_MAX : cap;
    cap = cap < max ? max : cap;
    struct npi_text_chunk *chunks = npi_arena_grow(
        text->arena, text->chunks, text->n_chunks, &text->cap_chunks,
        sizeof(*chunks));
    char *data = npi_arena_alloc(text->arena, cap, 1);
    if (!chunks || !data)
        return NULL;
    text->chunks = chunks;
    last = &chunks[text->n_chunks++];
    *last = (struct npi_text_chunk){.data = data, .cap = cap};
    return last;
}

const char *npi_text_begin(struct npi_text *text, size_t max)
{
    struct npi_text_chunk *chunk = last_chunk(text);
    if (!chunk || chunk->cap - chunk->len < max)
        chunk = add_chunk(text, max);
    if (!chunk) {
        text->failed = true;
        return NULL;
    }
    return chunk->data + chunk->len;
}

static void add_run(struct npi_text *text, struct npi_text_chunk *chunk,
                    const char *at, size_t source, size_t length)
{
    struct npi_run *last = chunk->n_runs ? &chunk->runs[chunk->n_runs - 1]
                                         : NULL;
    if (last && length && last->length && last->text + last->length == at &&
        last->source + last->length == source) {
        last->length += length;
        return;
    }
    struct npi_run *runs = npi_arena_grow(text->arena, chunk->runs,
                                          chunk->n_runs, &chunk->cap_runs,
                                          sizeof(*runs));
    if (!runs) {
        text->failed = true;
        return;
    }
    chunk->runs = runs;
    runs[chunk->n_runs++] = (struct npi_run){at, source, length};
}

static void put_piece(struct npi_text *text, struct np_str part, size_t source,
                      bool exact)
{
    struct npi_text_chunk *chunk = last_chunk(text);
    if (text->failed || part.len == 0)
        return;
    if (!chunk || chunk->cap - chunk->len < part.len) {
        text->failed = true;
        return;
    }
    char *at = chunk->data + chunk->len;
    memcpy(at, part.ptr, part.len);
    chunk->len += part.len;
    add_run(text, chunk, at, source, exact ? part.len : 0);
}

static bool is_control(uint32_t cp)
{
    return cp < 0x09 || (cp > 0x0d && cp < 0x20) ||
           (cp >= 0x7f && cp < 0xa0 && cp != 0x85);
}

/* Most of all bytes can neither be one nor begin one. */
static bool may_be_control(unsigned char c)
{
    return c < 0x20 || c == 0x7f || c == 0xc2;
}

#define EACH_BYTE (UINT64_MAX / 0xff)

/* The top bit of some byte if one of the eight is less than n, up to 128. */
static uint64_t some_below(uint64_t eight, uint64_t n)
{
    return (eight - EACH_BYTE * n) & ~eight & EACH_BYTE * 0x80;
}

/* The same for eight bytes at once. */
static bool none_may_be_control(const char *bytes)
{
    uint64_t eight;

    memcpy(&eight, bytes, sizeof(eight));
    return !(some_below(eight, 0x20) | some_below(eight ^ EACH_BYTE * 0x7f, 1) |
             some_below(eight ^ EACH_BYTE * 0xc2, 1));
}

size_t npi_text_find_control(struct np_str s, size_t from, size_t *len)
{
    for (size_t i = from; i < s.len; i++) {
        unsigned char c;
        bool two;

        while (s.len - i > sizeof(uint64_t) && none_may_be_control(s.ptr + i))
            i += sizeof(uint64_t);
        c = (unsigned char)s.ptr[i];
        two = c == 0xc2 && i + 1 < s.len;
        if (!may_be_control(c) || (c == 0xc2 && !two))
            continue;
        *len = two ? 2 : 1;
        if (is_control(two ? (unsigned char)s.ptr[i + 1] : c))
            return i;
    }
    return NP_NONE;
}

void npi_text_put(struct npi_text *text, struct np_str part, size_t source,
                  bool exact)
{
    size_t from = 0;
    size_t len = 0;
    for (size_t at; from < part.len; from = at + len) {
        at = npi_text_find_control(part, from, &len);
        if (at == NP_NONE) {
            at = part.len;
            len = 0;
        }
        put_piece(text, npi_str_sub(part, from, at - from),
                  exact ? source + from : source, exact);
    }
}

struct np_str npi_text_since(const struct npi_text *text, const char *from)
{
    const struct npi_text_chunk *chunk = last_chunk(text);
    if (!chunk || !from)
        return (struct np_str){0};
    return (struct np_str){from, (size_t)(chunk->data + chunk->len - from)};
}

static const struct npi_text_chunk *chunk_of(const struct npi_text *text,
                                             const char *at)
{
    for (size_t i = text->n_chunks; i > 0; i--) {
        const struct npi_text_chunk *chunk = &text->chunks[i - 1];
        /* Compared as numbers: the chunks are different objects. */
        if ((uintptr_t)at >= (uintptr_t)chunk->data &&
            (uintptr_t)at <= (uintptr_t)chunk->data + chunk->len)
            return chunk;
    }
    return NULL;
}

/* The run that a byte of a chunk is in; there is at least one. */
static const struct npi_run *run_of(const struct npi_text_chunk *chunk,
                                    const char *at)
{
    size_t low = 0;
    size_t high = chunk->n_runs;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (chunk->runs[mid].text <= at)
            low = mid;
        else
            high = mid;
    }
    return &chunk->runs[low];
}

bool npi_text_source(const struct npi_text *text, const char *at,
                     size_t *source)
{
    const struct npi_text_chunk *chunk = at ? chunk_of(text, at) : NULL;
    if (!chunk || !chunk->n_runs)
        return false;
    const struct npi_run *run = run_of(chunk, at);
    size_t into = at > run->text ? (size_t)(at - run->text) : 0;
    if (run->source == NP_NONE)
        return false;
    *source = run->source + (into > run->length ? run->length : into);
    return true;
}

/* Appends a piece of the text itself, with the runs it is made of. */
static void put_copy(struct npi_text *text, struct np_str part)
{
    const struct npi_text_chunk *chunk = chunk_of(text, part.ptr);
    if (!chunk || !chunk->n_runs) {
        npi_text_put(text, part, NP_NONE, false); /* not from the notes */
        return;
    }
    const char *end = part.ptr + part.len;
    size_t index = (size_t)(run_of(chunk, part.ptr) - chunk->runs);
    size_t last = chunk->n_runs;
    for (const char *at = part.ptr; at < end && !text->failed; index++) {
        /* Read anew each time: the list may move while it grows. */
        struct npi_run run = chunk->runs[index];
        const char *stop = index + 1 < last ? chunk->runs[index + 1].text : end;
        stop = stop < end ? stop : end;
        size_t into = at > run.text ? (size_t)(at - run.text) : 0;
        npi_text_put(text, (struct np_str){at, (size_t)(stop - at)},
                     run.source + (into > run.length ? run.length : into),
                     into < run.length);
        at = stop;
    }
}

struct np_span npi_text_span(const struct npi_text *text, size_t source,
                             struct np_str view)
{
    size_t from;
    size_t to;
    if (view.len == 0)
        view.len = 1;
    if (!view.ptr || !npi_text_source(text, view.ptr, &from) ||
        !npi_text_source(text, view.ptr + view.len - 1, &to))
        return (struct np_span){NP_NONE, 0, 0};
    return (struct np_span){source, from, to >= from ? to - from + 1 : 1};
}

/* A line break between two of these is no space: Chinese and Japanese put none
 * between words. Korean does. */
static bool closes_up(uint32_t cp)
{
    if (cp >= 0xac00 && cp <= 0xd7af)
        return false;
    return npi_cp_width(cp, true) == 2;
}

/* The white space at *at, moved behind it: what stands for it. */
static struct np_str fold_gap(struct np_str s, size_t *at)
{
    size_t before = *at;
    bool broken = false;
    while (*at < s.len) {
        size_t next = *at;
        uint32_t cp = npi_utf8_next(s, &next);
        if (!npi_cp_is_space(cp))
            break;
        broken = broken || cp == NPI_BREAK_SOFT || cp == NPI_BREAK_HARD;
        *at = next;
    }
    size_t after = *at;
    if (after == before || before == 0 || after == s.len ||
        (broken && closes_up(npi_utf8_prev(s, &before)) &&
         closes_up(npi_utf8_next(s, &after))))
        return (struct np_str){"", 0};
    return (struct np_str){" ", 1};
}

/* The end of the stretch from from on that may stay as it is. */
static size_t plain_end(struct np_str s, size_t from)
{
    size_t at = from;
    while (at < s.len) {
        size_t next = at;
        unsigned char c = (unsigned char)s.ptr[at];
        uint32_t cp = c < 0x80 ? (next++, c) : npi_utf8_next(s, &next);
        if (is_control(cp))
            return at;
        if (npi_cp_is_space(cp)) {
            bool lone = cp == ' ' && at > 0 && next < s.len;
            size_t behind = next;
            if (!lone || npi_cp_is_space(npi_utf8_next(s, &behind)))
                return at;
        }
        at = next;
    }
    return s.len;
}

static void put_folded(struct npi_text *text, struct np_str s)
{
    for (size_t at = 0; at < s.len;) {
        size_t source = 0;
        size_t len = 0;
        size_t end = plain_end(s, at);
        put_copy(text, (struct np_str){s.ptr + at, end - at});
        at = end;
        while (npi_text_find_control(npi_str_sub(s, at, 2), 0, &len) == 0)
            at += len;
        if (!npi_text_source(text, s.ptr + at, &source))
            source = NP_NONE;
        npi_text_put(text, fold_gap(s, &at), source, false);
    }
}

static struct np_str trimmed(struct np_str s)
{
    size_t from = 0;
    size_t to = s.len;
    for (size_t at = 0; at < s.len && npi_cp_is_space(npi_utf8_next(s, &at));)
        from = at;
    for (size_t at = s.len;
         at > from && npi_cp_is_space(npi_utf8_prev(s, &at));)
        to = at;
    return npi_str_sub(s, from, to - from);
}

struct np_str npi_text_fold(struct npi_text *text, struct np_str view)
{
    struct np_str s = trimmed(view);
    if (plain_end(s, 0) == s.len)
        return s;
    const char *from = npi_text_begin(text, s.len);
    put_folded(text, s);
    return npi_text_since(text, from);
}

struct np_str npi_text_join(struct npi_text *text, struct np_str a,
                            struct np_str b)
{
    a = trimmed(a);
    b = trimmed(b);
    if (!a.len || !b.len)
        return npi_text_fold(text, a.len ? a : b);
    const char *from = npi_text_begin(text, a.len + b.len + 1);
    size_t source = 0;
    size_t first = 0;
    size_t last = a.len;
    put_folded(text, a);
    if (!npi_text_source(text, b.ptr, &source))
        source = NP_NONE;
    if (!closes_up(npi_utf8_prev(a, &last)) ||
        !closes_up(npi_utf8_next(b, &first)))
        npi_text_put(text, (struct np_str){" ", 1}, source, false);
    put_folded(text, b);
    return npi_text_since(text, from);
}

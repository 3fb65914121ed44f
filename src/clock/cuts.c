/* Reads what a person writes of a cut. */
#include "clock/cuts.h"

#include "base/stamp.h"
#include "base/str.h"
#include "clock/diags.h"
#include "timeline/say.h"

#include <stdlib.h>

#define DIGITS_MAX 7 /* enough for NPI_STAMP_MAX in seconds */

static bool is_digit(struct np_str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* 45, 45.5, .5: seconds, and how many bytes that took. */
static size_t read_seconds(struct np_str s, int64_t *ms)
{
    int64_t unit = 100;
    size_t at = 0;

    *ms = 0;
    while (is_digit(s, at) && at < DIGITS_MAX)
        *ms = *ms * 10 + (s.ptr[at++] - '0');
    *ms *= 1000;
    if (at < s.len && s.ptr[at] == '.' && is_digit(s, at + 1))
        for (at++; is_digit(s, at); at++, unit /= 10)
            *ms += (s.ptr[at] - '0') * unit;
    return at;
}

/* A time at the start of s; 0 if there is none. */
static size_t read_time(struct np_str s, int64_t *ms)
{
    struct npi_stamp stamp;
    size_t used;

    if (!npi_stamp_read(s, &stamp, &used)) {
        used = read_seconds(s, ms);
    } else {
        *ms = stamp.ms;
        if (stamp.loose)
            return 0;
    }
    return *ms <= NPI_STAMP_MAX ? used : 0;
}

static bool read_whole(struct np_str s, int64_t *ms)
{
    size_t used;

    s = npi_str_trim(s);
    used = read_time(s, ms);
    return used > 0 && used == s.len;
}

/* The time in front, and the character behind it. */
static bool read_front(struct np_str *rest, int64_t *ms, char *sign)
{
    size_t used;

    *rest = npi_str_trim(*rest);
    used = read_time(*rest, ms);
    if (used == 0)
        return false;
    *rest = npi_str_trim(npi_str_sub(*rest, used, rest->len));
    if (rest->len == 0)
        return false;
    *sign = rest->ptr[0];
    *rest = npi_str_sub(*rest, 1, rest->len);
    return true;
}

static bool read_cut(struct np_str text, struct npi_cut *cut)
{
    int64_t length;
    char sign;

    *cut = (struct npi_cut){0};
    if (!read_front(&text, &cut->at, &sign) || (sign != '+' && sign != '-') ||
        !read_whole(text, &length) || length == 0)
        return false;
    *(sign == '+' ? &cut->inserted : &cut->removed) = length;
    return true;
}

static int by_place(const void *left, const void *right)
{
    const struct npi_cut *a = left;
    const struct npi_cut *b = right;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->removed > 0) - (b->removed > 0);
}

static enum np_status overlap(struct npi_context *ctx,
                              const struct npi_cut *first,
                              const struct npi_cut *second)
{
    struct npi_said a = npi_say_time(first->at);
    struct npi_said end = npi_say_time(first->at + first->removed);
    struct npi_said b = npi_say_time(second->at);

    if (first->removed)
        NPI_DIAG3(ctx->diags, CUTS_OVERLAP, NPI_NOWHERE, npi_said_str(&b),
                  npi_said_str(&a), npi_said_str(&end));
    else
        NPI_DIAG1(ctx->diags, CUTS_TWICE, NPI_NOWHERE, npi_said_str(&a));
    return NP_ERR_USAGE;
}

/* Sorted, and what is put in where something is missing made one with it. */
static enum np_status settle(struct npi_context *ctx, struct npi_cut *items,
                             size_t *n)
{
    size_t kept = 0;

    qsort(items, *n, sizeof(*items), by_place);
    for (size_t i = 0; i < *n; i++) {
        struct npi_cut *last = kept > 0 ? &items[kept - 1] : NULL;

        if (!last || items[i].at > last->at + last->removed ||
            (items[i].at == last->at + last->removed && last->removed)) {
            items[kept++] = items[i];
        } else if (items[i].at == last->at && !last->removed &&
                   items[i].removed) {
            last->removed = items[i].removed;
        } else {
            return overlap(ctx, last, &items[i]);
        }
    }
    *n = kept;
    return NP_OK;
}

static size_t count_items(struct np_str text)
{
    struct np_str item;
    size_t n = 0;

    while (npi_str_split(&text, ',', &item))
        n++;
    return n;
}

enum np_status npi_cuts_read(struct npi_context *ctx, struct np_str text,
                             struct npi_cuts *cuts)
{
    size_t n = count_items(text);
    struct npi_cut *items = NPI_ARENA_NEW(ctx->arena, struct npi_cut, n);
    struct np_str item;
    enum np_status status;

    if (!items)
        return NP_ERR_NOMEM;
    if (n > NPI_CUTS_MAX) {
        struct npi_said most = npi_say_count(NPI_CUTS_MAX);

        NPI_DIAG1(ctx->diags, CUTS_MANY, NPI_NOWHERE, npi_said_str(&most));
        return NP_ERR_USAGE;
    }
    for (n = 0; npi_str_split(&text, ',', &item); n++) {
        if (read_cut(item, &items[n]))
            continue;
        NPI_DIAG1(ctx->diags, CUTS_FORM, NPI_NOWHERE, npi_str_trim(item));
        return NP_ERR_USAGE;
    }
    status = settle(ctx, items, &n);
    if (status == NP_OK) {
        cuts->items = items;
        cuts->n = n;
    }
    return status;
}

/* "14:45-20:27"; an en dash and "~" will do, as outlines write ranges. One of
 * the two may lack. */
static bool read_range(struct np_str text, int64_t *from, int64_t *to)
{
    static const char *const dashes[] = {"-", "–", "—", "~"};
    size_t used;

    text = npi_str_trim(text);
    used = read_time(text, from);
    text = npi_str_trim(npi_str_sub(text, used, text.len));
    if (used == 0)
        *from = 0;
    for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++) {
        struct np_str dash = npi_str(dashes[i]);

        if (!npi_str_starts(text, dash))
            continue;
        text = npi_str_trim(npi_str_sub(text, dash.len, text.len));
        *to = NP_NO_TIME;
        return text.len == 0 ? used > 0 : read_whole(text, to);
    }
    return false;
}

enum np_status npi_cuts_read_range(struct npi_context *ctx, struct np_str text,
                                   struct npi_cuts *cuts)
{
    int64_t from;
    int64_t to;

    if (!read_range(text, &from, &to)) {
        NPI_DIAG1(ctx->diags, RANGE_FORM, NPI_NOWHERE, text);
        return NP_ERR_USAGE;
    }
    if (to != NP_NO_TIME && to <= from) {
        NPI_DIAG1(ctx->diags, RANGE_EMPTY, NPI_NOWHERE, text);
        return NP_ERR_USAGE;
    }
    cuts->from = from;
    cuts->to = to;
    return NP_OK;
}

enum np_status npi_cuts_read_offset(struct npi_context *ctx, struct np_str text,
                                    struct npi_cuts *cuts)
{
    struct np_str rest = npi_str_trim(text);
    bool minus = npi_str_starts(rest, NPI_STR("-"));
    int64_t ms;

    if (minus || npi_str_starts(rest, NPI_STR("+")))
        rest = npi_str_sub(rest, 1, rest.len);
    if (!read_whole(rest, &ms)) {
        NPI_DIAG1(ctx->diags, SYNC_FORM, NPI_NOWHERE, text);
        return NP_ERR_USAGE;
    }
    cuts->offset = minus ? -ms : ms;
    return NP_OK;
}

void npi_cuts_say_outside(struct npi_context *ctx, const struct npi_cuts *cuts,
                          int64_t end)
{
    for (size_t i = 0; i < cuts->n; i++) {
        const struct npi_cut *cut = &cuts->items[i];
        struct npi_said at = npi_say_time(cut->at);
        struct npi_said last = npi_say_time(end);

        if (cut->at + cut->removed <= cuts->from - !cut->removed ||
            (cuts->to != NP_NO_TIME && cut->at >= cuts->to))
            NPI_DIAG1(ctx->diags, CUT_OUTSIDE, NPI_NOWHERE, npi_said_str(&at));
        else if (end != NP_NO_TIME && cut->at >= end)
            NPI_DIAG2(ctx->diags, CUT_BEYOND, NPI_NOWHERE, npi_said_str(&at),
                      npi_said_str(&last));
    }
}

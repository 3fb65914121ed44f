/* The wall before jansson: depth and number of values are checked in one pass
 * before it allocates anything, and NaN and Infinity, which Python writes and
 * JSON (RFC 8259) does not know, become zeros of the same length. */
#include "captions/tree.h"

#include "base/stamp.h"
#include <string.h>

struct scan {
    struct np_str text;
    size_t at;
    size_t depth;
    size_t values;
    size_t n_odd; /* NaN, Infinity */
};

static void skip_string(struct scan *scan)
{
    for (scan->at++; scan->at < scan->text.len; scan->at++) {
        char c = scan->text.ptr[scan->at];
        if (c == '\\')
            scan->at++;
        else if (c == '"')
            return;
    }
}

static size_t odd_number(struct np_str text, size_t at)
{
    struct np_str rest = npi_str_sub(text, at, 8);
    if (npi_str_starts(rest, NPI_STR("NaN")))
        return 3;
    return npi_str_eq(rest, NPI_STR("Infinity")) ? 8 : 0;
}

/* False at a breach, which is at scan->at. */
static bool scan_all(struct scan *scan)
{
    for (; scan->at < scan->text.len; scan->at++) {
        char c = scan->text.ptr[scan->at];
        if (c == '"')
            skip_string(scan);
        else if (c == '[' || c == '{')
            scan->depth++;
        else if (c == ']' || c == '}')
            scan->depth -= scan->depth > 0;
        else if (c == 'N' || c == 'I')
            scan->n_odd += odd_number(scan->text, scan->at) > 0;
        scan->values += c == ',' || c == '[' || c == '{';
        if (scan->depth > NPI_JSON_DEPTH || scan->values > NPI_JSON_VALUES)
            return false;
    }
    return true;
}

/* A copy in which jansson reads all numbers; NULL when out of memory. */
static const char *without_odd(struct npi_draft *draft)
{
    struct np_str text = draft->source;
    char *copy = npi_arena_alloc(&draft->scratch, text.len + 1, 1);
    if (!copy)
        return NULL;
    memcpy(copy, text.ptr, text.len);
    struct scan scan = {.text = {copy, text.len}};
    for (; scan.at < text.len; scan.at++) {
        size_t n = 0;
        if (copy[scan.at] == '"')
            skip_string(&scan);
        else
            n = odd_number(scan.text, scan.at);
        for (size_t i = 0; i < n; i++)
            copy[scan.at + i] = i ? ' ' : '0';
    }
    return copy;
}

/* jansson's words without what it quotes of the text: the place shows that. */
static struct np_str reason_of(const json_error_t *error)
{
    struct np_str reason = npi_str(error->text);
    size_t near = npi_str_find(reason, NPI_STR(" near "));
    return npi_str_sub(reason, 0, near);
}

static void say_broken(struct npi_draft *draft, const json_error_t *error)
{
    size_t offset = error->position > 0 ? (size_t)error->position - 1 : 0;
    if (json_error_code(error) == json_error_out_of_memory) {
        npi_draft_no_memory(draft);
        return;
    }
    bool cut = npi_str_trim(
                   npi_str_sub(draft->source, offset + 1, draft->source.len))
                   .len == 0;
    npi_draft_say(draft, cut ? &NPI_D_JSON_CUT : &NPI_D_JSON_BROKEN, offset, 1,
                  reason_of(error), npi_str(NULL));
    draft->status = NP_ERR_NOTES;
}

json_t *npi_tree_parse(struct npi_draft *draft)
{
    struct scan scan = {.text = draft->source};
    if (!scan_all(&scan)) {
        bool deep = scan.depth > NPI_JSON_DEPTH;
        npi_draft_limit(draft, deep ? &NPI_D_JSON_DEPTH : &NPI_D_JSON_VALUES,
                        scan.at, deep ? NPI_JSON_DEPTH : NPI_JSON_VALUES);
        return NULL;
    }
    const char *text = scan.n_odd ? without_odd(draft) : draft->source.ptr;
    if (!text) {
        npi_draft_no_memory(draft);
        return NULL;
    }
    json_error_t error;
    json_t *root = json_loadb(text, draft->source.len, JSON_ALLOW_NUL, &error);
    if (!root)
        say_broken(draft, &error);
    return root;
}

const json_t *npi_tree_array(const json_t *object, const char *key)
{
    const json_t *member = json_object_get(object, key);
    return json_is_array(member) ? member : NULL;
}

struct np_str npi_tree_text(const json_t *object, const char *key)
{
    const json_t *member = json_object_get(object, key);
    if (!json_is_string(member))
        return npi_str(NULL);
    return (struct np_str){json_string_value(member),
                           json_string_length(member)};
}

static int64_t whole_ms(json_int_t value, int64_t unit)
{
    if (value <= 0)
        return 0;
    return value > NPI_STAMP_MAX / unit ? NP_NO_TIME : value * unit;
}

int64_t npi_tree_ms(const json_t *object, const char *key, int64_t unit)
{
    const json_t *member = json_object_get(object, key);
    if (json_is_integer(member))
        return whole_ms(json_integer_value(member), unit);
    if (!json_is_real(member))
        return NP_NO_TIME;
    double ms = json_real_value(member) * (double)unit + 0.5;
    if (!(ms > 0))
        return 0;
    return ms > (double)NPI_STAMP_MAX ? NP_NO_TIME : (int64_t)ms;
}

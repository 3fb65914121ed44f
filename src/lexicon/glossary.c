/* A user's own pairs of words: "特斯拉 = Tesla". Both sides are keys. A name of
 * several parts with as many on the other side is taken apart too: 埃隆·马斯克
 * = Elon Musk tells 马斯克 and Musk. */
#include "lexicon/readers.h"

#include "base/utf8.h"
#include "lexicon/diags.h"
#include "lexicon/gloss.h"
#include "lexicon/key.h"

#include <stdlib.h>

#define EQUIVALENTS_MAX 16 /* of a side that are paired with each other */
#define SIDE_MAX 256       /* bytes of a side: more is prose */

/* The whole ranks before its parts. */
enum { RANK_WHOLE, RANK_PART };

static void keep_record(struct npi_glossary *glossary,
                        const struct npi_glossary_record *record)
{
    char shape[NPI_KEY_MAX];
    struct np_str key = npi_key_fold(record->key, shape);
    struct npi_entries *entries = &glossary->entries;
    struct npi_glossary_record *records;

    if (!key.ptr || entries->status)
        return;
    records = npi_arena_grow(entries->arena, glossary->records, glossary->n,
                             &glossary->cap, sizeof(*records));
    if (!records) {
        npi_entries_no_memory(entries);
        return;
    }
    glossary->records = records;
    records[glossary->n] = *record;
    records[glossary->n].order = glossary->n;
    records[glossary->n].key = npi_entries_keep(entries, key);
    glossary->n += entries->status == NP_OK;
}

static bool next_part(struct np_str *name, struct np_str *part)
{
    while (name->len > 0) {
        size_t at = 0;
        size_t end = 0;
        bool found = false;

        while (!found && at < name->len) {
            uint32_t cp;

            end = at;
            cp = npi_utf8_next(*name, &at);
            found = cp == 0xb7 || cp == 0x2022 || cp == 0x2027 ||
                    cp == 0x30fb || npi_cp_is_space(cp);
        }
        *part = npi_str_sub(*name, 0, found ? end : at);
        *name = npi_str_sub(*name, at, name->len);
        if (part->len > 0)
            return true;
    }
    return false;
}

static size_t count_parts(struct np_str name)
{
    struct np_str part;
    size_t n = 0;

    while (next_part(&name, &part))
        n++;
    return n;
}

static void add_one_way(struct npi_glossary *glossary, struct np_str key,
                        struct np_str meaning, uint32_t rank)
{
    struct npi_entries *entries = &glossary->entries;

    npi_entries_add(entries, key, npi_gloss_words(entries, meaning), rank);
}

static void add_parts(struct npi_glossary *glossary, struct np_str a,
                      struct np_str b)
{
    struct np_str part_a;
    struct np_str part_b;
    size_t n = count_parts(a);

    if (n < 2 || n != count_parts(b))
        return;
    while (next_part(&a, &part_a) && next_part(&b, &part_b)) {
        add_one_way(glossary, part_a, part_b, RANK_PART);
        add_one_way(glossary, part_b, part_a, RANK_PART);
    }
}

/* One side's equivalents to the other's, with the record of what they say. */
static void add_side(struct npi_glossary *glossary, struct np_str keys,
                     struct np_str meanings,
                     const struct npi_glossary_record *row)
{
    const struct np_str words = npi_gloss_words(&glossary->entries, meanings);
    struct np_str others = meanings;
    struct np_str other = {0};
    struct np_str key;

    npi_pair_next(&others, &other);
    for (size_t i = 0; i < EQUIVALENTS_MAX && npi_pair_next(&keys, &key); i++) {
        struct npi_glossary_record record = *row;

        npi_entries_add(&glossary->entries, key, words, RANK_WHOLE);
        record.key = record.at = key;
        record.words = words;
        record.other = other;
        if (words.ptr)
            keep_record(glossary, &record);
    }
}

static void add_all_parts(struct npi_glossary *glossary, struct np_str left,
                          struct np_str right)
{
    struct np_str a;

    for (size_t i = 0; i < EQUIVALENTS_MAX && npi_pair_next(&left, &a); i++) {
        struct np_str rest = right;
        struct np_str b;

        for (size_t j = 0; j < EQUIVALENTS_MAX && npi_pair_next(&rest, &b); j++)
            add_parts(glossary, a, b);
    }
}

/* A "#" behind white space begins a comment; that of C# does not. */
static struct np_str without_comment(struct np_str line)
{
    for (size_t i = 1; i < line.len; i++)
        if (line.ptr[i] == '#' &&
            (line.ptr[i - 1] == ' ' || line.ptr[i - 1] == '\t'))
            return npi_str_sub(line, 0, i);
    return line;
}

/* Dialogue ("甲：好的。") looks like a pair, but ends as sentences do. */
static bool is_prose(struct np_str side)
{
    static const uint32_t marks[] = {0x3002, 0xff01, 0xff1f};

    if (side.len > SIDE_MAX)
        return true;
    for (size_t at = 0; at < side.len;) {
        uint32_t cp = npi_utf8_next(side, &at);

        for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
            if (cp == marks[i])
                return true;
    }
    return false;
}

/* False if the line is no pair, which is said. */
static bool read_row(struct npi_glossary *glossary,
                     struct npi_lexicon_source *source, struct np_str line,
                     size_t number)
{
    struct npi_glossary_record row = {.name = source->name, .line = number};
    size_t before = glossary->entries.n;
    struct np_str left;
    struct np_str right;

    line = without_comment(line);
    if (!npi_pair_split(line, true, &left, &right) || is_prose(left) ||
        is_prose(right)) {
        NPI_DIAG0(source->ctx->diags, GLOSSARY_LINE,
                  npi_lexicon_span(source, npi_str_trim(line)));
        return false;
    }
    row.is_left = true;
    add_side(glossary, left, right, &row);
    row.is_left = false;
    add_side(glossary, right, left, &row);
    add_all_parts(glossary, left, right);
    if (glossary->entries.n == before && !glossary->entries.status)
        NPI_DIAG1(source->ctx->diags, GLOSSARY_STOP,
                  npi_lexicon_span(source, npi_str_trim(line)),
                  npi_str_trim(line));
    return true;
}

static bool share_word(struct np_str a, struct np_str b)
{
    struct np_str word;

    while (npi_str_split(&a, ' ', &word)) {
        struct np_str rest = b;
        struct np_str other;

        while (npi_str_split(&rest, ' ', &other))
            if (npi_str_eq(word, other))
                return true;
    }
    return false;
}

static int by_key(const void *a, const void *b)
{
    const struct npi_glossary_record *x = a;
    const struct npi_glossary_record *y = b;
    int order = npi_str_cmp(x->key, y->key);

    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static int by_order(const void *a, const void *b)
{
    const struct npi_glossary_record *x = a;
    const struct npi_glossary_record *y = b;

    return (x->order > y->order) - (x->order < y->order);
}

/* Holds what is said of a key later against what is said first. */
static void find_contradictions(struct npi_glossary *glossary)
{
    const struct npi_glossary_record *first = NULL;

    for (size_t i = 0; i < glossary->n; i++) {
        struct npi_glossary_record *record = &glossary->records[i];

        if (!first || !npi_str_eq(first->key, record->key)) {
            first = record;
        } else if (record->is_left &&
                   !share_word(first->words, record->words)) {
            record->other_line = first->line;
            record->other_name = first->name;
        }
    }
}

static void say_contradiction(struct npi_lexicon_source *source,
                              const struct npi_glossary_record *record)
{
    struct npi_buf number;

    npi_buf_init(&number, 32);
    npi_buf_put_u64(&number, record->other_line);
    NPI_DIAG3(source->ctx->diags, GLOSSARY_CONTRADICTS,
              npi_lexicon_span(source, record->at), record->at,
              npi_buf_str(&number), record->other_name);
    npi_buf_release(&number);
}

/* Says those of the records from old on, in the order of their lines. */
static void say_contradictions(struct npi_glossary *glossary,
                               struct npi_lexicon_source *source, size_t old)
{
    if (glossary->n == old)
        return;
    qsort(glossary->records, glossary->n, sizeof(*glossary->records), by_key);
    find_contradictions(glossary);
    qsort(glossary->records, glossary->n, sizeof(*glossary->records), by_order);
    for (size_t i = old; i < glossary->n; i++)
        if (glossary->records[i].other_line > 0)
            say_contradiction(source, &glossary->records[i]);
}

static enum np_status judge(struct npi_lexicon_source *source, size_t n_rows,
                            size_t n_pairs)
{
    if (n_rows == 0)
        NPI_DIAG1(source->ctx->diags, GLOSSARY_EMPTY, NPI_NOWHERE,
                  source->name);
    if (n_pairs >= n_rows - n_rows / 2)
        return NP_OK;
    NPI_DIAG1(source->ctx->diags, GLOSSARY_NONE, NPI_NOWHERE, source->name);
    return NP_ERR_USAGE;
}

enum np_status npi_glossary_read(struct npi_glossary *glossary,
                                 struct npi_lexicon_source *source)
{
    struct npi_entries *entries = &glossary->entries;
    size_t old = glossary->n;
    size_t n_rows = 0;
    size_t n_pairs = 0;
    size_t number = 0;
    struct np_str line;

    for (size_t at = 0; !npi_entries_stopped(entries) &&
                        npi_row_next(source->text, &at, &line);) {
        number++;
        if (npi_row_is_comment(line))
            continue;
        n_rows++;
        n_pairs += read_row(glossary, source, line, number);
    }
    if (entries->status)
        return entries->status;
    say_contradictions(glossary, source, old);
    return judge(source, n_rows, n_pairs);
}

/* The part of `b` that stands where `name` does in `a`. */
static bool find_part(struct np_str a, struct np_str b, struct np_str name,
                      struct np_str *other)
{
    struct np_str part;

    if (count_parts(a) != count_parts(b))
        return false;
    while (next_part(&a, &part) && next_part(&b, other))
        if (npi_str_eq_nocase(part, name))
            return true;
    return false;
}

static bool find_whole(struct np_str a, struct np_str b, struct np_str name,
                       struct np_str *other)
{
    *other = b;
    return npi_str_eq_nocase(a, name);
}

bool npi_glossary_name(const struct npi_glossary *glossary, struct np_str name,
                       struct np_str *other)
{
    bool (*const ways[])(struct np_str, struct np_str, struct np_str,
                         struct np_str *) = {find_whole, find_part};

    for (size_t way = 0; way < sizeof(ways) / sizeof(ways[0]); way++)
        for (size_t i = 0; i < glossary->n; i++) {
            const struct npi_glossary_record *record = &glossary->records[i];

            if (ways[way](record->at, record->other, name, other) ||
                ways[way](record->other, record->at, name, other))
                return true;
        }
    return false;
}

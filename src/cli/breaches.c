/* See breaches.h. */
#include "cli/breaches.h"

#include "cli/language.h"
#include "cli/table.h"

#include <string.h>

#define RULES_MAX 64

static const struct npi_column rule_columns[] = {
    {N_("rule"), false, false},    {N_("weight"), false, false},
    {N_("breaches"), true, false}, {N_("limit"), true, false},
    {N_("guide"), false, false},   {N_("what it is"), false, true},
};
#define N_RULE_COLUMNS (sizeof(rule_columns) / sizeof(rule_columns[0]))

static const struct npi_column columns[] = {
    {N_("at"), true, false},
    {N_("rule"), false, false},
    {N_("value"), true, false},
    {N_("cue"), false, true},
};
#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

static const char *const units[] = {
    N_("lines"), N_("characters"), N_("ms"),     N_("frames"),
    N_("cps"),   N_("marks"),      N_("spaces"), "%"};

/* The unit in the reader's language; what is only counted has none. */
static const char *unit_of(const struct np_rule *rule)
{
    static const char counted[] = "lines marks spaces";

    if (!rule || npi_str_listed(npi_str(rule->unit), counted))
        return "";
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (strcmp(units[i], rule->unit) == 0)
            return npi_tr(units[i]);
    return rule->unit;
}

/* "833 ms"; whole numbers without decimals. */
static struct np_str value_piece(struct npi_page *page, double value,
                                 const char *name)
{
    const double rest = value - (double)(int64_t)value;
    const char *unit = unit_of(np_rule_find(name));
    const size_t mark = page->buf.len;

    npi_buf_put_fixed(&page->buf, value, rest < 0.005 && rest > -0.005 ? 0 : 1);
    npi_page_puts(page, *unit ? " " : "");
    npi_page_puts(page, unit);
    return npi_piece_since(page, mark);
}

/* The lines of the language in question. */
static struct np_str cue_piece(struct npi_page *page, const struct np_cue *cue,
                               bool second)
{
    const struct np_str *lines = second ? cue->second : cue->lines;
    const unsigned n = second ? cue->n_second : cue->n_lines;
    const size_t mark = page->buf.len;

    for (unsigned i = 0; i < n; i++) {
        npi_page_puts(page, i > 0 ? " / " : "");
        npi_buf_put(&page->buf, lines[i]);
    }
    return npi_piece_since(page, mark);
}

/* "12:04", or "31 (12:04)" with the file's line. */
static struct np_str place_piece(struct npi_page *page,
                                 const struct npi_breaches *breaches,
                                 size_t cue)
{
    const struct np_str at = npi_piece_stamp(page,
                                             breaches->cues->cues[cue].start);

    if (!breaches->lines || !breaches->lines[cue])
        return at;
    return NPI_PIECE(page, N_("{0}, line {1}"), at,
                     npi_piece_number(page, breaches->lines[cue]));
}

static const char *color_of(const struct npi_page *page, bool hard)
{
    return hard ? page->palette->doubtful : "";
}

/* A rule, by its name for --set and the documents. */
static struct np_str rule_piece(struct npi_page *page,
                                const struct np_breach *breach)
{
    const struct np_str name = npi_str(breach->rule);

    return breach->second ? NPI_PIECE(page, N_("{0} (second)"), name) : name;
}

static struct npi_row rule_row(struct npi_page *page,
                               const struct np_breach *breach, size_t n)
{
    const struct np_rule *rule = np_rule_find(breach->rule);
    const char *weight = breach->hard ? N_("must") : N_("should");

    return (struct npi_row){
        .cells = {rule_piece(page, breach), npi_str(npi_tr(weight)),
                  npi_piece_number(page, n),
                  value_piece(page, breach->limit, breach->rule),
                  npi_str(rule->guide), npi_str(npi_tr(rule->help))},
        .color = color_of(page, breach->hard),
    };
}

static size_t count(const struct npi_breaches *breaches, const char *rule,
                    bool second, const struct np_breach **first)
{
    size_t n = 0;

    *first = NULL;
    for (size_t i = 0; i < breaches->n; i++) {
        if (strcmp(breaches->items[i].rule, rule) != 0 ||
            breaches->items[i].second != second)
            continue;
        if (!*first)
            *first = &breaches->items[i];
        n++;
    }
    return n;
}

static void put_rules(struct npi_page *page,
                      const struct npi_breaches *breaches)
{
    struct npi_row rows[RULES_MAX];
    size_t n = 0;

    for (size_t r = 0; np_rule_at(r); r++)
        for (unsigned second = 0; second < 2 && n < RULES_MAX; second++) {
            const struct np_breach *first;
            size_t times = count(breaches, np_rule_at(r)->name, second, &first);

            if (first)
                rows[n++] = rule_row(page, first, times);
        }
    npi_table_print(page, rule_columns, N_RULE_COLUMNS, rows, n);
    npi_page_puts(page, "\n");
}

static enum np_status put_each(struct npi_page *page,
                               const struct npi_breaches *breaches)
{
    struct npi_row *rows = NPI_ARENA_NEW(page->arena, struct npi_row,
                                         breaches->n);

    if (!rows)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < breaches->n; i++) {
        const struct np_breach *breach = &breaches->items[i];

        rows[i] = (struct npi_row){
            .cells = {place_piece(page, breaches, breach->cue),
                      rule_piece(page, breach),
                      value_piece(page, breach->value, breach->rule),
                      cue_piece(page, &breaches->cues->cues[breach->cue],
                                breach->second)},
            .color = color_of(page, breach->hard),
        };
    }
    npi_table_print(page, columns, N_COLUMNS, rows, breaches->n);
    npi_page_puts(page, "\n");
    return NP_OK;
}

static void put_limits(struct npi_page *page, const struct np_limits *limits)
{
    NPI_SAY(
        page,
        N_("{0}: at most {1} characters a line, {2}, {3} characters a "
           "second\n"),
        npi_language_piece(page, limits->language),
        npi_piece_number(page, (size_t)limits->line_length),
        npi_piece_count(page, "{0} line", "{0} lines", (size_t)limits->lines),
        npi_piece_number(page, (size_t)limits->reading_speed));
}

size_t npi_breaches_hard(const struct np_breach *items, size_t n)
{
    size_t hard = 0;

    for (size_t i = 0; i < n; i++)
        hard += items[i].hard;
    return hard;
}

size_t npi_breaches_put(struct npi_page *page,
                        const struct npi_breaches *breaches)
{
    const size_t hard = npi_breaches_hard(breaches->items, breaches->n);

    if (breaches->n > 0) {
        put_rules(page, breaches);
        if (put_each(page, breaches) != NP_OK)
            page->buf.error = NP_ERR_NOMEM;
    }
    NPI_SAY(
        page,
        N_("{0}: {1} of rules that must hold, {2} of rules that "
           "should\n"),
        npi_piece_count(page, "{0} cue", "{0} cues", breaches->cues->n_cues),
        npi_piece_count(page, "{0} breach", "{0} breaches", hard),
        npi_piece_number(page, breaches->n - hard));
    for (size_t i = 0; i < 2; i++)
        if (breaches->limits[i] && breaches->limits[i]->language.len > 0)
            put_limits(page, breaches->limits[i]);
    return hard;
}

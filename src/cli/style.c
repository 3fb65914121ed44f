/* --check=style: the rules the cues break, each with its worst case. The check
 * itself is the cues stage's. */
#include "cli/cli.h"

#include "cli/diags.h"
#include "cli/table.h"

#include <string.h>

#define RULES_MAX 64

static const struct npi_column columns[] = {
    {N_("rule"), false, false},    {N_("weight"), false, false},
    {N_("breaches"), true, false}, {N_("the worst"), true, false},
    {N_("limit"), true, false},    {N_("at"), true, false},
    {N_("cue"), false, true},
};
#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

/* A rule, and its breach that is farthest from the limit. */
struct rule {
    const struct np_breach *worst;
    size_t n;
};

static double distance(const struct np_breach *breach)
{
    const double d = breach->value - breach->limit;

    return d < 0 ? -d : d;
}

static void count(struct rule *rules, size_t *n, const struct np_breach *breach)
{
    size_t i = 0;

    while (i < *n && strcmp(rules[i].worst->rule, breach->rule) != 0)
        i++;
    if (i == RULES_MAX)
        return;
    if (i == *n)
        rules[(*n)++] = (struct rule){breach, 0};
    if (distance(breach) > distance(rules[i].worst))
        rules[i].worst = breach;
    rules[i].n++;
}

/* What a rule's values count; cues/check.c has the rules. */
static const char *unit_of(const char *rule)
{
    static const struct {
        const char *rule;
        const char *unit;
    } units[] = {
        {"overlap", N_("ms")},        {"shortest", N_("ms")},
        {"longest", N_("ms")},        {"gap", N_("frames")},
        {"reading-speed", N_("cps")}, {"unbalanced", "%"},
    };

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (strcmp(units[i].rule, rule) == 0)
            return npi_tr(units[i].unit);
    return "";
}

/* "833 ms"; whole numbers without decimals. */
static struct np_str value_piece(struct npi_page *page, double value,
                                 const char *rule)
{
    const double rest = value - (double)(int64_t)value;
    const char *unit = unit_of(rule);
    const size_t mark = page->buf.len;

    npi_buf_put_fixed(&page->buf, value, rest < 0.005 && rest > -0.005 ? 0 : 1);
    npi_page_puts(page, *unit ? " " : "");
    npi_page_puts(page, unit);
    return npi_piece_since(page, mark);
}

static struct np_str cue_piece(struct npi_page *page, const struct np_cue *cue)
{
    const size_t mark = page->buf.len;

    for (unsigned i = 0; i < cue->n_lines; i++) {
        npi_page_puts(page, i > 0 ? " / " : "");
        npi_buf_put(&page->buf, cue->lines[i]);
    }
    return npi_piece_since(page, mark);
}

static struct npi_row rule_row(struct npi_page *page, const struct np_job *job,
                               const struct rule *rule)
{
    const struct np_breach *worst = rule->worst;
    const struct np_cue *cue = &job->cues.cues[worst->cue];
    const char *weight = worst->hard ? N_("must") : N_("should");

    return (struct npi_row){
        .cells = {npi_str(worst->rule), npi_str(npi_tr(weight)),
                  npi_piece_number(page, rule->n),
                  value_piece(page, worst->value, worst->rule),
                  value_piece(page, worst->limit, worst->rule),
                  npi_piece_stamp(page, cue->start), cue_piece(page, cue)},
        .color = worst->hard ? page->palette->doubtful : "",
    };
}

static size_t put_rules(struct npi_page *page, const struct np_job *job)
{
    struct rule rules[RULES_MAX];
    struct npi_row rows[RULES_MAX];
    size_t n = 0;
    size_t hard = 0;

    for (size_t i = 0; i < job->n_breaches; i++) {
        count(rules, &n, &job->breaches[i]);
        hard += job->breaches[i].hard;
    }
    for (size_t i = 0; i < n; i++)
        rows[i] = rule_row(page, job, &rules[i]);
    if (n > 0) {
        npi_table_print(page, columns, N_COLUMNS, rows, n);
        npi_page_puts(page, "\n");
    }
    return hard;
}

enum np_status npi_style_show(struct npi_cli *cli)
{
    const struct np_job *job = cli->job;
    struct npi_page page;
    enum np_status status;
    size_t hard;

    npi_cli_page(cli, &page);
    hard = put_rules(&page, job);
    NPI_SAY(&page,
            N_("{0}: {1} of rules that must hold, {2} of rules that "
               "should\n"),
            npi_piece_count(&page, "{0} cue", "{0} cues", job->cues.n_cues),
            npi_piece_count(&page, "{0} breach", "{0} breaches", hard),
            npi_piece_number(&page, job->n_breaches - hard));
    status = npi_cli_show(cli, &page);
    if (status != NP_OK || hard == 0)
        return status;
    NPI_DIAG0(&cli->job->diags, STYLE_BROKEN, NPI_NOWHERE);
    return NP_ERR_NOTES;
}

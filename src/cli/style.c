/* --check=style and --lint: the rules that subtitles break. The checks are the
 * cues stage's. */
#include "cli/cli.h"

#include "base/file.h"
#include "cli/breaches.h"
#include "cli/diags.h"
#include "export/lint.h"

#include <unistd.h>

/* bad: how much there is that must not be. */
static enum np_status verdict(struct npi_cli *cli, size_t bad)
{
    if (bad == 0)
        return NP_OK;
    NPI_DIAG0(&cli->job->diags, STYLE_BROKEN, NPI_NOWHERE);
    return NP_ERR_NOTES;
}

/* faults: what else there is that must not be. */
static enum np_status show(struct npi_cli *cli,
                           const struct npi_breaches *breaches, size_t faults)
{
    struct npi_page page;
    enum np_status status;
    size_t hard;

    npi_cli_page(cli, &page);
    hard = npi_breaches_put(&page, breaches);
    status = npi_cli_show(cli, &page);
    return status == NP_OK ? verdict(cli, hard + faults) : status;
}

enum np_status npi_style_show(struct npi_cli *cli)
{
    const struct np_job *job = cli->job;
    const struct npi_breaches breaches = {
        .cues = &job->cues, .items = job->breaches, .n = job->n_breaches};

    return show(cli, &breaches, 0);
}

static bool wants_json(const struct npi_args *args)
{
    return args->n_formats == 1 &&
           npi_str_eq(npi_str(args->formats[0]->name), NPI_STR("json"));
}

static enum np_status put_json(struct npi_cli *cli, const struct np_lint *lint)
{
    struct npi_buf out;
    enum np_status status;

    npi_buf_init(&out, NPI_BUF_MAX);
    status = npi_write_lint(lint, &cli->job->diags, &out);
    if (status == NP_OK)
        status = npi_fd_write(&cli->job->diags, STDOUT_FILENO,
                              npi_tr(NPI_STANDARD_OUTPUT), npi_buf_str(&out));
    npi_buf_release(&out);
    return status == NP_OK ? verdict(cli, npi_breaches_hard(lint->breaches,
                                                            lint->n_breaches) +
                                              lint->n_faults)
                           : status;
}

static enum np_status wrong(struct npi_cli *cli, const char *other)
{
    NPI_DIAG2(&cli->job->diags, TOGETHER, NPI_NOWHERE, npi_str("--lint"),
              npi_str(other));
    return NP_ERR_USAGE;
}

static enum np_status wrong_format(struct npi_cli *cli, const char *name)
{
    struct npi_buf option;
    struct np_str kept;

    npi_buf_init(&option, 64);
    npi_buf_puts(&option, "--");
    npi_buf_puts(&option, name);
    kept = npi_arena_str(&cli->job->arena, npi_buf_str(&option));
    npi_buf_release(&option);
    return kept.ptr ? wrong(cli, kept.ptr) : NP_ERR_NOMEM;
}

enum np_status npi_lint_show(struct npi_cli *cli)
{
    const struct npi_args *args = &cli->args;
    const struct np_lint *lint;
    struct npi_breaches breaches;
    enum np_status status;

    if (args->notes)
        return wrong(cli, args->notes);
    if (args->output || args->folder)
        return wrong(cli, args->output ? "-o" : "-d");
    if (args->n_formats > 0 && !wants_json(args))
        return wrong_format(cli, args->formats[0]->name);
    status = np_job_lint(cli->job, args->lint, &lint);
    if (status != NP_OK)
        return status;
    if (wants_json(args))
        return put_json(cli, lint);
    breaches = (struct npi_breaches){.cues = &lint->cues,
                                     .items = lint->breaches,
                                     .n = lint->n_breaches,
                                     .lines = lint->lines,
                                     .limits = {&lint->limits, &lint->second}};
    return show(cli, &breaches, lint->n_faults);
}

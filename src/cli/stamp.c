/* --stamp: the notes with the computed times in them, to standard output, to
 * another file, or, when --replace says so, in the place of the notes. */
#include "cli/cli.h"

#include "base/file.h"
#include "cli/command.h"
#include "cli/diags.h"
#include "cli/grounds.h"
#include "cli/reads.h"
#include "cli/report.h"
#include "cli/signals.h"
#include "cli/table.h"
#include "job/doubts.h"

#include <string.h>
#include <unistd.h>

struct stamped {
    const char *path; /* NULL: standard output */
    struct np_str text;
    size_t n;
    bool up_to_date;
};

/* "ep.stamped.md: 43 stamps written" */
static void put_line(struct npi_page *page, const struct stamped *it,
                     bool dry_run)
{
    const char *said = dry_run ? N_("{0}: {1} would be written")
                               : N_("{0}: {1} written");
    const char *name = it->path ? it->path : npi_tr(NPI_STANDARD_OUTPUT);

    if (it->up_to_date)
        said = N_("{0}: already up to date");
    NPI_SAY(
        page, said, npi_str(name),
        npi_piece_count(page, NPI_PLURAL("{0} stamp", "{0} stamps"), it->n));
    npi_page_puts(page, "\n");
}

/* The places to be looked up, as they follow each other in the notes. */
static void put_places(struct npi_page *page, const struct np_job *job)
{
    static const struct npi_column columns[] = {
        {N_("stamp"), true, false},
        {N_("line"), true, false},
        {N_("first words"), false, true},
    };
    struct npi_row rows[NPI_DOUBTS_MAX];
    struct npi_doubts doubts;

    if (npi_doubts_find(&job->episode, &job->on_notes, &doubts) != NP_OK) {
        page->buf.error = NP_ERR_NOMEM;
        return;
    }
    npi_doubts_sort(&doubts);
    for (size_t i = 0; i < doubts.n; i++) {
        const size_t at = doubts.places[i].sentence;

        rows[i] = (struct npi_row){
            .cells = {npi_piece_stamp(page, job->on_notes.sentences[at].start),
                      npi_piece_number(page, job->episode.sentences[at].line),
                      npi_piece_words(page, &job->episode, at, SIZE_MAX)},
            .color = ""};
    }
    if (doubts.n > 0)
        npi_table_print(page, columns, sizeof(columns) / sizeof(columns[0]),
                        rows, doubts.n);
}

/* "--stamp turns --replace" */
static struct np_str replacing(struct npi_cli *cli)
{
    struct npi_buf options;
    struct np_str command;

    npi_buf_init(&options, NPI_BUF_MAX);
    npi_buf_puts(&options, "--stamp ");
    npi_buf_puts(&options, cli->args.stamp);
    npi_buf_puts(&options, " --replace");
    command = npi_command(&cli->job->arena, &cli->args, npi_buf_str(&options),
                          cli->args.media);
    npi_buf_release(&options);
    return command;
}

/* Another file is written over only by force, what is read never but by
 * --replace, which is about the notes. */
static enum np_status look_at_target(struct npi_cli *cli, struct stamped *it)
{
    struct npi_diags *diags = &cli->job->diags;
    const struct npi_args *args = &cli->args;

    if (!args->replace && npi_file_same(it->path, args->notes)) {
        NPI_DIAG2(diags, STAMP_OVER_NOTES, NPI_NOWHERE, npi_str(it->path),
                  replacing(cli));
        return NP_ERR_USAGE;
    }
    if (!args->replace && npi_reads_file(cli, it->path)) {
        NPI_DIAG1(diags, SAME_AS_INPUT, NPI_NOWHERE, npi_str(it->path));
        return NP_ERR_USAGE;
    }
    if (!npi_file_is_regular(it->path))
        return NP_OK;
    it->up_to_date = npi_file_has(it->path, it->text);
    if (it->up_to_date || args->force || args->replace ||
        npi_file_has(it->path, NPI_STR("")))
        return NP_OK;
    NPI_DIAG1(diags, OUTPUT_EXISTS, NPI_NOWHERE, npi_str(it->path));
    return NP_ERR_IO;
}

static enum np_status write_file(struct npi_cli *cli, struct stamped *it)
{
    enum np_status status = look_at_target(cli, it);

    if (status != NP_OK || it->up_to_date || cli->args.dry_run)
        return status;
    npi_signals_catch(cli->job);
    status = npi_file_write_until(&cli->job->diags, it->path, it->text,
                                  &cli->job->cancelled);
    npi_signals_release();
    if (cli->job->cancelled && status == NP_OK)
        status = NP_ERR_INTERRUPTED;
    return status;
}

static const char *path_of(const struct npi_args *args)
{
    if (args->replace)
        return args->notes;
    return args->output && strcmp(args->output, "-") != 0 ? args->output : NULL;
}

enum np_status npi_stamp_make(struct npi_cli *cli)
{
    struct stamped it = {.path = path_of(&cli->args)};
    struct npi_page page;
    enum np_status status = np_job_stamp_notes(cli->job, cli->args.stamp,
                                               &it.text, &it.n);

    if (status != NP_OK)
        return status;
    if (!it.path && !cli->args.dry_run)
        return npi_fd_write(&cli->job->diags, STDOUT_FILENO,
                            NPI_STANDARD_OUTPUT, it.text);
    if (it.path)
        status = write_file(cli, &it);
    if (status != NP_OK || cli->args.quiet)
        return status;
    npi_cli_page(cli, &page);
    put_line(&page, &it, cli->args.dry_run);
    if (it.path && !it.up_to_date)
        npi_taken_put(&page, cli->job, false);
    if (strcmp(cli->args.stamp, "doubtful") == 0)
        put_places(&page, cli->job);
    return it.path ? npi_cli_show_done(cli, &page) : npi_cli_show(cli, &page);
}

/* The command runs out of memory at every allocation in turn: it says so, and
 * neither crashes nor leaks. */
#include "support/oom.h"

#include "cli/command.h"
#include "cli/names.h"
#include "cli/report.h"
#include "cli/stretches.h"

static const char notes[] = "tests/cases/cli/files/ep.zh.md";

/* Arguments and plan of a command line that is right. */
static enum np_status plan(struct npi_cli *cli, int argc, char *const *argv)
{
    enum np_status status = np_job_new(&cli->job);

    if (status == NP_OK)
        status = npi_args_read(cli->job, argc, argv, &cli->args);
    if (status == NP_OK)
        status = npi_cli_plan_make(cli->job, &cli->args, &cli->plan);
    return status;
}

static enum np_status sidecar_names(struct npi_cli *cli)
{
    for (size_t i = 0; i < cli->plan.n_formats; i++)
        if (!npi_name_sidecar(&cli->job->arena, npi_str(cli->args.folder),
                              npi_name_stem(cli->args.notes, NULL),
                              cli->plan.formats[i], NPI_STR("zh")))
            return NP_ERR_NOMEM;
    return npi_command(&cli->job->arena, &cli->args, NPI_STR("--srt"), "a.mp4")
                   .ptr
               ? NP_OK
               : NP_ERR_NOMEM;
}

static enum np_status plan_work(void *user)
{
    static char words[][24] = {
        "nopriors-export", "--vtt", "--srt", "--set", "subtitles.lines=1",
        "--tags",          "none",  "-d",    "out",   "notes.md"};
    char *argv[10];
    struct npi_cli cli = {0};
    enum np_status status;

    (void)user;
    for (size_t i = 0; i < 10; i++)
        argv[i] = words[i];
    status = plan(&cli, 10, argv);
    if (status == NP_OK)
        status = sidecar_names(&cli);
    np_job_free(cli.job);
    return status;
}

static enum np_status report_work(void *user)
{
    static const struct npi_palette plain = {{0}, "", "", "", "", ""};
    static char program[] = "nopriors-export";
    static char file[sizeof(notes)];
    char *argv[2] = {program, memcpy(file, notes, sizeof(notes))};
    struct npi_cli cli = {0};
    struct npi_page page;
    enum np_status status = plan(&cli, 2, argv);

    (void)user;
    if (status == NP_OK)
        status = np_job_read_notes(cli.job, notes);
    if (status == NP_OK)
        status = np_job_run(cli.job);
    if (status == NP_OK) {
        npi_page_init(&page, &cli.job->arena, &plain, 80);
        npi_report_notes(&page, &cli.job->episode, notes);
        npi_report_timing(&page, &cli);
        npi_taken_put(&page, cli.job, false);
        npi_report_doubts(&page, cli.job);
        npi_report_help(&page, cli.job);
        npi_stretches_put(&page, cli.job, 5);
        npi_report_next(&page, &cli);
        status = page.buf.error;
        npi_page_release(&page);
    }
    np_job_free(cli.job);
    return status;
}

static void test_plan(void **state)
{
    (void)state;
    test_each_allocation(plan_work, NULL);
}

static void test_report(void **state)
{
    (void)state;
    test_each_allocation(report_work, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan),
        cmocka_unit_test(test_report),
    };
    return cmocka_run_group_tests_name("cli/memory", tests, NULL, NULL);
}

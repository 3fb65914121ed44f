/* What the options and operands mean together. Every contradiction is found
 * here, before a file is read. */
#include "cli/plan.h"

#include "base/file.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/diags.h"
#include "cli/media_names.h"
#include "job/diags.h"

#include <string.h>

static const char EXAMPLE_NOTES[] = "NOTES.md";

static bool is_stdout(const char *output)
{
    return output && strcmp(output, "-") == 0;
}

/* "--vtt --srt" */
static struct np_str format_options(struct np_job *job,
                                    const struct npi_cli_plan *plan,
                                    const char *more)
{
    struct npi_buf buf;
    struct np_str text;

    npi_buf_init(&buf, NPI_BUF_MAX);
    for (size_t i = 0; i < plan->n_formats; i++) {
        npi_buf_puts(&buf, i > 0 ? " --" : "--");
        npi_buf_puts(&buf, plan->formats[i]->name);
    }
    npi_buf_puts(&buf, more);
    text = npi_arena_str(&job->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return text;
}

static struct np_str number(struct np_job *job, size_t n)
{
    struct npi_buf buf;
    struct np_str text;

    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_put_u64(&buf, n);
    text = npi_arena_str(&job->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return text;
}

/* ".vtt, .srt, …": the endings that name a format; or, of those that end as the
 * name does, the options: "--text (.transcript.txt), …". Empty if there is
 * none. */
static struct np_str format_endings(struct np_job *job, struct np_str like)
{
    struct npi_buf buf;
    struct np_str text;
    size_t n;
    const struct npi_format *formats = npi_formats(&n);

    npi_buf_init(&buf, NPI_BUF_MAX);
    for (size_t i = 0; i < n; i++) {
        const char *ending = formats[i].endings[0];

        if (like.len > 0 &&
            !npi_str_eq_nocase(npi_path_extension(npi_str(ending)), like))
            continue;
        npi_buf_puts(&buf, buf.len > 0 ? ", " : "");
        if (like.len > 0) {
            npi_buf_puts(&buf, "--");
            npi_buf_puts(&buf, formats[i].name);
            npi_buf_puts(&buf, " (");
        }
        npi_buf_puts(&buf, ending);
        npi_buf_puts(&buf, like.len > 0 ? ")" : "");
    }
    text = npi_arena_str(&job->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return text;
}

/* "-o ep.txt" without an option for the format; three end so. */
static enum np_status no_format(struct np_job *job, const struct npi_args *args)
{
    const struct np_str like = npi_path_extension(npi_str(args->output));
    const struct np_str few = like.len > 0 ? format_endings(job, like)
                                           : npi_str(NULL);

    if (is_stdout(args->output))
        NPI_DIAG0(&job->diags, FORMAT_FOR_STDOUT, NPI_NOWHERE);
    else if (few.len > 0)
        NPI_DIAG2(&job->diags, FORMAT_AMONG, NPI_NOWHERE, npi_str(args->output),
                  few);
    else
        NPI_DIAG2(&job->diags, FORMAT_FROM_NAME, NPI_NOWHERE,
                  npi_str(args->output), format_endings(job, npi_str(NULL)));
    return NP_ERR_USAGE;
}

static enum np_status together(struct np_job *job, const char *a, const char *b)
{
    NPI_DIAG2(&job->diags, TOGETHER, NPI_NOWHERE, npi_str(a), npi_str(b));
    return NP_ERR_USAGE;
}

static enum np_status media_alone(struct np_job *job,
                                  const struct npi_args *args)
{
    struct npi_args better = *args;

    better.notes = EXAMPLE_NOTES;
    NPI_DIAG2(&job->diags, MEDIA_ALONE, NPI_NOWHERE, npi_str(args->notes),
              npi_command(&job->arena, &better, npi_str(NULL), args->notes));
    return NP_ERR_USAGE;
}

static enum np_status check_operands(struct np_job *job,
                                     const struct npi_args *args)
{
    struct npi_args turned = *args;

    if (!args->notes) {
        NPI_DIAG0(&job->diags, NOTES_NEEDED, NPI_NOWHERE);
        return NP_ERR_USAGE;
    }
    if (args->media && strcmp(args->media, "-") == 0) {
        NPI_DIAG0(&job->diags, MEDIA_STDIN, NPI_NOWHERE);
        return NP_ERR_USAGE;
    }
    if (args->media && npi_name_is_media(npi_str(args->notes)) &&
        npi_name_is_notes(npi_str(args->media))) {
        turned.notes = args->media;
        NPI_DIAG3(
            &job->diags, WRONG_ORDER, NPI_NOWHERE, npi_str(args->notes),
            npi_str(args->media),
            npi_command(&job->arena, &turned, npi_str(NULL), args->notes));
        return NP_ERR_USAGE;
    }
    if (npi_name_is_media(npi_str(args->notes)) ||
        npi_file_is_media(args->notes))
        return media_alone(job, args);
    if (args->audio == NP_AUDIO_ON && !args->media) {
        NPI_DIAG1(&job->diags, AUDIO_NEEDS_MEDIA, NPI_NOWHERE,
                  npi_command(&job->arena, args, NPI_STR("--audio on"),
                              NPI_EXAMPLE_MEDIA));
        return NP_ERR_USAGE;
    }
    return NP_OK;
}

static bool is_given(const struct npi_args *args, enum npi_option_id id)
{
    for (size_t i = 0; i < args->n_uses; i++)
        if (args->uses[i].id == id)
            return true;
    return false;
}

/* Options that mean nothing unless MEDIA is written; NULL if none is given. */
static const char *copy_option(const struct npi_args *args)
{
    if (args->in_place)
        return "--in-place";
    if (args->via_libav)
        return "--via";
    if (args->keep_chapters)
        return "--keep-chapters";
    if (args->cover)
        return "--cover";
    if (args->replace)
        return "--replace";
    if (args->parts)
        return "--only";
    return args->drop_unsupported ? "--drop-unsupported" : NULL;
}

static enum np_status plan_check(struct np_job *job,
                                 const struct npi_args *args,
                                 struct npi_cli_plan *plan)
{
    const char *option = copy_option(args);

    plan->mode = args->request == NPI_REQUEST_CHECK ? NPI_MODE_CHECK
                                                    : NPI_MODE_STYLE;
    if (plan->n_formats > 0)
        return together(job, "--check", format_options(job, plan, "").ptr);
    if (args->output || args->folder)
        return together(job, "--check", args->output ? "-o" : "-d");
    return option ? together(job, "--check", option) : NP_OK;
}

/* "-o ep.vtt --srt" is done as it is said, but may be a slip. */
static void warn_of_name(struct np_job *job, const struct npi_args *args,
                         const struct npi_format *format)
{
    const struct npi_format *named = args->output ? npi_format_for_file(
                                                        npi_str(args->output))
                                                  : NULL;

    if (named && named != format)
        NPI_DIAG3(&job->diags, FORMAT_NOT_NAME, NPI_NOWHERE,
                  npi_str(args->output), npi_str(format->name),
                  npi_str(named->name));
}

static enum np_status plan_text(struct np_job *job, const struct npi_args *args,
                                struct npi_cli_plan *plan)
{
    const char *option = copy_option(args);
    const struct np_str several = number(job, plan->n_formats);
    const struct np_str better = npi_command(
        &job->arena, args, format_options(job, plan, " -d ."), args->media);

    plan->mode = args->folder || (args->output && !is_stdout(args->output))
                     ? NPI_MODE_FILES
                     : NPI_MODE_STDOUT;
    if (option)
        return together(job, option, format_options(job, plan, "").ptr);
    if (plan->n_formats == 1)
        warn_of_name(job, args, plan->formats[0]);
    if (plan->n_formats == 1 || args->folder)
        return NP_OK;
    if (args->output)
        NPI_DIAG3(&job->diags, ONE_OUTPUT, NPI_NOWHERE, npi_str(args->output),
                  several, better);
    else
        NPI_DIAG2(&job->diags, FOLDER_NEEDED, NPI_NOWHERE, several, better);
    return NP_ERR_USAGE;
}

/* The notes themselves are written: what is about other outputs means nothing.
 */
static enum np_status plan_stamp(struct np_job *job,
                                 const struct npi_args *args,
                                 struct npi_cli_plan *plan)
{
    const char *other = args->folder ? "-d" : args->parts ? "--only" : NULL;

    if (args->in_place)
        other = "--in-place";
    if (args->drop_unsupported)
        other = "--drop-unsupported";
    plan->mode = NPI_MODE_STAMP;
    if (plan->n_formats > 0)
        return together(job, "--stamp", format_options(job, plan, "").ptr);
    if (other)
        return together(job, "--stamp", other);
    if (args->replace && args->output)
        return together(job, "--replace", "-o");
    if (args->replace && strcmp(args->notes, "-") == 0) {
        NPI_DIAG0(&job->diags, REPLACE_STDIN, NPI_NOWHERE);
        return NP_ERR_USAGE;
    }
    return NP_OK;
}

static enum np_status plan_copy(struct np_job *job, const struct npi_args *args,
                                struct npi_cli_plan *plan)
{
    plan->mode = NPI_MODE_COPY;
    if (args->in_place && args->replace)
        return together(job, "--in-place", "--replace");
    if (args->in_place && args->via_libav)
        return together(job, "--in-place", "--via libav");
    if (args->in_place && (args->output || args->folder))
        return together(job, "--in-place", args->output ? "-o" : "-d");
    if (args->replace && args->output)
        return together(job, "--replace", "-o");
    if (args->replace && args->folder)
        return together(job, "--replace", "-d");
    return NP_OK;
}

/* Neither a format nor MEDIA. */
static enum np_status plan_report(struct np_job *job,
                                  const struct npi_args *args,
                                  struct npi_cli_plan *plan)
{
    const char *option = copy_option(args);

    plan->mode = NPI_MODE_REPORT;
    if (option) {
        NPI_DIAG2(&job->diags, NEEDS_MEDIA, NPI_NOWHERE, npi_str(option),
                  npi_command(&job->arena, args,
                              npi_command_copy_options(&job->arena, args),
                              NPI_EXAMPLE_MEDIA));
        return NP_ERR_USAGE;
    }
    if (args->output)
        return no_format(job, args);
    if (args->folder) {
        NPI_DIAG1(&job->diags, FORMAT_NEEDED, NPI_NOWHERE,
                  npi_command(
                      &job->arena, args,
                      npi_command_option(&job->arena, "--srt -d", args->folder),
                      NULL));
        return NP_ERR_USAGE;
    }
    return NP_OK;
}

static void take_formats(const struct npi_args *args, struct npi_cli_plan *plan)
{
    const struct npi_format *named = NULL;

    *plan = (struct npi_cli_plan){.n_formats = args->n_formats};
    for (size_t i = 0; i < args->n_formats; i++)
        plan->formats[i] = args->formats[i];
    if (args->output && plan->n_formats == 0)
        named = npi_format_for_file(npi_str(args->output));
    if (named)
        plan->formats[plan->n_formats++] = named;
}

enum np_status npi_cli_plan_make(struct np_job *job,
                                 const struct npi_args *args,
                                 struct npi_cli_plan *plan)
{
    enum np_status status = check_operands(job, args);

    take_formats(args, plan);
    if (args->stamp)
        plan->n_formats = args->n_formats; /* the name of notes means none */
    if (status != NP_OK)
        return status;
    if (job->clock.cuts_from_info && !args->media) {
        NPI_DIAG0(&job->diags, CUTS_INFO_MEDIA, NPI_NOWHERE);
        return NP_ERR_USAGE;
    }
    if (args->output && args->folder)
        return together(job, "-o", "-d");
    if (is_given(args, NPI_OPTION_KEEP_CHAPTERS) &&
        is_given(args, NPI_OPTION_REPLACE_CHAPTERS))
        return together(job, "--keep-chapters", "--replace-chapters");
    if (args->request != NPI_REQUEST_WORK && args->stamp)
        return together(job, "--check", "--stamp");
    if (args->stamp)
        return plan_stamp(job, args, plan);
    if (args->request != NPI_REQUEST_WORK)
        return plan_check(job, args, plan);
    if (plan->n_formats > 0)
        return plan_text(job, args, plan);
    return args->media ? plan_copy(job, args, plan)
                       : plan_report(job, args, plan);
}

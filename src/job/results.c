/* What a job hands out: views of the stages' results, and the outputs made of
 * them. */
#include "job/job.h"

#include "base/file.h"
#include "base/str.h"
#include "job/diags.h"

const struct np_episode *np_job_episode(const struct np_job *job)
{
    return job->has_notes ? &job->episode : NULL;
}

const struct np_timeline *np_job_timeline(const struct np_job *job)
{
    return job->has_run ? &job->timeline : NULL;
}

const struct np_cues *np_job_cues(const struct np_job *job)
{
    return job->has_run ? &job->cues : NULL;
}

const struct np_episode *np_job_subtitled(const struct np_job *job)
{
    return job->has_run ? &job->said : NULL;
}

const struct np_media_info *np_job_media(const struct np_job *job)
{
    return job->info;
}

const struct np_breach *np_job_breaches(const struct np_job *job, size_t *n)
{
    *n = job->n_breaches;
    return job->breaches;
}

const struct np_diag *np_job_diagnostics(const struct np_job *job, size_t *n)
{
    *n = job->diags.n;
    return job->diags.items;
}

struct npi_export_view npi_job_view(const struct np_job *job)
{
    return (struct npi_export_view){
        .episode = &job->episode,
        .timeline = &job->timeline,
        .said = job->said_by_captions ? &job->said : &job->episode,
        .captions = npi_job_taken(job),
        .dictionary = npi_job_dictionary(job),
        .cues = &job->cues,
        .second_titles = job->second_titles,
        .second_titles_language = job->second_titles_language,
        .breaches = job->breaches,
        .n_breaches = job->n_breaches,
        .settings = &job->config.settings,
        .diags = &job->diags,
        .notes_source = job->notes_source,
    };
}

/* "vtt, srt, json" for the hint; cut short when out of memory. */
static struct np_str format_names(struct np_job *job)
{
    size_t n;
    const struct npi_format *formats = npi_formats(&n);
    struct npi_buf list;
    struct np_str names;

    npi_buf_init(&list, NPI_BUF_MAX);
    for (size_t i = 0; i < n; i++) {
        npi_buf_puts(&list, i ? ", " : "");
        npi_buf_puts(&list, formats[i].name);
    }
    names = npi_arena_str(&job->arena, npi_buf_str(&list));
    npi_buf_release(&list);
    return names;
}

const struct npi_format *npi_job_find_format(struct np_job *job,
                                             struct np_str name)
{
    const struct npi_format *format = npi_format_find(name);

    if (!format)
        NPI_DIAG2(&job->diags, FORMAT_UNKNOWN, NPI_NOWHERE, name,
                  format_names(job));
    return format;
}

static enum np_status write_format(struct np_job *job, const char *name,
                                   struct npi_buf *out)
{
    const struct npi_format *format = npi_job_find_format(job, npi_str(name));
    struct npi_export_view view;
    enum np_status status = NP_OK;

    if (!format)
        return NP_ERR_USAGE;
    if (!job->has_run) {
        NPI_DIAG2(&job->diags, JOB_ORDER, NPI_NOWHERE, npi_str("np_job_text"),
                  npi_str("np_job_run"));
        return NP_ERR_USAGE;
    }
    if (format->carries & NPI_CARRIES_STYLE && !job->is_checked)
        status = np_job_check_style(job);
    if (status != NP_OK)
        return status;
    view = npi_job_view(job);
    status = format->write(&job->ctx, &view, out);
    return status == NP_OK ? out->error : status;
}

enum np_status np_job_text(struct np_job *job, const char *format,
                           struct np_str *text)
{
    struct npi_buf out;
    enum np_status status;

    *text = npi_str(NULL);
    npi_buf_init(&out, NPI_BUF_MAX);
    status = write_format(job, format, &out);
    if (status == NP_OK) {
        *text = npi_arena_str(&job->arena, npi_buf_str(&out));
        if (!text->ptr)
            status = NP_ERR_NOMEM;
    }
    npi_buf_release(&out);
    return status;
}

enum np_status np_job_write_text(struct np_job *job, const char *format,
                                 const char *path)
{
    struct npi_buf out;
    enum np_status status;

    npi_buf_init(&out, NPI_BUF_MAX);
    status = write_format(job, format, &out);
    if (status == NP_OK)
        status = npi_file_write_until(&job->diags, path, npi_buf_str(&out),
                                      &job->cancelled);
    npi_buf_release(&out);
    return status;
}

void npi_job_report(void *user, const char *step, int64_t done, int64_t total)
{
    const struct np_job *job = user;
    const struct np_progress progress = {step, done, total};

    if (job->report)
        job->report(job->report_user, &progress);
}

enum np_status np_job_write_media(struct np_job *job,
                                  const struct np_media_options *options,
                                  struct np_media_result *result)
{
    const struct npi_media_subtitles subtitles[] = {
        {.cues = &job->cues,
         .language = job->said.language,
         .is_default = true,
         .is_original = job->said_by_captions},
        {.cues = &job->spoken.cues,
         .language = job->spoken.said.language,
         .is_original = true},
    };
    const struct npi_media_request request = {
        .options = options,
        .episode = &job->episode,
        .timeline = &job->timeline,
        .subtitles = subtitles,
        .n_subtitles = job->spoken.cues.n_cues ? 2 : 1,
        .settings = &job->config.settings,
        .cache = job->cache_folder,
        .report = npi_job_report,
        .user = job,
    };

    if (!job->has_run || !job->media) {
        NPI_DIAG2(&job->diags, JOB_ORDER, NPI_NOWHERE,
                  npi_str("np_job_write_media"), npi_str("np_job_open_media"));
        return NP_ERR_USAGE;
    }
    return npi_media_write(&job->ctx, job->media, &request, result);
}

static enum np_status restore(struct np_job *job, const char *path, bool undo,
                              bool dry_run, struct np_restore_result *result)
{
    const struct npi_media_restoring how = {
        .path = path,
        .cache = job->cache_folder,
        .only_undo = undo,
        .dry_run = dry_run,
        .keep_times = job->config.settings.times == NPI_TIMES_KEEP,
    };

    return npi_media_restore(&job->ctx, &how, result);
}

enum np_status np_job_clean_media(struct np_job *job, const char *path,
                                  bool dry_run,
                                  struct np_restore_result *result)
{
    return restore(job, path, false, dry_run, result);
}

enum np_status np_job_undo_media(struct np_job *job, const char *path,
                                 bool dry_run, struct np_restore_result *result)
{
    return restore(job, path, true, dry_run, result);
}

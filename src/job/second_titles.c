/* Chapters in two languages: the video's own titles, as .info.json has them,
 * beside those of the notes that begin when they do. */
#include "job/job.h"

#include "base/tag.h"
#include "notes/language.h"

/* ms: one stamp is written to the second, and people round by ear. */
#define TOGETHER 2500

static int64_t apart(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* The entry that begins nearest to the moment; of those that are as near the
 * outermost. NP_NONE: none begins then. */
static size_t entry_at(const struct np_episode *episode, int64_t start)
{
    size_t best = NP_NONE;

    for (size_t i = 0; i < episode->n_outline; i++) {
        const struct np_entry *entry = &episode->outline[i];
        const struct np_entry *than =
            &episode->outline[best == NP_NONE ? 0 : best];
        int64_t gap = apart(entry->start, start);

        if (entry->start == NP_NO_TIME || gap > TOGETHER)
            continue;
        if (best == NP_NONE || gap < apart(than->start, start) ||
            (gap == apart(than->start, start) && entry->level < than->level))
            best = i;
    }
    return best;
}

static struct np_str language_of(const struct np_str *titles, size_t n)
{
    struct npi_scripts scripts = {0};

    for (size_t i = 0; i < n; i++)
        npi_scripts_add(&scripts, titles[i]);
    return npi_scripts_language(&scripts);
}

enum np_status npi_job_second_titles(struct np_job *job)
{
    const struct np_episode *episode = &job->episode;
    const struct npi_video_info *info;
    struct np_str *titles;
    enum np_status status;

    if (job->config.settings.bilingual == NPI_BILINGUAL_NO)
        return NP_OK;
    status = npi_job_video_info(job, &info);
    if (status != NP_OK || !info || !info->n_chapters || !episode->n_outline)
        return status;
    titles = NPI_ARENA_NEW(&job->arena, struct np_str, episode->n_outline);
    if (!titles)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < info->n_chapters; i++) {
        const struct npi_info_stretch *chapter = &info->chapters[i];
        size_t at = entry_at(episode, chapter->start);

        if (at != NP_NONE)
            titles[at] = chapter->title;
    }
    job->second_titles_language = language_of(titles, episode->n_outline);
    if (!npi_tag_same(job->second_titles_language, episode->language) &&
        !npi_str_eq(job->second_titles_language, NPI_STR("und")))
        job->second_titles = titles;
    return NP_OK;
}

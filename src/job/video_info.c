/* What is known of the video without its captions: the id that its files share,
 * .info.json, the language that is spoken in it. */
#include "base/file.h"
#include "base/str.h"
#include "captions/pair.h"
#include "job/captions.h"
#include "job/job.h"
#include "media/language.h"
#include "notes/language.h"

#define COPY_MARK NPI_STR(".nopriors")

static const char *media_path(const struct np_job *job)
{
    return job->info ? job->info->path.ptr : NULL;
}

enum np_status npi_job_list_beside(struct np_job *job)
{
    struct npi_job_captions *captions = &job->captions;
    if (captions->is_listed)
        return NP_OK;
    captions->is_listed = true;
    return npi_beside_list(&job->ctx, media_path(job), job->notes_path,
                           &captions->beside);
}

/* A copy of ours has the stem of what it was made of. */
struct np_str npi_job_stem(const char *path)
{
    struct np_str stem = path ? npi_path_stem(npi_str(path)) : npi_str(NULL);
    if (npi_str_ends(stem, COPY_MARK))
        stem.len -= COPY_MARK.len;
    return stem;
}

static struct np_str own_id(const struct np_job *job)
{
    const char *const paths[] = {media_path(job), job->notes_path};
    struct np_str id = npi_video_id_of_link(job->episode.link);
    for (size_t i = 0; i < 2 && !id.len; i++)
        if (paths[i])
            id = npi_video_id_of_name(npi_path_name(npi_str(paths[i])));
    return id;
}

struct np_str npi_job_video_id(const struct np_job *job)
{
    struct np_str id = own_id(job);
    return id.len || !job->captions.has_info ? id : job->captions.info.id;
}

/* How surely a file is the video's .info.json: by its stem, or by the id. */
static int info_fit(const struct np_job *job, struct np_str name)
{
    struct np_str stem = npi_path_stem(npi_path_stem(name));
    struct np_str id = own_id(job);
    if (!npi_name_is_info(name))
        return 0;
    if (npi_str_eq(stem, npi_job_stem(media_path(job))))
        return 3;
    if (npi_str_eq(stem, npi_job_stem(job->notes_path)))
        return 2;
    return id.len > 0 && npi_str_eq(npi_video_id_of_name(name), id);
}

static const char *find_info(const struct np_job *job)
{
    const struct npi_beside *beside = &job->captions.beside;
    const char *found = NULL;
    int best = 0;
    for (size_t i = 0; i < beside->n; i++) {
        int fit = info_fit(job, beside->names[i]);
        if (fit > best) {
            best = fit;
            found = beside->paths[i];
        }
    }
    return found;
}

/* One that is broken, or of another video, is as none: nobody asked for it.
 * What it says lives in the job's arena, the text it was read from does not. */
static enum np_status read_info(struct np_job *job, const char *path)
{
    struct npi_job_captions *captions = &job->captions;
    struct npi_arena scratch;
    struct npi_diags unsaid;
    struct np_str bytes;
    struct np_str id = own_id(job);
    npi_arena_init(&scratch);
    npi_diags_init(&unsaid, &scratch);
    struct npi_context ctx = job->ctx;
    ctx.diags = &unsaid;
    enum np_status status = npi_file_read(&scratch, &unsaid, path, NPI_INFO_MAX,
                                          &bytes);
    if (status == NP_OK)
        status = npi_info_read(&ctx, npi_str(path), bytes, &captions->info);
    captions->has_info = status == NP_OK &&
                         (id.len == 0 || captions->info.id.len == 0 ||
                          npi_str_eq(id, captions->info.id));
    npi_arena_release(&scratch);
    return status == NP_ERR_NOMEM ? status : NP_OK;
}

enum np_status npi_job_video_info(struct np_job *job,
                                  const struct npi_video_info **info)
{
    struct npi_job_captions *captions = &job->captions;
    enum np_status status = npi_job_list_beside(job);
    const char *path = NULL;
    *info = NULL;
    if (status == NP_OK && !captions->info_sought &&
        captions->beside.n_infos > 0)
        path = find_info(job);
    captions->info_sought = true;
    if (path && npi_file_is_regular(path))
        status = read_info(job, path);
    if (status == NP_OK && captions->has_info)
        *info = &captions->info;
    return status;
}

static struct np_str known(struct np_str language)
{
    return npi_str_eq(language, NPI_STR("und")) ? npi_str(NULL) : language;
}

/* The first sound track's, as BCP 47 has it. */
static enum np_status language_of_sound(struct np_job *job,
                                        struct np_str *language)
{
    const struct np_media_info *info = job->info;
    size_t i = 0;
    while (info && i < info->n_tracks && info->tracks[i].kind != NP_TRACK_AUDIO)
        i++;
    if (!info || i == info->n_tracks)
        return NP_OK;
    enum np_status status = npi_language_tag(
        &job->arena, info->tracks[i].language, language);
    *language = known(*language);
    return status;
}

static struct np_str language_of_originals(const struct np_episode *episode)
{
    struct npi_scripts scripts = {0};
    for (size_t i = 0; i < episode->n_originals; i++)
        npi_scripts_add(&scripts, episode->originals[i].text);
    return known(npi_scripts_language(&scripts));
}

enum np_status npi_job_spoken(struct np_job *job, struct np_str *spoken)
{
    enum np_status status = NP_OK;
    *spoken = npi_str(NULL);
    if (job->captions.has_info)
        *spoken = job->captions.info.language;
    if (!spoken->len)
        status = language_of_sound(job, spoken);
    if (!spoken->len)
        *spoken = language_of_originals(&job->episode);
    return status;
}

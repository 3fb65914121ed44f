/* Finding MEDIA's .info.json. */
#include "base/file.h"
#include "base/str.h"
#include "captions/pair.h"
#include "job/clock.h"
#include "job/diags.h"
#include "job/job.h"

#include <dirent.h>

#define INFO_END NPI_STR(".info.json")
#define COPY_MARK NPI_STR(".nopriors") /* a copy of ours */

/* How surely a file is MEDIA's: 2 by its stem, 1 by the video's id. */
static int fit(struct np_str name, struct np_str stem, struct np_str id)
{
    if (!npi_str_ends(name, INFO_END))
        return 0;
    if (npi_str_eq(npi_str_sub(name, 0, name.len - INFO_END.len), stem))
        return 2;
    return id.len > 0 && npi_str_eq(npi_video_id_of_name(name), id);
}

/* The best fit in the folder; of equals the first by name. *path is NULL if
 * there is none. */
static enum np_status look(struct np_job *job, DIR *dir, struct np_str folder,
                           const char **path)
{
    struct np_str media = job->info->path;
    struct np_str stem = npi_path_stem(media);
    struct np_str id = npi_video_id_of_name(npi_path_name(media));
    struct np_str best = npi_str(NULL);
    int best_fit = 0;
    const struct dirent *entry;

    *path = NULL;
    if (npi_str_ends(stem, COPY_MARK))
        stem.len -= COPY_MARK.len;
    while ((entry = readdir(dir)) != NULL) {
        struct np_str name = npi_str(entry->d_name);
        int how = fit(name, stem, id);

        if (how == 0 || how < best_fit ||
            (how == best_fit && npi_str_cmp(name, best) > 0))
            continue;
        best_fit = how;
        best = npi_arena_str(&job->arena, name);
        if (!best.ptr)
            return NP_ERR_NOMEM;
    }
    if (best_fit > 0)
        *path = npi_path_join(&job->arena, folder, best);
    return best_fit > 0 && !*path ? NP_ERR_NOMEM : NP_OK;
}

enum np_status npi_job_read_info(struct np_job *job,
                                 struct npi_video_info *info)
{
    struct np_str folder = npi_arena_str(&job->arena,
                                         npi_path_folder(job->info->path));
    const char *path = NULL;
    struct np_str bytes;
    enum np_status status = NP_OK;
    DIR *dir;

    if (!folder.ptr)
        return NP_ERR_NOMEM;
    dir = opendir(folder.ptr);
    if (dir) {
        status = look(job, dir, folder, &path);
        (void)closedir(dir);
    }
    if (status == NP_OK && !path) {
        NPI_DIAG1(&job->diags, CUTS_INFO_MISSING, NPI_NOWHERE, job->info->path);
        return NP_ERR_IO;
    }
    if (status == NP_OK)
        status = npi_file_read(&job->arena, &job->diags, path, NPI_INFO_MAX,
                               &bytes);
    return status == NP_OK
               ? npi_info_read(&job->ctx, npi_str(path), bytes, info)
               : status;
}

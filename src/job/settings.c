/* A job's settings: profiles, single keys, the language, the folders. They are
 * given before np_job_run(), which resolves what they leave to the text. */
#include "job/job.h"

#include "base/file.h"
#include "base/str.h"
#include "job/diags.h"

#ifndef NP_DATADIR
#define NP_DATADIR "/usr/local/share/nopriors-export"
#endif
#ifndef NP_LIBDIR
#define NP_LIBDIR "/usr/local/lib/nopriors-export"
#endif

/* Longest language tag we take; BCP 47 asks readers for at least 35 bytes. */
#define TAG_MAX 64

enum np_status np_job_load_profile(struct np_job *job, const char *name)
{
    return npi_profile_load(&job->ctx, &job->config, npi_str(name),
                            job->profile_folders);
}

enum np_status npi_job_set_by(struct np_job *job, const char *key,
                              const char *value, const char *who)
{
    const struct npi_origin origin = {NPI_LAYER_GIVEN, npi_str(who), 0};

    return npi_config_set(&job->ctx, &job->config, npi_str(key), npi_str(value),
                          origin, NPI_NOWHERE);
}

enum np_status np_job_set(struct np_job *job, const char *key,
                          const char *value)
{
    return npi_job_set_by(job, key, value, NULL);
}

/* ISO 639 has codes of two and three letters; longer ones, which BCP 47 allows,
 * were never given out: a longer word is a language's name. */
static bool is_language(struct np_str code)
{
    for (size_t i = 0; i < code.len; i++)
        if (code.ptr[i] >= '0' && code.ptr[i] <= '9')
            return false;
    return code.len == 2 || code.len == 3;
}

static bool is_tag(struct np_str tag)
{
    size_t run = 0; /* length of the subtag so far */
    struct np_str rest = tag;
    struct np_str code;

    if (tag.len == 0 || tag.len > TAG_MAX ||
        !npi_str_split(&rest, '-', &code) || !is_language(code))
        return false;
    for (size_t i = 0; i < tag.len; i++) {
        const char c = tag.ptr[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';

        if (c == '-') {
            if (run == 0)
                return false;
            run = 0;
        } else if ((letter || digit) && run < 8) {
            run++;
        } else {
            return false;
        }
    }
    return run > 0;
}

enum np_status np_job_set_language(struct np_job *job, const char *tag)
{
    if (!tag) {
        job->language = npi_str(NULL);
        return NP_OK;
    }
    if (!is_tag(npi_str(tag))) {
        NPI_DIAG1(&job->diags, LANGUAGE_TAG, NPI_NOWHERE, npi_str(tag));
        return NP_ERR_USAGE;
    }
    job->language = npi_arena_str(&job->arena, npi_str(tag));
    return job->language.ptr ? NP_OK : NP_ERR_NOMEM;
}

enum np_status np_job_add_anchor(struct np_job *job, const char *anchor)
{
    const struct np_str given = npi_arena_str(&job->arena, npi_str(anchor));
    struct npi_anchor one;
    struct npi_anchor *grown;

    if (!given.ptr)
        return NP_ERR_NOMEM;
    if (npi_anchor_read(&job->diags, given, &one) != NP_OK)
        return NP_ERR_USAGE;
    grown = npi_arena_grow(&job->arena, job->anchors, job->n_anchors,
                           &job->anchors_cap, sizeof(*grown));
    if (!grown)
        return NP_ERR_NOMEM;
    job->anchors = grown;
    job->anchors[job->n_anchors++] = one;
    return NP_OK;
}

/* Appends folder (below base, if there is one) to a NULL-ended list. */
static bool add_folder(struct np_job *job, const char **list, const char *base,
                       const char *folder)
{
    size_t n = 0;

    while (list[n])
        n++;
    list[n] = base ? npi_path_join(&job->arena, npi_str(base), npi_str(folder))
                   : npi_arena_str(&job->arena, npi_str(folder)).ptr;
    return list[n] != NULL;
}

/* Beside the program, where "make install" puts things seen from it, and where
 * it put them when this was built. */
static bool add_folders(struct np_job *job, const char *program)
{
    const char **profiles = job->profile_folders;
    const char **media = job->media_folders;

    if (program && (!add_folder(job, profiles, program, "profiles") ||
                    !add_folder(job, profiles, program,
                                "../share/nopriors-export/profiles") ||
                    !add_folder(job, media, program, ".") ||
                    !add_folder(job, media, program, "../lib/nopriors-export")))
        return false;
    return add_folder(job, profiles, NULL, NP_DATADIR "/profiles") &&
           add_folder(job, media, NULL, NP_LIBDIR);
}

enum np_status np_job_set_folders(struct np_job *job, const char *program,
                                  const char *user_profiles)
{
    job->words.program = program
                             ? npi_arena_str(&job->arena, npi_str(program)).ptr
                             : NULL;
    if (program && !job->words.program)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < NPI_JOB_FOLDERS; i++)
        job->profile_folders[i] = job->media_folders[i] = NULL;
    if (user_profiles &&
        !add_folder(job, job->profile_folders, NULL, user_profiles))
        return NP_ERR_NOMEM;
    return add_folders(job, program) ? NP_OK : NP_ERR_NOMEM;
}

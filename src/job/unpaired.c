/* Captions that lie beside the episode under another name: who fetched them
 * meant them for something, and is told what they would have to be called. */
#include "job/unpaired.h"

#include "base/file.h"
#include "base/str.h"
#include "captions/name_tag.h"
#include "captions/pair.h"
#include "job/attempt.h"
#include "job/job.h"

#define OPENED_MAX 8

/* "ep" and ".en" of "ep.en"; the tag is empty if it has none. */
static struct np_str split_tag(struct np_str body, struct np_str *tag)
{
    struct npi_name_tag read;
    const size_t dot = npi_str_rfind_char(body, '.');

    *tag = npi_str_sub(body, body.len, body.len);
    if (dot == NP_NONE || dot == 0)
        return body;
    if (npi_name_tag_read(npi_str_sub(body, dot, body.len), &read))
        *tag = npi_str_sub(body, dot, body.len);
    return npi_str_sub(body, 0, body.len - tag->len);
}

/* JSON may be anything; what is captions has been looked at by its name. */
static bool is_like_captions(struct np_str name)
{
    return npi_str_listed(npi_path_extension(name),
                          "vtt srt json3 ass ssa bcc");
}

static bool is_paired(const struct npi_caption_candidate *items, size_t n,
                      size_t index)
{
    for (size_t i = 0; i < n; i++)
        if (items[i].index == index)
            return true;
    return false;
}

static enum np_status join(struct np_job *job, const struct np_str *parts,
                           size_t n, struct np_str *joined)
{
    struct npi_buf buf;

    npi_buf_init(&buf, NPI_BUF_MAX);
    for (size_t i = 0; i < n; i++)
        npi_buf_put(&buf, parts[i]);
    *joined = npi_arena_str(&job->arena, npi_buf_str(&buf));
    if (buf.error != NP_OK)
        joined->ptr = NULL;
    npi_buf_release(&buf);
    return joined->ptr ? NP_OK : NP_ERR_NOMEM;
}

/* ep.en.vtt is the captions of ep.md. */
static enum np_status has_own_notes(struct np_job *job, const char *path,
                                    bool *has)
{
    struct np_str tag;
    const struct np_str folder = npi_path_folder(npi_str(path));
    const struct np_str parts[] = {
        folder, NPI_STR("/"),
        split_tag(npi_path_stem(npi_path_name(npi_str(path))), &tag),
        NPI_STR(".md")};
    struct np_str notes;
    enum np_status status = join(job, parts, 4, &notes);

    *has = status == NP_OK && npi_file_exists(notes.ptr);
    return status;
}

static enum np_status is_fit(struct np_job *job, const char *path, bool *fit)
{
    static const struct npi_attempt_name no_name = {.language = {NULL, 0}};
    struct npi_attempt attempt;
    enum np_status status = npi_attempt_file(&attempt, job, path,
                                             NP_CAPTION_BESIDE, &no_name);

    *fit = status == NP_OK && !attempt.source.why_not;
    npi_attempt_drop(&attempt);
    return status;
}

/* "notes.zh" and "ep.en.vtt" make "notes.en.vtt". */
static enum np_status name_it(struct np_job *job, struct np_str name,
                              struct npi_unpaired *it)
{
    const char *notes = job->notes_path;
    struct np_str stem = npi_job_stem(
        notes || !job->info ? notes : job->info->path.ptr);
    struct np_str own;
    struct np_str tag;

    (void)split_tag(npi_path_stem(name), &tag);
    if (tag.len > 0)
        stem = split_tag(stem, &own);
    it->name = name;
    return join(job,
                (const struct np_str[]){stem, tag, NPI_STR("."),
                                        npi_path_extension(name)},
                4, &it->wanted);
}

static bool is_beside(const struct npi_beside *beside, struct np_str name)
{
    for (size_t i = 0; i < beside->n; i++)
        if (npi_str_eq(beside->names[i], name))
            return true;
    return false;
}

/* A name that is in use is no advice. */
static enum np_status look_at(struct np_job *job, size_t index,
                              struct npi_unpaired *found, size_t *n)
{
    const struct npi_beside *beside = &job->captions.beside;
    struct npi_unpaired *it = &found[*n];
    bool other = false;
    bool fit = false;
    enum np_status status = has_own_notes(job, beside->paths[index], &other);

    if (status == NP_OK && !other)
        status = is_fit(job, beside->paths[index], &fit);
    if (status != NP_OK || !fit)
        return status;
    it->path = beside->paths[index];
    status = name_it(job, beside->names[index], it);
    *n += status == NP_OK && !is_beside(beside, it->wanted);
    return status;
}

enum np_status npi_job_unpaired(struct np_job *job,
                                struct npi_unpaired found[NPI_UNPAIRED_MAX],
                                size_t *n)
{
    const struct npi_job_captions *captions = &job->captions;
    const struct npi_beside *beside = &captions->beside;
    const struct npi_caption_candidate *items = NULL;
    size_t n_items = 0;
    size_t opened = 0;
    enum np_status status = NP_OK;

    *n = 0;
    if (captions->mode != NPI_CAPTIONS_AUTO || captions->is_taken)
        return NP_OK;
    if (beside->n > 0)
        status = npi_job_rank_beside(job, &items, &n_items);
    for (size_t i = 0; i < beside->n && status == NP_OK &&
                       *n < NPI_UNPAIRED_MAX && opened < OPENED_MAX;
         i++) {
        if (!is_like_captions(beside->names[i]) || is_paired(items, n_items, i))
            continue;
        opened++;
        status = look_at(job, i, found, n);
    }
    return status;
}

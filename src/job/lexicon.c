/* The dictionary and the glossaries: where they are, and opening them when they
 * are first wanted. What is in them is the lexicon's business. */
#include "job/job.h"

#include "base/file.h"
#include "base/tag.h"
#include "job/diags.h"

#include <string.h>

#ifndef NP_DATADIR
#define NP_DATADIR "/usr/local/share/nopriors-export"
#endif

#define DICTIONARY_MAX ((size_t)64 << 20)
#define GLOSSARY_MAX ((size_t)4 << 20)
#define DICTIONARY_NAME "zh-en.dict"

/* What is set now would come too late. */
static enum np_status too_late(struct np_job *job, const char *call)
{
    NPI_DIAG2(&job->diags, JOB_ORDER, NPI_NOWHERE, npi_str("np_job_run"),
              npi_str(call));
    return NP_ERR_USAGE;
}

enum np_status np_job_set_dictionary(struct np_job *job, const char *source)
{
    struct npi_job_words *words = &job->words;

    if (words->is_open)
        return too_late(job, "np_job_set_dictionary");
    words->dictionary = NULL;
    words->no_dictionary = strcmp(source, "none") == 0;
    if (words->no_dictionary || strcmp(source, "auto") == 0)
        return NP_OK;
    words->dictionary = npi_arena_str(&job->arena, npi_str(source)).ptr;
    return words->dictionary ? NP_OK : NP_ERR_NOMEM;
}

enum np_status np_job_add_glossary(struct np_job *job, const char *path)
{
    struct npi_job_words *words = &job->words;
    const char *own = npi_arena_str(&job->arena, npi_str(path)).ptr;
    const char **grown;

    if (words->is_open)
        return too_late(job, "np_job_add_glossary");
    grown = npi_arena_grow(&job->arena, words->glossaries, words->n_glossaries,
                           &words->glossaries_cap, sizeof(*grown));
    if (!own || !grown)
        return NP_ERR_NOMEM;
    words->glossaries = grown;
    grown[words->n_glossaries++] = own;
    return NP_OK;
}

enum np_status np_job_set_data_folder(struct np_job *job, const char *folder)
{
    job->words.user = NULL;
    if (!folder)
        return NP_OK;
    job->words.user = npi_arena_str(&job->arena, npi_str(folder)).ptr;
    return job->words.user ? NP_OK : NP_ERR_NOMEM;
}

/* Here "notes" are not what is at fault. */
static enum np_status not_notes(enum np_status status)
{
    return status == NP_ERR_NOTES ? NP_ERR_USAGE : status;
}

/* A compiled dictionary is mapped and stays so; anything else is read. */
static enum np_status get_bytes(struct npi_context *ctx, const char *path,
                                struct np_str *mapped, struct np_str *bytes)
{
    enum np_status status;

    if (npi_file_is_regular(path)) {
        status = npi_file_map(ctx->diags, path, DICTIONARY_MAX, bytes);
        if (status != NP_OK)
            return not_notes(status);
        if (npi_lexicon_is_compiled(*bytes)) {
            *mapped = *bytes;
            return NP_OK;
        }
        npi_file_unmap(*bytes);
    }
    return not_notes(
        npi_file_read(ctx->arena, ctx->diags, path, DICTIONARY_MAX, bytes));
}

static enum np_status open_file(struct np_job *job, struct npi_context *ctx,
                                const char *path)
{
    struct npi_job_words *words = &job->words;
    struct np_str mapped = {NULL, 0};
    struct np_str bytes;
    enum np_status status = get_bytes(ctx, path, &mapped, &bytes);

    if (status == NP_OK)
        status = npi_lexicon_dictionary(ctx, words->lexicon, npi_str(path),
                                        bytes);
    if (status != NP_OK) {
        npi_file_unmap(mapped);
        return status;
    }
    words->mapped = mapped;
    words->opened = path;
    return NP_OK;
}

/* The first that is there and good; one that is damaged is said and passed
 * over, for nobody named it. */
static enum np_status try_file(struct np_job *job, const char *path)
{
    struct npi_diags unsaid;
    struct npi_context ctx = job->ctx;
    enum np_status status;

    if (!path)
        return NP_ERR_NOMEM;
    if (npi_lexicon_compiled(job->words.lexicon).ptr ||
        !npi_file_is_regular(path))
        return NP_OK;
    npi_diags_init(&unsaid, &job->arena);
    ctx.diags = &unsaid;
    status = open_file(job, &ctx, path);
    if (status == NP_OK || status == NP_ERR_NOMEM ||
        status == NP_ERR_INTERRUPTED)
        return status;
    NPI_DIAG1(&job->diags, DICTIONARY_SKIPPED, NPI_NOWHERE, npi_str(path));
    return NP_OK;
}

static enum np_status try_below(struct np_job *job, const char *folder,
                                const char *name)
{
    return folder ? try_file(job, npi_path_join(&job->arena, npi_str(folder),
                                                npi_str(name)))
                  : NP_OK;
}

/* Beside the program, the user's own, where "make install" puts it seen from
 * the program, and where it put it when this was built. */
static enum np_status find_dictionary(struct np_job *job)
{
    const struct npi_job_words *words = &job->words;
    enum np_status status = try_below(job, words->program,
                                      "data/" DICTIONARY_NAME);

    if (status == NP_OK)
        status = try_below(job, words->user, DICTIONARY_NAME);
    if (status == NP_OK)
        status = try_below(job, words->program,
                           "../share/nopriors-export/data/" DICTIONARY_NAME);
    return status == NP_OK ? try_file(job, NP_DATADIR "/data/" DICTIONARY_NAME)
                           : status;
}

static enum np_status read_glossary(struct np_job *job, const char *path)
{
    struct np_str bytes;
    enum np_status status = npi_file_read(&job->arena, &job->diags, path,
                                          GLOSSARY_MAX, &bytes);

    if (status != NP_OK)
        return not_notes(status);
    return npi_lexicon_glossary(&job->ctx, job->words.lexicon, npi_str(path),
                                bytes);
}

static enum np_status open_words(struct np_job *job)
{
    struct npi_job_words *words = &job->words;
    enum np_status status = npi_lexicon_new(&job->ctx, &words->lexicon);

    if (status == NP_OK && words->dictionary)
        status = open_file(job, &job->ctx, words->dictionary);
    else if (status == NP_OK && !words->no_dictionary)
        status = find_dictionary(job);
    for (size_t i = 0; status == NP_OK && i < words->n_glossaries; i++)
        status = read_glossary(job, words->glossaries[i]);
    if (status != NP_OK || npi_lexicon_longest_key(words->lexicon) == 0)
        words->lexicon = NULL;
    return status;
}

enum np_status npi_job_lexicon(struct np_job *job,
                               const struct npi_lexicon **lexicon)
{
    struct npi_job_words *words = &job->words;

    if (!words->is_open) {
        words->is_open = true;
        words->status = open_words(job);
    }
    *lexicon = words->lexicon;
    return words->status;
}

bool npi_job_names_words(const struct np_job *job)
{
    return job->words.dictionary || job->words.n_glossaries > 0;
}

/* The languages of the captions and the dialogue are these two. */
static bool are_languages(const struct np_job *job, struct np_str a,
                          struct np_str b)
{
    const struct np_str said = npi_job_track(job)->language;
    const struct np_str noted = job->episode.language;

    return (npi_tag_same(said, a) && npi_tag_same(noted, b)) ||
           (npi_tag_same(said, b) && npi_tag_same(noted, a));
}

bool npi_job_needs_words(const struct np_job *job)
{
    const struct npi_caption_track *track = npi_job_track(job);

    return track && job->episode.n_sentences > 0 &&
           !npi_tag_same(job->episode.language, track->language);
}

struct np_str npi_job_dictionary(const struct np_job *job)
{
    const struct npi_job_words *words = &job->words;
    struct np_str from;
    struct np_str to;

    if (!words->lexicon || !words->opened || !npi_job_needs_words(job))
        return npi_str(NULL);
    from = npi_lexicon_from(words->lexicon);
    to = npi_lexicon_to(words->lexicon);
    if (from.len > 0 && to.len > 0 && !are_languages(job, from, to))
        return npi_str(NULL);
    return npi_path_name(npi_str(words->opened));
}

bool npi_job_lacks_dictionary(const struct np_job *job)
{
    return npi_job_needs_words(job) && !job->words.no_dictionary &&
           npi_job_dictionary(job).len == 0 &&
           are_languages(job, NPI_STR("zh"), NPI_STR("en"));
}

void npi_job_close_words(struct np_job *job)
{
    npi_file_unmap(job->words.mapped);
    job->words.mapped = (struct np_str){NULL, 0};
}

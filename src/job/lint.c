/* Anybody's subtitles held against the rules of a profile; needs no notes. */
#include "base/file.h"
#include "base/str.h"
#include "captions/raw.h"
#include "job/diags.h"
#include "job/job.h"

/* Lines of a cue's text; what is more than fits goes into the last one, whose
 * line ends become spaces. Returns how many there are. */
static unsigned put_lines(struct npi_arena *arena, struct np_str text,
                          struct np_cue *cue)
{
    char *copy = npi_arena_alloc(arena, text.len + 1, 1);
    struct np_str rest;
    unsigned n = 0;

    if (!copy)
        return 0;
    for (size_t i = 0; i < text.len; i++)
        copy[i] = text.ptr[i];
    rest = npi_str_trim((struct np_str){copy, text.len});
    while (rest.len > 0) {
        size_t end = npi_str_find_char(rest, '\n');
        bool last = cue->n_lines == NP_CUE_LINES - 1;

        n++;
        if (last && end != NP_NONE)
            for (size_t i = 0; i < rest.len; i++)
                if (rest.ptr[i] == '\n') {
                    copy[(size_t)(rest.ptr - copy) + i] = ' ';
                    n++;
                }
        if (last || end == NP_NONE)
            end = rest.len;
        cue->lines[cue->n_lines++] = npi_str_sub(rest, 0, end);
        rest = npi_str_sub(rest, end + 1, rest.len);
    }
    return n;
}

static enum np_status make_cues(struct np_job *job,
                                const struct npi_raw_captions *raw,
                                unsigned **n_lines)
{
    struct np_cue *cues = NPI_ARENA_NEW(&job->arena, struct np_cue,
                                        raw->n_cues);
    size_t *places = NPI_ARENA_NEW(&job->arena, size_t, raw->n_cues);

    *n_lines = NPI_ARENA_NEW(&job->arena, unsigned, raw->n_cues);
    if (!cues || !places || !*n_lines)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < raw->n_cues; i++) {
        const struct npi_raw_cue *from = &raw->cues[i];
        size_t column;

        cues[i] = (struct np_cue){.start = from->start,
                                  .end = from->end,
                                  .turn = NP_NONE,
                                  .speaker = NP_NONE,
                                  .first_sentence = NP_NONE,
                                  .last_sentence = NP_NONE};
        (*n_lines)[i] = put_lines(&job->arena, from->text, &cues[i]);
        if (raw->source != NP_NONE)
            (void)npi_diags_place(
                &job->diags, (struct np_span){raw->source, from->offset, 0},
                &places[i], &column);
    }
    job->lint.cues = (struct np_cues){cues, raw->n_cues};
    job->lint.lines = places;
    return NP_OK;
}

/* Asked for, else told by the file, else found in its words. */
static enum np_status find_language(struct np_job *job, struct np_str name,
                                    struct np_str bytes)
{
    struct npi_diags unsaid;
    struct npi_context ctx = job->ctx;
    struct npi_caption_track track;
    enum np_status status;

    job->lint.language = job->language;
    if (job->language.len > 0)
        return NP_OK;
    npi_diags_init(&unsaid, &job->arena);
    ctx.diags = &unsaid;
    status = npi_captions_read(&ctx, name, bytes, &track);
    job->lint.language = track.language;
    return status;
}

enum np_status np_job_lint(struct np_job *job, const char *path,
                           const struct np_lint **lint)
{
    struct npi_settings *settings = &job->config.settings;
    struct np_str name = npi_arena_str(&job->arena, npi_str(path));
    struct npi_raw_captions raw;
    struct np_str bytes;
    unsigned *n_lines = NULL;
    enum np_status status;

    *lint = NULL;
    if (!name.ptr)
        return NP_ERR_NOMEM;
    status = npi_file_read(&job->arena, &job->diags, path, NPI_CAPTIONS_MAX,
                           &bytes);
    if (status == NP_OK)
        status = npi_captions_read_raw(&job->ctx, name, bytes, &raw);
    if (status == NP_OK)
        status = find_language(job, name, bytes);
    if (status == NP_OK)
        status = make_cues(job, &raw, &n_lines);
    if (status != NP_OK)
        return status;
    npi_settings_resolve(settings, job->lint.language);
    status = npi_cues_lint(&job->ctx, &job->lint.cues, n_lines, settings,
                           (struct npi_frame_rate){24, 1}, &job->lint.breaches,
                           &job->lint.n_breaches);
    job->lint.name = name;
    if (status == NP_OK)
        *lint = &job->lint;
    return status;
}

/* Anybody's subtitles held against the rules of a profile; needs no notes. */
#include "base/file.h"
#include "base/tag.h"
#include "captions/raw.h"
#include "cues/second/second.h"
#include "job/diags.h"
#include "job/job.h"
#include "notes/language.h"

/* Lines of a cue's text; what is more than fits goes into the last one, whose
 * line ends become spaces. */
static enum np_status put_lines(struct npi_arena *arena, struct np_str text,
                                struct np_cue *cue)
{
    char *copy = npi_arena_alloc(arena, text.len + 1, 1);
    struct np_str rest;

    if (!copy)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < text.len; i++)
        copy[i] = text.ptr[i];
    rest = npi_str_trim((struct np_str){copy, text.len});
    while (rest.len > 0) {
        size_t end = npi_str_find_char(rest, '\n');
        bool last = cue->n_lines == NP_CUE_ROOM - 1;

        for (size_t i = 0; last && i < rest.len; i++)
            if (rest.ptr[i] == '\n')
                copy[(size_t)(rest.ptr - copy) + i] = ' ';
        if (last || end == NP_NONE)
            end = rest.len;
        cue->lines[cue->n_lines++] = npi_str_sub(rest, 0, end);
        rest = npi_str_sub(rest, end + 1, rest.len);
    }
    return NP_OK;
}

static enum np_status make_cues(struct np_job *job,
                                const struct npi_raw_captions *raw,
                                struct np_cue **made)
{
    struct np_cue *cues = NPI_ARENA_NEW(&job->arena, struct np_cue,
                                        raw->n_cues);
    size_t *places = NPI_ARENA_NEW(&job->arena, size_t, raw->n_cues);
    enum np_status status = cues && places ? NP_OK : NP_ERR_NOMEM;

    for (size_t i = 0; i < raw->n_cues && status == NP_OK; i++) {
        const struct npi_raw_cue *from = &raw->cues[i];
        size_t column;

        cues[i] = (struct np_cue){.start = from->start,
                                  .end = from->end,
                                  .turn = NP_NONE,
                                  .speaker = NP_NONE,
                                  .first_sentence = NP_NONE,
                                  .last_sentence = NP_NONE};
        status = put_lines(&job->arena, from->text, &cues[i]);
        if (raw->source != NP_NONE)
            (void)npi_diags_place(
                &job->diags, (struct np_span){raw->source, from->offset, 0},
                &places[i], &column);
    }
    *made = cues;
    job->lint.cues = (struct np_cues){cues, raw->n_cues};
    job->lint.lines = places;
    return status;
}

struct pair {
    enum npi_script upper;
    enum npi_script lower;
};

/* True if a cue's first lines are in one script and all others in another. */
static bool is_pair(const struct np_cue *cue, struct pair *pair)
{
    *pair = (struct pair){NPI_SCRIPT_NONE, NPI_SCRIPT_NONE};
    for (unsigned k = 0; k < cue->n_lines; k++) {
        const enum npi_script script = npi_script_of_text(cue->lines[k]);

        if (script == NPI_SCRIPT_NONE)
            continue;
        if (pair->upper == NPI_SCRIPT_NONE)
            pair->upper = script;
        else if (pair->lower == NPI_SCRIPT_NONE && script != pair->upper)
            pair->lower = script;
        else if (script !=
                 (pair->lower == NPI_SCRIPT_NONE ? pair->upper : pair->lower))
            return false;
    }
    return pair->lower != NPI_SCRIPT_NONE;
}

/* One language above the other in more than half of the cues, always the same
 * way round. */
static bool are_two_languages(const struct np_cues *cues, struct pair *pair)
{
    size_t pairs[NPI_SCRIPTS][NPI_SCRIPTS] = {{0}};
    size_t most = 0;

    for (size_t i = 0; i < cues->n_cues; i++) {
        struct pair found;

        if (!is_pair(&cues->cues[i], &found))
            continue;
        if (++pairs[found.upper][found.lower] > most) {
            most = pairs[found.upper][found.lower];
            *pair = found;
        }
    }
    return most * 2 > cues->n_cues;
}

/* Latin names and terms stand in all languages: what has another script in it
 * is in the language of that one. */
static enum npi_script side_of(struct np_str line, const struct pair *pair)
{
    struct npi_scripts scripts = {0};
    enum npi_script other = pair->upper == NPI_SCRIPT_LATIN ? pair->lower
                                                            : pair->upper;

    npi_scripts_add(&scripts, line);
    return scripts.count[other] > 0 ? other : npi_scripts_main(&scripts);
}

/* How many lines are of the lower language: those behind the place that the
 * fewest lines are on the wrong side of. */
static unsigned lower_lines(const struct np_cue *cue, const struct pair *pair)
{
    unsigned wrong = 0; /* with all below the place */
    unsigned least;
    unsigned best = 0;

    for (unsigned k = 0; k < cue->n_lines; k++)
        wrong += side_of(cue->lines[k], pair) == pair->upper;
    if (wrong == 0)
        return 0;
    least = wrong;
    for (unsigned k = 0; k < cue->n_lines; k++) {
        const enum npi_script side = side_of(cue->lines[k], pair);

        if (side == pair->upper)
            wrong--;
        else if (side == pair->lower)
            wrong++;
        if (wrong <= least) {
            least = wrong;
            best = k + 1;
        }
    }
    return cue->n_lines - best;
}

static struct np_str language_of(const struct np_cues *cues, bool second)
{
    struct npi_scripts scripts = {0};

    for (size_t i = 0; i < cues->n_cues; i++) {
        const struct np_cue *cue = &cues->cues[i];
        const struct np_str *lines = second ? cue->second : cue->lines;
        unsigned n = second ? cue->n_second : cue->n_lines;

        for (unsigned k = 0; k < n; k++)
            npi_scripts_add(&scripts, lines[k]);
    }
    return npi_scripts_language(&scripts);
}

/* Lines in a second language go where the rules look for them. */
static void part_languages(struct np_job *job, struct np_cue *cues)
{
    struct np_lint *lint = &job->lint;
    struct pair pair;

    if (!are_two_languages(&lint->cues, &pair))
        return;
    for (size_t i = 0; i < lint->cues.n_cues; i++) {
        struct np_cue *cue = &cues[i];
        unsigned n = lower_lines(cue, &pair);

        cue->n_lines -= n;
        for (unsigned k = 0; k < n; k++)
            cue->second[cue->n_second++] = cue->lines[cue->n_lines + k];
    }
    lint->second.language = language_of(&lint->cues, true);
}

/* Asked for, else told by the file, else found in its words. */
static enum np_status find_language(struct np_job *job, struct np_str name,
                                    struct np_str bytes)
{
    struct np_lint *lint = &job->lint;
    struct npi_diags unsaid;
    struct npi_context ctx = job->ctx;
    struct npi_caption_track track;
    enum np_status status;

    lint->limits.language = job->language;
    if (job->language.len > 0)
        return NP_OK;
    if (lint->second.language.len > 0)
        lint->limits.language = language_of(&lint->cues, false);
    if (lint->second.language.len > 0)
        return NP_OK;
    npi_diags_init(&unsaid, &job->arena);
    ctx.diags = &unsaid;
    status = npi_captions_read(&ctx, name, bytes, &track);
    lint->limits.language = track.language;
    return status;
}

static void note_limits(const struct npi_settings *settings,
                        struct np_limits *limits)
{
    limits->line_length = settings->line_length;
    limits->lines = settings->lines;
    limits->reading_speed = settings->reading_speed;
    limits->halves = settings->counting == NPI_COUNT_WIDE;
}

static enum np_status check(struct np_job *job, int64_t grain)
{
    struct np_lint *lint = &job->lint;
    struct npi_settings *settings = &job->config.settings;
    struct npi_settings given = *settings;
    struct npi_settings second;
    struct npi_checked checked = {
        .cues = &lint->cues,
        .settings = settings,
        .rate = {24, 1},
        .grain = grain,
    };

    npi_settings_resolve(settings, lint->limits.language);
    note_limits(settings, &lint->limits);
    if (lint->second.language.len > 0) {
        second = npi_second_settings(&given, lint->limits.language,
                                     lint->second.language);
        note_limits(&second, &lint->second);
        checked.second = &second;
    }
    return npi_cues_check_with(&job->ctx, &checked, &lint->breaches,
                               &lint->n_breaches);
}

enum np_status np_job_lint(struct np_job *job, const char *path,
                           const struct np_lint **lint)
{
    struct np_str name = npi_arena_str(&job->arena, npi_str(path));
    struct npi_raw_captions raw;
    struct np_cue *cues = NULL;
    struct np_str bytes;
    enum np_status status;

    *lint = NULL;
    if (!name.ptr)
        return NP_ERR_NOMEM;
    status = npi_file_read(&job->arena, &job->diags, path, NPI_CAPTIONS_MAX,
                           &bytes);
    if (status == NP_OK)
        status = npi_captions_read_raw(&job->ctx, name, bytes, &raw);
    if (status == NP_OK)
        status = make_cues(job, &raw, &cues);
    if (status != NP_OK)
        return status;
    part_languages(job, cues);
    status = find_language(job, name, bytes);
    if (status == NP_OK)
        status = check(job, raw.grain);
    job->lint.name = name;
    job->lint.source = raw.source;
    job->lint.n_faults = raw.n_faults;
    if (status == NP_OK)
        *lint = &job->lint;
    return status;
}

/* Which captions were taken, and why others were not. */
#include "cli/report.h"

#include "base/file.h"
#include "base/str.h"
#include "cli/diags.h"
#include "cli/language.h"
#include "cli/names.h"
#include "cli/quote.h"
#include "cli/series.h"
#include "job/diags.h"
#include "job/unpaired.h"

#include <unistd.h>

static const char *kind_words(enum np_caption_kind kind)
{
    switch (kind) {
    case NP_CAPTION_KIND_PEOPLE:
        return N_("by people");
    case NP_CAPTION_KIND_AUTOMATIC:
        return N_("recognised by a machine");
    case NP_CAPTION_KIND_TRANSLATED:
        return N_("translated by a machine");
    case NP_CAPTION_KIND_UNKNOWN:
        break;
    }
    return NULL;
}

static bool is_known(struct np_str language)
{
    return language.len > 0 && !npi_str_eq(language, NPI_STR("und"));
}

/* A track may have no name. */
static struct np_str name_piece(struct npi_page *page,
                                const struct np_caption_source *source)
{
    if (source->place != NP_CAPTION_INSIDE)
        return source->name;
    if (!source->name.len)
        return npi_str(npi_tr(N_("a subtitle track of the media file")));
    return NPI_PIECE(page, N_("the media file's subtitle track \"{0}\""),
                     source->name);
}

static void put_dictionary(struct npi_page *page, size_t mark,
                           const struct np_job *job)
{
    const struct np_str name = npi_job_dictionary(job);

    if (name.len > 0)
        npi_series_add(page, mark,
                       NPI_PIECE(page, N_("with the dictionary {0}"), name));
    else if (npi_job_needs_words(job))
        npi_series_add(page, mark, npi_str(npi_tr(N_("without a dictionary"))));
}

void npi_captions_put(struct npi_page *page, const struct np_job *job)
{
    const struct np_caption_source *source = npi_job_taken(job);
    const size_t mark = page->buf.len;
    const char *kind;

    if (!source)
        return;
    kind = kind_words(source->kind);
    npi_series_add(page, mark, name_piece(page, source));
    if (is_known(source->language))
        npi_series_add(page, mark, npi_language_piece(page, source->language));
    if (kind)
        npi_series_add(page, mark, npi_str(npi_tr(kind)));
    npi_series_count(page, mark, "{0} cue", "{0} cues", source->n_cues);
    put_dictionary(page, mark, job);
}

/* A file's name as it is typed. */
static struct np_str typed(struct npi_page *page, const char *path)
{
    const size_t mark = page->buf.len;

    npi_quote_file(&page->buf, npi_str(path));
    return npi_piece_since(page, mark);
}

static void put_unpaired(struct npi_page *page, struct npi_cli *cli)
{
    struct npi_unpaired found[NPI_UNPAIRED_MAX];
    size_t n = 0;

    if (npi_job_unpaired(cli->job, found, &n) != NP_OK)
        page->buf.error = NP_ERR_NOMEM;
    for (size_t i = 0; i < n && page->buf.error == NP_OK; i++)
        npi_page_field(page, i == 0 ? N_("captions") : "",
                       NPI_PIECE(page,
                                 N_("{0} is here but has another name: {1} "
                                    "would be taken, or say --captions {2}"),
                                 found[i].name, found[i].wanted,
                                 typed(page, found[i].path)));
}

void npi_report_captions(struct npi_page *page, struct npi_cli *cli)
{
    const size_t mark = page->buf.len;

    npi_captions_put(page, cli->job);
    npi_series_field(page, N_("captions"), mark);
    put_unpaired(page, cli);
}

static void say_unpaired(struct npi_cli *cli)
{
    struct npi_unpaired found[NPI_UNPAIRED_MAX];
    struct npi_page page;
    size_t n = 0;

    (void)npi_job_unpaired(cli->job, found, &n);
    npi_cli_page(cli, &page);
    for (size_t i = 0; i < n; i++)
        NPI_DIAG3(&cli->job->diags, CAPTIONS_UNPAIRED, NPI_NOWHERE,
                  found[i].name, found[i].wanted, typed(&page, found[i].path));
    npi_page_release(&page);
}

static void say_taken(struct npi_cli *cli,
                      const struct np_caption_source *source)
{
    struct npi_page page;

    npi_cli_page(cli, &page);
    npi_captions_put(&page, cli->job);
    NPI_DIAG1(&cli->job->diags, CAPTIONS_TAKEN, NPI_NOWHERE,
              npi_piece_since(&page, 0));
    if (source->clock == NP_CAPTION_CLOCK_MEDIA)
        NPI_DIAG0(&cli->job->diags, CAPTIONS_MEDIA_CLOCK, NPI_NOWHERE);
    npi_page_release(&page);
}

/* "ep.zh.srt" beside Chinese notes: where our own subtitles are put. */
static bool is_named_as_ours(const struct np_job *job, struct np_str path)
{
    const struct np_str tag = npi_name_tag(job->config.settings.tag,
                                           job->said.language);
    const struct np_str stem = npi_path_stem(path);
    const size_t dot = npi_str_rfind_char(stem, '.');

    return dot != NP_NONE && tag.len > 0 &&
           npi_str_eq_nocase(npi_str_sub(stem, dot + 1, stem.len), tag);
}

/* A file of captions lies there for this episode and is no use, and none other
 * is: its owner has to know. Other things than captions end in .json. */
static const struct np_diag_kind *broken(const struct np_job *job,
                                         const struct np_caption_source *source)
{
    if (job->captions.is_taken || source->place != NP_CAPTION_BESIDE ||
        npi_str_eq_nocase(npi_path_extension(source->path), NPI_STR("json")) ||
        is_named_as_ours(job, source->path))
        return NULL;
    if (source->why_not == &NPI_D_CAPTIONS_UNREADABLE)
        return &NPI_D_CAPTIONS_BROKEN;
    return source->why_not == &NPI_D_CAPTIONS_EMPTY ? &NPI_D_CAPTIONS_WORDLESS
                                                    : NULL;
}

/* "ep.srt", empty, where standard output leads: "nopriors-export --srt ep.md >
 * ep.srt". */
static bool is_our_output(const struct np_caption_source *source)
{
    return source->place == NP_CAPTION_BESIDE &&
           source->why_not == &NPI_D_CAPTIONS_EMPTY &&
           npi_file_is_fd(source->path.ptr, STDOUT_FILENO);
}

static void say_not_taken(struct npi_cli *cli, struct npi_page *page,
                          const struct np_caption_source *source)
{
    const struct np_diag_kind *kind = broken(cli->job, source);

    if (is_our_output(source))
        return;
    if (!kind && cli->args.verbose && source->place != NP_CAPTION_GIVEN &&
        source->why_not->severity == NP_NOTE) /* others were said */
        kind = source->why_not;
    if (kind)
        npi_diag_add(&cli->job->diags, kind, NPI_NOWHERE,
                     name_piece(page, source), source->reason, npi_str(NULL),
                     npi_str(NULL));
}

/* Not said by the job itself: a file we wrote yesterday must not change what
 * --json says today. */
void npi_captions_say(struct npi_cli *cli)
{
    size_t n;
    const struct np_caption_source *sources = np_job_captions(cli->job, &n);
    struct npi_page page;

    npi_cli_page(cli, &page);
    for (size_t i = 0; i < n; i++) {
        if (sources[i].why_not)
            say_not_taken(cli, &page, &sources[i]);
        else if (cli->args.verbose)
            say_taken(cli, &sources[i]);
    }
    npi_page_release(&page);
    if (!cli->args.verbose)
        return;
    if (cli->plan.mode != NPI_MODE_REPORT) /* which has a line of its own */
        say_unpaired(cli);
}

/* Which captions were taken, and why others were not. */
#include "cli/report.h"

#include "cli/diags.h"
#include "cli/language.h"
#include "cli/series.h"

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
        return npi_str(npi_tr(N_("a subtitle track of MEDIA")));
    return NPI_PIECE(page, N_("MEDIA's subtitle track \"{0}\""), source->name);
}

void npi_captions_put(struct npi_page *page,
                      const struct np_caption_source *source)
{
    const size_t mark = page->buf.len;
    const char *kind = kind_words(source->kind);

    npi_series_add(page, mark, name_piece(page, source));
    if (is_known(source->language))
        npi_series_add(page, mark, npi_language_piece(page, source->language));
    if (kind)
        npi_series_add(page, mark, npi_str(npi_tr(kind)));
    npi_series_count(page, mark, "{0} cue", "{0} cues", source->n_cues);
}

static void say_taken(struct npi_cli *cli,
                      const struct np_caption_source *source)
{
    struct npi_page page;

    npi_cli_page(cli, &page);
    npi_captions_put(&page, source);
    NPI_DIAG1(&cli->job->diags, CAPTIONS_TAKEN, NPI_NOWHERE,
              npi_piece_since(&page, 0));
    if (source->clock == NP_CAPTION_CLOCK_MEDIA)
        NPI_DIAG0(&cli->job->diags, CAPTIONS_MEDIA_CLOCK, NPI_NOWHERE);
    npi_page_release(&page);
}

/* Not said by the job itself: a file we wrote yesterday must not change what
 * --json says today. */
void npi_captions_say(struct npi_cli *cli)
{
    size_t n;
    const struct np_caption_source *sources = np_job_captions(cli->job, &n);
    struct npi_page page;

    if (!cli->args.verbose)
        return;
    npi_cli_page(cli, &page);
    for (size_t i = 0; i < n; i++) {
        const struct np_caption_source *source = &sources[i];

        if (!source->why_not)
            say_taken(cli, source);
        else if (source->place != NP_CAPTION_GIVEN &&
                 source->why_not->severity == NP_NOTE) /* others were said */
            npi_diag_add(&cli->job->diags, source->why_not, NPI_NOWHERE,
                         name_piece(&page, source), source->reason,
                         npi_str(NULL), npi_str(NULL));
    }
    npi_page_release(&page);
}

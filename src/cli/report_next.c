/* The report, what to type next: commands with the user's own file names, and
 * the media file that lies beside the notes. */
#include "cli/report.h"

#include "base/file.h"
#include "base/tag.h"
#include "cli/command.h"
#include "cli/media_names.h"
#include "cli/names.h"
#include "cli/quote.h"

#include <string.h>

static void put_command(struct npi_page *page, const char *what,
                        struct np_str command)
{
    npi_page_puts(page, "  ");
    npi_page_puts(page, page->palette->dim);
    npi_page_puts(page, "# ");
    npi_page_puts(page, npi_tr(what));
    npi_page_puts(page, page->palette->reset);
    npi_page_puts(page, "\n  ");
    npi_page_put(page, command, SIZE_MAX);
    npi_page_puts(page, "\n");
}

/* "-o no-priors-80.zh.srt", unless that is what is read. */
static void put_subtitles(struct npi_page *page, struct npi_cli *cli,
                          struct np_str stem)
{
    struct np_job *job = cli->job;
    const struct npi_format *srt = npi_format_find(NPI_STR("srt"));
    const char *captions = job->captions.path;
    const char *file = srt ? npi_name_sidecar(
                                 &job->arena, npi_str(NULL), stem, srt,
                                 npi_name_tag(job->config.settings.tag,
                                              job->said.language))
                           : NULL;

    if (!file || (captions && npi_file_same(file, captions)))
        return;
    put_command(page, N_("subtitles for any player"),
                npi_command(&job->arena, &cli->args,
                            npi_command_option(&job->arena, "-o", file), NULL));
}

/* STEM as the beginning of a yt-dlp name, where % is a sign of its own. */
static void put_template(struct npi_buf *name, struct np_str stem)
{
    for (size_t i = 0; i < stem.len; i++) {
        npi_buf_putc(name, stem.ptr[i]);
        if (stem.ptr[i] == '%')
            npi_buf_putc(name, '%');
    }
    npi_buf_puts(name, ".%(ext)s");
}

/* The name that the download gets. */
static const char *downloaded(struct npi_arena *arena, struct np_str stem)
{
    struct npi_buf name;
    const char *path;

    npi_buf_init(&name, NPI_BUF_MAX);
    npi_buf_put(&name, stem);
    npi_buf_puts(&name, ".mp4");
    path = npi_path_join(arena, npi_str(NULL), npi_buf_str(&name));
    npi_buf_release(&name);
    return path;
}

/* People's captions and recognised ones, of what is spoken as far as that is
 * known. Recognised ones in the spoken language end in "-orig" where a machine
 * translates them too. */
static void put_subtitle_options(struct npi_page *page, struct npi_cli *cli)
{
    const struct npi_video_info *info;
    struct np_str spoken;
    struct np_str primary;
    struct npi_buf list;

    if (npi_job_video_info(cli->job, &info) != NP_OK ||
        npi_job_spoken(cli->job, &spoken) != NP_OK) {
        page->buf.error = NP_ERR_NOMEM;
        return;
    }
    primary = npi_tag_primary(spoken);
    npi_buf_init(&list, NPI_BUF_MAX);
    npi_buf_put(&list, spoken.len ? primary : NPI_STR("en"));
    if (spoken.len > primary.len) {
        npi_buf_puts(&list, ",");
        npi_buf_put(&list, spoken);
    }
    npi_buf_puts(&list, ",.*-orig");
    npi_page_puts(page, "--write-subs --write-auto-subs --sub-langs ");
    npi_quote_word(&page->buf, npi_buf_str(&list));
    npi_page_puts(page, " ");
    if (list.error != NP_OK)
        page->buf.error = list.error;
    npi_buf_release(&list);
}

/* The yt-dlp line for the notes' own link. */
static void put_download(struct npi_page *page, struct npi_cli *cli,
                         struct np_str stem)
{
    const size_t mark = page->buf.len;
    struct npi_buf name;

    npi_buf_init(&name, NPI_BUF_MAX);
    put_template(&name, stem);
    npi_page_puts(page, "yt-dlp -f 'bv*+ba/b' --remux-video mp4 ");
    put_subtitle_options(page, cli);
    npi_page_puts(page, "-o ");
    npi_quote_word(&page->buf, npi_buf_str(&name));
    npi_page_puts(page, " ");
    npi_quote_word(&page->buf, cli->job->episode.link);
    npi_buf_release(&name);
    put_command(page, N_("get the episode"), npi_piece_since(page, mark));
}

static bool is_link(struct np_str link)
{
    return npi_str_starts_nocase(link, NPI_STR("https://")) ||
           npi_str_starts_nocase(link, NPI_STR("http://"));
}

static void put_media(struct npi_page *page, struct npi_cli *cli,
                      struct np_str stem)
{
    struct np_job *job = cli->job;
    const char *media = npi_name_find_media(&job->arena, cli->args.notes, stem);

    if (!media && is_link(job->episode.link)) {
        put_download(page, cli, stem);
        media = downloaded(&job->arena, stem);
    } else if (!media) {
        media = NPI_EXAMPLE_MEDIA;
    }
    if (media)
        put_command(page, N_("chapters, subtitles and metadata into a copy"),
                    npi_command(&job->arena, &cli->args, npi_str(NULL), media));
}

void npi_report_next(struct npi_page *page, struct npi_cli *cli)
{
    struct np_job *job = cli->job;
    const struct npi_args *args = &cli->args;
    const struct np_str stem = npi_name_stem(args->notes, NULL);

    npi_page_heading(page, N_("Next"));
    if (job->timeline.n_chapters > 0)
        put_command(page, N_("the chapters one by one, and how sure they are"),
                    npi_command(&job->arena, args, NPI_STR("--check"), NULL));
    if (job->cues.n_cues > 0)
        put_subtitles(page, cli, stem);
    put_media(page, cli, stem);
}

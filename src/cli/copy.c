/* MEDIA with chapters, subtitles and metadata: where it goes, the progress, and
 * the summary. The work is the media stage's. */
#include "cli/cli.h"

#include "base/file.h"
#include "cli/command.h"
#include "cli/diags.h"
#include "cli/empty.h"
#include "cli/folder.h"
#include "cli/language.h"
#include "cli/media_names.h"
#include "cli/names.h"
#include "cli/progress.h"
#include "cli/reads.h"
#include "cli/report.h"
#include "cli/series.h"

static const char *copy_path(struct npi_cli *cli)
{
    const struct npi_args *args = &cli->args;

    if (args->output)
        return args->output;
    if (args->replace || args->in_place)
        return args->media;
    return npi_name_copy(&cli->job->arena, npi_str(args->folder), args->media);
}

static enum np_status write_copy(struct npi_cli *cli,
                                 const struct np_media_options *options,
                                 struct np_media_result *result)
{
    struct npi_progress_bar bar;
    enum np_status status;

    /* MEDIA itself is the media stage's to judge. */
    if (!npi_file_same(options->out, cli->args.media) &&
        npi_reads_file(cli, options->out)) {
        NPI_DIAG1(&cli->job->diags, SAME_AS_INPUT, NPI_NOWHERE,
                  npi_str(options->out));
        return NP_ERR_USAGE;
    }
    npi_cli_watch(cli, &bar);
    status = np_job_write_media(cli->job, options, result);
    npi_cli_unwatch(cli, &bar);
    return status;
}

static void warn_of_sidecar(struct npi_cli *cli, const char *path)
{
    struct np_job *job = cli->job;
    const struct npi_format *format = npi_format_for_file(npi_str(path));
    struct np_str text;
    const bool is_read = job->captions.path &&
                         npi_file_same(path, job->captions.path);

    if (is_read && npi_job_taken(job)) {
        NPI_DIAG1(&job->diags, SIDECAR_CAPTIONS, NPI_NOWHERE, npi_str(path));
        return;
    }
    if (is_read || !format) {
        NPI_DIAG1(&job->diags, SIDECAR_FOREIGN, NPI_NOWHERE, npi_str(path));
        return;
    }
    if (np_job_text(job, format->name, &text) == NP_OK &&
        npi_file_has(path, text))
        return;
    NPI_DIAG2(&job->diags, SIDECAR_OLD, NPI_NOWHERE, npi_str(path),
              npi_command(&job->arena, &cli->args,
                          npi_command_option(&job->arena, "--force -o", path),
                          cli->args.media));
}

/* A subtitle file beside the copy that players take instead of the new track
 * hides it; one with the same content does no harm. */
static void warn_of_sidecars(struct npi_cli *cli, const char *out)
{
    const struct np_str folder = npi_path_folder(npi_str(out));
    const bool here = npi_str_eq(folder, NPI_STR("."));
    size_t n = 0;
    const struct np_str *names = npi_name_sidecars(
        &cli->job->arena, folder, npi_path_stem(npi_str(out)), &n);

    for (size_t i = 0; names && i < n; i++) {
        const char *path = npi_path_join(
            &cli->job->arena, here ? npi_str(NULL) : folder, names[i]);

        if (path)
            warn_of_sidecar(cli, path);
    }
}

static bool is_known(struct np_str language)
{
    return language.len > 0 && !npi_str_eq(language, NPI_STR("und"));
}

/* "video h264, audio aac (eng)": what was copied as it is. */
static void put_tracks(struct npi_page *page,
                       const struct np_media_result *result)
{
    static const char *const kinds[] = {
        [NP_TRACK_VIDEO] = N_("video"),
        [NP_TRACK_AUDIO] = N_("audio"),
        [NP_TRACK_SUBTITLES] = N_("subtitles"),
        [NP_TRACK_COVER] = N_("cover"),
    };
    const size_t mark = page->buf.len;

    for (size_t i = 0; i < result->n_kept; i++) {
        const struct np_track *track = &result->kept[i];

        if (track->kind >= NP_TRACK_OTHER)
            continue;
        npi_series_add(page, mark,
                       NPI_PIECE(page,
                                 is_known(track->language) ? N_("{0} {1} ({2})")
                                                           : N_("{0} {1}"),
                                 npi_str(npi_tr(kinds[track->kind])),
                                 track->codec, track->language));
    }
    npi_series_field(page, N_("from"), mark);
}

/* A WebM file's copy is Matroska unless -o says otherwise. */
static void put_container(struct npi_page *page, const struct npi_args *args)
{
    if (!args->output && !args->replace && npi_name_is_webm(args->media))
        npi_page_field(page, N_("container"),
                       npi_str(npi_tr(N_("Matroska, whose subtitles more "
                                         "players show; -o NAME.webm keeps "
                                         "WebM"))));
}

/* "1.6 MB at the end of the file, in place": how, and why not better. */
static void put_way(struct npi_page *page, const struct npi_args *args,
                    const struct np_media_result *result)
{
    const char *said = args->replace ? N_("{0}; not in place: {1}")
                                     : N_("{0}: {1}");
    static const char *const WAYS[] = {
        [NP_WAY_LIBAV] = N_("{0} through FFmpeg's libraries"),
        [NP_WAY_COPY] = N_("{0} copied as they are, the index in front"),
        [NP_WAY_IN_PLACE] = N_("{0} in place"),
    };
    const struct np_str bytes = npi_piece_bytes(page,
                                                (uint64_t)result->written);

    npi_page_field(page, N_("written"),
                   result->why_not
                       ? NPI_PIECE(page, said,
                                   NPI_PIECE(page, WAYS[result->way], bytes),
                                   npi_str(npi_tr(result->why_not)))
                       : NPI_PIECE(page, WAYS[result->way], bytes));
    if (result->loses_front)
        npi_page_field(page, N_("index"),
                       npi_str(npi_tr(N_("now at the end: a player on the "
                                         "network starts later; --undo and "
                                         "then --replace keep it in front"))));
}

/* "238 cues, Chinese; 325 cues, English": each track. */
static void put_subtitles(struct npi_page *page,
                          const struct np_media_result *result)
{
    const size_t mark = page->buf.len;

    for (size_t i = 0; i < result->n_subtitles; i++) {
        npi_page_puts(page, i > 0 ? "; " : "");
        NPI_SAY(page,
                is_known(result->subtitles[i].language) ? N_("{0}, {1}")
                                                        : "{0}",
                npi_piece_count(page, "{0} cue", "{0} cues",
                                result->subtitles[i].n_cues),
                npi_language_piece(page, result->subtitles[i].language));
    }
    npi_page_field(page, N_("subtitles"), npi_piece_since(page, mark));
}

static void put_contents(struct npi_page *page, struct npi_cli *cli,
                         const struct np_media_result *result)
{
    if (result->n_chapters > 0)
        npi_page_field(
            page, N_("chapters"),
            result->chapters_kept
                ? NPI_PIECE(page, N_("{0}, those of the file"),
                            npi_piece_number(page, result->n_chapters))
                : npi_piece_number(page, result->n_chapters));
    else if (npi_empty_wants(&cli->args, NP_PART_CHAPTERS) &&
             cli->job->timeline.n_chapters == 0)
        npi_page_field(page, N_("chapters"),
                       npi_str(npi_tr(npi_empty_is_gone(cli->job, false)
                                          ? N_("none of the notes' is in the "
                                               "media")
                                          : N_("none: no outline with stamps "
                                               "in the notes"))));
    if (result->n_cues > 0)
        put_subtitles(page, result);
    else if (npi_empty_wants(&cli->args, NP_PART_SUBTITLES) &&
             cli->job->cues.n_cues == 0)
        npi_page_field(
            page, N_("subtitles"),
            npi_str(npi_tr(npi_empty_is_gone(cli->job, true)
                               ? N_("none: nothing of the dialogue is in the "
                                    "media")
                               : N_("none: no dialogue in the notes"))));
    if (result->n_tags > 0)
        npi_page_field(
            page, N_("metadata"),
            npi_piece_count(page, "{0} tag", "{0} tags", result->n_tags));
    if (result->has_cover)
        npi_page_field(page, N_("cover"), npi_str(cli->args.cover));
    put_way(page, &cli->args, result);
    npi_taken_put(page, cli->job, true);
    put_tracks(page, result);
    put_container(page, &cli->args);
}

/* Whether the result is the file that is there, only making it would tell. */
static const char *dry_words(const struct npi_args *args, const char *out)
{
    if (!npi_file_exists(out))
        return N_("{0}: would be written, about {1}, {2}");
    if (args->force || npi_file_same(out, args->media))
        return N_("{0}: would be written, about {1}, {2}, unless it turns out "
                  "identical");
    return N_("{0}: is there already; would be left alone if it turns out "
              "identical, else refused without --force");
}

static void put_first_line(struct npi_page *page, struct npi_cli *cli,
                           const char *out,
                           const struct np_media_result *result)
{
    const char *said = N_("{0}: written, {1}, {2}");

    if (cli->args.dry_run)
        said = dry_words(&cli->args, out);
    if (result->up_to_date)
        said = N_("{0}: already up to date");
    npi_page_puts(page, page->palette->bold);
    NPI_SAY(page, said, npi_str(out),
            npi_piece_bytes(page, (uint64_t)result->bytes),
            npi_piece_stamp(page, cli->job->timeline.end));
    npi_page_puts(page, page->palette->reset);
    npi_page_puts(page, "\n");
}

static enum np_status show_summary(struct npi_cli *cli, const char *out,
                                   bool new_folder,
                                   const struct np_media_result *result)
{
    struct npi_page page;

    if (cli->args.quiet)
        return NP_OK;
    npi_cli_page(cli, &page);
    if (new_folder)
        npi_folder_put(&page, cli);
    put_first_line(&page, cli, out, result);
    if (!result->up_to_date)
        put_contents(&page, cli, result);
    return result->up_to_date ? npi_cli_show(cli, &page)
                              : npi_cli_show_done(cli, &page);
}

enum np_status npi_copy_make(struct npi_cli *cli)
{
    const struct npi_args *args = &cli->args;
    const struct np_media_options options = {
        .out = copy_path(cli),
        .parts = args->parts,
        .replace = args->replace || args->in_place,
        .in_place = args->in_place,
        .via_libav = args->via_libav,
        .keep_chapters = args->keep_chapters,
        .force = args->force,
        .drop_unsupported = args->drop_unsupported,
        .dry_run = args->dry_run,
        .cover = args->cover,
    };
    const bool new_folder = npi_folder_is_new(cli);
    struct np_media_result result = {0};
    enum np_status status;

    if (!options.out)
        return NP_ERR_NOMEM;
    status = npi_empty_check_parts(cli);
    if (status == NP_OK && new_folder)
        status = npi_folder_make(cli);
    if (status != NP_OK)
        return status;
    status = write_copy(cli, &options, &result);
    if (status != NP_OK && new_folder)
        npi_folder_unmake(cli);
    if (status != NP_OK)
        return status;
    if (result.n_cues > 0)
        warn_of_sidecars(cli, options.out);
    return show_summary(cli, options.out, new_folder, &result);
}

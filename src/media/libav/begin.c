/* The output up to its header: chapters, tags, settings. Its streams are
 * streams.c's. */
#include "media/libav/remux.h"

#include "media/libav/cover.h"
#include "media/libav/text.h"

#include <libavutil/mem.h>

static int add_chapters(struct npi_remux *remux)
{
    const struct npi_part_plan *plan = remux->plan;
    AVFormatContext *out = remux->out;
    int64_t shift = remux->shift + remux->media->origin;

    if (!plan->n_chapters || plan->chapters_as_tags)
        return 0;
    out->chapters = av_calloc(plan->n_chapters, sizeof(AVChapter *));
    if (!out->chapters)
        return AVERROR(ENOMEM);
    for (size_t i = 0; i < plan->n_chapters; i++) {
        const struct npi_part_chapter *from = &plan->chapters[i];
        AVChapter *to = av_mallocz(sizeof(*to));
        int error;

        if (!to)
            return AVERROR(ENOMEM);
        out->chapters[out->nb_chapters++] = to;
        to->id = (int64_t)i + 1;
        to->time_base = NPI_MS;
        to->start = FFMAX(from->start + shift, 0);
        to->end = FFMAX(from->end + shift, to->start);
        error = npi_av_set(&to->metadata, "title", from->title);
        if (error < 0)
            return error;
    }
    return 0;
}

static int add_tags(struct npi_remux *remux)
{
    const struct npi_part_plan *plan = remux->plan;
    int error = 0;

    for (size_t i = 0; i < plan->n_tags && error >= 0; i++) {
        struct np_str key = npi_arena_str(remux->host->ctx->arena,
                                          plan->tags[i].key);

        error = key.ptr ? npi_av_set(&remux->out->metadata, key.ptr,
                                     plan->tags[i].value)
                        : AVERROR(ENOMEM);
    }
    return error;
}

static int open_output(struct npi_remux *remux)
{
    const struct npi_part_plan *plan = remux->plan;
    int error = avformat_alloc_output_context2(&remux->out, NULL, plan->muxer,
                                               plan->name);

    if (error < 0)
        return error;
    npi_io_attach(&remux->io, remux->out);
    remux->out->flags |= AVFMT_FLAG_BITEXACT;
    remux->out->flush_packets = 0;
    /* Shifting is ours: chapters and subtitles must move too. */
    remux->out->avoid_negative_ts = 0;
    /* Nothing is encoded here; what is in the file stays. */
    remux->out->strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL;
    return 0;
}

static int write_header(struct npi_remux *remux)
{
    const struct npi_part_plan *plan = remux->plan;
    AVDictionary *options = NULL;
    int error = 0;

    if (plan->settings)
        error = av_dict_parse_string(&options, plan->settings, "=", ":", 0);
    if (error >= 0 && plan->clock == NPI_CLOCK_EDITS)
        error = av_dict_set_int(&options, "movie_timescale",
                                remux->movie_timescale, 0);
    if (error >= 0 && plan->reserve)
        error = av_dict_set_int(&options, "moov_size", plan->reserve, 0);
    if (error >= 0)
        error = avformat_write_header(remux->out, &options);
    av_dict_free(&options);
    return error < 0 ? error : 0;
}

int npi_remux_begin(struct npi_remux *remux)
{
    int error = open_output(remux);

    if (!error)
        error = npi_remux_add_streams(remux);
    if (error >= 0)
        error = npi_cover_add(remux);
    if (error >= 0)
        error = npi_remux_add_tracks(remux);
    if (error >= 0)
        error = add_chapters(remux);
    if (error >= 0)
        error = add_tags(remux);
    if (error >= 0)
        error = write_header(remux);
    if (error >= 0)
        error = npi_cover_write(remux);
    return error;
}

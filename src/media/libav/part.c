/* The part's table of functions, and one remux from end to end. */
#include "media/libav/input.h"

#include "base/file.h"
#include "base/mem.h"
#include "media/libav/listen.h"
#include "media/libav/log.h"
#include "media/libav/look.h"
#include "media/libav/remux.h"
#include "media/libav/text.h"

#include <string.h>

static void part_close(struct npi_part_media *media)
{
    if (!media)
        return;
    npi_input_close(media);
    npi_free(media->name);
    npi_free(media);
}

static enum np_status open_named(const struct npi_part_host *host, bool count,
                                 struct npi_part_media *media,
                                 struct npi_part_info *info)
{
    enum np_status status;

    npi_log_begin();
    status = npi_input_open(host, media);
    if (status == NP_OK)
        status = npi_input_describe(host, media, count, info);
    if (status == NP_OK)
        npi_log_end(host);
    return status;
}

static enum np_status part_open(const struct npi_part_host *host, int fd,
                                const char *name, bool count,
                                struct npi_part_media **out,
                                struct npi_part_info *info)
{
    struct npi_part_media *media = npi_calloc(1, sizeof(*media));
    size_t size = strlen(name) + 1;
    enum np_status status = NP_ERR_NOMEM;

    *out = NULL;
    if (media)
        media->name = npi_malloc(size);
    if (media && media->name) {
        memcpy(media->name, name, size);
        media->fd = fd;
        status = open_named(host, count, media, info);
    }
    if (status != NP_OK) {
        part_close(media);
        return status;
    }
    *out = media;
    return NP_OK;
}

static bool part_holds(struct npi_part_media *media, size_t stream,
                       const char *muxer)
{
    const AVOutputFormat *format = av_guess_format(muxer, NULL, NULL);
    const AVCodecParameters *par = media->fmt
                                       ? media->fmt->streams[stream]->codecpar
                                       : NULL;

    if (!format || !par ||
        avformat_query_codec(format, par->codec_id,
                             FF_COMPLIANCE_EXPERIMENTAL) != 1)
        return false;
    /* Data is known by its tag alone. */
    return par->codec_type != AVMEDIA_TYPE_DATA || !format->codec_tag ||
           av_codec_get_id(format->codec_tag, par->codec_tag) == par->codec_id;
}

/* The status for a failed remux, and its diagnostic: reading or writing? */
static enum np_status failed(const struct npi_remux *remux, int error)
{
    const struct npi_part_host *host = remux->host;
    struct np_str reason = npi_log_last();
    char text[AV_ERROR_MAX_STRING_SIZE];

    if (npi_io_cancelled(host))
        return NP_ERR_INTERRUPTED;
    if (remux->told)
        return NP_ERR_MEDIA;
    if (remux->io.error)
        reason = npi_str(npi_errno_text(remux->io.error));
    else if (error == AVERROR(ENOMEM))
        return NP_ERR_NOMEM;
    else if (remux->media->io.error)
        return npi_input_failed(host, remux->media, error);
    if (!reason.len) {
        av_strerror(error, text, sizeof(text));
        reason = npi_str(text);
    }
    host->tell(host->ctx, NPI_P_OUT_FAILED, npi_str(remux->plan->name),
               npi_av_text(host->ctx->arena, reason.ptr), npi_str(NULL));
    return remux->io.error ? NP_ERR_IO : NP_ERR_MEDIA;
}

static void tell_count(const struct npi_remux *remux,
                       enum npi_media_problem problem, size_t stream, int64_t n)
{
    struct npi_buf a;
    struct npi_buf b;

    if (!n)
        return;
    npi_buf_init(&a, 32);
    npi_buf_init(&b, 32);
    npi_buf_put_u64(&a, stream);
    npi_buf_put_i64(&b, n);
    remux->host->tell(remux->host->ctx, problem, npi_buf_str(&a),
                      npi_buf_str(&b), npi_str(NULL));
    npi_buf_release(&a);
    npi_buf_release(&b);
}

static enum np_status report(const struct npi_remux *remux,
                             struct npi_part_written *written)
{
    int64_t *packets = NPI_ARENA_NEW(remux->host->ctx->arena, int64_t,
                                     remux->n_routes);
    bool *retimed = NPI_ARENA_NEW(remux->host->ctx->arena, bool,
                                  remux->n_routes);

    if (!packets || !retimed)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < remux->n_routes; i++) {
        const struct npi_route *route = &remux->routes[i];

        packets[i] = route->convert ? npi_convert_count(route->convert)
                                    : route->packets;
        retimed[i] = route->retimed;
        tell_count(remux, NPI_P_MEDIA_MENDED, i, route->mended);
        tell_count(remux, NPI_P_MEDIA_DAMAGED, i, route->damaged);
    }
    written->packets = packets;
    written->retimed = retimed;
    written->bytes = remux->io.size;
    written->shift = remux->shift + remux->media->origin;
    written->end = remux->end - written->shift;
    return NP_OK;
}

static int run(struct npi_remux *remux, struct npi_part_written *written)
{
    int error = npi_remux_route(remux);

    if (error >= 0)
        error = npi_remux_peek(remux);
    if (error >= 0)
        error = npi_remux_begin(remux);
    if (error >= 0)
        error = npi_remux_copy(remux);
    if (error >= 0)
        error = npi_remux_finish(remux, &written->reserve_too_small);
    return error;
}

static void release(struct npi_remux *remux)
{
    for (size_t i = 0; i < remux->n_routes; i++)
        npi_convert_free(remux->routes[i].convert);
    for (size_t i = remux->at_queue; i < remux->n_queue; i++)
        av_packet_free(&remux->queue[i]);
    av_packet_free(&remux->packet);
    av_packet_free(&remux->text);
    npi_free(remux->routes);
    avformat_free_context(remux->out);
    npi_io_close(&remux->io);
}

static enum np_status remux_all(const struct npi_part_host *host,
                                struct npi_part_media *media,
                                const struct npi_part_plan *plan,
                                struct npi_part_written *written)
{
    struct npi_remux remux = {.host = host, .media = media, .plan = plan};
    enum np_status status = npi_io_open(&remux.io, host, plan->fd, true);
    int error = 0;

    remux.packet = av_packet_alloc();
    remux.text = av_packet_alloc();
    if (!remux.packet || !remux.text)
        status = NP_ERR_NOMEM;
    if (status == NP_OK)
        error = run(&remux, written);
    if (status == NP_OK && error < 0 && !written->reserve_too_small)
        status = failed(&remux, error);
    if (status == NP_OK)
        status = report(&remux, written);
    release(&remux);
    return status;
}

/* The demuxer at its beginning, saying how far step is. */
static enum np_status rewind_input(const struct npi_part_host *host,
                                   struct npi_part_media *media,
                                   const char *step)
{
    enum np_status status = NP_OK;

    npi_log_begin();
    if (!media->fresh) {
        npi_input_close(media);
        status = npi_input_open(host, media);
    }
    media->fresh = false;
    media->io.host = host;
    media->io.step = step;
    return status;
}

static enum np_status part_listen(const struct npi_part_host *host,
                                  struct npi_part_media *media, size_t max,
                                  struct npi_part_sound *sound)
{
    enum np_status status = rewind_input(host, media, "listen");

    if (status == NP_OK)
        status = npi_listen(host, media, max, sound);
    media->io.step = NULL;
    return status;
}

static enum np_status part_hash(const struct npi_part_host *host,
                                struct npi_part_media *media, size_t n,
                                struct npi_part_hash *hashes)
{
    enum np_status status = rewind_input(host, media, "check");

    if (status == NP_OK)
        status = npi_hash_packets(host, media, n, hashes);
    media->io.step = NULL;
    return status;
}

static enum np_status part_sample(const struct npi_part_host *host,
                                  struct npi_part_media *media, size_t stream,
                                  const int64_t *times, size_t n,
                                  struct npi_part_sample *samples)
{
    enum np_status status = rewind_input(host, media, NULL);

    return status == NP_OK
               ? npi_sample_packets(host, media, stream, times, n, samples)
               : status;
}

static enum np_status part_write(const struct npi_part_host *host,
                                 struct npi_part_media *media,
                                 const struct npi_part_plan *plan,
                                 struct npi_part_written *written)
{
    enum np_status status = rewind_input(host, media, "copy");

    *written = (struct npi_part_written){0};
    if (status == NP_OK)
        status = remux_all(host, media, plan, written);
    media->io.step = NULL;
    /* Why the room was too small is nobody's business: it is tried again. */
    if (status == NP_OK && !written->reserve_too_small)
        npi_log_end(host);
    return status;
}

NP_API extern const struct npi_part_ops npi_media_part;
const struct npi_part_ops npi_media_part = {
    .version = NPI_PART_VERSION,
    .size = sizeof(struct npi_part_ops),
    .build = NP_VERSION,
    .open = part_open,
    .close = part_close,
    .holds = part_holds,
    .write = part_write,
    .listen = part_listen,
    .hash = part_hash,
    .sample = part_sample,
};

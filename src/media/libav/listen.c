/* Listening: this thread reads packets, says how far it is and hears when to
 * stop; another one decodes. */
#include "media/libav/listen.h"

#include "media/libav/decode.h"
#include "media/libav/queue.h"
#include "media/libav/text.h"

#define FAILURES_MAX 100 /* reads in a row that fail before we give up */

struct listener {
    struct npi_queue queue;
    struct npi_decoder decoder;
    pthread_t thread;
    int error; /* of decoding */
};

/* The one that players play, or none. */
static AVStream *choose_stream(AVFormatContext *fmt)
{
    AVStream *chosen = NULL;

    for (unsigned i = 0; i < fmt->nb_streams; i++) {
        AVStream *st = fmt->streams[i];

        st->discard = AVDISCARD_ALL;
        if (npi_stream_kind(st) != NPI_STREAM_AUDIO)
            continue;
        if (!chosen || (!(chosen->disposition & AV_DISPOSITION_DEFAULT) &&
                        st->disposition & AV_DISPOSITION_DEFAULT))
            chosen = st;
    }
    if (chosen)
        chosen->discard = AVDISCARD_DEFAULT;
    return chosen;
}

/* The other thread. It takes all there is, whatever happens to it, so that
 * nobody waits for it. */
static void *decode_all(void *user)
{
    struct listener *listener = user;
    AVPacket *packet = av_packet_alloc();
    int error = packet ? 0 : AVERROR(ENOMEM);

    while (error >= 0 && !npi_decoder_full(&listener->decoder) &&
           npi_queue_take(&listener->queue, packet)) {
        error = npi_decoder_put(&listener->decoder, packet);
        av_packet_unref(packet);
    }
    npi_queue_close(&listener->queue);
    if (error >= 0)
        error = npi_decoder_put(&listener->decoder, NULL);
    av_packet_free(&packet);
    listener->error = error;
    return NULL;
}

/* Damage in the middle is stepped over. */
static int read_all(const struct npi_part_host *host,
                    struct npi_part_media *media, const AVStream *stream,
                    struct npi_queue *queue)
{
    AVPacket *packet = av_packet_alloc();
    unsigned failures = 0;
    int error = packet ? 0 : AVERROR(ENOMEM);

    while (error >= 0 && failures < FAILURES_MAX) {
        error = av_read_frame(media->fmt, packet);
        if (error == AVERROR_INVALIDDATA) {
            failures++;
            error = 0;
            continue;
        }
        if (error < 0 || npi_io_cancelled(host))
            break;
        failures = 0;
        if (packet->stream_index == stream->index &&
            !npi_queue_put(queue, packet))
            break;
        av_packet_unref(packet);
    }
    av_packet_free(&packet);
    npi_queue_end(queue);
    return error == AVERROR_EOF ? 0 : error;
}

static enum np_status run(const struct npi_part_host *host,
                          struct npi_part_media *media, const AVStream *stream,
                          struct listener *listener,
                          struct npi_part_sound *sound)
{
    int error;

    if (pthread_create(&listener->thread, NULL, decode_all, listener) != 0)
        return NP_ERR_NOMEM;
    error = read_all(host, media, stream, &listener->queue);
    (void)pthread_join(listener->thread, NULL);
    if (npi_io_cancelled(host))
        return NP_ERR_INTERRUPTED;
    if (error == AVERROR(ENOMEM) || listener->error == AVERROR(ENOMEM))
        return NP_ERR_NOMEM;
    if (error < 0) {
        npi_buf_clear(sound->levels);
        host->tell(host->ctx, NPI_P_SOUND_UNREADABLE, npi_str(media->name),
                   npi_str(NULL), npi_str(NULL));
        return NP_OK;
    }
    sound->packets = listener->decoder.packets;
    sound->broken = listener->decoder.broken;
    sound->whole = !npi_decoder_full(&listener->decoder);
    return NP_OK;
}

static enum np_status cannot_decode(const struct npi_part_host *host,
                                    const AVStream *stream, int error)
{
    char text[AV_ERROR_MAX_STRING_SIZE];

    if (error == AVERROR(ENOMEM))
        return NP_ERR_NOMEM;
    av_strerror(error, text, sizeof(text));
    host->tell(host->ctx, NPI_P_SOUND_UNKNOWN,
               npi_str(avcodec_get_name(stream->codecpar->codec_id)),
               npi_av_text(host->ctx->arena, text), npi_str(NULL));
    return NP_OK;
}

enum np_status npi_listen(const struct npi_part_host *host,
                          struct npi_part_media *media, size_t max,
                          struct npi_part_sound *sound)
{
    const AVStream *stream = choose_stream(media->fmt);
    struct listener listener = {0};
    enum np_status status;
    int error;

    if (!stream) {
        host->tell(host->ctx, NPI_P_SOUND_NONE, npi_str(media->name),
                   npi_str(NULL), npi_str(NULL));
        return NP_OK;
    }
    error = npi_queue_init(&listener.queue) ? 0 : AVERROR(ENOMEM);
    if (error >= 0)
        error = npi_decoder_open(&listener.decoder, stream, media->origin,
                                 sound->levels, max);
    status = error < 0 ? cannot_decode(host, stream, error)
                       : run(host, media, stream, &listener, sound);
    npi_queue_release(&listener.queue);
    npi_decoder_close(&listener.decoder);
    return status;
}

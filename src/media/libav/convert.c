/* See convert.h. libavcodec's text decoders all give ASS events; their styles
 * and positions are left behind. */
#include "media/libav/convert.h"

#include "base/mem.h"

#include <libavutil/mem.h>

/* A cue that does not say how long it is shown. */
#define NO_DURATION_MS 4000
/* Commas before the text of an ASS event as libavcodec writes it:
 * ReadOrder, Layer, Style, Name, three margins, Effect. */
#define EVENT_COMMAS 8

struct npi_convert {
    const struct npi_part_host *host;
    AVCodecContext *decoder;
    AVRational base;
    enum npi_text_codec to;
    npi_convert_put put;
    void *user;
    struct npi_overlap overlap;
    int64_t count;
};

static int put_encoded(struct npi_convert *convert, int64_t start, int64_t end,
                       struct np_str text)
{
    struct npi_buf data;
    int error;

    npi_buf_init(&data, NPI_BUF_MAX);
    convert->host->encode(convert->to, text, &data);
    error = data.error
                ? AVERROR(ENOMEM)
                : convert->put(convert->user, start, end, npi_buf_str(&data));
    npi_buf_release(&data);
    return error;
}

static int put_cue(void *user, int64_t start, int64_t end, struct np_str text)
{
    struct npi_convert *convert = user;

    convert->count++;
    return put_encoded(convert, start, end, text);
}

int npi_convert_new(const struct npi_part_host *host, const AVStream *from,
                    enum npi_text_codec to, npi_convert_put put, void *user,
                    struct npi_convert **out)
{
    const AVCodec *codec = avcodec_find_decoder(from->codecpar->codec_id);
    struct npi_convert *convert = npi_calloc(1, sizeof(*convert));
    int error = AVERROR(ENOMEM);

    *out = NULL;
    if (convert && codec)
        convert->decoder = avcodec_alloc_context3(codec);
    if (convert && convert->decoder) {
        error = avcodec_parameters_to_context(convert->decoder, from->codecpar);
        convert->decoder->pkt_timebase = from->time_base;
    }
    if (!error)
        error = avcodec_open2(convert->decoder, codec, NULL);
    if (error < 0) {
        npi_convert_free(convert);
        return error;
    }
    convert->host = host;
    convert->base = from->time_base;
    convert->to = to;
    convert->put = put;
    convert->user = user;
    convert->overlap.put = put_cue;
    convert->overlap.user = convert;
    *out = convert;
    return 0;
}

/* The words of an ASS event: {…} goes, \N and \n are line breaks, \h a space.
 */
static void put_words(struct npi_buf *text, const char *event)
{
    unsigned commas = 0;

    for (; *event && commas < EVENT_COMMAS; event++)
        commas += *event == ',';
    for (; *event; event++) {
        const char *close = *event == '{' ? strchr(event, '}') : NULL;
        char next = event[1];

        if (close) {
            event = close;
        } else if (*event == '\\' && (next == 'N' || next == 'n')) {
            npi_buf_putc(text, '\n');
            event++;
        } else if (*event == '\\' && next == 'h') {
            npi_buf_putc(text, ' ');
            event++;
        } else {
            npi_buf_putc(text, *event);
        }
    }
}

static int add_cue(struct npi_convert *convert, int64_t start, int64_t end,
                   struct np_str text)
{
    int error;

    if (convert->to != NPI_TEXT_MOV)
        return text.len ? put_cue(convert, start, end, text) : 0;
    error = npi_overlap_add(&convert->overlap, start, end, text);
    return error == -1 ? AVERROR(ENOMEM) : error;
}

int npi_convert_packet(struct npi_convert *convert, const AVPacket *packet)
{
    AVSubtitle subtitle = {0};
    struct npi_buf text;
    int got = 0;
    int error = 0;
    int64_t start = av_rescale_q(packet->pts, convert->base,
                                 (AVRational){1, 1000});
    int64_t length = av_rescale_q(packet->duration, convert->base,
                                  (AVRational){1, 1000});
    AVPacket *copy = av_packet_clone(packet);

    if (!copy)
        return AVERROR(ENOMEM);
    if (packet->pts == AV_NOPTS_VALUE ||
        avcodec_decode_subtitle2(convert->decoder, &subtitle, &got, copy) < 0)
        got = 0;
    av_packet_free(&copy);
    if (!got)
        return 0;
    npi_buf_init(&text, NPI_BUF_MAX);
    for (unsigned i = 0; i < subtitle.num_rects; i++)
        if (subtitle.rects[i]->ass) {
            npi_buf_puts(&text, text.len ? "\n" : "");
            put_words(&text, subtitle.rects[i]->ass);
        }
    error = text.error ? AVERROR(ENOMEM)
                       : add_cue(convert, start,
                                 start + (length > 0 ? length : NO_DURATION_MS),
                                 npi_str_trim(npi_buf_str(&text)));
    npi_buf_release(&text);
    avsubtitle_free(&subtitle);
    return error;
}

int npi_convert_reach(struct npi_convert *convert, int64_t now)
{
    int error = npi_overlap_reach(&convert->overlap, now);

    return error == -1 ? AVERROR(ENOMEM) : error;
}

int npi_convert_finish(struct npi_convert *convert)
{
    int error = npi_overlap_finish(&convert->overlap);

    return error == -1 ? AVERROR(ENOMEM) : error;
}

int64_t npi_convert_count(const struct npi_convert *convert)
{
    return convert->count;
}

void npi_convert_free(struct npi_convert *convert)
{
    if (!convert)
        return;
    npi_overlap_release(&convert->overlap);
    avcodec_free_context(&convert->decoder);
    npi_free(convert);
}

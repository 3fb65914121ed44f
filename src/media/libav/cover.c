/* See cover.h. */
#include "media/libav/cover.h"

#include <libavutil/base64.h>
#include <libavutil/intreadwrite.h>
#include <libavutil/mem.h>
#include <string.h>

static const struct {
    enum AVCodecID id;
    const char *mime;
    const char *file;
} PICTURES[] = {
    {AV_CODEC_ID_MJPEG, "image/jpeg", "cover.jpg"},
    {AV_CODEC_ID_PNG, "image/png", "cover.png"},
    {AV_CODEC_ID_WEBP, "image/webp", "cover.webp"},
    {AV_CODEC_ID_GIF, "image/gif", "cover.gif"},
    {AV_CODEC_ID_BMP, "image/bmp", "cover.bmp"},
    {AV_CODEC_ID_TIFF, "image/tiff", "cover.tiff"},
};

#define N_PICTURES (sizeof(PICTURES) / sizeof(PICTURES[0]))

/* The row of a codec; the first one if it is in none. */
static size_t picture_row(enum AVCodecID id)
{
    for (size_t i = 0; i < N_PICTURES; i++)
        if (PICTURES[i].id == id)
            return i;
    return 0;
}

int npi_cover_attach(struct npi_remux *remux, struct npi_route *route)
{
    const AVPacket *picture = &route->from->attached_pic;
    size_t row = picture_row(route->from->codecpar->codec_id);
    AVStream *to = avformat_new_stream(remux->out, NULL);
    int error;

    if (!to)
        return AVERROR(ENOMEM);
    to->codecpar->codec_type = AVMEDIA_TYPE_ATTACHMENT;
    to->codecpar->codec_id = route->from->codecpar->codec_id;
    to->codecpar->extradata = av_mallocz((size_t)picture->size +
                                         AV_INPUT_BUFFER_PADDING_SIZE);
    if (!to->codecpar->extradata)
        return AVERROR(ENOMEM);
    memcpy(to->codecpar->extradata, picture->data, (size_t)picture->size);
    to->codecpar->extradata_size = picture->size;
    error = av_dict_copy(&to->metadata, route->from->metadata, 0);
    if (error >= 0)
        error = av_dict_set(&to->metadata, "filename", PICTURES[row].file,
                            AV_DICT_DONT_OVERWRITE);
    if (error >= 0)
        error = av_dict_set(&to->metadata, "mimetype", PICTURES[row].mime,
                            AV_DICT_DONT_OVERWRITE);
    return error;
}

static void put32(uint8_t *at, size_t value)
{
    AV_WB32(at, (uint32_t)value);
}

/* FLAC's METADATA_BLOCK_PICTURE: type, MIME type, description, size, depth and
 * colours of the picture, its bytes; all numbers 32 bits, big-endian. */
static uint8_t *picture_block(const AVStream *from, const char *mime,
                              size_t *size)
{
    const AVPacket *picture = &from->attached_pic;
    size_t mime_len = strlen(mime);
    uint8_t *block;
    uint8_t *at;

    *size = 8 * 4 + mime_len + (size_t)picture->size;
    block = at = av_mallocz(*size);
    if (!block)
        return NULL;
    put32(at, 3); /* front cover */
    put32(at + 4, mime_len);
    memcpy(at + 8, mime, mime_len);
    at += 8 + mime_len; /* an empty description follows */
    put32(at + 4, (size_t)from->codecpar->width);
    put32(at + 8, (size_t)from->codecpar->height);
    put32(at + 12, 24);
    put32(at + 20, (size_t)picture->size);
    memcpy(at + 24, picture->data, (size_t)picture->size);
    return block;
}

int npi_cover_tag(struct npi_remux *remux, struct npi_route *route)
{
    size_t row = picture_row(route->from->codecpar->codec_id);
    size_t size;
    uint8_t *block = picture_block(route->from, PICTURES[row].mime, &size);
    int text_size = block ? (int)AV_BASE64_SIZE(size) : 0;
    char *text = block ? av_malloc((size_t)text_size) : NULL;

    if (!text || !av_base64_encode(text, text_size, block, (int)size)) {
        av_free(block);
        av_free(text);
        return AVERROR(ENOMEM);
    }
    av_free(block);
    return av_dict_set(&remux->out->metadata, "METADATA_BLOCK_PICTURE", text,
                       AV_DICT_DONT_STRDUP_VAL | AV_DICT_MULTIKEY);
}

int npi_cover_write(struct npi_remux *remux)
{
    int error = 0;

    for (size_t i = 0; i < remux->n_routes && error >= 0; i++) {
        struct npi_route *route = &remux->routes[i];

        if (route->action != NPI_ACTION_COPY || route->kind != NPI_STREAM_COVER)
            continue;
        av_packet_unref(remux->packet);
        error = av_packet_ref(remux->packet, &route->from->attached_pic);
        if (error < 0)
            break;
        remux->packet->stream_index = route->to->index;
        remux->packet->pts = remux->packet->dts = 0;
        remux->packet->duration = 0;
        remux->packet->pos = -1;
        error = av_write_frame(remux->out, remux->packet);
    }
    av_packet_unref(remux->packet);
    return error;
}

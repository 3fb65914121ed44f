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

/* A cover, of the input or new. */
struct picture {
    enum AVCodecID id;
    int width;
    int height;
    const uint8_t *data;
    int size;
    const AVDictionary *tags; /* NULL: none */
};

static struct picture of_route(const struct npi_route *route)
{
    const AVStream *from = route->from;

    return (struct picture){.id = from->codecpar->codec_id,
                            .width = from->codecpar->width,
                            .height = from->codecpar->height,
                            .data = from->attached_pic.data,
                            .size = from->attached_pic.size,
                            .tags = from->metadata};
}

static struct picture of_plan(const struct npi_part_cover *cover)
{
    return (struct picture){.id = cover->is_png ? AV_CODEC_ID_PNG
                                                : AV_CODEC_ID_MJPEG,
                            .width = cover->width,
                            .height = cover->height,
                            .data = (const uint8_t *)cover->bytes.ptr,
                            .size = (int)cover->bytes.len};
}

static int attach(struct npi_remux *remux, const struct picture *picture)
{
    size_t row = picture_row(picture->id);
    AVStream *to = avformat_new_stream(remux->out, NULL);
    int error;

    if (!to)
        return AVERROR(ENOMEM);
    to->codecpar->codec_type = AVMEDIA_TYPE_ATTACHMENT;
    to->codecpar->codec_id = picture->id;
    to->codecpar->extradata = av_mallocz((size_t)picture->size +
                                         AV_INPUT_BUFFER_PADDING_SIZE);
    if (!to->codecpar->extradata)
        return AVERROR(ENOMEM);
    memcpy(to->codecpar->extradata, picture->data, (size_t)picture->size);
    to->codecpar->extradata_size = picture->size;
    error = av_dict_copy(&to->metadata, picture->tags, 0);
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
static uint8_t *picture_block(const struct picture *picture, const char *mime,
                              size_t *size)
{
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
    put32(at + 4, (size_t)picture->width);
    put32(at + 8, (size_t)picture->height);
    put32(at + 12, 24);
    put32(at + 20, (size_t)picture->size);
    memcpy(at + 24, picture->data, (size_t)picture->size);
    return block;
}

static int tag(struct npi_remux *remux, const struct picture *picture)
{
    size_t row = picture_row(picture->id);
    size_t size;
    uint8_t *block = picture_block(picture, PICTURES[row].mime, &size);
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

int npi_cover_attach(struct npi_remux *remux, const struct npi_route *route)
{
    struct picture picture = of_route(route);

    return attach(remux, &picture);
}

int npi_cover_tag(struct npi_remux *remux, const struct npi_route *route)
{
    struct picture picture = of_route(route);

    return tag(remux, &picture);
}

static int add_stream(struct npi_remux *remux, const struct picture *picture)
{
    AVStream *to = avformat_new_stream(remux->out, NULL);

    if (!to)
        return AVERROR(ENOMEM);
    remux->cover = to;
    to->codecpar->codec_type = AVMEDIA_TYPE_VIDEO;
    to->codecpar->codec_id = picture->id;
    to->codecpar->width = picture->width;
    to->codecpar->height = picture->height;
    to->disposition = AV_DISPOSITION_ATTACHED_PIC;
    to->time_base = NPI_MS;
    /* ID3's muxer takes the kind of a picture from there. */
    return av_dict_set(&to->metadata, "comment", "Cover (front)", 0);
}

int npi_cover_add(struct npi_remux *remux)
{
    const struct npi_part_cover *cover = remux->plan->cover;
    struct picture picture;

    if (!cover)
        return 0;
    picture = of_plan(cover);
    switch (cover->how) {
    case NPI_ACTION_ATTACH:
        return attach(remux, &picture);
    case NPI_ACTION_TAG:
        return tag(remux, &picture);
    default:
        return add_stream(remux, &picture);
    }
}

static int write_new(struct npi_remux *remux)
{
    const struct np_str bytes = remux->plan->cover->bytes;
    int error = av_new_packet(remux->packet, (int)bytes.len);

    if (error < 0)
        return error;
    memcpy(remux->packet->data, bytes.ptr, bytes.len);
    remux->packet->stream_index = remux->cover->index;
    remux->packet->flags = AV_PKT_FLAG_KEY;
    remux->packet->pts = remux->packet->dts = 0;
    remux->packet->pos = -1;
    return av_write_frame(remux->out, remux->packet);
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
    if (error >= 0 && remux->cover)
        error = write_new(remux);
    av_packet_unref(remux->packet);
    return error;
}

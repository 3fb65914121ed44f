/* What a file is, in plain data: streams, chapters, tags, length. */
#include "media/libav/input.h"

#include "media/libav/text.h"

#include <libavutil/avstring.h>
#include <string.h>

static bool is_text_codec(enum AVCodecID id)
{
    const AVCodecDescriptor *codec = avcodec_descriptor_get(id);

    return codec && (codec->props & AV_CODEC_PROP_TEXT_SUB) &&
           id != AV_CODEC_ID_EIA_608;
}

static enum npi_stream_kind data_kind(const AVCodecParameters *par)
{
    if (par->codec_tag == MKTAG('t', 'e', 'x', 't'))
        return NPI_STREAM_CHAPTERS;
    if (par->codec_tag == MKTAG('t', 'm', 'c', 'd'))
        return NPI_STREAM_TIMECODE;
    return NPI_STREAM_DATA;
}

enum npi_stream_kind npi_stream_kind(const AVStream *st)
{
    switch (st->codecpar->codec_type) {
    case AVMEDIA_TYPE_VIDEO:
        if (st->disposition & AV_DISPOSITION_TIMED_THUMBNAILS)
            return NPI_STREAM_CHAPTERS;
        return st->disposition & AV_DISPOSITION_ATTACHED_PIC ? NPI_STREAM_COVER
                                                             : NPI_STREAM_VIDEO;
    case AVMEDIA_TYPE_AUDIO:
        return NPI_STREAM_AUDIO;
    case AVMEDIA_TYPE_SUBTITLE:
        return is_text_codec(st->codecpar->codec_id) ? NPI_STREAM_TEXT
                                                     : NPI_STREAM_BITMAP;
    case AVMEDIA_TYPE_ATTACHMENT:
        return NPI_STREAM_FILE;
    default:
        return data_kind(st->codecpar);
    }
}

const AVDictionary *npi_file_tags(const AVFormatContext *fmt)
{
    if (strcmp(fmt->iformat->name, "ogg") == 0 && fmt->nb_streams > 0 &&
        av_dict_count(fmt->metadata) == 0)
        return fmt->streams[0]->metadata;
    return fmt->metadata;
}

static const struct {
    enum AVPacketSideDataType type;
    enum npi_side side;
} SIDES[] = {
    {AV_PKT_DATA_DISPLAYMATRIX, NPI_SIDE_ROTATION},
    {AV_PKT_DATA_MASTERING_DISPLAY_METADATA, NPI_SIDE_MASTERING},
    {AV_PKT_DATA_CONTENT_LIGHT_LEVEL, NPI_SIDE_LIGHT},
    {AV_PKT_DATA_DOVI_CONF, NPI_SIDE_DOLBY},
    {AV_PKT_DATA_SPHERICAL, NPI_SIDE_SPHERE},
    {AV_PKT_DATA_STEREO3D, NPI_SIDE_STEREO},
};

static unsigned sides_of(const AVStream *st)
{
    unsigned sides = 0;

    for (size_t i = 0; i < sizeof(SIDES) / sizeof(SIDES[0]); i++)
        if (npi_has_side_data(st, SIDES[i].type))
            sides |= SIDES[i].side;
    return sides;
}

/* Packets by the index. MP4's subtitles have empty samples between cues: two
 * bytes, a length of 0. */
static int64_t count_packets(AVStream *st, enum npi_stream_kind kind)
{
    int n = avformat_index_get_entries_count(st);
    bool mov_text = st->codecpar->codec_id == AV_CODEC_ID_MOV_TEXT;
    int64_t count = 0;

    /* MOV counts every sample of sound that is not compressed. */
    if (av_get_exact_bits_per_sample(st->codecpar->codec_id) > 0)
        return -1;
    if (kind != NPI_STREAM_TEXT)
        return st->nb_frames > 0 ? st->nb_frames : -1;
    for (int i = 0; i < n; i++)
        count += !mov_text || avformat_index_get_entry(st, i)->size > 2;
    return count;
}

/* Matroska's index is read at the first seek only. */
static void load_index(struct npi_part_media *media)
{
    if (strcmp(media->fmt->iformat->name, "matroska,webm") == 0) {
        (void)av_seek_frame(media->fmt, -1, 0, AVSEEK_FLAG_BACKWARD);
        media->fresh = false;
    }
}

static struct np_str codec_name(struct npi_arena *arena,
                                const AVCodecParameters *par)
{
    char tag[AV_FOURCC_MAX_STRING_SIZE];

    if (par->codec_type == AVMEDIA_TYPE_DATA && par->codec_tag)
        return npi_av_text(arena, av_fourcc_make_string(tag, par->codec_tag));
    return npi_av_text(arena, avcodec_get_name(par->codec_id));
}

/* What players show: ID3 and FLAC pictures say what they are, libavformat in a
 * comment; of attached files it is the one that is called so. MP4 says nothing:
 * all are. */
static bool is_front(const AVStream *st)
{
    const AVDictionaryEntry *what = av_dict_get(st->metadata, "comment", NULL,
                                                0);
    const AVDictionaryEntry *file = av_dict_get(st->metadata, "filename", NULL,
                                                0);

    if (file && av_strncasecmp(file->value, "cover", 5) != 0)
        return false;
    return !what || strcmp(what->value, "Cover (front)") == 0 ||
           strcmp(what->value, "Other") == 0;
}

static struct npi_part_stream describe_stream(struct npi_arena *arena,
                                              AVStream *st, bool count)
{
    enum npi_stream_kind kind = npi_stream_kind(st);

    return (struct npi_part_stream){
        .kind = kind,
        .codec = codec_name(arena, st->codecpar),
        .language = npi_av_tag(arena, st->metadata, "language"),
        .title = npi_av_tag(arena, st->metadata, "title"),
        .handler = npi_av_tag(arena, st->metadata, "handler_name"),
        .encoder = npi_av_tag(arena, st->metadata, "encoder"),
        .sides = sides_of(st),
        .index_bytes = npi_index_size(st),
        .n_packets = count ? count_packets(st, kind) : -1,
        .is_default = st->disposition & AV_DISPOSITION_DEFAULT,
        .is_front = kind == NPI_STREAM_COVER && is_front(st),
    };
}

static enum np_status describe_streams(struct npi_arena *arena,
                                       struct npi_part_media *media, bool count,
                                       struct npi_part_info *info)
{
    AVFormatContext *fmt = media->fmt;
    struct npi_part_stream *streams = NPI_ARENA_NEW(
        arena, struct npi_part_stream, fmt->nb_streams);

    if (!streams)
        return NP_ERR_NOMEM;
    if (count)
        load_index(media);
    for (unsigned i = 0; i < fmt->nb_streams; i++) {
        AVStream *st = fmt->streams[i];

        streams[i] = describe_stream(arena, st, count);
        if (streams[i].kind == NPI_STREAM_VIDEO && !info->rate_num) {
            info->picture_height = st->codecpar->height;
            info->rate_num = st->avg_frame_rate.num;
            info->rate_den = st->avg_frame_rate.den;
        }
    }
    if (info->rate_num <= 0 || info->rate_den <= 0) {
        info->rate_num = 0;
        info->rate_den = 1;
    }
    info->streams = streams;
    info->n_streams = fmt->nb_streams;
    return NP_OK;
}

static int64_t to_ms(int64_t time, AVRational base)
{
    return av_rescale_q(time, base, (AVRational){1, 1000});
}

static enum np_status describe_chapters(struct npi_arena *arena,
                                        const struct npi_part_media *media,
                                        struct npi_part_info *info)
{
    const AVFormatContext *fmt = media->fmt;
    struct npi_part_chapter *chapters = NPI_ARENA_NEW(
        arena, struct npi_part_chapter, fmt->nb_chapters);

    if (!chapters)
        return NP_ERR_NOMEM;
    for (unsigned i = 0; i < fmt->nb_chapters; i++) {
        const AVChapter *chapter = fmt->chapters[i];

        chapters[i] = (struct npi_part_chapter){
            .start = to_ms(chapter->start, chapter->time_base) - media->origin,
            .end = to_ms(chapter->end, chapter->time_base) - media->origin,
            .title = npi_av_tag(arena, chapter->metadata, "title"),
        };
    }
    info->chapters = chapters;
    info->n_chapters = fmt->nb_chapters;
    return NP_OK;
}

static enum np_status describe_tags(struct npi_arena *arena,
                                    const AVFormatContext *fmt,
                                    struct npi_part_info *info)
{
    const AVDictionary *dict = npi_file_tags(fmt);
    struct npi_part_tag *tags = NPI_ARENA_NEW(arena, struct npi_part_tag,
                                              (size_t)av_dict_count(dict));
    const AVDictionaryEntry *entry = NULL;

    if (!tags)
        return NP_ERR_NOMEM;
    while ((entry = av_dict_get(dict, "", entry, AV_DICT_IGNORE_SUFFIX)))
        tags[info->n_tags++] = (struct npi_part_tag){
            npi_av_text(arena, entry->key), npi_av_text(arena, entry->value)};
    info->tags = tags;
    return NP_OK;
}

static bool is_mp4(const AVFormatContext *fmt)
{
    return strstr(fmt->iformat->name, "mp4") != NULL;
}

/* MP4 and Matroska count from 0 of their clock, the others from their first
 * packet, which is at 0 or a few ms after it, or made the origin. */
static int64_t length_of(const AVFormatContext *fmt)
{
    if (fmt->duration == AV_NOPTS_VALUE || fmt->duration <= 0)
        return NP_NO_TIME;
    return av_rescale(fmt->duration, 1000, AV_TIME_BASE);
}

enum np_status npi_input_describe(const struct npi_part_host *host,
                                  struct npi_part_media *media, bool count,
                                  struct npi_part_info *info)
{
    struct npi_arena *arena = host->ctx->arena;
    enum np_status status;

    *info = (struct npi_part_info){
        .format = npi_av_text(arena, media->fmt->iformat->name),
        .length = length_of(media->fmt),
        .length_written = media->fmt->duration_estimation_method ==
                          AVFMT_DURATION_FROM_STREAM,
        .size = media->io.size,
        .chunks_bytes = is_mp4(media->fmt) ? npi_chunks_size(media->fmt) : 0,
        .rate_den = 1,
    };
    status = describe_streams(arena, media, count, info);
    if (status == NP_OK)
        status = describe_chapters(arena, media, info);
    if (status == NP_OK)
        status = describe_tags(arena, media->fmt, info);
    return status;
}

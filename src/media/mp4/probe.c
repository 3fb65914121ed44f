/* See probe.h. Names of codecs are libavcodec's, so that nobody sees who
 * looked. What is not in the table below is left to libavformat. */
#include "media/mp4/probe.h"

#include "media/mp4/edit/old.h"
#include "media/mp4/names.h"
#include "media/text_events.h"

static const struct {
    const char *codec;
    uint32_t entry;
    enum npi_stream_kind kind;
} CODECS[] = {
    {"h264", NPI_FOURCC('a', 'v', 'c', '1'), NPI_STREAM_VIDEO},
    {"h264", NPI_FOURCC('a', 'v', 'c', '3'), NPI_STREAM_VIDEO},
    {"hevc", NPI_FOURCC('h', 'v', 'c', '1'), NPI_STREAM_VIDEO},
    {"hevc", NPI_FOURCC('h', 'e', 'v', '1'), NPI_STREAM_VIDEO},
    {"av1", NPI_FOURCC('a', 'v', '0', '1'), NPI_STREAM_VIDEO},
    {"vp9", NPI_FOURCC('v', 'p', '0', '9'), NPI_STREAM_VIDEO},
    {"vp8", NPI_FOURCC('v', 'p', '0', '8'), NPI_STREAM_VIDEO},
    {"opus", NPI_FOURCC('O', 'p', 'u', 's'), NPI_STREAM_AUDIO},
    {"flac", NPI_FOURCC('f', 'L', 'a', 'C'), NPI_STREAM_AUDIO},
    {"alac", NPI_FOURCC('a', 'l', 'a', 'c'), NPI_STREAM_AUDIO},
    {"ac3", NPI_FOURCC('a', 'c', '-', '3'), NPI_STREAM_AUDIO},
    {"eac3", NPI_FOURCC('e', 'c', '-', '3'), NPI_STREAM_AUDIO},
    {"mov_text", NPI_FOURCC('t', 'x', '3', 'g'), NPI_STREAM_TEXT},
    {"webvtt", NPI_FOURCC('w', 'v', 't', 't'), NPI_STREAM_TEXT},
    {"ttml", NPI_FOURCC('s', 't', 'p', 'p'), NPI_STREAM_TEXT},
    {"tmcd", NPI_FOURCC('t', 'm', 'c', 'd'), NPI_STREAM_TIMECODE},
};

/* MPEG-4's numbers of kinds of sound, in 'esds'. */
static const struct {
    unsigned type;
    const char *codec;
} SOUNDS[] = {{0x40, "aac"}, {0x66, "aac"}, {0x67, "aac"},
              {0x68, "aac"}, {0x69, "mp3"}, {0x6B, "mp3"}};

/* What is looked through for 'esds': an entry of sound with its boxes. */
#define ENTRY_MAX 4096

/* Pictures that are told of. */
#define COVERS_MAX 16

struct probe {
    struct npi_old old;
    struct npi_part_stream *streams;
    size_t n;
    struct npi_part_info *info;
    bool known;
};

/* A descriptor's length: seven bits a byte. */
static size_t skip_length(const unsigned char *bytes, size_t at, size_t n)
{
    for (unsigned i = 0; i < 4 && at < n; i++)
        if (!(bytes[at++] & 0x80))
            break;
    return at;
}

/* ISO/IEC 14496-1, 7.2.6.5: an ES descriptor (3) that begins with a decoder
 * configuration (4), whose first byte is the kind. */
static unsigned sound_type(const unsigned char *bytes, size_t n)
{
    size_t at = 4;

    if (n < 12 || bytes[at] != 3)
        return 0;
    at = skip_length(bytes, at + 1, n) + 3;
    if (at >= n || bytes[at] != 4)
        return 0;
    at = skip_length(bytes, at + 1, n);
    return at < n ? bytes[at] : 0;
}

/* 'mp4a': the box 'esds' is somewhere in the entry (QuickTime has it inside
 * 'wave'). */
static const char *sound_codec(struct npi_old *old, const struct npi_box *entry)
{
    size_t n = entry->end - entry->body > ENTRY_MAX
                   ? ENTRY_MAX
                   : (size_t)(entry->end - entry->body);
    const unsigned char *bytes = npi_window_get(&old->window, entry->body, n);

    for (size_t at = 28; bytes && at + 8 < n; at++) {
        unsigned type;

        if (npi_big_endian(bytes + at + 4, 4) != NPI_FOURCC('e', 's', 'd', 's'))
            continue;
        type = sound_type(bytes + at + 8, n - at - 8);
        for (size_t i = 0; i < sizeof(SOUNDS) / sizeof(SOUNDS[0]); i++)
            if (SOUNDS[i].type == type)
                return SOUNDS[i].codec;
    }
    return NULL;
}

static bool is_audio(uint32_t handler)
{
    return handler == NPI_FOURCC('s', 'o', 'u', 'n');
}

/* The codec and kind of a track by its first sample entry; false: not known. */
static bool find_codec(struct probe *probe, const struct npi_old_track *track,
                       struct npi_part_stream *stream)
{
    struct npi_mp4_place stsd = track->track->parts[NPI_MP4_STSD];
    int64_t at = stsd.at + 8;
    struct npi_box entry;
    const char *sound;

    if (npi_box_next(&probe->old.window, &at, stsd.end, &entry) != NPI_BOX_OK)
        return false;
    for (size_t i = 0; i < sizeof(CODECS) / sizeof(CODECS[0]); i++) {
        if (CODECS[i].entry != entry.type)
            continue;
        stream->codec = npi_str(CODECS[i].codec);
        stream->kind = CODECS[i].kind;
        return true;
    }
    if (entry.type == NPI_FOURCC('t', 'e', 'x', 't') && track->chapters) {
        stream->codec = NPI_STR("text");
        stream->kind = NPI_STREAM_CHAPTERS;
        return true;
    }
    sound = entry.type == NPI_FOURCC('m', 'p', '4', 'a') &&
                    is_audio(track->handler)
                ? sound_codec(&probe->old, &entry)
                : NULL;
    stream->codec = npi_str(sound);
    stream->kind = NPI_STREAM_AUDIO;
    return sound != NULL;
}

/* Samples in 'stsz' or 'stz2'. */
static int64_t count_samples(struct npi_old *old,
                             const struct npi_mp4_track *track)
{
    bool compact = track->parts[NPI_MP4_STSZ].end == 0;
    struct npi_mp4_place place =
        track->parts[compact ? NPI_MP4_STZ2 : NPI_MP4_STSZ];
    const unsigned char *head = place.end - place.at >= 12
                                    ? npi_window_get(&old->window, place.at, 12)
                                    : NULL;

    return head ? (int64_t)npi_big_endian(head + 8, 4) : 0;
}

static int64_t mdhd_duration(struct npi_old *old,
                             const struct npi_mp4_track *track)
{
    struct npi_mp4_place place = track->parts[NPI_MP4_MDHD];
    const unsigned char *bytes = place.end - place.at >= 32
                                     ? npi_window_get(&old->window, place.at,
                                                      32)
                                     : NULL;

    if (!bytes)
        bytes = place.end - place.at >= 24
                    ? npi_window_get(&old->window, place.at, 24)
                    : NULL;
    if (!bytes || (bytes[0] == 1 && place.end - place.at < 32))
        return 0;
    return (int64_t)(bytes[0] == 1 ? npi_big_endian(bytes + 24, 8)
                                   : npi_big_endian(bytes + 16, 4));
}

/* ms of the movie that a track is shown, by 'tkhd'; 0: not told. */
static int64_t shown(struct npi_old *old, const struct npi_mp4_track *track)
{
    struct npi_mp4_place place = track->parts[NPI_MP4_TKHD];
    const unsigned char *bytes = place.end - place.at >= 36
                                     ? npi_window_get(&old->window, place.at,
                                                      36)
                                     : NULL;
    uint64_t ticks;

    if (!bytes)
        return 0;
    ticks = bytes[0] == 1 ? npi_big_endian(bytes + 28, 8)
                          : npi_big_endian(bytes + 20, 4);
    if (ticks >= (bytes[0] == 1 ? (uint64_t)INT64_MAX : UINT32_MAX))
        return 0;
    return npi_ticks_to_ms((int64_t)ticks, old->movie.timescale);
}

static int64_t gcd(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* Pictures a second, on the average, as a fraction. */
static void set_rate(struct probe *probe, const struct npi_mp4_track *track)
{
    int64_t n = count_samples(&probe->old, track);
    int64_t ticks = mdhd_duration(&probe->old, track);
    int64_t num;
    int64_t factor;

    if (probe->info->rate_num || n <= 0 || ticks <= 0 ||
        n > INT64_MAX / UINT32_MAX)
        return;
    num = n * (int64_t)track->timescale;
    factor = gcd(num, ticks);
    probe->info->rate_num = num / factor;
    probe->info->rate_den = ticks / factor;
}

static enum np_status add_track(struct probe *probe,
                                const struct npi_old_track *track)
{
    struct npi_part_stream *stream = &probe->streams[probe->n++];
    struct npi_part_info *info = probe->info;
    struct npi_mp4_names names;
    enum np_status status;
    int64_t length;

    *stream = (struct npi_part_stream){.n_packets = -1,
                                       .is_default = track->track->enabled};
    if (track->elsewhere || track->track->timescale == 0 ||
        !find_codec(probe, track, stream)) {
        probe->known = false;
        return NP_OK;
    }
    status = npi_mp4_names_read(&probe->old.movie, track->track, &names);
    stream->language = names.code;
    stream->title = names.title;
    stream->handler = names.handler;
    if (stream->kind == NPI_STREAM_VIDEO) {
        set_rate(probe, track->track);
        info->picture_height = probe->old.height;
    }
    if (stream->kind == NPI_STREAM_CHAPTERS)
        info->n_chapters = (size_t)count_samples(&probe->old, track->track);
    length = shown(&probe->old, track->track);
    if ((stream->kind == NPI_STREAM_VIDEO ||
         stream->kind == NPI_STREAM_AUDIO) &&
        length > 0 && (info->length == NP_NO_TIME || length > info->length))
        info->length = length;
    return status;
}

/* 'chpl' has its number in the ninth byte (version 1). */
static void count_chpl(struct probe *probe)
{
    const struct npi_box *chpl = &probe->old.chpl;
    const unsigned char *bytes = chpl->end - chpl->body >= 9
                                     ? npi_window_get(&probe->old.window,
                                                      chpl->body, 9)
                                     : NULL;
    size_t n = bytes ? bytes[bytes[0] ? 8 : 4] : 0;

    if (n > probe->info->n_chapters)
        probe->info->n_chapters = n;
}

/* 'data' of 'covr' is JPEG (13) or PNG (14); it counts as a stream. */
static void add_covers(struct probe *probe, const struct npi_box *covr)
{
    struct npi_box data;
    int64_t at = covr->body;

    while (probe->n < probe->old.n_tracks + COVERS_MAX &&
           npi_box_next(&probe->old.window, &at, covr->end, &data) ==
               NPI_BOX_OK) {
        const unsigned char *type = data.end - data.body >= 8
                                        ? npi_window_get(&probe->old.window,
                                                         data.body, 4)
                                        : NULL;

        if (!type || (type[3] != 13 && type[3] != 14))
            continue;
        probe->streams[probe->n++] = (struct npi_part_stream){
            .kind = NPI_STREAM_COVER,
            .codec = type[3] == 14 ? NPI_STR("png") : NPI_STR("mjpeg"),
            .n_packets = -1,
            .is_front = true,
        };
    }
}

static void find_covers(struct probe *probe)
{
    struct npi_box meta = probe->old.meta;
    struct npi_window *window = &probe->old.window;
    struct npi_box ilst;
    struct npi_box covr;

    meta.body = npi_meta_body(window, &probe->old.meta);
    if (!probe->old.meta_is_mdta &&
        npi_box_child(window, &meta, NPI_FOURCC('i', 'l', 's', 't'), &ilst) &&
        npi_box_child(window, &ilst, NPI_FOURCC('c', 'o', 'v', 'r'), &covr))
        add_covers(probe, &covr);
}

static bool has_content(const struct probe *probe)
{
    for (size_t i = 0; i < probe->n; i++)
        if (probe->streams[i].kind == NPI_STREAM_VIDEO ||
            probe->streams[i].kind == NPI_STREAM_AUDIO)
            return true;
    return false;
}

static enum np_status describe(struct npi_context *ctx, struct probe *probe)
{
    const struct npi_old *old = &probe->old;
    enum np_status status = NP_OK;

    probe->streams = NPI_ARENA_NEW(ctx->arena, struct npi_part_stream,
                                   old->n_tracks + COVERS_MAX);
    if (!probe->streams)
        return NP_ERR_NOMEM;
    probe->known = true;
    for (size_t i = 0; i < old->n_tracks && status == NP_OK; i++)
        status = add_track(probe, &old->tracks[i]);
    count_chpl(probe);
    find_covers(probe);
    probe->info->streams = probe->streams;
    probe->info->n_streams = probe->n;
    probe->known &= has_content(probe) && probe->info->length != NP_NO_TIME;
    return status;
}

enum np_status npi_mp4_probe(struct npi_context *ctx, struct npi_bytes *bytes,
                             struct npi_part_info *info, bool *known)
{
    struct npi_layout layout;
    struct probe *probe = npi_arena_alloc(ctx->arena, 1, sizeof(*probe));
    enum npi_refusal refusal;
    enum np_status status;

    *known = false;
    if (!probe)
        return NP_ERR_NOMEM;
    *info = (struct npi_part_info){
        .format = NPI_STR("mov,mp4,m4a,3gp,3g2,mj2"),
        .length = NP_NO_TIME,
        .length_written = true,
        .size = bytes->size,
        .rate_den = 1,
    };
    probe->info = info;
    status = npi_layout_read(ctx, bytes, &layout);
    if (status != NP_OK || layout.refusal != NPI_REFUSE_NOT)
        return status;
    status = npi_old_read(ctx, &layout, &probe->old, &refusal);
    if (status != NP_OK || refusal != NPI_REFUSE_NOT)
        return status;
    status = describe(ctx, probe);
    info->own_chapters = npi_old_has_own_chapters(&probe->old);
    *known = status == NP_OK && probe->known;
    return status;
}

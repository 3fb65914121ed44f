/* The containers, one row each, and finding a row by name. What a muxer takes
 * is libavformat's to say where it says so; where it does not (Ogg, MP3) the
 * row does. Numbers: `chpl` counts titles' bytes and chapters in one byte; an
 * ID3v2 CTOC counts in one byte too; CHAPTERxxx has three digits. ID3v2.3 and
 * not 2.4, since libavformat writes the size of a CHAP frame as 2.3 has it.
 * libavformat calls Vorbis' DESCRIPTION "comment", and writes chapters of its
 * own for some codecs of Ogg only. */
#include "media/container.h"

#include "base/file.h"

const char NPI_ASK_LIBAV[] = "?";

#define SIDES_ALL                                                              \
    (NPI_SIDE_ROTATION | NPI_SIDE_MASTERING | NPI_SIDE_LIGHT |                 \
     NPI_SIDE_DOLBY | NPI_SIDE_SPHERE | NPI_SIDE_STEREO)

/* What belongs to MP4 or to one run of a muxer, and means nothing elsewhere. */
#define MP4_KEYS "major_brand minor_version compatible_brands "
#define MP4_TRACK_KEYS MP4_KEYS "handler_name vendor_id "

/* What libavformat's MOV muxer calls the languages of QuickTime's own list; it
 * knows no other codes there. */
static const char *const MOV_LANGUAGES[] = {
    "eng", "eng", "fra", "fra", "deu", "ger", "ita", "ita", "nld", "dut",
    "swe", "sve", "spa", "spa", "dan", "dan", "por", "por", "nor", "nor",
    "heb", "heb", "jpn", "jpn", "ara", "ara", "fin", "fin", "ell", "gre",
    "isl", "ice", "mlt", "mlt", "tur", "tur", "zho", "chi", "urd", "urd",
    "hin", "hin", "tha", "tha", "kor", "kor", "lit", "lit", "pol", "pol",
    "hun", "hun", "est", "est", "rus", "rus", "ces", "ces", NULL};

static const struct npi_container CONTAINERS[] = {
    {.name = "mp4",
     .title = "MP4",
     .extensions = "mp4 m4v",
     .muxer = "mp4",
     .video = NPI_ASK_LIBAV,
     .audio = NPI_ASK_LIBAV,
     .subtitles = NPI_ASK_LIBAV,
     .sides = SIDES_ALL,
     .audio_max = SIZE_MAX,
     .cover = NPI_ACTION_COPY,
     .files = NPI_ACTION_DROP,
     .data = NPI_ACTION_COPY,
     .timecode = NPI_ACTION_COPY,
     .text = NPI_TEXT_MOV,
     .clock = NPI_CLOCK_EDITS,
     .moov = true,
     .title_max = 255,
     .chapters_from_0 = true,
     .link_key = "comment",
     .summary_key = "description",
     .long_key = "synopsis",
     .summary_max = 255,
     .foreign = MP4_KEYS},
    {.name = "mkv",
     .title = "MKV",
     .extensions = "mkv mka",
     .muxer = "matroska",
     .settings = "write_crc32=0:default_mode=passthrough",
     .video = NPI_ASK_LIBAV,
     .audio = NPI_ASK_LIBAV,
     .subtitles = NPI_ASK_LIBAV,
     .sides = SIDES_ALL & ~NPI_SIDE_ROTATION,
     .audio_max = SIZE_MAX,
     .cover = NPI_ACTION_ATTACH,
     .files = NPI_ACTION_COPY,
     .data = NPI_ACTION_DROP,
     .timecode = NPI_ACTION_DROP,
     .text = NPI_TEXT_SUBRIP,
     .clock = NPI_CLOCK_UNSIGNED,
     .bibliographic = true,
     .link_key = "comment",
     .summary_key = "description",
     .foreign = MP4_TRACK_KEYS},
    {.name = "mov",
     .title = "MOV",
     .extensions = "mov",
     .muxer = "mov",
     .settings = "movflags=use_metadata_tags",
     .video = NPI_ASK_LIBAV,
     .audio = NPI_ASK_LIBAV,
     .subtitles = NPI_ASK_LIBAV,
     .sides = SIDES_ALL,
     .audio_max = SIZE_MAX,
     .cover = NPI_ACTION_DROP,
     .files = NPI_ACTION_DROP,
     .data = NPI_ACTION_COPY,
     .timecode = NPI_ACTION_COPY,
     .text = NPI_TEXT_MOV,
     .clock = NPI_CLOCK_EDITS,
     .moov = true,
     .title_max = 255,
     .chapters_from_0 = true,
     .languages = MOV_LANGUAGES,
     .link_key = "comment",
     .summary_key = "description",
     .foreign = MP4_KEYS},
    {.name = "m4a",
     .title = "M4A",
     .extensions = "m4a m4b",
     .muxer = "ipod",
     .video = "",
     .audio = NPI_ASK_LIBAV,
     .subtitles = NPI_ASK_LIBAV,
     .sides = SIDES_ALL,
     .audio_max = SIZE_MAX,
     .cover = NPI_ACTION_COPY,
     .files = NPI_ACTION_DROP,
     .data = NPI_ACTION_DROP,
     .timecode = NPI_ACTION_DROP,
     .text = NPI_TEXT_MOV,
     .clock = NPI_CLOCK_EDITS,
     .moov = true,
     .title_max = 255,
     .chapters_from_0 = true,
     .link_key = "comment",
     .summary_key = "description",
     .long_key = "synopsis",
     .summary_max = 255,
     .foreign = MP4_KEYS},
    {.name = "webm",
     .title = "WebM",
     .extensions = "webm",
     .muxer = "webm",
     .settings = "write_crc32=0:default_mode=passthrough",
     .video = NPI_ASK_LIBAV,
     .audio = NPI_ASK_LIBAV,
     .subtitles = "webvtt",
     .sides = NPI_SIDE_MASTERING | NPI_SIDE_LIGHT | NPI_SIDE_SPHERE |
              NPI_SIDE_STEREO,
     .audio_max = SIZE_MAX,
     .cover = NPI_ACTION_DROP,
     .files = NPI_ACTION_DROP,
     .data = NPI_ACTION_DROP,
     .timecode = NPI_ACTION_DROP,
     .text = NPI_TEXT_WEBVTT,
     .clock = NPI_CLOCK_UNSIGNED,
     .bibliographic = true,
     .link_key = "comment",
     .summary_key = "description",
     .foreign = MP4_TRACK_KEYS},
    {.name = "mp3",
     .title = "MP3",
     .extensions = "mp3",
     .muxer = "mp3",
     .settings = "id3v2_version=3",
     .video = "",
     .audio = "mp3",
     .subtitles = "",
     .sides = SIDES_ALL,
     .audio_max = 1,
     .cover = NPI_ACTION_COPY,
     .files = NPI_ACTION_DROP,
     .data = NPI_ACTION_DROP,
     .timecode = NPI_ACTION_DROP,
     .text = NPI_TEXT_NONE,
     .clock = NPI_CLOCK_SIGNED,
     .chapters_max = 255,
     .levels = 1,
     .link_key = "comment",
     .summary_key = "description",
     .foreign = MP4_TRACK_KEYS},
    {.name = "ogg",
     .title = "Ogg",
     .extensions = "ogg oga ogv",
     .muxer = "ogg",
     .video = "theora vp8",
     .audio = "vorbis opus flac speex",
     .subtitles = "",
     .sides = 0,
     .audio_max = SIZE_MAX,
     .cover = NPI_ACTION_TAG,
     .files = NPI_ACTION_DROP,
     .data = NPI_ACTION_DROP,
     .timecode = NPI_ACTION_DROP,
     .text = NPI_TEXT_NONE,
     .clock = NPI_CLOCK_SIGNED,
     .chapters_max = 1000,
     .link_key = "purl",
     .summary_key = "comment",
     .chapters_as_tags = true,
     .foreign = MP4_TRACK_KEYS},
    {.name = "opus",
     .title = "Opus",
     .extensions = "opus",
     .muxer = "opus",
     .video = "",
     .audio = "opus",
     .subtitles = "",
     .sides = 0,
     .audio_max = 1,
     .cover = NPI_ACTION_TAG,
     .files = NPI_ACTION_DROP,
     .data = NPI_ACTION_DROP,
     .timecode = NPI_ACTION_DROP,
     .text = NPI_TEXT_NONE,
     .clock = NPI_CLOCK_SIGNED,
     .chapters_max = 1000,
     .link_key = "purl",
     .summary_key = "comment",
     .chapters_as_tags = true,
     .foreign = MP4_TRACK_KEYS},
};

#define N_CONTAINERS (sizeof(CONTAINERS) / sizeof(CONTAINERS[0]))

const struct npi_container *npi_containers(size_t *n)
{
    *n = N_CONTAINERS;
    return CONTAINERS;
}

const struct npi_container *npi_container_for_file(struct np_str path)
{
    struct np_str extension = npi_path_extension(path);

    for (size_t i = 0; i < N_CONTAINERS; i++)
        if (npi_str_listed(extension, CONTAINERS[i].extensions))
            return &CONTAINERS[i];
    return NULL;
}

const struct npi_container *npi_container_find(struct np_str name)
{
    for (size_t i = 0; i < N_CONTAINERS; i++)
        if (npi_str_eq(npi_str(CONTAINERS[i].name), name))
            return &CONTAINERS[i];
    return NULL;
}

/* Demuxers of libavformat's that read what rows of ours write. */
static const struct {
    const char *format;
    const char *names; /* rows, the usual one first */
} READERS[] = {
    {"mov,mp4,m4a,3gp,3g2,mj2", "mp4 m4a mov"},
    {"matroska,webm", "mkv webm"},
    {"mp3", "mp3"},
    {"ogg", "ogg opus"},
};

const struct npi_container *npi_container_for_format(struct np_str format,
                                                     struct np_str path)
{
    const struct npi_container *named = npi_container_for_file(path);

    for (size_t i = 0; i < sizeof(READERS) / sizeof(READERS[0]); i++) {
        struct np_str names = npi_str(READERS[i].names);
        struct np_str usual;

        if (!npi_str_eq(npi_str(READERS[i].format), format))
            continue;
        if (named && npi_str_listed(npi_str(named->name), READERS[i].names))
            return named;
        npi_str_split(&names, ' ', &usual);
        return npi_container_find(usual);
    }
    return NULL;
}

/* How large MP4's index will be, so that room can be kept for it in front: the
 * tables of ISO 14496-12, 8.6 and 8.7, counted on the input's own index. What
 * is read in its order is written in its order, so runs of one stream's samples
 * there are the chunks of the output. An estimate: if it falls short, the index
 * goes to the end. */
#include "media/libav/input.h"

#include "base/mem.h"

#define BOXES 4096                    /* of a stream, around its tables */
#define SAMPLE_SIZE 4                 /* stsz */
#define SYNC_SAMPLE 4                 /* stss */
#define TIME_RUN 8                    /* stts */
#define OFFSET_RUN 8                  /* ctts */
#define DEPENDENCY 1                  /* sdtp */
#define CHUNK (12 + 4)                /* stsc, stco */
#define CHUNK_64 (12 + 8)             /* stsc, co64 */
#define CHUNK_BYTES (1 << 20)         /* the muxer's largest chunk */
#define FILE_32 ((int64_t)0xF0000000) /* offsets beyond need 64 bits */

int64_t npi_index_size(AVStream *st)
{
    int n = avformat_index_get_entries_count(st);
    bool exact = st->codecpar->codec_type != AVMEDIA_TYPE_AUDIO ||
                 st->time_base.den == st->codecpar->sample_rate;
    int64_t bytes = BOXES + st->codecpar->extradata_size;
    int64_t step = 0;
    int64_t last = 0;
    int n_sync = 0;

    bytes += st->attached_pic.size + (int64_t)n * SAMPLE_SIZE;
    for (int i = 0; i < n; i++) {
        const AVIndexEntry *entry = avformat_index_get_entry(st, i);

        n_sync += !!(entry->flags & AVINDEX_KEYFRAME);
        bytes += !exact || entry->timestamp - last != step ? TIME_RUN : 0;
        step = entry->timestamp - last;
        last = entry->timestamp;
    }
    if (n_sync < n)
        bytes += (int64_t)n_sync * SYNC_SAMPLE;
    if (st->codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
        bytes += (int64_t)n *
                 ((st->codecpar->video_delay ? OFFSET_RUN : 0) + DEPENDENCY);
    return bytes + bytes / 16;
}

static bool is_media(const AVStream *st)
{
    enum npi_stream_kind kind = npi_stream_kind(st);

    return kind == NPI_STREAM_VIDEO || kind == NPI_STREAM_AUDIO;
}

/* Where the walk through one stream's samples stands. */
struct walk {
    AVStream *st;
    int at;
    int n;
};

/* The walk whose next sample stands first in the file; NULL when all are done.
 */
static struct walk *next_walk(struct walk *walks, size_t n)
{
    int64_t first = INT64_MAX;
    struct walk *found = NULL;

    for (size_t i = 0; i < n; i++) {
        const AVIndexEntry *entry = walks[i].at < walks[i].n
                                        ? avformat_index_get_entry(walks[i].st,
                                                                   walks[i].at)
                                        : NULL;

        if (entry && entry->pos < first) {
            first = entry->pos;
            found = &walks[i];
        }
    }
    return found;
}

static int64_t count_chunks(struct walk *walks, size_t n)
{
    int64_t chunks = 0;
    int64_t bytes = 0;
    const struct walk *last = NULL;
    struct walk *walk;

    while ((walk = next_walk(walks, n))) {
        bytes += avformat_index_get_entry(walk->st, walk->at)->size;
        if (walk != last || bytes > CHUNK_BYTES) {
            chunks++;
            bytes = 0;
        }
        last = walk;
        walk->at++;
    }
    return chunks;
}

int64_t npi_chunks_size(AVFormatContext *fmt)
{
    int64_t size = fmt->pb ? avio_size(fmt->pb) : 0;
    struct walk *walks = npi_calloc(fmt->nb_streams, sizeof(*walks));
    size_t n = 0;
    int64_t chunks;

    if (!walks)
        return 0;
    for (unsigned i = 0; i < fmt->nb_streams; i++) {
        AVStream *st = fmt->streams[i];

        if (is_media(st))
            walks[n++] = (struct walk){
                .st = st, .n = avformat_index_get_entries_count(st)};
    }
    chunks = count_chunks(walks, n);
    npi_free(walks);
    return chunks * (size > FILE_32 ? CHUNK_64 : CHUNK);
}

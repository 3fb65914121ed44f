/* Blocks to events: times, lacing, packing, and what stands before the text. */
#include "media/matroska/reader.h"

#include "media/inflate.h"

#include <string.h>

/* Times beyond are damage: 2^60 ns are 36 years. */
#define NS_MAX ((uint64_t)1 << 60)
#define NS_PER_MS ((int64_t)1000000)

static void damaged(struct npi_mkv_reader *reader, int64_t at)
{
    if (reader->bad_at < 0)
        reader->bad_at = at;
}

/* Ticks of so many nanoseconds as milliseconds, rounded. */
static int64_t to_ms(int64_t ticks, uint64_t scale)
{
    int64_t rate = (int64_t)scale;
    int64_t whole = ticks / NS_PER_MS * rate;
    int64_t rest = ticks % NS_PER_MS * rate;

    return whole + (rest + (rest < 0 ? -1 : 1) * (NS_PER_MS / 2)) / NS_PER_MS;
}

/* Without the first two lines: identifier and settings. */
static struct np_str behind_head(struct np_str text)
{
    struct np_str line;

    for (unsigned i = 0; i < 2; i++)
        if (!npi_str_split(&text, '\n', &line))
            return npi_str(NULL);
    return text;
}

/* The frame's own bytes: behind those that were stripped, unpacked. */
static bool unpack(struct npi_mkv_reader *reader, struct np_str packed)
{
    const struct npi_mkv_track *track = &reader->track;
    struct npi_buf *out = &reader->unpacked;

    npi_buf_clear(out);
    if (track->packing == NPI_MKV_ZLIB)
        return npi_inflate_zlib(packed, out);
    npi_buf_put(
        out, (struct np_str){(const char *)track->stripped, track->n_stripped});
    npi_buf_put(out, packed);
    return true;
}

static void add_frame(struct npi_mkv_reader *reader, int64_t at,
                      int64_t frame_end, int64_t start, int64_t end)
{
    uint64_t n = (uint64_t)(frame_end - at);
    struct np_str text;
    char *to;

    if (n > NPI_TEXT_SAMPLE_MAX) {
        damaged(reader, at);
        return;
    }
    to = npi_text_sample_room(reader->events, &reader->packed, (size_t)n);
    if (!to)
        return;
    text = (struct np_str){to, (size_t)n};
    if (!npi_bytes_copy(reader->window->bytes, at, to, (size_t)n) ||
        !unpack(reader, text)) {
        damaged(reader, at);
        return;
    }
    if (reader->unpacked.error) {
        if (reader->unpacked.len <= NPI_TEXT_SAMPLE_MAX)
            reader->events->status = NP_ERR_NOMEM;
        damaged(reader, at);
        return;
    }
    text = npi_buf_str(&reader->unpacked);
    if (reader->vtt_head)
        text = behind_head(text);
    npi_text_events_add(reader->events, start, end, text);
}

/* duration: ticks, or -1: as the track says, or to the next block. Frames of
 * one block follow each other. */
static void add_block(struct npi_mkv_reader *reader,
                      const struct npi_mkv_block *block, uint64_t time,
                      int64_t duration)
{
    int64_t ends[NPI_MKV_FRAMES_MAX];
    int64_t at;
    uint64_t scale = reader->segment.scale;
    size_t n = npi_mkv_block_frames(reader->window, block, &at, ends);
    int64_t ticks = (int64_t)time + block->time;
    int64_t each = 0;

    if (reader->track.default_duration < NS_MAX / NPI_MKV_FRAMES_MAX)
        each = (int64_t)(reader->track.default_duration / scale);
    if (n == 0 || time > NS_MAX / scale || duration > (int64_t)(NS_MAX / scale))
        damaged(reader, block->at);
    else if (duration >= 0)
        each = duration / (int64_t)n;
    for (size_t i = 0; i < n && reader->bad_at < 0; i++) {
        int64_t start = ticks + (int64_t)i * each;
        int64_t end = to_ms(start + each, scale);

        add_frame(reader, at, ends[i], to_ms(start, scale),
                  each > 0 || duration == 0 ? end : NP_NO_TIME);
        at = ends[i];
    }
}

/* The block of a group and how long it lasts; a group without one is nobody's.
 * False if the block is damaged. */
static bool read_group(struct npi_mkv_reader *reader,
                       const struct npi_element *group,
                       struct npi_mkv_block *block, int64_t *duration)
{
    struct npi_element child;

    block->track = UINT64_MAX;
    NPI_MKV_EACH(reader->window, group, &child, at)
    {
        if (child.id == NPI_ID_BLOCK) {
            if (!npi_mkv_block_read(reader->window, &child, block))
                return false;
            if (block->track != reader->track.number)
                return true; /* of somebody else: all we need to know */
        } else if (child.id == NPI_ID_BLOCK_DURATION) {
            uint64_t value = npi_element_uint(reader->window, &child);

            *duration = value > INT64_MAX ? INT64_MAX : (int64_t)value;
        }
    }
    return true;
}

void npi_mkv_reader_add(struct npi_mkv_reader *reader,
                        const struct npi_element *element, uint64_t time)
{
    struct npi_mkv_block block = {0};
    int64_t duration = -1;
    bool good = true;

    if (element->id == NPI_ID_SIMPLE_BLOCK)
        good = npi_mkv_block_read(reader->window, element, &block);
    else if (element->id == NPI_ID_BLOCK_GROUP)
        good = read_group(reader, element, &block, &duration);
    else
        return;
    if (!good) {
        damaged(reader, element->at);
    } else if (block.track == reader->track.number) {
        reader->n_blocks++;
        if (!npi_text_events_stopped(reader->events))
            add_block(reader, &block, time, duration);
    }
}

/* The outermost structure of MP4 (ISO 14496-12, boxes) and Matroska (RFC 8794,
 * EBML) files, enough to see that one is cut short and where MP4's index
 * stands. What an MP3 says of its length is mp3.c's. All else is left to the
 * demuxer. */
#include "media/mp3.h"

#include <string.h>
#include <unistd.h>

/* Boxes we walk over; a day of one-second fragments has twice 86,400. */
#define BOXES_MAX 400000

#define EBML_ID 0x1A45DFA3u
#define SEGMENT_ID 0x18538067u

static bool read_at(int fd, int64_t at, unsigned char *bytes, size_t n)
{
    return pread(fd, bytes, n, (off_t)at) == (ssize_t)n;
}

static uint64_t big_endian(const unsigned char *bytes, size_t n)
{
    uint64_t value = 0;

    for (size_t i = 0; i < n; i++)
        value = value << 8 | bytes[i];
    return value;
}

struct box {
    char type[5];
    uint64_t size; /* 0: to the end of the file */
};

/* Types are four printable characters; anything else ends the walk. */
static bool read_box(int fd, int64_t at, int64_t file_size, struct box *box)
{
    unsigned char head[16];

    if (file_size - at < 8 || !read_at(fd, at, head, 8))
        return false;
    box->size = big_endian(head, 4);
    memcpy(box->type, head + 4, 4);
    box->type[4] = '\0';
    for (size_t i = 0; i < 4; i++)
        if (head[4 + i] < ' ' || (head[4 + i] > '~' && head[4 + i] != 0xA9))
            return false;
    if (box->size == 1) {
        if (!read_at(fd, at + 8, head + 8, 8))
            return false;
        box->size = big_endian(head + 8, 8);
        return box->size >= 16;
    }
    return box->size == 0 || box->size >= 8;
}

static bool is_box(const struct box *box, const char *types)
{
    struct np_str rest = npi_str(types);
    struct np_str type;

    while (npi_str_split(&rest, ' ', &type))
        if (npi_str_eq(type, npi_str(box->type)))
            return true;
    return false;
}

/* Names for messages: the boxes that matter, as constants. */
static struct np_str box_name(const struct box *box)
{
    static const char *const KNOWN[] = {"mdat", "moov", "moof", "free"};

    for (size_t i = 0; i < sizeof(KNOWN) / sizeof(KNOWN[0]); i++)
        if (is_box(box, KNOWN[i]))
            return npi_str(KNOWN[i]);
    return NPI_STR("its last box");
}

/* Text behind a file that is whole (a tag, a page that was sent with it) may
 * look like the header of a large box, but of none that stands at the top. */
static bool is_appended(const struct box *box, bool whole)
{
    return whole && !is_box(box, "mdat moov moof free skip wide uuid meta udta "
                                 "sidx ssix styp mfra emsg prft pdin ftyp");
}

static void walk_boxes(int fd, int64_t size, struct npi_shape *shape)
{
    struct box box;
    int64_t at = 0;
    bool data_seen = false;
    bool moov_seen = false;

    for (size_t i = 0; i < BOXES_MAX && read_box(fd, at, size, &box); i++) {
        if (is_box(&box, "moov") && !data_seen)
            shape->moov_front = true;
        if (is_box(&box, "moof"))
            shape->fragmented = true;
        if (box.size == 0)
            return;
        if (box.size > (uint64_t)(size - at)) {
            if (is_appended(&box, data_seen && moov_seen))
                return;
            uint64_t missing = box.size - (uint64_t)(size - at);

            shape->cut_name = box_name(&box);
            shape->cut_bytes = missing > INT64_MAX ? INT64_MAX
                                                   : (int64_t)missing;
            return;
        }
        data_seen |= is_box(&box, "mdat");
        moov_seen |= is_box(&box, "moov");
        at += (int64_t)box.size;
    }
}

/* An EBML length: 1..8 bytes, the marker bit says how many. All ones: not
 * known. Returns its bytes, 0 if it is none. */
static size_t ebml_length(const unsigned char *bytes, size_t n, uint64_t *value,
                          bool *known)
{
    size_t width = 1;

    if (n == 0 || bytes[0] == 0)
        return 0;
    while (!(bytes[0] & (0x80u >> (width - 1))))
        width++;
    if (width > n)
        return 0;
    *value = big_endian(bytes, width) & ((1ull << (7 * width)) - 1);
    *known = *value != (1ull << (7 * width)) - 1;
    return width;
}

static void read_segment(int fd, int64_t size, struct npi_shape *shape)
{
    unsigned char head[12];
    uint64_t length;
    bool known;
    size_t width;
    int64_t at;

    if (!read_at(fd, 0, head, sizeof(head)))
        return;
    width = ebml_length(head + 4, 8, &length, &known);
    if (!width || !known || length > 4096)
        return;
    at = 4 + (int64_t)width + (int64_t)length;
    if (!read_at(fd, at, head, sizeof(head)) ||
        big_endian(head, 4) != SEGMENT_ID)
        return;
    width = ebml_length(head + 4, 8, &length, &known);
    at += 4 + (int64_t)width;
    if (!width || !known || at > size || length <= (uint64_t)(size - at))
        return;
    shape->cut_name = NPI_STR("its segment");
    shape->cut_bytes = (int64_t)(length - (uint64_t)(size - at));
}

void npi_shape_read(int fd, int64_t size, struct npi_shape *shape)
{
    unsigned char head[8];
    struct box box;

    *shape = (struct npi_shape){0};
    if (!read_at(fd, 0, head, sizeof(head)))
        return;
    if (big_endian(head, 4) == EBML_ID)
        read_segment(fd, size, shape);
    else if (read_box(fd, 0, size, &box) &&
             is_box(&box, "ftyp moov mdat free skip wide styp pnot"))
        walk_boxes(fd, size, shape);
    else
        npi_mp3_shape(fd, size, shape);
}

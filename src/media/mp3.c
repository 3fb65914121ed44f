/* Whether an MP3 is cut short. It has no structure, but most encoders write
 * into its first frame how long it is: Xing's header (LAME's and libavformat's
 * too, "Info" where the bit rate is constant) and Fraunhofer's VBRI. A file
 * without one, or with a length that is only estimated, tells nothing. */
#include "media/mp3.h"

#include <string.h>
#include <unistd.h>

/* Behind the tag that stands in front; zeros may stand between. */
#define HEAD_BYTES 8192
#define ID3_HEAD 10
/* Some encoders count the header's own frame, or a tag that is gone. */
#define SPARE_BYTES 8192
#define SPARE_PART 50

static uint64_t big_endian(const unsigned char *bytes)
{
    uint64_t value = 0;

    for (size_t i = 0; i < 4; i++)
        value = value << 8 | bytes[i];
    return value;
}

/* Bytes of the ID3v2 tag at the file's start, 0 if there is none. */
static int64_t tag_size(int fd)
{
    unsigned char head[ID3_HEAD];
    int64_t size = 0;

    if (pread(fd, head, ID3_HEAD, 0) != ID3_HEAD || memcmp(head, "ID3", 3) != 0)
        return 0;
    for (size_t i = 6; i < ID3_HEAD; i++)
        size = size << 7 | (head[i] & 0x7F);
    return size + ID3_HEAD + (head[5] & 0x10 ? ID3_HEAD : 0);
}

/* The header of a frame of layer III. */
static bool is_frame(const unsigned char *frame)
{
    return frame[0] == 0xFF && (frame[1] & 0xE0) == 0xE0 &&
           (frame[1] & 0x18) != 0x08 && (frame[1] & 0x06) == 0x02 &&
           (frame[2] & 0xF0) != 0xF0 && (frame[2] & 0x0C) != 0x0C;
}

/* Of the frame's side information, behind which Xing's header stands. */
static size_t side_size(const unsigned char *frame)
{
    const bool mpeg_1 = (frame[1] & 0x18) == 0x18;
    const bool mono = (frame[3] & 0xC0) == 0xC0;

    return mpeg_1 ? (mono ? 17 : 32) : (mono ? 9 : 17);
}

/* The bytes that the first frame says the file has; 0: it does not say. */
static uint64_t stated_bytes(const unsigned char *frame)
{
    const unsigned char *xing = frame + 4 + side_size(frame);
    const unsigned char *vbri = frame + 4 + 32;

    if (memcmp(vbri, "VBRI", 4) == 0)
        return big_endian(vbri + 10);
    if (memcmp(xing, "Xing", 4) != 0 && memcmp(xing, "Info", 4) != 0)
        return 0;
    if (!(xing[7] & 2))
        return 0;
    return big_endian(xing + (xing[7] & 1 ? 12 : 8));
}

void npi_mp3_shape(int fd, int64_t size, struct npi_shape *shape)
{
    unsigned char head[HEAD_BYTES] = {0};
    const size_t longest = 64; /* of what is read of a frame */
    const int64_t from = tag_size(fd);
    size_t at = 0;
    uint64_t stated;

    if (pread(fd, head, sizeof(head), (off_t)from) <= 0)
        return;
    while (at + longest < sizeof(head) && head[at] == 0)
        at++;
    if (at + longest > sizeof(head) || !is_frame(head + at))
        return;
    stated = stated_bytes(head + at);
    if (stated <= (uint64_t)size + stated / SPARE_PART + SPARE_BYTES)
        return;
    shape->cut_name = NPI_STR("its sound");
    shape->cut_bytes = (int64_t)(stated - (uint64_t)size);
}

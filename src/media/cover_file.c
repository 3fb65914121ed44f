/* See cover_file.h. PNG 1.2, 4.1.1 (IHDR is the first chunk); JPEG: ITU-T T.81,
 * Annex B: markers up to the frame header, which has the size. */
#include "media/cover_file.h"

#include "base/file.h"

#include <string.h>

#define PIXELS_MAX 65535 /* a side; JPEG holds no more */

enum { SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, TEM = 0x01, RST0 = 0xD0 };

static uint32_t big_endian(const unsigned char *at, size_t n)
{
    uint32_t value = 0;

    while (n--)
        value = value << 8 | *at++;
    return value;
}

static bool set_size(struct npi_part_cover *cover, uint32_t width,
                     uint32_t height)
{
    if (!width || !height || width > PIXELS_MAX || height > PIXELS_MAX)
        return false;
    cover->width = (int)width;
    cover->height = (int)height;
    return true;
}

static bool parse_png(const unsigned char *at, size_t n,
                      struct npi_part_cover *cover)
{
    enum { SIGNATURE = 8, HEAD = 8, IHDR = 13, LEAST = 8 + 8 + 13 + 4 + 12 };

    if (n < LEAST || memcmp(at, "\x89PNG\r\n\x1A\n", SIGNATURE) != 0 ||
        big_endian(at + SIGNATURE, 4) != IHDR ||
        memcmp(at + SIGNATURE + 4, "IHDR", 4) != 0)
        return false;
    /* Cut short: the last chunk is missing. */
    if (memcmp(at + n - 8, "IEND", 4) != 0)
        return false;
    at += SIGNATURE + HEAD;
    cover->is_png = true;
    cover->mime = NPI_STR("image/png");
    return set_size(cover, big_endian(at, 4), big_endian(at + 4, 4));
}

/* SOF0 to SOF15, less DHT, JPG and DAC, which stand among them. */
static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
           marker != 0xC8 && marker != 0xCC;
}

static bool stands_alone(unsigned marker)
{
    return marker == TEM || (marker >= RST0 && marker <= SOI);
}

/* The frame header from at on; NULL if there is none before the picture. */
static const unsigned char *find_frame(const unsigned char *at,
                                       const unsigned char *end)
{
    while (end - at >= 4 && at[0] == 0xFF) {
        unsigned marker = at[1];
        size_t size = big_endian(at + 2, 2);

        if (marker == 0xFF) { /* fill */
            at++;
            continue;
        }
        if (stands_alone(marker)) {
            at += 2;
            continue;
        }
        if (marker == SOS || marker == EOI || size < 2 ||
            size > (size_t)(end - at) - 2)
            return NULL;
        if (is_frame(marker))
            return size >= 8 ? at + 4 : NULL;
        at += 2 + size;
    }
    return NULL;
}

static bool parse_jpeg(const unsigned char *at, size_t n,
                       struct npi_part_cover *cover)
{
    const unsigned char *frame;

    if (n < 4 || at[0] != 0xFF || at[1] != SOI || at[2] != 0xFF)
        return false;
    frame = find_frame(at + 2, at + n);
    if (!frame)
        return false;
    cover->is_png = false;
    cover->mime = NPI_STR("image/jpeg");
    return set_size(cover, big_endian(frame + 3, 2), big_endian(frame + 1, 2));
}

bool npi_cover_parse(struct np_str bytes, struct npi_part_cover *cover)
{
    const unsigned char *at = (const unsigned char *)bytes.ptr;

    cover->bytes = bytes;
    return parse_png(at, bytes.len, cover) || parse_jpeg(at, bytes.len, cover);
}

enum np_status npi_cover_read(struct npi_context *ctx, const char *path,
                              struct npi_part_cover *cover)
{
    struct np_str bytes;
    enum np_status status;

    *cover = (struct npi_part_cover){0};
    status = npi_file_read(ctx->arena, ctx->diags, path, NPI_COVER_BYTES_MAX,
                           &bytes);
    if (status == NP_ERR_NOTES)
        return NP_ERR_USAGE;
    if (status != NP_OK)
        return status;
    if (npi_cover_parse(bytes, cover))
        return NP_OK;
    NPI_DIAG1(ctx->diags, COVER_UNKNOWN, NPI_NOWHERE, npi_str(path));
    return NP_ERR_USAGE;
}

/* See block.h. */
#include "media/matroska/block.h"

enum { LACING_NONE, LACING_XIPH, LACING_FIXED, LACING_EBML };

bool npi_mkv_block_read(struct npi_window *window,
                        const struct npi_element *element,
                        struct npi_mkv_block *block)
{
    const unsigned char *bytes;
    int64_t at = element->body;

    if (element->open || element->cut ||
        !npi_element_vint(window, &at, element->end, &block->track, NULL) ||
        element->end - at < 3)
        return false;
    bytes = npi_window_get(window, at, 3);
    if (!bytes)
        return false;
    block->time = (int16_t)(uint16_t)npi_big_endian(bytes, 2);
    block->lacing = bytes[2] >> 1 & 3;
    block->at = at + 3;
    block->end = element->end;
    return true;
}

/* A size as a row of bytes: 255, 255, …, the rest. */
static bool xiph_size(struct npi_window *window, int64_t *at, int64_t end,
                      int64_t *size)
{
    *size = 0;
    for (;;) {
        const unsigned char *byte = *at < end ? npi_window_get(window, *at, 1)
                                              : NULL;

        if (!byte)
            return false;
        ++*at;
        *size += *byte;
        if (*byte != 255)
            return true;
    }
}

/* The first size as it is, the others as differences from the one before, with
 * half of their range taken off. */
static bool ebml_size(struct npi_window *window, int64_t *at, int64_t end,
                      bool first, int64_t *size)
{
    uint64_t value;
    unsigned width;

    if (!npi_element_vint(window, at, end, &value, &width))
        return false;
    if (first)
        *size = (int64_t)value;
    else
        *size += (int64_t)value - (int64_t)((1ull << (7 * width - 1)) - 1);
    return *size >= 0 && *size <= end;
}

/* Sizes of all frames but the last, as ends that count from 0. */
static bool read_sizes(struct npi_window *window,
                       const struct npi_mkv_block *block, size_t n, int64_t *at,
                       int64_t *ends)
{
    int64_t size = 0;
    int64_t sum = 0;

    for (size_t i = 0; i + 1 < n; i++) {
        bool good = true;

        if (block->lacing == LACING_FIXED)
            size = (block->end - *at) / (int64_t)n;
        else if (block->lacing == LACING_XIPH)
            good = xiph_size(window, at, block->end, &size);
        else
            good = ebml_size(window, at, block->end, i == 0, &size);
        if (!good || size > block->end - *at - sum)
            return false;
        sum += size;
        ends[i] = sum;
    }
    return sum <= block->end - *at;
}

size_t npi_mkv_block_frames(struct npi_window *window,
                            const struct npi_mkv_block *block, int64_t *start,
                            int64_t ends[NPI_MKV_FRAMES_MAX])
{
    const unsigned char *count;
    int64_t at = block->at;
    size_t n = 1;

    if (block->lacing != LACING_NONE) {
        count = at < block->end ? npi_window_get(window, at, 1) : NULL;
        if (!count)
            return 0;
        n = (size_t)*count + 1;
        at++;
        if (!read_sizes(window, block, n, &at, ends))
            return 0;
    }
    *start = at;
    for (size_t i = 0; i + 1 < n; i++)
        ends[i] += at;
    ends[n - 1] = block->end;
    return n;
}

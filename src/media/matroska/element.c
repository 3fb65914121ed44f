/* See element.h. */
#include "media/matroska/element.h"

#include "base/str.h"
#include "base/utf8.h"

#define ID_BYTES_MAX 4

/* Bytes that the first one announces; 9: it announces none. */
static unsigned vint_width(unsigned char first)
{
    unsigned width = 1;

    while (width <= 8 && !(first & (0x80u >> (width - 1))))
        width++;
    return width;
}

bool npi_element_vint(struct npi_window *window, int64_t *at, int64_t end,
                      uint64_t *value, unsigned *width)
{
    const unsigned char *bytes = *at < end ? npi_window_get(window, *at, 1)
                                           : NULL;
    unsigned n = bytes ? vint_width(*bytes) : 9;

    if (n > 8 || end - *at < (int64_t)n)
        return false;
    bytes = npi_window_get(window, *at, n);
    if (!bytes)
        return false;
    *value = npi_big_endian(bytes, n) & ((1ull << (7 * n)) - 1);
    *at += n;
    if (width)
        *width = n;
    return true;
}

static bool read_id(struct npi_window *window, int64_t *at, int64_t end,
                    uint32_t *id)
{
    const unsigned char *bytes = npi_window_get(window, *at, 1);
    unsigned n = bytes ? vint_width(*bytes) : 9;

    if (n > ID_BYTES_MAX || end - *at < (int64_t)n)
        return false;
    bytes = npi_window_get(window, *at, n);
    if (!bytes)
        return false;
    *id = (uint32_t)npi_big_endian(bytes, n);
    *at += n;
    return true;
}

enum npi_element_found npi_element_next(struct npi_window *window, int64_t *at,
                                        int64_t end,
                                        struct npi_element *element)
{
    int64_t next = *at;
    unsigned width;
    uint64_t size;

    *element = (struct npi_element){.at = *at, .body = *at, .end = end};
    if (*at >= end)
        return NPI_ELEMENT_END;
    if (!read_id(window, &next, end, &element->id) ||
        !npi_element_vint(window, &next, end, &size, &width))
        return NPI_ELEMENT_BAD;
    element->body = next;
    element->open = size == (1ull << (7 * width)) - 1;
    element->cut = !element->open && size > (uint64_t)(end - next);
    if (!element->open && !element->cut)
        element->end = next + (int64_t)size;
    *at = element->open ? next : element->end;
    return NPI_ELEMENT_OK;
}

uint64_t npi_element_uint(struct npi_window *window,
                          const struct npi_element *element)
{
    int64_t n = element->end - element->body;
    const unsigned char *bytes;

    if (n < 1 || n > 8 || element->open || element->cut)
        return 0;
    bytes = npi_window_get(window, element->body, (size_t)n);
    return bytes ? npi_big_endian(bytes, (size_t)n) : 0;
}

enum np_status npi_element_text(struct npi_window *window,
                                const struct npi_element *element, size_t max,
                                struct npi_arena *arena, struct np_str *text)
{
    int64_t left = element->open || element->cut ? 0
                                                 : element->end - element->body;
    size_t n = (uint64_t)left > max ? max : (size_t)left;
    const unsigned char *bytes = npi_window_get(window, element->body, n);
    struct np_str found = {(const char *)bytes, bytes ? n : 0};
    size_t bad;

    *text = npi_str(NULL);
    found = npi_str_sub(found, 0, npi_str_find_char(found, '\0'));
    if (found.len == 0 || !npi_utf8_check(found, &bad))
        return NP_OK;
    *text = npi_arena_str(arena, found);
    return text->ptr ? NP_OK : NP_ERR_NOMEM;
}

bool npi_element_is_top(uint32_t id)
{
    static const uint32_t TOP[] = {
        NPI_ID_SEEK_HEAD, NPI_ID_INFO,     NPI_ID_TRACKS, NPI_ID_CLUSTER,
        NPI_ID_CUES,      NPI_ID_CHAPTERS, NPI_ID_TAGS,   NPI_ID_ATTACHMENTS,
        NPI_ID_SEGMENT,   NPI_ID_EBML,
    };

    for (size_t i = 0; i < sizeof(TOP) / sizeof(TOP[0]); i++)
        if (id == TOP[i])
            return true;
    return false;
}

/* See box.h. */
#include "media/mp4/box.h"

#include <string.h>

/* What holds boxes and nothing else. 'meta' does too, but not alike in MP4 and
 * QuickTime; no reader here asks for what is in it. */
static const uint32_t HOLDERS[] = {
    NPI_FOURCC('m', 'o', 'o', 'v'), NPI_FOURCC('t', 'r', 'a', 'k'),
    NPI_FOURCC('m', 'd', 'i', 'a'), NPI_FOURCC('m', 'i', 'n', 'f'),
    NPI_FOURCC('s', 't', 'b', 'l'), NPI_FOURCC('e', 'd', 't', 's'),
    NPI_FOURCC('t', 'r', 'e', 'f'), NPI_FOURCC('u', 'd', 't', 'a'),
    NPI_FOURCC('m', 'v', 'e', 'x'), NPI_FOURCC('m', 'o', 'o', 'f'),
    NPI_FOURCC('t', 'r', 'a', 'f'), NPI_FOURCC('d', 'i', 'n', 'f'),
};

static bool holds_boxes(uint32_t type)
{
    for (size_t i = 0; i < sizeof(HOLDERS) / sizeof(HOLDERS[0]); i++)
        if (type == HOLDERS[i])
            return true;
    return false;
}

/* The size a header says; *head is the header's own. */
static bool read_size(struct npi_window *window, struct npi_box *box,
                      uint64_t *size, int64_t *head)
{
    const unsigned char *bytes = npi_window_get(window, box->at, 8);

    if (!bytes)
        return false;
    *size = npi_big_endian(bytes, 4);
    *head = 8;
    box->type = (uint32_t)npi_big_endian(bytes + 4, 4);
    box->open = *size == 0;
    box->large = *size == 1;
    if (box->large) {
        bytes = npi_window_get(window, box->at + 8, 8);
        if (!bytes)
            return false;
        *size = npi_big_endian(bytes, 8);
        *head = 16;
    }
    if (box->type == NPI_FOURCC('u', 'u', 'i', 'd')) {
        bytes = npi_window_get(window, box->at + *head, 16);
        if (!bytes)
            return false;
        memcpy(box->uuid, bytes, 16);
        *head += 16;
    }
    return true;
}

enum npi_box_found npi_box_next(struct npi_window *window, int64_t *at,
                                int64_t end, struct npi_box *box)
{
    uint64_t size;
    int64_t head;

    *box = (struct npi_box){.at = *at, .body = *at, .end = *at};
    if (end - *at < 8)
        return NPI_BOX_END;
    if (!read_size(window, box, &size, &head))
        return NPI_BOX_BAD;
    box->body = *at + head;
    if (box->open)
        size = (uint64_t)(end - *at);
    box->end = size > (uint64_t)(INT64_MAX - *at) ? INT64_MAX
                                                  : *at + (int64_t)size;
    if (box->end < box->body || box->end > end)
        return NPI_BOX_BAD;
    *at = box->end;
    return NPI_BOX_OK;
}

bool npi_box_child(struct npi_window *window, const struct npi_box *parent,
                   uint32_t type, struct npi_box *child)
{
    int64_t at = parent->body;

    while (npi_box_next(window, &at, parent->end, child) == NPI_BOX_OK)
        if (child->type == type)
            return true;
    return false;
}

void npi_box_walk(struct npi_box_walk *walk, int64_t at, int64_t end,
                  const struct npi_box *parent)
{
    struct npi_box box;
    enum npi_box_found found = NPI_BOX_END;

    if (walk->depth == NPI_BOX_DEPTH_MAX)
        return;
    walk->depth++;
    while (!walk->stopped &&
           (found = npi_box_next(walk->window, &at, end, &box)) == NPI_BOX_OK) {
        walk->stopped = ++walk->n > NPI_BOXES_MAX ||
                        !walk->visit(walk->user, &box, parent);
        if (!walk->stopped && holds_boxes(box.type))
            npi_box_walk(walk, box.body, box.end, &box);
    }
    walk->bad |= found == NPI_BOX_BAD;
    walk->depth--;
}

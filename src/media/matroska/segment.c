/* See segment.h. RFC 9559, 5.1 and 6. */
#include "media/matroska/segment.h"

/* Elements in front of the segment, and seek heads that name others. */
#define FRONT_MAX 16

/* Elements of the segment that are gone through in search of its tracks. */
#define TOP_MAX 1000000

/* Parts that are larger are nobody's: an index of a day has some megabytes. */
#define PART_BYTES_MAX ((int64_t)64 << 20)

/* A millisecond: what nearly all files have, and the default. */
#define SCALE_DEFAULT 1000000

static bool find_segment(struct npi_window *window, struct npi_element *segment)
{
    int64_t size = window->bytes->size;
    int64_t at = 0;

    for (unsigned i = 0; i < FRONT_MAX; i++) {
        if (npi_element_next(window, &at, size, segment) != NPI_ELEMENT_OK ||
            (i == 0 && segment->id != NPI_ID_EBML))
            return false;
        if (segment->id == NPI_ID_SEGMENT)
            return true;
        if (segment->open)
            return false;
    }
    return false;
}

/* Where a part of this kind is kept; NULL: nobody asks for it. */
static struct npi_element *part_of(struct npi_mkv_segment *segment, uint32_t id)
{
    switch (id) {
    case NPI_ID_INFO:
        return &segment->info;
    case NPI_ID_TRACKS:
        return &segment->tracks;
    case NPI_ID_CUES:
        return &segment->cues;
    case NPI_ID_TAGS:
        return &segment->tags;
    default:
        return NULL;
    }
}

static void keep_part(struct npi_mkv_segment *segment,
                      const struct npi_element *element)
{
    struct npi_element *part = part_of(segment, element->id);

    if (part && part->id == 0 && !element->open &&
        element->end - element->body <= PART_BYTES_MAX)
        *part = *element;
}

/* The part that a seek entry names, if it stands there. */
static void follow_seek(struct npi_mkv_segment *segment,
                        const struct npi_element *seek, int64_t *next_head)
{
    struct npi_element child;
    uint64_t id = 0;
    uint64_t position = UINT64_MAX;
    int64_t at;

    NPI_MKV_EACH(segment->window, seek, &child, i)
    {
        if (child.id == NPI_ID_SEEK_ID)
            id = npi_element_uint(segment->window, &child);
        else if (child.id == NPI_ID_SEEK_POSITION)
            position = npi_element_uint(segment->window, &child);
    }
    if (position >= (uint64_t)(segment->end - segment->at))
        return;
    at = segment->at + (int64_t)position;
    if (id == NPI_ID_SEEK_HEAD)
        *next_head = at;
    else if (part_of(segment, (uint32_t)id) &&
             npi_element_next(segment->window, &at, segment->end, &child) ==
                 NPI_ELEMENT_OK &&
             child.id == id)
        keep_part(segment, &child);
}

/* A seek head, and those that it names. */
static void read_seek_head(struct npi_mkv_segment *segment,
                           struct npi_element head)
{
    for (unsigned i = 0; i < FRONT_MAX; i++) {
        struct npi_element seek;
        int64_t next = -1;

        NPI_MKV_EACH(segment->window, &head, &seek, at)
        {
            if (seek.id == NPI_ID_SEEK)
                follow_seek(segment, &seek, &next);
        }
        if (next < 0 ||
            npi_element_next(segment->window, &next, segment->end, &head) !=
                NPI_ELEMENT_OK ||
            head.id != NPI_ID_SEEK_HEAD)
            return;
    }
}

/* In front of the first cluster; without tracks there, behind it too. */
static void read_parts(struct npi_mkv_segment *segment,
                       struct npi_element *seek_head)
{
    struct npi_element element;
    int64_t at = segment->at;

    for (size_t i = 0;
         i < TOP_MAX && npi_element_next(segment->window, &at, segment->end,
                                         &element) == NPI_ELEMENT_OK;
         i++) {
        keep_part(segment, &element);
        if (element.id == NPI_ID_SEEK_HEAD && seek_head->id == 0)
            *seek_head = element;
        if (element.id == NPI_ID_CLUSTER && segment->first_cluster < 0)
            segment->first_cluster = element.at;
        if (element.id == NPI_ID_CLUSTER &&
            (segment->tracks.id || seek_head->id || element.open))
            return;
        if (element.open)
            return;
    }
}

static uint64_t read_scale(const struct npi_mkv_segment *segment)
{
    struct npi_element child;
    uint64_t scale = 0;

    if (segment->info.id)
        NPI_MKV_EACH(segment->window, &segment->info, &child, at)
        {
            if (child.id == NPI_ID_TIMESTAMP_SCALE)
                scale = npi_element_uint(segment->window, &child);
        }
    return scale && scale <= UINT32_MAX ? scale : SCALE_DEFAULT;
}

bool npi_mkv_segment_read(struct npi_window *window,
                          struct npi_mkv_segment *segment)
{
    struct npi_element element;
    struct npi_element seek_head = {0};

    *segment = (struct npi_mkv_segment){.window = window, .first_cluster = -1};
    if (!find_segment(window, &element))
        return false;
    segment->at = element.body;
    segment->end = element.end;
    read_parts(segment, &seek_head);
    if (seek_head.id)
        read_seek_head(segment, seek_head);
    segment->scale = read_scale(segment);
    return segment->tracks.id != 0 && !segment->tracks.cut;
}

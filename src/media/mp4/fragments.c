/* See fragments.h. */
#include "media/mp4/fragments.h"

#define TRAF NPI_FOURCC('t', 'r', 'a', 'f')
#define MOOF NPI_FOURCC('m', 'o', 'o', 'f')

/* Flags of 'tfhd': which fields are there; the last one is no field. */
enum {
    TFHD_BASE = 0x1,
    TFHD_DESCRIPTION = 0x2,
    TFHD_DURATION = 0x8,
    TFHD_SIZE = 0x10,
    TFHD_FROM_MOOF = 0x20000
};

/* Flags of 'trun': fields of its head, then of each sample. */
enum {
    TRUN_OFFSET = 0x1,
    TRUN_FIRST_FLAGS = 0x4,
    TRUN_DURATION = 0x100,
    TRUN_SIZE = 0x200,
    TRUN_FLAGS = 0x400,
    TRUN_COMPOSITION = 0x800
};

struct fragments {
    struct npi_window *window;
    const volatile int *cancel;
    uint32_t id; /* of the track that is read */
    bool (*one)(void *user, const struct npi_mp4_sample *sample);
    void *user;
    uint32_t duration; /* of a sample, as 'trex' says */
    uint32_t size;
    int64_t moof;    /* where the open fragment begins */
    int64_t data;    /* behind the data of the run before */
    uint32_t run_id; /* of the open track fragment */
    uint32_t run_duration;
    uint32_t run_size;
    int64_t base; /* of its offsets */
    int64_t time;
    int64_t bad_at;
};

/* A box's fields, read one after the other; zeros behind its end. */
struct fields {
    struct npi_window *window;
    int64_t at;
    int64_t end;
    bool failed;
};

static uint64_t field(struct fields *fields, size_t size)
{
    const unsigned char *bytes = fields->end - fields->at >= (int64_t)size
                                     ? npi_window_get(fields->window,
                                                      fields->at, size)
                                     : NULL;

    fields->at += (int64_t)size;
    fields->failed |= !bytes;
    return bytes ? npi_big_endian(bytes, size) : 0;
}

static struct fields fields_of(struct fragments *fragments,
                               const struct npi_box *box)
{
    return (struct fields){fragments->window, box->body, box->end, false};
}

static void read_head(struct fragments *fragments, const struct npi_box *box)
{
    struct fields fields = fields_of(fragments, box);
    uint32_t flags = (uint32_t)field(&fields, 4);

    fragments->run_id = (uint32_t)field(&fields, 4);
    fragments->run_duration = fragments->duration;
    fragments->run_size = fragments->size;
    fragments->base = flags & TFHD_FROM_MOOF ? fragments->moof
                                             : fragments->data;
    if (flags & TFHD_BASE)
        fragments->base = (int64_t)field(&fields, 8);
    if (flags & TFHD_DESCRIPTION)
        (void)field(&fields, 4);
    if (flags & TFHD_DURATION)
        fragments->run_duration = (uint32_t)field(&fields, 4);
    if (flags & TFHD_SIZE)
        fragments->run_size = (uint32_t)field(&fields, 4);
    fragments->data = fragments->base;
    if (fields.failed || fragments->base < 0 ||
        fragments->base > fragments->window->bytes->size)
        fragments->bad_at = box->at;
}

static void read_time(struct fragments *fragments, const struct npi_box *box)
{
    struct fields fields = fields_of(fragments, box);
    bool wide = field(&fields, 4) >> 24 == 1;
    uint64_t time = field(&fields, wide ? 8 : 4);

    if (fragments->run_id != fragments->id)
        return;
    if (fields.failed || time > INT64_MAX / 4)
        fragments->bad_at = box->at;
    else
        fragments->time = (int64_t)time;
}

/* One sample of a run; false to stop. */
static bool read_sample(struct fragments *fragments, struct fields *fields,
                        uint32_t flags)
{
    struct npi_mp4_sample sample = {.time = fragments->time,
                                    .duration = fragments->run_duration,
                                    .at = fragments->data,
                                    .size = fragments->run_size};
    bool ours = fragments->run_id == fragments->id;

    if (flags & TRUN_DURATION)
        sample.duration = (int64_t)field(fields, 4);
    if (flags & TRUN_SIZE)
        sample.size = (uint32_t)field(fields, 4);
    if (flags & TRUN_FLAGS)
        (void)field(fields, 4);
    if (flags & TRUN_COMPOSITION)
        (void)field(fields, 4);
    if (fields->failed ||
        sample.size > fragments->window->bytes->size - sample.at) {
        fragments->bad_at = fields->at;
        return false;
    }
    fragments->data += sample.size;
    if (!ours)
        return true;
    fragments->time += sample.duration;
    return fragments->one(fragments->user, &sample);
}

/* Samples of another track, all of one size: only where they end matters. */
static void pass_over(struct fragments *fragments, uint64_t n)
{
    int64_t left = fragments->window->bytes->size - fragments->data;

    if (fragments->run_size && n > (uint64_t)left / fragments->run_size)
        n = (uint64_t)left / fragments->run_size;
    fragments->data += (int64_t)(n * fragments->run_size);
}

/* A run's samples; those of other tracks too, as the next track's data may
 * follow theirs. A count is believed as far as there are fields, or data. */
static bool read_run(struct fragments *fragments, const struct npi_box *box)
{
    struct fields fields = fields_of(fragments, box);
    uint32_t flags = (uint32_t)field(&fields, 4) & 0xffffff;
    uint64_t n = field(&fields, 4);
    bool listed = flags &
                  (TRUN_DURATION | TRUN_SIZE | TRUN_FLAGS | TRUN_COMPOSITION);

    if (flags & TRUN_OFFSET) {
        int64_t data = fragments->base + (int32_t)(uint32_t)field(&fields, 4);

        if (data < 0 || data > fragments->window->bytes->size)
            fields.failed = true;
        else
            fragments->data = data;
    }
    if (flags & TRUN_FIRST_FLAGS)
        (void)field(&fields, 4);
    if (fields.failed || (n > 0 && !listed && fragments->run_size == 0))
        fragments->bad_at = box->at;
    if (fragments->run_id != fragments->id && !(flags & TRUN_SIZE)) {
        pass_over(fragments, n);
        n = 0;
    }
    while (n-- > 0 && fragments->bad_at < 0)
        if (!read_sample(fragments, &fields, flags))
            return false;
    return fragments->bad_at < 0;
}

static bool visit(void *user, const struct npi_box *box,
                  const struct npi_box *parent)
{
    struct fragments *fragments = user;

    if (fragments->cancel && *fragments->cancel)
        return false;
    if (!parent && box->type == MOOF) {
        fragments->moof = box->at;
        fragments->data = box->at;
    } else if (parent && parent->type == MOOF && box->type == TRAF) {
        fragments->run_id = 0;
    } else if (parent && parent->type == TRAF) {
        if (box->type == NPI_FOURCC('t', 'f', 'h', 'd'))
            read_head(fragments, box);
        else if (box->type == NPI_FOURCC('t', 'f', 'd', 't'))
            read_time(fragments, box);
        else if (box->type == NPI_FOURCC('t', 'r', 'u', 'n'))
            return read_run(fragments, box);
    }
    return fragments->bad_at < 0;
}

/* What 'trex' says where a fragment is silent. */
static void read_defaults(const struct npi_mp4_movie *movie,
                          struct fragments *fragments)
{
    struct npi_box box;
    int64_t at = movie->mvex.at;

    while (npi_box_next(movie->window, &at, movie->mvex.end, &box) ==
           NPI_BOX_OK) {
        struct fields fields = fields_of(fragments, &box);

        if (box.type != NPI_FOURCC('t', 'r', 'e', 'x') ||
            (field(&fields, 8) & UINT32_MAX) != fragments->id)
            continue;
        (void)field(&fields, 4);
        fragments->duration = (uint32_t)field(&fields, 4);
        fragments->size = (uint32_t)field(&fields, 4);
    }
}

int64_t npi_mp4_fragments_read(const struct npi_mp4_movie *movie,
                               const struct npi_mp4_track *track, int64_t time,
                               bool (*one)(void *user,
                                           const struct npi_mp4_sample *sample),
                               void *user)
{
    struct fragments fragments = {.window = movie->window,
                                  .cancel = movie->ctx->cancel,
                                  .id = track->id,
                                  .one = one,
                                  .user = user,
                                  .time = time,
                                  .bad_at = -1};
    struct npi_box_walk walk = {
        .window = movie->window, .visit = visit, .user = &fragments};

    read_defaults(movie, &fragments);
    npi_box_walk(&walk, movie->box.end, movie->window->bytes->size, NULL);
    return fragments.bad_at;
}

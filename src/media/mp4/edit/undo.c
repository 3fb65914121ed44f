/* Taking an edit back, and what a crash left undone; see edit.h and record.h.
 * Here too every reader sees either the new file or the old one. */
#include "media/mp4/edit/edit.h"

#include "media/disk.h"

#define SKIP NPI_FOURCC('s', 'k', 'i', 'p')
#define FREE NPI_FOURCC('f', 'r', 'e', 'e')

static bool put_header(int fd, struct npi_header_write write)
{
    return npi_header_store(fd, &write);
}

/* The first bytes of the old index, as they were or as 'skip'. */
static struct npi_header_write old_header(const struct npi_record *record,
                                          bool live)
{
    struct npi_header_write write = npi_header(
        record->old_at, SKIP, record->old_end - record->old_at);

    write.n = 16;
    for (size_t i = live ? 0 : 8; i < 16; i++)
        write.bytes[i] = record->header[i];
    return write;
}

bool npi_edit_mend(const struct npi_layout *layout, int fd)
{
    const struct npi_record *record = &layout->record;

    return !layout->untidy ||
           (put_header(fd, npi_header(record->old_size, FREE, 8)) &&
            put_header(fd, old_header(record, false)));
}

/* The old index must be what it was, the new unit what we wrote. */
static bool is_unchanged(const struct npi_layout *layout)
{
    const struct npi_record *record = &layout->record;
    const struct npi_box *moov = &layout->top[layout->moov];
    struct npi_bytes *bytes = layout->bytes;
    struct npi_hash old;
    struct npi_hash unit;
    unsigned char type[4];

    npi_hash_init(&old);
    npi_hash_init(&unit);
    return npi_bytes_copy(bytes, record->old_at + 4, type, 4) &&
           npi_big_endian(type, 4) == SKIP &&
           npi_hash_range(&old, bytes, record->old_at + 16, record->old_end) &&
           npi_hash_end(&old) == record->old_hash &&
           npi_hash_range(&unit, bytes, record->unit + 8, record->at) &&
           npi_hash_range(&unit, bytes, moov->at + 8, layout->tail) &&
           npi_hash_end(&unit) == record->hash;
}

enum np_status npi_undo_check(struct npi_context *ctx, struct npi_bytes *bytes,
                              struct npi_layout *layout,
                              enum npi_refusal *refusal)
{
    enum np_status status = npi_layout_read(ctx, bytes, layout);

    *refusal = layout->refusal;
    if (status == NP_OK && *refusal == NPI_REFUSE_NOT &&
        (!layout->has_record || !is_unchanged(layout)))
        *refusal = NPI_REFUSE_UNDO;
    return status;
}

enum np_status npi_undo_finds_ours(struct npi_context *ctx,
                                   const struct npi_layout *layout, bool *ours)
{
    const struct npi_record *record = &layout->record;
    /* The file up to the end of its old index, the new one is behind it. */
    struct npi_bytes bytes = {.fd = layout->bytes->fd,
                              .memory = layout->bytes->memory,
                              .size = record->old_end,
                              .other_at = record->old_at,
                              .other = record->header,
                              .n_other = sizeof(record->header)};
    struct npi_layout before;
    struct npi_old old;
    enum npi_refusal refusal;
    enum np_status status = npi_layout_read(ctx, &bytes, &before);

    *ours = false;
    if (status != NP_OK || before.refusal != NPI_REFUSE_NOT)
        return status;
    status = npi_old_read(ctx, &before, &old, &refusal);
    *ours = status == NP_OK && refusal == NPI_REFUSE_NOT &&
            npi_old_has_ours(&old);
    return status;
}

/* Everything behind the old file as one 'free' box, hidden as yet. */
static bool wrap(const struct npi_layout *layout, int fd)
{
    const int64_t at = layout->record.old_size;

    return put_header(fd, npi_header(at, FREE, layout->leftover - at));
}

static bool cut(const struct npi_layout *layout, int fd)
{
    return npi_disk_truncate(fd, layout->record.old_size) && npi_disk_sync(fd);
}

static bool clear_room(const struct npi_record *record, int fd)
{
    return npi_disk_zeros(fd, record->old_end + 8, record->free_end) &&
           npi_disk_sync(fd);
}

enum np_status npi_undo_apply(const struct npi_layout *layout, int fd)
{
    const struct npi_record *record = &layout->record;
    const int64_t moov = layout->top[layout->moov].at;
    const struct npi_header_write back = old_header(record, true);
    bool good = npi_edit_mend(layout, fd);

    switch (record->room) {
    case NPI_ROOM_LAST:
        good = good && wrap(layout, fd) && put_header(fd, back) &&
               cut(layout, fd);
        break;
    case NPI_ROOM_APART:
        good = good &&
               put_header(fd, npi_header(record->old_at, SKIP,
                                         moov - record->old_at)) &&
               wrap(layout, fd) && put_header(fd, back) && cut(layout, fd);
        break;
    case NPI_ROOM_FRONT:
        good = good && put_header(fd, back) && clear_room(record, fd);
        break;
    case NPI_ROOMS:
        break;
    }
    return good ? NP_OK : NP_ERR_IO;
}

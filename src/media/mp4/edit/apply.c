/* The writes of an edit, in the order that keeps the file whole; see edit.h. */
#include "media/mp4/edit/edit.h"

#include "media/disk.h"

#include <errno.h>
#include <string.h>

/* Written at once. */
#define CHUNK ((size_t)256 << 10)

#define FREE NPI_FOURCC('f', 'r', 'e', 'e')
#define SKIP NPI_FOURCC('s', 'k', 'i', 'p')
#define MDAT NPI_FOURCC('m', 'd', 'a', 't')

/* A stretch of the file that is written from its beginning to its end. */
struct stream {
    int fd;
    int64_t at; /* of what is held */
    size_t n;
    bool failed;
    struct npi_hash *hash; /* of all that is put; may be NULL */
    unsigned char held[CHUNK];
};

static void flush(struct stream *to)
{
    if (to->n && !to->failed)
        to->failed = !npi_disk_write(to->fd, to->at, to->held, to->n);
    to->at += (int64_t)to->n;
    to->n = 0;
}

static bool put(void *user, const unsigned char *bytes, size_t n)
{
    struct stream *to = user;

    if (to->hash)
        npi_hash_add(to->hash, bytes, n);
    while (n > 0 && !to->failed) {
        size_t some = CHUNK - to->n < n ? CHUNK - to->n : n;

        memcpy(to->held + to->n, bytes, some);
        to->n += some;
        bytes += some;
        n -= some;
        if (to->n == CHUNK)
            flush(to);
    }
    return !to->failed;
}

static void put_header(struct stream *to, uint32_t type, int64_t size)
{
    struct npi_header_write header = npi_header(0, type, size);
    struct npi_hash *hash = to->hash;

    to->hash = NULL;
    (void)put(to, header.bytes, header.n);
    to->hash = hash;
}

bool npi_header_store(int fd, const struct npi_header_write *write)
{
    return write->n == 0 ||
           (npi_disk_write(fd, write->at, write->bytes, write->n) &&
            npi_disk_sync(fd));
}

/* A recipe without its first bytes: a box whose header is another one. */
struct behind {
    struct stream *to;
    size_t skip;
};

static bool put_behind(void *user, const unsigned char *bytes, size_t n)
{
    struct behind *behind = user;
    size_t skip = behind->skip < n ? behind->skip : n;

    behind->skip -= skip;
    return put(behind->to, bytes + skip, n - skip);
}

/* 'mdat'. In dead room its header comes later: until then it is hidden. */
static enum np_status put_data(const struct npi_edit *edit, struct stream *to)
{
    const struct npi_edit_place *place = &edit->place;
    enum np_status status;

    to->at = place->unit;
    if (place->before)
        to->at += 8;
    else
        put_header(to, MDAT, place->record - place->unit);
    status = npi_recipe_run(&edit->build.data, put, to);
    flush(to);
    return status;
}

/* The index. In dead room it is 'skip' as yet, up to the live unit. */
static enum np_status put_index(const struct npi_edit *edit, struct stream *to)
{
    const struct npi_edit_place *place = &edit->place;
    struct behind behind = {to, 8};
    enum np_status status;

    to->at = place->moov;
    if (place->before)
        put_header(to, SKIP, edit->layout.record.unit - place->moov);
    else
        put_header(to, NPI_FOURCC('m', 'o', 'o', 'v'),
                   place->cover_end - place->moov);
    status = npi_recipe_run(&edit->build.moov, put_behind, &behind);
    if (place->cover_end > place->moov_end)
        put_header(to, SKIP, place->cover_end - place->moov_end);
    flush(to);
    return status;
}

static enum np_status put_record(struct npi_edit *edit, int fd, uint64_t hash)
{
    const struct npi_edit_place *place = &edit->place;
    const int64_t filler = place->moov - place->record - NPI_RECORD_BYTES;
    struct npi_buf record;
    bool good;

    edit->record.hash = hash;
    npi_buf_init(&record, 2 * (size_t)NPI_RECORD_BYTES + 512);
    npi_record_write(&edit->record, (size_t)filler, &record);
    good = record.error == NP_OK &&
           npi_disk_write(fd, place->record, record.data, record.len);
    npi_buf_release(&record);
    return good ? NP_OK : NP_ERR_IO;
}

/* All of the unit. */
static enum np_status put_unit(struct npi_edit *edit, int fd)
{
    struct stream *to = npi_arena_alloc(edit->ctx->arena, 1, sizeof(*to));
    struct npi_hash hash;
    enum np_status status;

    if (!to)
        return NP_ERR_NOMEM;
    npi_hash_init(&hash);
    to->fd = fd;
    to->hash = &hash;
    status = put_data(edit, to);
    if (status == NP_OK && !to->failed)
        status = put_index(edit, to);
    if (status == NP_OK && to->failed)
        status = NP_ERR_IO;
    return status == NP_OK ? put_record(edit, fd, npi_hash_end(&hash)) : status;
}

/* A 'free' box behind the end with our mark in it, then as long as the unit
 * needs: whenever this breaks off, what is there is known as ours. */
static bool grow(const struct npi_edit *edit, int fd)
{
    const int64_t end = edit->layout.leftover;
    const int64_t size = edit->place.cover_end - end;
    const struct npi_header_write outer = npi_header(end, FREE, 32);
    const struct npi_header_write inner = npi_header(end, MDAT, 24);
    const struct npi_header_write whole = npi_header(end, FREE, size);
    unsigned char mark[32];

    memcpy(mark, outer.bytes, 8);
    memcpy(mark + 8, inner.bytes, 8);
    memcpy(mark + 16, NPI_OWN_MDAT, NPI_OWN_MDAT_BYTES);
    return (edit->layout.bytes->size == end || npi_disk_truncate(fd, end)) &&
           npi_disk_reserve(fd, end, size) &&
           npi_disk_write(fd, end, mark, sizeof(mark)) && npi_disk_sync(fd) &&
           npi_disk_truncate(fd, end + size) &&
           npi_disk_write(fd, whole.at, whole.bytes, whole.n);
}

/* What was written and is not committed. In dead room it may stay. */
static void take_back(const struct npi_edit *edit, int fd)
{
    int reason = errno;

    if (edit->place.append)
        (void)npi_disk_truncate(fd, edit->layout.leftover);
    else if (edit->record.room == NPI_ROOM_FRONT && !edit->layout.has_record)
        (void)npi_disk_zeros(fd, edit->place.unit, edit->place.cover_end);
    errno = reason;
}

static enum np_status ask(const struct npi_edit *edit, npi_edit_check check,
                          void *user)
{
    struct npi_header_write writes[2];
    size_t n = 0;

    if (!check)
        return NP_OK;
    if (edit->reveal.n)
        writes[n++] = edit->reveal;
    writes[n++] = edit->commit;
    return check(user, writes, n, edit->size_after);
}

static enum np_status prepare(struct npi_edit *edit, int fd,
                              npi_edit_check check, void *user)
{
    enum np_status status = NP_ERR_IO;

    if (edit->place.append ? grow(edit, fd) : npi_header_store(fd, &edit->hide))
        status = put_unit(edit, fd);
    if (status == NP_OK && !npi_disk_sync(fd))
        status = NP_ERR_IO;
    if (status == NP_OK)
        status = ask(edit, check, user);
    if (status == NP_OK && edit->ctx->cancel && *edit->ctx->cancel)
        status = NP_ERR_INTERRUPTED;
    return status;
}

enum np_status npi_edit_apply(struct npi_edit *edit, int fd,
                              npi_edit_check check, void *user)
{
    bool good;
    enum np_status status = npi_edit_mend(&edit->layout, fd) ? NP_OK
                                                             : NP_ERR_IO;

    if (status == NP_OK)
        status = prepare(edit, fd, check, user);
    if (status == NP_OK && !npi_header_store(fd, &edit->reveal))
        status = NP_ERR_IO;
    if (status != NP_OK) {
        take_back(edit, fd);
        return status;
    }
    good = npi_header_store(fd, &edit->commit);
    for (size_t i = 0; i < edit->n_tidy && good; i++)
        good = npi_header_store(fd, &edit->tidy[i]);
    return good ? NP_OK : NP_ERR_IO;
}

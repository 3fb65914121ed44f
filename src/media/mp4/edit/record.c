/* See record.h. All numbers are big-endian. */
#include "media/mp4/edit/record.h"

#include <string.h>

static const char MAGIC[16] = "nopriors record";

static void put(struct npi_buf *out, uint64_t value, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        npi_buf_putc(out, (char)(value >> (8 * (n - 1 - i))));
}

static uint64_t hash_of(const char *bytes, size_t n)
{
    struct npi_hash hash;

    npi_hash_init(&hash);
    npi_hash_add(&hash, bytes, n);
    return npi_hash_end(&hash);
}

#define SKIP NPI_FOURCC('s', 'k', 'i', 'p')
#define BODY (NPI_RECORD_BYTES - 8)

void npi_record_write(const struct npi_record *record, size_t filler,
                      struct npi_buf *out)
{
    const size_t begin = out->len + 8 + filler;

    put(out, NPI_RECORD_BYTES + filler, 4);
    put(out, SKIP, 4);
    for (size_t i = 0; i < filler; i++)
        npi_buf_putc(out, 0);
    npi_buf_put(out, (struct np_str){MAGIC, sizeof(MAGIC)});
    put(out, record->room, 4);
    put(out, filler, 4);
    npi_buf_put(out, (struct np_str){(const char *)record->header,
                                     sizeof(record->header)});
    put(out, (uint64_t)record->old_size, 8);
    put(out, (uint64_t)record->old_at, 8);
    put(out, (uint64_t)record->old_end, 8);
    put(out, record->old_hash, 8);
    put(out, (uint64_t)record->seconds, 8);
    put(out, (uint64_t)record->nanoseconds, 8);
    put(out, (uint64_t)record->free_end, 8);
    put(out, (uint64_t)record->unit, 8);
    put(out, (uint64_t)record->size, 8);
    put(out, record->hash, 8);
    if (out->error == NP_OK)
        put(out, hash_of(out->data + begin, BODY - 8), 8);
}

static int64_t number(const unsigned char *bytes, size_t i)
{
    return (int64_t)npi_big_endian(bytes + 40 + 8 * i, 8);
}

static bool is_sound(const struct npi_record *record, int64_t size)
{
    return record->room < NPI_ROOMS && record->size == size &&
           record->old_at >= 0 && record->old_end >= 16 &&
           record->old_end - record->old_at >= 16 &&
           record->old_end <= record->old_size && record->old_size <= size &&
           record->unit >= record->old_end && record->unit <= record->at &&
           (record->room != NPI_ROOM_FRONT ||
            (record->free_end > record->at && record->free_end <= size));
}

bool npi_record_read(struct npi_bytes *bytes, int64_t end, int64_t size,
                     struct npi_record *record)
{
    unsigned char body[BODY];
    unsigned char head[8];
    uint64_t filler;

    if (end < NPI_RECORD_BYTES ||
        !npi_bytes_copy(bytes, end - BODY, body, sizeof(body)) ||
        memcmp(body, MAGIC, sizeof(MAGIC)) != 0 ||
        npi_big_endian(body + BODY - 8, 8) !=
            hash_of((const char *)body, BODY - 8))
        return false;
    filler = npi_big_endian(body + 20, 4);
    *record = (struct npi_record){
        .room = (enum npi_room)npi_big_endian(body + 16, 4),
        .old_size = number(body, 0),
        .old_at = number(body, 1),
        .old_end = number(body, 2),
        .old_hash = (uint64_t)number(body, 3),
        .seconds = number(body, 4),
        .nanoseconds = number(body, 5),
        .free_end = number(body, 6),
        .unit = number(body, 7),
        .size = number(body, 8),
        .hash = (uint64_t)number(body, 9),
        .at = end - BODY - 8 - (int64_t)filler,
    };
    memcpy(record->header, body + 24, sizeof(record->header));
    return record->at >= 0 && npi_bytes_copy(bytes, record->at, head, 8) &&
           npi_big_endian(head, 4) == NPI_RECORD_BYTES + filler &&
           npi_big_endian(head + 4, 4) == SKIP && is_sound(record, size);
}

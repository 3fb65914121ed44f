/* See sound.h. The bytes: MAGIC, then numbers of seven bits a byte, the lowest
 * first, the last byte of each below 128: version, the key's four, the length,
 * how many stretches, then of each the pause before it and how long it is; a
 * hash of all that at the end, eight bytes, the lowest first. */
#include "media/sound.h"

#include "base/str.h"
#include "media/speech.h"

#define MAGIC NPI_STR("npi-sound\n")
#define HASH_BYTES 8
#define HASH_START 0xcbf29ce484222325U /* FNV-1a, 64 bits */
#define HASH_PRIME 0x100000001b3U
#define STRETCH_BYTES 2 /* that one takes at least */
#define NUMBER_BITS 63  /* of a number */
#define VERSION ((uint64_t)NPI_SPEECH_VERSION)

uint64_t npi_sound_hash(uint64_t hash, struct np_str bytes)
{
    hash ^= HASH_START;
    for (size_t i = 0; i < bytes.len; i++)
        hash = (hash ^ (unsigned char)bytes.ptr[i]) * HASH_PRIME;
    return hash ^ HASH_START;
}

static void put_number(struct npi_buf *out, uint64_t value)
{
    for (; value > 127; value >>= 7)
        npi_buf_putc(out, (char)(unsigned char)(value | 128));
    npi_buf_putc(out, (char)(unsigned char)value);
}

void npi_sound_write(const struct npi_sound_key *key,
                     const struct npi_activity *activity, struct npi_buf *out)
{
    int64_t at = 0;
    uint64_t hash;

    npi_buf_put(out, MAGIC);
    put_number(out, VERSION);
    put_number(out, (uint64_t)key->size);
    put_number(out, (uint64_t)key->seconds);
    put_number(out, (uint64_t)key->nanoseconds);
    put_number(out, key->hash);
    put_number(out, (uint64_t)activity->length);
    put_number(out, activity->n);
    for (size_t i = 0; i < activity->n; i++) {
        const struct npi_stretch *one = &activity->speech[i];

        put_number(out, (uint64_t)(one->start - at));
        put_number(out, (uint64_t)(one->end - one->start));
        at = one->end;
    }
    hash = npi_sound_hash(0, npi_buf_str(out));
    for (unsigned i = 0; i < HASH_BYTES; i++, hash >>= 8)
        npi_buf_putc(out, (char)(unsigned char)(hash & 255));
}

/* Bytes being taken apart; good until something is not as it should be. */
struct cursor {
    struct np_str rest;
    bool good;
};

static uint64_t take_number(struct cursor *cursor)
{
    uint64_t value = 0;

    for (size_t i = 0; i < cursor->rest.len && i * 7 <= NUMBER_BITS; i++) {
        unsigned char byte = (unsigned char)cursor->rest.ptr[i];

        value |= (uint64_t)(byte & 127) << (i * 7);
        if (byte < 128) {
            cursor->rest = npi_str_sub(cursor->rest, i + 1, cursor->rest.len);
            return value;
        }
    }
    cursor->good = false;
    return 0;
}

static int64_t take_time(struct cursor *cursor, int64_t most)
{
    uint64_t value = take_number(cursor);

    if (most >= 0 && value <= (uint64_t)most)
        return (int64_t)value;
    cursor->good = false;
    return 0;
}

/* The end is right, and cut off. */
static bool take_hash(struct cursor *cursor)
{
    size_t n = cursor->rest.len;
    uint64_t hash = 0;

    if (n < HASH_BYTES)
        return false;
    for (size_t i = HASH_BYTES; i-- > 0;)
        hash = hash << 8 | (unsigned char)cursor->rest.ptr[n - HASH_BYTES + i];
    cursor->rest.len = n - HASH_BYTES;
    return hash == npi_sound_hash(0, cursor->rest);
}

static bool take_key(struct cursor *cursor, const struct npi_sound_key *key)
{
    return take_hash(cursor) && npi_str_starts(cursor->rest, MAGIC) &&
           (cursor->rest = npi_str_sub(cursor->rest, MAGIC.len,
                                       cursor->rest.len),
            take_number(cursor) == VERSION) &&
           take_number(cursor) == (uint64_t)key->size &&
           take_number(cursor) == (uint64_t)key->seconds &&
           take_number(cursor) == (uint64_t)key->nanoseconds &&
           take_number(cursor) == key->hash;
}

static void take_stretches(struct cursor *cursor, struct npi_stretch *speech,
                           const struct npi_activity *activity)
{
    int64_t at = 0;

    for (size_t i = 0; i < activity->n && cursor->good; i++) {
        int64_t pause = take_time(cursor, activity->length - at);
        int64_t length = take_time(cursor, activity->length - at - pause);

        if (length == 0 || (i > 0 && pause == 0))
            cursor->good = false;
        speech[i] = (struct npi_stretch){at + pause, at + pause + length};
        at = speech[i].end;
    }
}

enum np_status npi_sound_read(struct npi_arena *arena, struct np_str bytes,
                              const struct npi_sound_key *key,
                              struct npi_activity *activity, bool *found)
{
    struct cursor cursor = {bytes, true};
    struct npi_stretch *speech;

    *found = false;
    *activity = (struct npi_activity){0};
    if (!take_key(&cursor, key))
        return NP_OK;
    activity->length = take_time(&cursor, INT64_MAX / 2);
    activity->n = (size_t)take_time(&cursor,
                                    (int64_t)(cursor.rest.len / STRETCH_BYTES));
    speech = NPI_ARENA_NEW(arena, struct npi_stretch, activity->n);
    if (!speech)
        return NP_ERR_NOMEM;
    take_stretches(&cursor, speech, activity);
    activity->speech = speech;
    *found = cursor.good && cursor.rest.len == 0;
    return NP_OK;
}

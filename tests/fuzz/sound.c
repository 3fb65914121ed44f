/* Any bytes as what an earlier run kept of a media file's sound, as they are
 * and with a key and a hash that fit: refused, or stretches of speech in order;
 * and any bytes as levels of sound. */
#include "media/sound.h"
#include "base/str.h"
#include "media/speech.h"

#include <stdlib.h>

static void require(bool good)
{
    if (!good)
        abort();
}

static void check(const struct npi_activity *activity, bool heard)
{
    int64_t at = heard ? 0 : -1;

    for (size_t i = 0; i < activity->n; i++) {
        require(activity->speech[i].start >= at || i == 0);
        require(activity->speech[i].end > activity->speech[i].start);
        require(activity->speech[i].end <= activity->length);
        at = activity->speech[i].end + 1;
    }
}

static bool read(struct np_str bytes)
{
    static const struct npi_sound_key key = {1, 2, 3, 4};
    struct npi_activity activity;
    struct npi_arena arena;
    bool found;

    npi_arena_init(&arena);
    require(npi_sound_read(&arena, bytes, &key, &activity, &found) == NP_OK);
    if (found)
        check(&activity, false);
    npi_arena_release(&arena);
    return found;
}

/* The bytes behind the head that npi_sound_write() makes. */
static void read_made_up(struct np_str bytes)
{
    static const struct npi_sound_key key = {1, 2, 3, 4};
    static const struct npi_activity none = {0};
    struct npi_buf out;
    uint64_t hash;

    npi_buf_init(&out, NPI_BUF_MAX);
    npi_sound_write(&key, &none, &out);
    if (!out.error) {
        out.len -= 10; /* the hash, no stretches, no length */
        npi_buf_put(&out, bytes);
        hash = npi_sound_hash(0, npi_buf_str(&out));
        for (unsigned i = 0; i < 8; i++, hash >>= 8)
            npi_buf_putc(&out, (char)(unsigned char)(hash & 255));
        (void)read(npi_buf_str(&out));
    }
    npi_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct np_str bytes = {(const char *)data, size};
    struct npi_activity activity;
    struct npi_arena arena;

    (void)read(bytes);
    read_made_up(bytes);
    npi_arena_init(&arena);
    struct npi_context ctx = {&arena, NULL, NULL};
    require(npi_speech_find(&ctx, data, size, &activity) == NP_OK);
    check(&activity, true);
    npi_arena_release(&arena);
    return 0;
}

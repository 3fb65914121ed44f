/* The hash of recipe.h: eight bytes at a time, multiplied and folded. The
 * multiplier is the fractional part of the golden ratio. */
#include "media/mp4/edit/recipe.h"

#define GOLDEN 0x9E3779B97F4A7C15ull

static uint64_t mix(uint64_t state, uint64_t word)
{
    state = (state ^ word) * GOLDEN;
    return state ^ state >> 29;
}

void npi_hash_init(struct npi_hash *hash)
{
    *hash = (struct npi_hash){.state = GOLDEN};
}

void npi_hash_add(struct npi_hash *hash, const void *bytes, size_t n)
{
    const unsigned char *at = bytes;

    hash->length += n;
    for (; n > 0; n--, at++) {
        if (hash->n_held == 0 && n >= 8) {
            for (; n >= 8; n -= 8, at += 8)
                hash->state = mix(hash->state, npi_big_endian(at, 8));
            if (n == 0)
                return;
        }
        hash->held = hash->held << 8 | *at;
        if (++hash->n_held == 8) {
            hash->state = mix(hash->state, hash->held);
            hash->held = 0;
            hash->n_held = 0;
        }
    }
}

uint64_t npi_hash_end(struct npi_hash *hash)
{
    uint64_t state = mix(hash->state, hash->held);

    return mix(state, hash->length);
}

bool npi_hash_range(struct npi_hash *hash, struct npi_bytes *bytes, int64_t at,
                    int64_t end)
{
    unsigned char buffer[16 << 10];

    while (at < end) {
        size_t n = end - at > (int64_t)sizeof(buffer) ? sizeof(buffer)
                                                      : (size_t)(end - at);

        if (!npi_bytes_copy(bytes, at, buffer, n))
            return false;
        npi_hash_add(hash, buffer, n);
        at += (int64_t)n;
    }
    return true;
}

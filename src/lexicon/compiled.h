/* The compiled form: a file that is mapped and used as it is. All numbers are
 * little-endian; offsets count from the file's start.
 *
 *    0  8  magic: 89 "NPD" 0D 0A 1A 0A
 *    8  4  version of the form: 1
 *   12  4  number of keys
 *   16  4  number of slots, > 0
 *   20  4  probes: how far from its slot a key may be
 *   24  4  bytes of the longest key
 *   28  4  0
 *   32  8  size of the file
 *   40  8  language of the keys, padded with NUL ("zh"); or all NUL
 *   48  8  language of the words
 *   56  8  FNV-1a, 64 bits, of bytes 0 to 55
 *   64     slots, 4 bytes each: offset / 4 of an entry in the upper 24 bits,
 * the lower 8 of the key's hash in the lower; 0: empty filter, as many bytes as
 * there are slots, padded to a multiple of 4: a bit is set for each key
 *          entries, in the order of their keys, each at a multiple of 4: length
 *          of the key (1), 0 (1), length of the words (2), key, words
 *
 * A key's first slot is (hash >> 32) * slots >> 32 (key.h has the hash); it is
 * in that one or one of the next (after the last comes the first), with no
 * empty one between. Its bit in the filter is number (hash & 0xffffffff) *
 * slots * 8 >> 32, counted from the lowest of the first byte. A key is looked
 * for in text at every place and mostly is not there: then one byte of the
 * filter is read, which as a whole stays in the processor's cache.
 *
 * Opening looks at the header alone; a look-up checks every offset, so that a
 * damaged file finds less or nonsense and is never read behind its end. */
#ifndef NPI_LEXICON_COMPILED_H
#define NPI_LEXICON_COMPILED_H

#include "base/context.h"

#define NPI_COMPILED_MAGIC "\x89NPD\r\n\x1a\n"
#define NPI_COMPILED_VERSION 1
#define NPI_COMPILED_HEADER 64
#define NPI_COMPILED_LANGUAGE 8             /* bytes of a language's field */
#define NPI_COMPILED_MAX ((size_t)64 << 20) /* bytes that slots can reach */
#define NPI_COMPILED_PROBES 255             /* at most */

struct npi_compiled {
    struct np_str bytes; /* borrowed */
    uint32_t n_keys;
    uint32_t n_slots;
    uint32_t probes;
    size_t longest;
    struct np_str from; /* languages; absent if not told */
    struct np_str to;
};

bool npi_compiled_is(struct np_str bytes); /* has the magic */

/* Borrows bytes. NP_ERR_USAGE with an error when the header is damaged or not
 * of our version, or the size is wrong. */
enum np_status npi_compiled_open(struct npi_context *ctx, struct np_str name,
                                 struct np_str bytes,
                                 struct npi_compiled *compiled);

/* Where the filter is, and a key's bit in it. */
static inline size_t npi_compiled_filter(uint32_t n_slots)
{
    return NPI_COMPILED_HEADER + (size_t)n_slots * 4;
}

static inline uint64_t npi_compiled_bit(uint64_t hash, uint32_t n_slots)
{
    return (hash & 0xffffffffu) * n_slots >> 29;
}

/* The entry behind a key's slot. */
struct np_str npi_compiled_entry(const struct npi_compiled *compiled,
                                 struct np_str key, uint64_t hash);

/* The words of a key that has its shape, with its hash (key.h); absent if there
 * is none. Inline, as mostly the filter answers. */
static inline struct np_str npi_compiled_find(const struct npi_compiled *c,
                                              struct np_str key, uint64_t hash)
{
    const struct np_str absent = {NULL, 0};
    uint64_t bit = npi_compiled_bit(hash, c->n_slots);
    size_t at = npi_compiled_filter(c->n_slots) + (size_t)(bit / 8);

    if (key.len == 0 || key.len > c->longest ||
        ((unsigned char)c->bytes.ptr[at] >> bit % 8 & 1) == 0)
        return absent;
    return npi_compiled_entry(c, key, hash);
}

#endif

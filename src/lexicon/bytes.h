/* Numbers in little-endian order at any address. Compilers make one load or
 * store of each. */
#ifndef NPI_LEXICON_BYTES_H
#define NPI_LEXICON_BYTES_H

#include <stdint.h>

static inline uint32_t npi_le32(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;

    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
}

static inline uint64_t npi_le64(const char *p)
{
    return (uint64_t)npi_le32(p) | (uint64_t)npi_le32(p + 4) << 32;
}

static inline void npi_put_le32(char *p, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        p[i] = (char)(value >> 8 * i & 0xff);
}

static inline void npi_put_le64(char *p, uint64_t value)
{
    npi_put_le32(p, (uint32_t)value);
    npi_put_le32(p + 4, (uint32_t)(value >> 32));
}

#endif

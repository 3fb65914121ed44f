/* See inflate.h. Canonical Huffman codes are decoded bit by bit from the number
 * of codes of each length: no tables to build, which is best for a sentence. */
#include "media/inflate.h"

#include <string.h>

#define LENGTH_MAX 15 /* bits of a code */
#define LITERALS 288
#define DISTANCES 30
#define WINDOW ((size_t)32768)

struct bits {
    const unsigned char *bytes;
    size_t len;
    size_t at;
    uint32_t held;
    unsigned n;  /* bits in held */
    bool failed; /* there were too few */
};

struct code {
    uint16_t counts[LENGTH_MAX + 1]; /* codes of each length */
    uint16_t symbols[LITERALS];      /* by code */
};

/* n is at most 16. */
static uint32_t take(struct bits *bits, unsigned n)
{
    uint32_t value;

    while (bits->n < n) {
        if (bits->at == bits->len) {
            bits->failed = true;
            return 0;
        }
        bits->held |= (uint32_t)bits->bytes[bits->at++] << bits->n;
        bits->n += 8;
    }
    value = bits->held & ((1u << n) - 1);
    bits->held >>= n;
    bits->n -= n;
    return value;
}

/* False if the lengths make no code: more of one length than there can be. */
static bool make_code(struct code *code, const uint8_t *lengths, size_t n)
{
    uint16_t next[LENGTH_MAX + 2] = {0};
    int left = 1;

    memset(code->counts, 0, sizeof(code->counts));
    for (size_t i = 0; i < n; i++)
        code->counts[lengths[i]]++;
    code->counts[0] = 0;
    for (unsigned length = 1; length <= LENGTH_MAX; length++) {
        left = 2 * left - code->counts[length];
        if (left < 0)
            return false;
        next[length + 1] = (uint16_t)(next[length] + code->counts[length]);
    }
    for (size_t i = 0; i < n; i++)
        if (lengths[i])
            code->symbols[next[lengths[i]]++] = (uint16_t)i;
    return true;
}

/* The next symbol; UINT32_MAX if the bits are none. */
static uint32_t decode(struct bits *bits, const struct code *code)
{
    uint32_t value = 0;
    uint32_t first = 0;
    uint32_t index = 0;

    for (unsigned length = 1; length <= LENGTH_MAX && !bits->failed; length++) {
        uint32_t count = code->counts[length];

        value |= take(bits, 1);
        if (value < first + count)
            return code->symbols[index + value - first];
        index += count;
        first = (first + count) << 1;
        value <<= 1;
    }
    bits->failed = true;
    return UINT32_MAX;
}

static bool copy_back(struct npi_buf *out, size_t from, size_t length,
                      size_t distance)
{
    if (distance > out->len - from || distance > WINDOW)
        return false;
    for (size_t i = 0; i < length && !out->error; i++)
        npi_buf_putc(out, out->data[out->len - distance]);
    return true;
}

static bool read_symbols(struct bits *bits, const struct code *literals,
                         const struct code *distances, size_t from,
                         struct npi_buf *out)
{
    static const uint16_t LENGTHS[] = {
        3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
        31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    static const uint16_t STARTS[] = {
        1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
        33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
        1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    static const uint8_t LENGTH_BITS[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1,
                                          1, 1, 2, 2, 2, 2, 3, 3, 3, 3,
                                          4, 4, 4, 4, 5, 5, 5, 5, 0};

    while (!bits->failed && !out->error) {
        uint32_t symbol = decode(bits, literals);
        size_t length;
        uint32_t distance;

        if (symbol == 256)
            return true;
        if (symbol < 256) {
            npi_buf_putc(out, (char)symbol);
            continue;
        }
        symbol -= 257;
        if (symbol >= sizeof(LENGTHS) / sizeof(LENGTHS[0]))
            return false;
        length = LENGTHS[symbol] + take(bits, LENGTH_BITS[symbol]);
        distance = decode(bits, distances);
        if (distance >= DISTANCES)
            return false;
        if (!copy_back(out, from, length,
                       STARTS[distance] +
                           take(bits, distance < 2 ? 0 : distance / 2 - 1)))
            return false;
    }
    return !bits->failed;
}

static bool read_stored(struct bits *bits, struct npi_buf *out)
{
    uint32_t n;
    uint32_t check;

    bits->held = 0;
    bits->n = 0;
    n = take(bits, 16);
    check = take(bits, 16);
    if (bits->failed || n != (~check & 0xffff) || n > bits->len - bits->at)
        return false;
    npi_buf_put(out, (struct np_str){(const char *)bits->bytes + bits->at, n});
    bits->at += n;
    return true;
}

static bool read_fixed(struct bits *bits, size_t from, struct npi_buf *out)
{
    struct code literals;
    struct code distances;
    uint8_t lengths[LITERALS];

    for (size_t i = 0; i < LITERALS; i++)
        lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    (void)make_code(&literals, lengths, LITERALS);
    memset(lengths, 5, DISTANCES);
    (void)make_code(&distances, lengths, DISTANCES);
    return read_symbols(bits, &literals, &distances, from, out);
}

/* The code lengths of both codes, themselves packed. */
static bool read_lengths(struct bits *bits, const struct code *code,
                         uint8_t *lengths, size_t n)
{
    size_t i = 0;

    while (i < n) {
        uint32_t symbol = decode(bits, code);
        uint8_t value = 0;
        size_t times = 1;

        if (bits->failed)
            return false;
        if (symbol < 16)
            value = (uint8_t)symbol;
        else if (symbol == 16 && i == 0)
            return false;
        else if (symbol == 16)
            value = lengths[i - 1];
        if (symbol >= 16)
            times = symbol == 16   ? 3 + take(bits, 2)
                    : symbol == 17 ? 3 + take(bits, 3)
                                   : 11 + take(bits, 7);
        if (times > n - i)
            return false;
        while (times-- > 0)
            lengths[i++] = value;
    }
    return lengths[256] != 0;
}

static bool read_dynamic(struct bits *bits, size_t from, struct npi_buf *out)
{
    static const uint8_t ORDER[] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                    11, 4,  12, 3, 13, 2, 14, 1, 15};
    struct code literals;
    struct code distances;
    uint8_t lengths[LITERALS + 32] = {0};
    size_t n_literals = take(bits, 5) + 257;
    size_t n_distances = take(bits, 5) + 1;
    size_t n_codes = take(bits, 4) + 4;

    if (n_literals > 286 || n_distances > DISTANCES)
        return false;
    for (size_t i = 0; i < n_codes; i++)
        lengths[ORDER[i]] = (uint8_t)take(bits, 3);
    if (!make_code(&literals, lengths, sizeof(ORDER)) ||
        !read_lengths(bits, &literals, lengths, n_literals + n_distances))
        return false;
    return make_code(&distances, lengths + n_literals, n_distances) &&
           make_code(&literals, lengths, n_literals) &&
           read_symbols(bits, &literals, &distances, from, out);
}

static uint32_t adler32(const char *bytes, size_t n)
{
    uint32_t a = 1;
    uint32_t b = 0;

    for (size_t i = 0; i < n; i++) {
        a = (a + (unsigned char)bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

/* The head: method 8, a multiple of 31, no dictionary. */
static bool read_head(struct bits *bits)
{
    uint32_t method = take(bits, 8);
    uint32_t flags = take(bits, 8);

    return !bits->failed && (method & 15) == 8 &&
           (method << 8 | flags) % 31 == 0 && !(flags & 0x20);
}

static bool read_blocks(struct bits *bits, size_t from, struct npi_buf *out)
{
    bool last = false;

    while (!last && !out->error) {
        uint32_t kind;
        bool good = false;

        last = take(bits, 1);
        kind = take(bits, 2);
        if (bits->failed)
            return false;
        if (kind == 0)
            good = read_stored(bits, out);
        else if (kind == 1)
            good = read_fixed(bits, from, out);
        else if (kind == 2)
            good = read_dynamic(bits, from, out);
        if (!good)
            return false;
    }
    return true;
}

bool npi_inflate_zlib(struct np_str packed, struct npi_buf *out)
{
    struct bits bits = {
        (const unsigned char *)packed.ptr, packed.len, 0, 0, 0, false};
    size_t from = out->len;
    uint32_t check = 0;

    if (!read_head(&bits) || !read_blocks(&bits, from, out))
        return false;
    if (out->error)
        return true;
    bits.at -= bits.n / 8;
    bits.n = 0;
    bits.held = 0;
    for (unsigned i = 0; i < 4; i++)
        check = check << 8 | take(&bits, 8);
    return !bits.failed &&
           check == adler32(out->len ? out->data + from : "", out->len - from);
}

/* Keys: their shape and their hash. */
#include "lexicon/key.h"

#include "base/utf8.h"
#include "lexicon/bytes.h"
#include "lexicon/fold.h"

#include <string.h>

bool npi_key_is_cjk(struct np_str key)
{
    for (size_t at = 0; at < key.len;) {
        uint32_t cp = npi_utf8_next(key, &at);

        /* Nearly always the first character is one of these. */
        if ((cp >= 0x4e00 && cp < 0xa000) || (cp >= 0x80 && npi_cp_is_cjk(cp)))
            return true;
    }
    return false;
}

/* Where the word that begins at *at ends; moves *at behind what parts it from
 * the next. */
static struct np_str next_word(struct np_str text, size_t *at)
{
    size_t from = *at;
    size_t to;

    do {
        to = *at;
    } while (*at < text.len && !npi_cp_is_space(npi_utf8_next(text, at)));
    if (*at == text.len)
        to = *at;
    return (struct np_str){text.ptr + from, to - from};
}

static struct np_str fold_words(struct np_str key, char out[NPI_KEY_MAX])
{
    size_t len = 0;

    for (size_t at = 0; at < key.len;) {
        char word[NPI_FOLD_MAX];
        size_t n = npi_word_fold(next_word(key, &at), word);

        if (n == 0)
            continue;
        if (len + 1 + n > NPI_KEY_MAX)
            return (struct np_str){NULL, 0};
        if (len > 0)
            out[len++] = ' ';
        memcpy(out + len, word, n);
        len += n;
    }
    return (struct np_str){len > 0 ? out : NULL, len};
}

struct np_str npi_key_fold(struct np_str key, char out[NPI_KEY_MAX])
{
    if (!npi_key_is_cjk(key))
        return fold_words(key, out);
    if (key.len > NPI_KEY_MAX)
        return (struct np_str){NULL, 0};
    return key;
}

/* The bytes behind the last whole block, at most eight. */
static uint64_t tail(const char *p, size_t len)
{
    const unsigned char *b = (const unsigned char *)p;

    if (len >= 4)
        return (uint64_t)npi_le32(p) | (uint64_t)npi_le32(p + len - 4) << 32;
    if (len == 0)
        return 0;
    return (uint64_t)b[0] | (uint64_t)b[len / 2] << 8 |
           (uint64_t)b[len - 1] << 16;
}

/* Multiply and shift, eight bytes at a time: a text is searched for every
 * piece of it, so this is most of the time a look-up takes. */
uint64_t npi_key_hash(struct np_str key)
{
    const uint64_t factor = 0x9e3779b97f4a7c15u;
    uint64_t hash = key.len * factor;
    const char *p = key.ptr;
    size_t left = key.len;

    for (; left > 8; left -= 8, p += 8) {
        hash = (hash ^ npi_le64(p)) * factor;
        hash ^= hash >> 32;
    }
    hash = (hash ^ tail(p, left)) * factor;
    hash ^= hash >> 32;
    hash *= factor;
    return hash ^ hash >> 29;
}

/* Insertions into a file in any encoding that we read: the file and its text
 * are walked side by side, one character at a time, so nothing of the file is
 * ever encoded anew. */
#include "base/splice.h"

#include "base/str.h"
#include "base/utf8.h"

#define MARK_GB18030 "\x84\x31\x95\x33"

struct walk {
    struct np_str bytes;
    enum npi_encoding encoding;
    size_t at; /* in bytes */
};

static bool starts_at(const struct walk *walk, size_t at, const char *mark)
{
    return npi_str_starts(npi_str_sub(walk->bytes, at, 4), npi_str(mark));
}

/* Byte order marks, which are not in the text: as many as are taken off. */
static size_t mark_size(const struct walk *walk, struct np_str text)
{
    switch (walk->encoding) {
    case NPI_UTF16LE:
        return starts_at(walk, 2, "\xff\xfe") ? 4 : 2;
    case NPI_UTF16BE:
        return starts_at(walk, 2, "\xfe\xff") ? 4 : 2;
    case NPI_GB18030:
        return starts_at(walk, 0, MARK_GB18030) ? 4 : 0;
    case NPI_UTF8:
        break;
    }
    return walk->bytes.len > text.len ? walk->bytes.len - text.len : 0;
}

static unsigned char byte_at(const struct walk *walk, size_t ahead)
{
    const size_t at = walk->at + ahead;

    return at < walk->bytes.len ? (unsigned char)walk->bytes.ptr[at] : 0;
}

static size_t gb18030_size(const struct walk *walk)
{
    const unsigned char second = byte_at(walk, 1);

    if (byte_at(walk, 0) < 0x81)
        return 1;
    return second >= '0' && second <= '9' ? 4 : 2;
}

static size_t utf16_size(const struct walk *walk)
{
    const size_t high = walk->encoding == NPI_UTF16LE ? 1 : 0;

    return (byte_at(walk, high) & 0xfc) == 0xd8 ? 4 : 2;
}

/* Bytes that the character takes here which takes size in UTF-8. */
static size_t size_here(const struct walk *walk, size_t size)
{
    switch (walk->encoding) {
    case NPI_UTF16LE:
    case NPI_UTF16BE:
        return utf16_size(walk);
    case NPI_GB18030:
        return gb18030_size(walk);
    case NPI_UTF8:
        break;
    }
    return size;
}

static void put_ascii(const struct walk *walk, struct np_str text,
                      struct npi_buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        if (walk->encoding == NPI_UTF16BE)
            npi_buf_putc(out, '\0');
        npi_buf_putc(out, text.ptr[i]);
        if (walk->encoding == NPI_UTF16LE)
            npi_buf_putc(out, '\0');
    }
}

enum np_status npi_splice(struct np_str bytes, enum npi_encoding encoding,
                          struct np_str text,
                          const struct npi_insertion *insertions, size_t n,
                          struct npi_buf *out)
{
    struct walk walk = {.bytes = bytes, .encoding = encoding};
    size_t done = 0; /* bytes copied */
    size_t at = 0;

    walk.at = mark_size(&walk, text);
    for (size_t i = 0; i < n; i++) {
        while (at < insertions[i].offset && at < text.len) {
            size_t from = at;

            (void)npi_utf8_next(text, &at);
            walk.at += size_here(&walk, at - from);
        }
        if (at != insertions[i].offset || walk.at > bytes.len)
            return NP_ERR_NOTES;
        npi_buf_put(out, npi_str_sub(bytes, done, walk.at - done));
        put_ascii(&walk, insertions[i].text, out);
        done = walk.at;
    }
    npi_buf_put(out, npi_str_sub(bytes, done, bytes.len));
    return out->error;
}

/* Bytes to UTF-8. UTF-16 is decoded here (RFC 2781), GB18030 by ICU's
 * converter; which of the two a file is, if any, its first bytes and a count
 * of its UTF-8 sequences tell. */
#include "base/encoding.h"

#include "base/utf8.h"
#include <unicode/ucnv.h>

/* What the bytes look like as UTF-8. */
struct census {
    size_t bad;       /* bytes that belong to no sequence */
    size_t first_bad; /* offset */
    size_t multi;     /* bytes of good sequences of three and four: pairs of
                         GB18030 rarely make one by chance */
};

static struct census take_census(struct np_str bytes)
{
    struct census c = {0};
    for (size_t at = 0; at < bytes.len;) {
        size_t from = at;
        uint32_t cp = npi_utf8_next(bytes, &at);
        if (at - from >= 3) {
            c.multi += at - from;
        } else if (cp == 0xfffd) {
            if (c.bad == 0)
                c.first_bad = from;
            c.bad++;
        }
    }
    return c;
}

static enum np_status report(struct npi_diags *diags,
                             const struct np_diag_kind *kind,
                             struct np_str name, size_t offset)
{
    struct npi_buf text;
    npi_buf_init(&text, 32);
    npi_buf_put_u64(&text, offset);
    npi_diag_add(diags, kind, NPI_NOWHERE, name, npi_buf_str(&text),
                 npi_str(NULL), npi_str(NULL));
    npi_buf_release(&text);
    return NP_ERR_NOTES;
}

static enum np_status report_memory(struct npi_diags *diags)
{
    NPI_DIAG0(diags, NO_MEMORY, NPI_NOWHERE);
    return NP_ERR_NOMEM;
}

static uint32_t unit16(struct np_str bytes, size_t at, bool big)
{
    uint32_t first = (unsigned char)bytes.ptr[at];
    uint32_t second = (unsigned char)bytes.ptr[at + 1];
    return big ? first << 8 | second : second << 8 | first;
}

/* The code point at *at of UTF-16; false if it is broken. */
static bool next16(struct np_str bytes, bool big, size_t *at, uint32_t *cp)
{
    if (bytes.len - *at < 2)
        return false;
    *cp = unit16(bytes, *at, big);
    size_t n = 2;
    if (*cp >= 0xdc00 && *cp <= 0xdfff)
        return false;
    if (*cp >= 0xd800 && *cp <= 0xdbff) {
        if (bytes.len - *at < 4)
            return false;
        uint32_t low = unit16(bytes, *at + 2, big);
        if (low < 0xdc00 || low > 0xdfff)
            return false;
        *cp = 0x10000 + ((*cp - 0xd800) << 10) + (low - 0xdc00);
        n = 4;
    }
    *at += n;
    return true;
}

static enum np_status from_utf16(struct npi_diags *diags, struct np_str name,
                                 struct np_str bytes, bool big,
                                 struct npi_buf *out)
{
    for (size_t at = 2; at < bytes.len;) {
        size_t from = at;
        uint32_t cp;
        if (!next16(bytes, big, &at, &cp))
            return report(diags, &NPI_D_ENCODING, name, from);
        if (cp == 0)
            return report(diags, &NPI_D_BINARY, name, from);
        npi_buf_put_cp(out, cp);
    }
    return NP_OK;
}

/* Latin text of one byte a character decodes as GB18030 here and there; in
 * Chinese text the second byte of a pair is above 0x7f most of the time. */
static bool looks_like_gb18030(struct np_str bytes)
{
    size_t pairs = 0;
    size_t high = 0;
    for (size_t at = 0; at + 1 < bytes.len; at++) {
        unsigned char lead = (unsigned char)bytes.ptr[at];
        if (lead < 0x81)
            continue;
        pairs++;
        at++;
        high += (unsigned char)bytes.ptr[at] >= 0x80;
    }
    return high * 4 >= pairs;
}

static void put_utf16(struct npi_buf *out, const UChar *units, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t cp = units[i];
        if (U16_IS_LEAD(cp) && i + 1 < n)
            cp = (uint32_t)U16_GET_SUPPLEMENTARY(units[i], units[i + 1]);
        i += cp > 0xffff;
        npi_buf_put_cp(out, cp);
    }
}

/* Offset of the bytes that the converter stopped at. */
static size_t stopped_at(UConverter *cnv, size_t read)
{
    char bad[32];
    int8_t n = sizeof(bad);
    UErrorCode error = U_ZERO_ERROR;
    ucnv_getInvalidChars(cnv, bad, &n, &error);
    return U_SUCCESS(error) && n > 0 && (size_t)n <= read ? read - (size_t)n
                                                          : read;
}

/* Bytes are given in pieces that always fit, so a run of units never ends
 * between the two of a pair. */
#define UNITS 2048
#define PIECE (UNITS / 2)

static bool convert(UConverter *cnv, struct np_str bytes, struct npi_buf *out,
                    size_t *bad)
{
    UChar units[UNITS] = {0};
    const char *from = bytes.ptr;
    const char *end = bytes.ptr + bytes.len;
    UErrorCode error;
    do {
        UChar *to = units;
        const char *stop = end - from > PIECE ? from + PIECE : end;
        error = U_ZERO_ERROR;
        ucnv_toUnicode(cnv, &to, units + UNITS, &from, stop, NULL,
                       (UBool)(stop == end), &error);
        put_utf16(out, units, (size_t)(to - units));
    } while (U_SUCCESS(error) && from < end && !out->error);
    *bad = stopped_at(cnv, (size_t)(from - bytes.ptr));
    return U_SUCCESS(error);
}

static enum np_status from_gb18030(struct npi_diags *diags, struct np_str name,
                                   struct np_str bytes, struct npi_buf *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *cnv = ucnv_open("gb18030", &error);
    if (U_FAILURE(error))
        return report_memory(diags);
    ucnv_setToUCallBack(cnv, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
    size_t bad = 0;
    bool good = U_SUCCESS(error) && convert(cnv, bytes, out, &bad);
    ucnv_close(cnv);
    if (!good)
        return report(diags, &NPI_D_ENCODING, name, bad);
    return NP_OK;
}

/* Which encoding it is; the census counts only if it may be GB18030. */
static enum npi_encoding guess(struct np_str bytes, struct census *census)
{
    if (npi_str_starts(bytes, NPI_STR("\xff\xfe")))
        return NPI_UTF16LE;
    if (npi_str_starts(bytes, NPI_STR("\xfe\xff")))
        return NPI_UTF16BE;
    *census = take_census(bytes);
    if (census->bad == 0 || census->multi >= census->bad ||
        !looks_like_gb18030(bytes))
        return NPI_UTF8;
    return NPI_GB18030;
}

static enum np_status finish(struct npi_arena *arena, struct npi_diags *diags,
                             struct npi_buf *buf, enum np_status status,
                             struct np_str *text)
{
    if (status == NP_OK && buf->error)
        status = report_memory(diags);
    if (status == NP_OK) {
        struct np_str all = npi_buf_str(buf);
        size_t mark = npi_str_starts(all, NPI_STR("\xef\xbb\xbf")) ? 3 : 0;
        *text = npi_arena_str(arena, npi_str_sub(all, mark, all.len));
        if (!text->ptr)
            status = report_memory(diags);
    }
    npi_buf_release(buf);
    return status;
}

enum np_status npi_encoding_to_utf8(struct npi_arena *arena,
                                    struct npi_diags *diags, struct np_str name,
                                    struct np_str bytes,
                                    enum npi_encoding *encoding,
                                    struct np_str *text)
{
    struct census census = {0};
    struct npi_buf buf;
    *encoding = guess(bytes, &census);
    npi_buf_init(&buf, NPI_BUF_MAX);
    if (*encoding == NPI_UTF16LE || *encoding == NPI_UTF16BE) {
        bool big = *encoding == NPI_UTF16BE;
        enum np_status status = from_utf16(diags, name, bytes, big, &buf);
        return finish(arena, diags, &buf, status, text);
    }
    size_t nul = npi_str_find_char(bytes, '\0');
    if (nul != NP_NONE)
        return report(diags, &NPI_D_BINARY, name, nul);
    if (*encoding == NPI_GB18030)
        return finish(arena, diags, &buf,
                      from_gb18030(diags, name, bytes, &buf), text);
    if (census.bad)
        return report(diags, &NPI_D_ENCODING, name, census.first_bad);
    size_t mark = npi_str_starts(bytes, NPI_STR("\xef\xbb\xbf")) ? 3 : 0;
    *text = npi_str_sub(bytes, mark, bytes.len);
    return NP_OK;
}

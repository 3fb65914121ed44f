/* The growing buffer. The first error sticks: what is put later is ignored, so
 * that writers need not ask after every piece. */
#include "base/buf.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include <math.h>
#include <string.h>

void npi_buf_init(struct npi_buf *buf, size_t max)
{
    *buf = (struct npi_buf){.max = max};
}

void npi_buf_release(struct npi_buf *buf)
{
    npi_free(buf->data);
    npi_buf_init(buf, buf->max);
}

void npi_buf_clear(struct npi_buf *buf)
{
    buf->len = 0;
    buf->error = NP_OK;
    if (buf->data)
        buf->data[0] = '\0';
}

struct np_str npi_buf_str(const struct npi_buf *buf)
{
    return (struct np_str){buf->data ? buf->data : "", buf->len};
}

/* Room for more bytes and the NUL behind them. */
static bool reserve(struct npi_buf *buf, size_t more)
{
    if (buf->error)
        return false;
    if (more > buf->max || buf->len > buf->max - more) {
        buf->error = NP_ERR_NOMEM;
        return false;
    }
    size_t need = buf->len + more + 1;
    if (need <= buf->cap)
        return true;
    size_t cap = buf->cap > SIZE_MAX / 2 ? need : buf->cap * 2;
    if (cap < 256)
        cap = 256;
    if (cap < need)
        cap = need;
    char *data = npi_realloc(buf->data, cap);
    if (!data) {
        buf->error = NP_ERR_NOMEM;
        return false;
    }
    buf->data = data;
    buf->cap = cap;
    return true;
}

void npi_buf_put(struct npi_buf *buf, struct np_str text)
{
    if (text.len == 0 || !reserve(buf, text.len))
        return;
    memcpy(buf->data + buf->len, text.ptr, text.len);
    buf->len += text.len;
    buf->data[buf->len] = '\0';
}

void npi_buf_puts(struct npi_buf *buf, const char *z)
{
    npi_buf_put(buf, npi_str(z));
}

void npi_buf_putc(struct npi_buf *buf, char c)
{
    npi_buf_put(buf, (struct np_str){&c, 1});
}

void npi_buf_put_cp(struct npi_buf *buf, uint32_t cp)
{
    char bytes[4];
    unsigned n = npi_utf8_put(cp, bytes);
    npi_buf_put(buf, (struct np_str){bytes, n});
}

void npi_buf_put_padded(struct npi_buf *buf, uint64_t value, unsigned digits)
{
    char text[20]; /* the digits of UINT64_MAX */
    size_t at = sizeof(text);
    do {
        text[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    for (size_t n = sizeof(text) - at; n < digits; n++)
        npi_buf_putc(buf, '0');
    npi_buf_put(buf, (struct np_str){text + at, sizeof(text) - at});
}

void npi_buf_put_u64(struct npi_buf *buf, uint64_t value)
{
    npi_buf_put_padded(buf, value, 1);
}

void npi_buf_put_i64(struct npi_buf *buf, int64_t value)
{
    if (value < 0)
        npi_buf_putc(buf, '-');
    npi_buf_put_u64(buf, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void npi_buf_put_fixed(struct npi_buf *buf, double value, unsigned decimals)
{
    uint64_t unit = 1;
    for (unsigned i = 0; i < decimals && i < NPI_BUF_DECIMALS; i++)
        unit *= 10;
    double scaled = floor(fabs(value) * (double)unit + 0.5);
    if (!(scaled < 9e18)) /* also not a number */
        scaled = isnan(value) ? 0 : 9e18;
    uint64_t whole = (uint64_t)scaled;
    if (value < 0 && whole > 0)
        npi_buf_putc(buf, '-');
    npi_buf_put_u64(buf, whole / unit);
    if (unit > 1) {
        npi_buf_putc(buf, '.');
        npi_buf_put_padded(buf, whole % unit,
                           decimals < NPI_BUF_DECIMALS ? decimals
                                                       : NPI_BUF_DECIMALS);
    }
}

/* Time stamps as text. Reading them: stamp.c. */
#include "base/stamp.h"

static void put_clock(struct npi_buf *buf, uint64_t ms, char point)
{
    npi_buf_put_padded(buf, ms / 3600000, 2);
    npi_buf_putc(buf, ':');
    npi_buf_put_padded(buf, ms / 60000 % 60, 2);
    npi_buf_putc(buf, ':');
    npi_buf_put_padded(buf, ms / 1000 % 60, 2);
    npi_buf_putc(buf, point);
    npi_buf_put_padded(buf, ms % 1000, 3);
}

static void put_short(struct npi_buf *buf, uint64_t ms)
{
    uint64_t hours = ms / 3600000;
    if (hours > 0) {
        npi_buf_put_u64(buf, hours);
        npi_buf_putc(buf, ':');
    }
    npi_buf_put_padded(buf, ms / 60000 % 60, hours > 0 ? 2 : 1);
    npi_buf_putc(buf, ':');
    npi_buf_put_padded(buf, ms / 1000 % 60, 2);
}

static void put_decimals(struct npi_buf *buf, uint64_t ms)
{
    npi_buf_putc(buf, '.');
    if (ms % 100 == 0)
        npi_buf_put_padded(buf, ms / 100, 1);
    else if (ms % 10 == 0)
        npi_buf_put_padded(buf, ms / 10, 2);
    else
        npi_buf_put_padded(buf, ms, 3);
}

void npi_stamp_write(struct npi_buf *buf, int64_t ms,
                     enum npi_stamp_style style)
{
    uint64_t time = ms > 0 ? (uint64_t)ms : 0;
    switch (style) {
    case NPI_STAMP_VTT:
        put_clock(buf, time, '.');
        break;
    case NPI_STAMP_SRT:
        put_clock(buf, time, ',');
        break;
    case NPI_STAMP_SHORT:
        put_short(buf, time);
        break;
    case NPI_STAMP_SECONDS:
        npi_buf_put_u64(buf, time / 1000);
        npi_buf_putc(buf, '.');
        npi_buf_put_padded(buf, time % 1000, 3);
        break;
    case NPI_STAMP_EXACT:
        put_short(buf, time);
        put_decimals(buf, time % 1000);
        break;
    }
}

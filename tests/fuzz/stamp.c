/* Any bytes as a stamp and as a link: no read behind the end, sizes and times
 * within their promises, and what is written of a stamp is read back. */
#include "base/stamp.h"
#include "base/str.h"
#include <stdlib.h>

static void require(bool good)
{
    if (!good)
        abort();
}

static void round_trip(int64_t ms)
{
    struct npi_buf buf;
    struct npi_stamp stamp;
    size_t used = 0;
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_stamp_write(&buf, ms, NPI_STAMP_VTT);
    require(npi_stamp_read(npi_buf_str(&buf), &stamp, &used));
    require(stamp.ms == ms && used == buf.len);
    npi_buf_release(&buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct np_str text = {(const char *)data, size};
    struct npi_stamp stamp;
    size_t used = 0;
    if (npi_stamp_read(text, &stamp, &used)) {
        require(used > 0 && used <= size && stamp.parts > 0);
        require(stamp.ms >= 0 && stamp.ms <= NPI_STAMP_MAX);
        round_trip(stamp.ms);
    }
    if (npi_stamp_read_link(text, &stamp))
        require(stamp.ms >= 0 && stamp.ms <= NPI_STAMP_MAX);
    return 0;
}

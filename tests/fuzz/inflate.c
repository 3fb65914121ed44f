/* Any bytes as what zlib packed: within the buffer's cap, or damaged. */
#include "media/inflate.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const size_t max = (size_t)1 << 20;
    struct npi_buf out;

    npi_buf_init(&out, max);
    npi_buf_putc(&out, 'x');
    (void)npi_inflate_zlib((struct np_str){(const char *)data, size}, &out);
    if (out.len > max || out.len < 1 || out.data[0] != 'x')
        abort();
    npi_buf_release(&out);
    return 0;
}

/* Times and numbers as diagnostics show them. */
#include "timeline/say.h"

#include "base/stamp.h"

#include <string.h>

/* Of a text too long for it (none is) the rest is cut; without memory nothing
 * is said. */
static struct npi_said take(struct npi_buf *buf)
{
    struct npi_said said = {.len = buf->len};

    if (said.len > NPI_SAY_MAX)
        said.len = NPI_SAY_MAX;
    if (said.len)
        memcpy(said.text, buf->data, said.len);
    npi_buf_release(buf);
    return said;
}

struct npi_said npi_say_time(int64_t ms)
{
    struct npi_buf buf;

    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_stamp_write(&buf, ms, NPI_STAMP_SHORT);
    return take(&buf);
}

struct npi_said npi_say_count(size_t n)
{
    struct npi_buf buf;

    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_put_u64(&buf, n);
    return take(&buf);
}

struct npi_said npi_say_text(struct np_str text)
{
    struct npi_buf buf;

    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_put(&buf, text);
    return take(&buf);
}

struct np_str npi_said_str(const struct npi_said *said)
{
    return (struct np_str){said->text, said->len};
}

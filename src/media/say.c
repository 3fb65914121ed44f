/* See say.h. */
#include "media/say.h"

#include "base/stamp.h"
#include "base/str.h"
#include "base/utf8.h"

static struct np_str keep(struct npi_context *ctx, struct npi_buf *buf)
{
    struct np_str text = npi_arena_str(ctx->arena, npi_buf_str(buf));

    npi_buf_release(buf);
    return text;
}

struct np_str npi_say_number(struct npi_context *ctx, int64_t n)
{
    struct npi_buf buf;

    npi_buf_init(&buf, 32);
    npi_buf_put_i64(&buf, n);
    return keep(ctx, &buf);
}

struct np_str npi_say_stamp(struct npi_context *ctx, int64_t ms)
{
    struct npi_buf buf;

    npi_buf_init(&buf, 64);
    npi_stamp_write(&buf, ms, NPI_STAMP_SHORT);
    return keep(ctx, &buf);
}

struct np_str npi_say_cut(struct npi_context *ctx, struct np_str text,
                          size_t max)
{
    const struct np_str end = NPI_STR("…");
    struct npi_buf buf;

    if (text.len <= max)
        return text;
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_put(&buf, npi_str_trim(npi_utf8_clip(text, max - end.len)));
    npi_buf_put(&buf, end);
    return keep(ctx, &buf);
}

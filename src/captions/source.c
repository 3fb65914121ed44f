/* The door for bytes. Notes must be good UTF-8, for people can mend them; a
 * caption file with a few wrong bytes is better than none. */
#include "captions/source.h"

#include "base/encoding.h"
#include "base/utf8.h"

/* Of the bytes so many may be no UTF-8 in a file that is taken nevertheless:
 * whisper.cpp cuts characters in two, old files have a few Latin letters. */
#define BAD_SHARE 10

#define REPLACEMENT 0xfffd

/* U+FFFD for each byte that is no UTF-8. */
static bool mend(struct npi_arena *arena, struct np_str bytes,
                 struct npi_source_text *source)
{
    struct npi_buf buf;
    npi_buf_init(&buf, bytes.len * 3);
    for (size_t at = 0; at < bytes.len;) {
        size_t from = at;
        uint32_t cp = npi_utf8_next(bytes, &at);
        if (cp == REPLACEMENT && at - from == 1 && source->n_mended++ == 0)
            source->first_mended = buf.len;
        npi_buf_put_cp(&buf, cp);
    }
    bool good = !buf.error;
    if (good) {
        source->text = npi_arena_str(arena, npi_buf_str(&buf));
        good = source->text.ptr != NULL;
    }
    npi_buf_release(&buf);
    return good;
}

static bool is_mendable(struct np_str bytes)
{
    size_t bad = 0;
    if (npi_str_find_char(bytes, '\0') != NP_NONE)
        return false;
    for (size_t at = 0; at < bytes.len;) {
        size_t from = at;
        bad += npi_utf8_next(bytes, &at) == REPLACEMENT && at - from == 1;
    }
    return bad * BAD_SHARE < bytes.len;
}

static enum np_status decode(struct npi_context *ctx, struct np_str name,
                             struct np_str bytes,
                             struct npi_source_text *source)
{
    enum npi_encoding encoding;
    struct npi_arena scratch;
    struct npi_diags unsaid;
    npi_arena_init(&scratch);
    npi_diags_init(&unsaid, &scratch);
    enum np_status status = npi_encoding_to_utf8(
        ctx->arena, &unsaid, name, bytes, &encoding, &source->text);
    npi_arena_release(&scratch);
    if (status == NP_OK)
        return NP_OK;
    if (status != NP_ERR_NOTES || encoding != NPI_UTF8 || !is_mendable(bytes))
        return npi_encoding_to_utf8(ctx->arena, ctx->diags, name, bytes,
                                    &encoding, &source->text);
    if (mend(ctx->arena, bytes, source))
        return NP_OK;
    NPI_DIAG0(ctx->diags, NO_MEMORY, NPI_NOWHERE);
    return NP_ERR_NOMEM;
}

static enum np_status check_size(struct npi_context *ctx, struct np_str name,
                                 struct np_str bytes, size_t max)
{
    struct npi_buf limit;
    if (bytes.len <= max)
        return NP_OK;
    npi_buf_init(&limit, 32);
    npi_buf_put_u64(&limit, max >> 20);
    NPI_DIAG2(ctx->diags, FILE_TOO_LARGE, NPI_NOWHERE, name,
              npi_buf_str(&limit));
    npi_buf_release(&limit);
    return NP_ERR_NOTES;
}

enum np_status npi_source_decode(struct npi_context *ctx, struct np_str name,
                                 struct np_str bytes, size_t max,
                                 struct npi_source_text *source)
{
    *source = (struct npi_source_text){0};
    enum np_status status = check_size(ctx, name, bytes, max);
    return status ? status : decode(ctx, name, bytes, source);
}

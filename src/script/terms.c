/* See terms.h; the words are in terms.def. */
#include "script/terms.h"

#include "base/buf.h"
#include "base/str.h"

#include <string.h>

static const struct term {
    struct np_str from, to;
} TERMS[] = {
#define NPI_TERM(from, to) {{from, sizeof(from) - 1}, {to, sizeof(to) - 1}},
#include "script/terms.def"
#undef NPI_TERM
};

#define N_TERMS (sizeof(TERMS) / sizeof(*TERMS))

/* Asked at every character, so what differs at the second one is soon told. */
static bool begins(struct np_str text, size_t at, struct np_str term)
{
    return term.len <= text.len - at && text.ptr[at + 1] == term.ptr[1] &&
           memcmp(text.ptr + at, term.ptr, term.len) == 0;
}

/* The first term at *at or behind it; moves *at there, or to the end. */
static const struct term *next(struct np_str text, size_t *at)
{
    for (; *at < text.len; ++*at) {
        if ((unsigned char)text.ptr[*at] < 0xc0)
            continue;
        for (size_t i = 0; i < N_TERMS; i++)
            if (begins(text, *at, TERMS[i].from))
                return &TERMS[i];
    }
    return NULL;
}

static void put_all(struct npi_buf *out, struct np_str text)
{
    const struct term *term;
    size_t from = 0;
    size_t at = 0;

    while ((term = next(text, &at))) {
        npi_buf_put(out, npi_str_sub(text, from, at - from));
        npi_buf_put(out, term->to);
        at += term->from.len;
        from = at;
    }
    npi_buf_put(out, npi_str_sub(text, from, text.len));
}

enum np_status npi_terms_taiwan(struct npi_context *ctx, struct np_str text,
                                struct np_str *changed)
{
    struct npi_buf out;
    enum np_status status;
    size_t at = 0;

    *changed = text;
    if (!next(text, &at))
        return NP_OK;
    npi_buf_init(&out, NPI_BUF_MAX);
    put_all(&out, text);
    status = out.error;
    if (status == NP_OK) {
        *changed = npi_arena_str(ctx->arena, npi_buf_str(&out));
        status = changed->ptr ? NP_OK : NP_ERR_NOMEM;
    }
    npi_buf_release(&out);
    return status;
}

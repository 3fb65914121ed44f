/* Diagnostics that point anywhere into any text, also where no character
 * begins: rendering is short, safe for a terminal and valid UTF-8. The first
 * four bytes say where. */
#include "base/diag.h"
#include "base/str.h"
#include "base/utf8.h"
#include <stdlib.h>

static const struct np_diag_kind kind = {"fuzz", NP_WARNING,
                                         "about {0} and {1}", "try {1}"};

static void require(bool good)
{
    if (!good)
        abort();
}

static bool harmless(struct np_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t cp = npi_utf8_next(text, &at);
        if ((cp < 0x20 && cp != '\n') || cp == 0x7f || cp == 0x202e)
            return false;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_buf out;
    size_t bad;
    if (size < 4)
        return 0;
    struct np_str text = {(const char *)data + 4, size - 4};
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    npi_buf_init(&out, NPI_BUF_MAX);
    size_t source = npi_diags_add_source(&diags, NPI_STR("f"), text);
    struct np_span span = {source, (size_t)data[0] << 8 | data[1],
                           (size_t)data[2] << 8 | data[3]};
    npi_diag_add(&diags, &kind, span, text, NPI_STR("x"), npi_str(NULL),
                 npi_str(NULL));
    npi_diag_render(&out, &diags, &diags.items[0], NULL, NULL);
    require(npi_utf8_check(npi_buf_str(&out), &bad));
    require(harmless(npi_buf_str(&out)));
    require(out.len < 4096);
    npi_buf_release(&out);
    npi_arena_release(&arena);
    return 0;
}

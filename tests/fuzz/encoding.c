/* Any bytes through the door: either an error with a diagnostic, or text that
 * is UTF-8 without NUL bytes. */
#include "base/encoding.h"
#include "base/str.h"
#include "base/utf8.h"
#include <stdlib.h>

static void require(bool good)
{
    if (!good)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct npi_arena arena;
    struct npi_diags diags;
    enum npi_encoding encoding;
    struct np_str text = {0};
    size_t bad;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    enum np_status status = npi_encoding_to_utf8(
        &arena, &diags, NPI_STR("f"), (struct np_str){(const char *)data, size},
        &encoding, &text);
    if (status == NP_OK) {
        require(npi_utf8_check(text, &bad));
        require(npi_str_find_char(text, '\0') == NP_NONE);
    } else {
        require(diags.n == 1);
    }
    npi_arena_release(&arena);
    return 0;
}

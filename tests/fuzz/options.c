/* Any words as a command line: each one ends up as an option, an operand or a
 * mistake that is reported. Arguments are separated by NUL. */
#include "profile/options.h"
#include "base/str.h"
#include <stdlib.h>
#include <string.h>

#define ARGS_MAX 64

static void require(bool good)
{
    if (!good)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char name[] = "nopriors-export";
    char *argv[ARGS_MAX] = {name};
    const struct npi_option_use *uses = NULL;
    size_t n = 0;
    int argc = 1;
    struct npi_arena arena;
    struct npi_diags diags;
    char *words = malloc(size + 1);
    if (!words)
        return 0;
    if (size)
        memcpy(words, data, size);
    words[size] = '\0';
    for (size_t at = 0; at < size && argc < ARGS_MAX;) {
        argv[argc++] = words + at;
        at += strlen(words + at) + 1;
    }
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    enum np_status status = npi_options_parse(&ctx, argc, argv, &uses, &n);
    require((status == NP_OK) == (diags.n == 0));
    for (size_t i = 0; i < n; i++)
        require(!uses[i].value.ptr ||
                strlen(uses[i].value.ptr) == uses[i].value.len);
    npi_arena_release(&arena);
    free(words);
    return 0;
}

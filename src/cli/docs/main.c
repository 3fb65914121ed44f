/* Fills a template's "@name@" lines from the tables: nopriors-docs TEMPLATE.
 * A program for the build, apart from the library and the command. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/docs/docs.h"

#define TEMPLATE_MAX ((size_t)1 << 20)

static const struct npi_docs_piece pieces[] = {
    {"@man-options@", npi_docs_man_options},
    {"@man-formats@", npi_docs_man_formats},
    {"@man-settings@", npi_docs_man_settings},
    {"@bash-options@", npi_docs_bash_options},
    {"@bash-takes@", npi_docs_bash_takes},
    {"@bash-values@", npi_docs_bash_values},
    {"@zsh-options@", npi_docs_zsh_options},
    {"@zsh-settings@", npi_docs_zsh_settings},
    {"@fish-options@", npi_docs_fish_options},
};

static const struct npi_docs_piece *find_piece(struct np_str line)
{
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        if (npi_str_eq(line, npi_str(pieces[i].name)))
            return &pieces[i];
    return NULL;
}

static void fill(struct npi_buf *out, struct np_str template)
{
    struct np_str rest = template, line;
    if (npi_str_ends(rest, NPI_STR("\n")))
        rest.len--;
    while (npi_str_split(&rest, '\n', &line)) {
        const struct npi_docs_piece *piece = find_piece(line);
        if (piece) {
            piece->write(out);
        } else {
            npi_buf_put(out, line);
            npi_buf_putc(out, '\n');
        }
    }
}

int main(int argc, char **argv)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_buf out;
    struct np_str template;
    if (argc != 2) {
        (void)fputs("usage: nopriors-docs TEMPLATE\n", stderr);
        return EXIT_FAILURE;
    }
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    npi_buf_init(&out, NPI_BUF_MAX);
    bool good = npi_file_read(&arena, &diags, argv[1], TEMPLATE_MAX,
                              &template) == NP_OK;
    if (good)
        fill(&out, template);
    good = good && !out.error &&
           fwrite(out.data, 1, out.len, stdout) == out.len &&
           fflush(stdout) == 0;
    if (!good)
        (void)fprintf(stderr, "nopriors-docs: cannot fill %s\n", argv[1]);
    npi_buf_release(&out);
    npi_arena_release(&arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

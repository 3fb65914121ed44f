/* Writes an episode whose every text is one of a case file's through every
 * format: write_formats CASES.tsv FOLDER makes FOLDER/<n>/<format>, where n is
 * the case that the episode's own fields (title, link, …) are made of. What
 * comes out is judged by tests/judges/hostile.mjs. */
#include "support/test.h"

#include "base/file.h"
#include "base/str.h"
#include "support/view.h"
#include <sys/stat.h>

#define TEXTS_MAX 200
#define LONG_TEXT 10000 /* characters of the case that no file holds */

struct texts {
    struct npi_arena arena;
    struct np_str items[TEXTS_MAX];
    size_t n;
};

static void die(const char *what)
{
    (void)fprintf(stderr, "write_formats: %s\n", what);
    exit(1);
}

static void add(char **fields, size_t n, size_t line, void *user)
{
    struct texts *texts = user;
    (void)line;
    if (texts->n == TEXTS_MAX)
        die("too many cases");
    const char *text = n > 1 ? fields[1] : "";
    texts->items[texts->n++] = npi_arena_str(
        &texts->arena, (struct np_str){text, strlen(text)});
}

static void add_long(struct texts *texts)
{
    struct npi_buf buf;
    npi_buf_init(&buf, NPI_BUF_MAX);
    for (size_t i = 0; i < LONG_TEXT; i++)
        npi_buf_put_cp(&buf, 0x6f22);
    texts->items[texts->n++] = npi_arena_str(&texts->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
}

static void write_one(struct npi_context *ctx, const struct test_view *v,
                      const struct npi_format *format, const char *folder)
{
    const char *path = npi_path_join(ctx->arena, npi_str(folder),
                                     npi_str(format->name));
    struct npi_buf out;
    npi_buf_init(&out, NPI_BUF_MAX);
    if (format->write(ctx, &v->view, &out) != NP_OK)
        die("a writer failed");
    if (!path || npi_file_write(ctx->diags, path, npi_buf_str(&out)) != NP_OK)
        die("cannot write");
    npi_buf_release(&out);
}

static void write_all(const struct texts *texts, size_t globals,
                      const char *folder)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct test_view v;
    size_t n;
    const struct npi_format *formats = npi_formats(&n);
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {.arena = &arena, .diags = &diags};
    if (!test_view_make(&v, &arena, &diags, texts->items, texts->n, globals))
        die("out of memory");
    for (size_t i = 0; i < n; i++)
        write_one(&ctx, &v, &formats[i], folder);
    npi_arena_release(&arena);
}

int main(int argc, char **argv)
{
    static struct texts texts;
    if (argc != 3)
        die("usage: write_formats CASES.tsv FOLDER");
    npi_arena_init(&texts.arena);
    test_each_case(argv[1], add, &texts);
    add_long(&texts);
    for (size_t i = 0; i < texts.n; i++) {
        char folder[4096];
        (void)snprintf(folder, sizeof(folder), "%s/%zu", argv[2], i);
        if (mkdir(folder, 0777) != 0)
            die("cannot make a folder");
        write_all(&texts, i, folder);
    }
    npi_arena_release(&texts.arena);
    return 0;
}

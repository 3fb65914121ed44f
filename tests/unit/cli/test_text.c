/* The command's pieces of text: names of outputs, words for a shell, numbers,
 * wrapping, tables, the progress bar. The cases are data. */
#include "support/test.h"

#include "cli/language.h"
#include "cli/media_names.h"
#include "cli/names.h"
#include "cli/progress.h"
#include "cli/quote.h"
#include "cli/table.h"

static uint64_t number(const char *z)
{
    return strtoull(z, NULL, 10);
}

static struct np_str name_op(struct npi_page *page, char **f)
{
    const struct npi_format *format;

    if (!strcmp(f[0], "stem"))
        return npi_name_stem(f[1], *f[2] ? f[2] : NULL);
    if (!strcmp(f[0], "tag"))
        return npi_name_tag(npi_str(f[1]), npi_str(f[2]));
    if (!strcmp(f[0], "copy"))
        return npi_str(npi_name_copy(page->arena, npi_str(f[1]), f[2]));
    if (!strcmp(f[0], "sidecar?"))
        return npi_str(
            npi_name_is_sidecar(npi_str(f[1]), npi_str(f[2])) ? "yes" : "no");
    if (strcmp(f[0], "sidecar") != 0)
        return npi_str(NULL);
    format = npi_format_find(npi_str(f[3]));
    assert_non_null(format);
    return npi_str(npi_name_sidecar(page->arena, npi_str(f[1]), npi_str(f[2]),
                                    format, npi_str(f[4])));
}

static void table_op(struct npi_page *page, char **f)
{
    static const struct npi_column columns[] = {
        {"name", false, false}, {"title", false, true}, {"time", true, false}};
    struct npi_row row = {.color = ""};

    page->columns = (size_t)number(f[1]);
    for (size_t i = 0; i < 3; i++)
        row.cells[i] = npi_str(f[i + 2]);
    npi_table_print(page, columns, 3, &row, 1);
}

static void page_op(struct npi_page *page, char **f)
{
    if (!strcmp(f[0], "quote"))
        npi_quote_word(&page->buf, npi_str(f[1]));
    else if (!strcmp(f[0], "file"))
        npi_quote_file(&page->buf, npi_str(f[1]));
    else if (!strcmp(f[0], "language"))
        npi_buf_put(&page->buf, npi_language_piece(page, npi_str(f[1])));
    else if (!strcmp(f[0], "number"))
        npi_buf_put(&page->buf, npi_piece_number(page, number(f[1])));
    else if (!strcmp(f[0], "bytes"))
        npi_buf_put(&page->buf, npi_piece_bytes(page, number(f[1])));
    else if (!strcmp(f[0], "table"))
        table_op(page, f);
    else if (!strcmp(f[0], "progress"))
        npi_progress_put(page,
                         &(struct np_progress){"copy", (int64_t)number(f[1]),
                                               (int64_t)number(f[2])},
                         (int64_t)number(f[3]));
    else if (!strcmp(f[0], "wrap")) {
        page->columns = (size_t)number(f[1]);
        npi_page_wrap(page, npi_str(f[2]), 0);
    } else
        npi_buf_put(&page->buf, name_op(page, f));
}

static void one_case(char **fields, size_t n, size_t line, void *user)
{
    static const struct npi_palette plain = {{0}, "", "", "", "", ""};
    struct npi_arena arena;
    struct npi_page page;

    (void)user;
    npi_arena_init(&arena);
    npi_page_init(&page, &arena, &plain, 80);
    page_op(&page, fields);
    if (page.buf.error != NP_OK ||
        !npi_str_eq(npi_buf_str(&page.buf), npi_str(fields[n - 1])))
        fail_msg("line %zu: have \"%.*s\", want \"%s\"", line,
                 (int)page.buf.len, page.buf.len ? page.buf.data : "",
                 fields[n - 1]);
    npi_page_release(&page);
    npi_arena_release(&arena);
}

static void test_cases(void **state)
{
    (void)state;
    test_each_case("tests/cases/cli/unit/text.tsv", one_case, NULL);
}

/* No two formats of one run may claim the same file, whatever the tag; and a
 * chapter file must not look like subtitles to VLC, which takes every
 * STEM….vtt, .srt and the like. */
static void test_sidecars_do_not_clash(void **state)
{
    static const char *const tags[] = {"", "zh", "timeline", "youtube"};
    struct npi_arena arena;
    size_t n;
    const struct npi_format *formats = npi_formats(&n);

    (void)state;
    npi_arena_init(&arena);
    for (size_t t = 0; t < sizeof(tags) / sizeof(tags[0]); t++)
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < i; k++)
                assert_string_not_equal(
                    npi_name_sidecar(&arena, NPI_STR("."), NPI_STR("ep"),
                                     &formats[i], npi_str(tags[t])),
                    npi_name_sidecar(&arena, NPI_STR("."), NPI_STR("ep"),
                                     &formats[k], npi_str(tags[t])));
    for (size_t i = 0; i < n; i++)
        if (formats[i].class != NPI_FORMAT_SUBTITLES) {
            const struct np_str suffix = npi_str(formats[i].suffix);

            assert_false(npi_str_ends(suffix, NPI_STR(".vtt")));
            assert_false(npi_str_ends(suffix, NPI_STR(".srt")));
            assert_false(npi_str_ends(suffix, NPI_STR(".webvtt")));
        }
    npi_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_sidecars_do_not_clash),
    };
    return cmocka_run_group_tests_name("cli/text", tests, NULL, NULL);
}

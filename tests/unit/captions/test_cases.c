/* Each file of tests/cases/captions is read by its name; NAME.expected is the
 * track that comes of it, word by word, and what was said. Protects the readers
 * and the cleaning: one case for each habit of foreign files. */
#include "support/captions.h"
#include "support/golden.h"

#include <dirent.h>

#define FOLDER "tests/cases/captions"

static void one_case(const char *name)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_caption_track track;
    struct npi_buf out;
    size_t len;
    char path[512];
    char expected[512];
    (void)snprintf(path, sizeof path, FOLDER "/%s", name);
    (void)snprintf(expected, sizeof expected, FOLDER "/%s.expected", name);
    char *bytes = test_read_file(path, &len);
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    npi_buf_init(&out, NPI_BUF_MAX);
    struct npi_context ctx = {&arena, &diags, NULL};
    enum np_status status = npi_captions_read(
        &ctx, npi_str(name), (struct np_str){bytes, len}, &track);
    npi_buf_puts(&out, "status ");
    npi_buf_put_i64(&out, status);
    npi_buf_putc(&out, '\n');
    if (status == NP_OK) {
        assert_true(test_track_is_sound(&track));
        test_put_track(&out, &track);
    }
    test_put_diags(&out, &diags);
    test_golden(expected, npi_buf_str(&out));
    npi_buf_release(&out);
    npi_arena_release(&arena);
    free(bytes);
}

static void test_all_cases(void **state)
{
    size_t n = 0;
    DIR *dir = opendir(FOLDER);
    (void)state;
    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        if (entry->d_name[0] == '.' ||
            npi_str_ends(npi_str(entry->d_name), NPI_STR(".tsv")) ||
            npi_str_ends(npi_str(entry->d_name), NPI_STR(".expected")))
            continue;
        one_case(entry->d_name);
        n++;
    }
    (void)closedir(dir);
    assert_true(n > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

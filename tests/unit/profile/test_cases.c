/* Each tests/cases/profile/NAME.ini is loaded by its path; NAME.expected says
 * what comes of it: the settings it decides and where, or what is reported.
 * Protects the wall before iniparser: one case for each thing that iniparser
 * would read otherwise than it looks. */
#include "support/golden.h"
#include "support/test.h"

#include <dirent.h>

#include "base/str.h"
#include "profile/profile.h"

#define FOLDER "tests/cases/profile"

struct run {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_config config;
    struct npi_buf out;
};

static void write_setting(struct npi_buf *out, const struct npi_config *config,
                          enum npi_setting_id id)
{
    const struct npi_origin *origin = &config->origins[id];
    npi_buf_puts(out, npi_setting_table[id].key);
    npi_buf_puts(out, " = ");
    npi_setting_write(out, id, &config->settings);
    npi_buf_puts(out, "   from ");
    npi_buf_put(out, origin->name);
    npi_buf_putc(out, ':');
    npi_buf_put_u64(out, origin->line);
    npi_buf_putc(out, '\n');
}

static void load(struct run *run, const char *path)
{
    npi_arena_init(&run->arena);
    npi_diags_init(&run->diags, &run->arena);
    run->ctx = (struct npi_context){&run->arena, &run->diags, NULL};
    npi_config_init(&run->config);
    npi_buf_init(&run->out, NPI_BUF_MAX);
    enum np_status status = npi_profile_load(&run->ctx, &run->config,
                                             npi_str(path), NULL);
    npi_buf_puts(&run->out, "status ");
    npi_buf_put_i64(&run->out, status);
    npi_buf_putc(&run->out, '\n');
    for (int id = 0; id < NPI_SETTINGS_N; id++)
        if (run->config.origins[id].layer != NPI_LAYER_BUILT_IN)
            write_setting(&run->out, &run->config, (enum npi_setting_id)id);
    for (size_t i = 0; i < run->diags.n; i++)
        npi_diag_render(&run->out, &run->diags, &run->diags.items[i], NULL,
                        NULL);
}

static void release(struct run *run)
{
    npi_buf_release(&run->out);
    npi_arena_release(&run->arena);
}

static void one_case(const char *name)
{
    struct run run;
    char path[512], expected[512];
    (void)snprintf(path, sizeof path, FOLDER "/%s", name);
    (void)snprintf(expected, sizeof expected, FOLDER "/%.*s.expected",
                   (int)(strlen(name) - 4), name);
    load(&run, path);
    test_golden(expected, npi_buf_str(&run.out));
    release(&run);
}

static void test_all_cases(void **state)
{
    size_t n = 0;
    DIR *dir = opendir(FOLDER);
    (void)state;
    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        if (!npi_str_ends(npi_str(entry->d_name), NPI_STR(".ini")))
            continue;
        one_case(entry->d_name);
        n++;
    }
    (void)closedir(dir);
    assert_true(n > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

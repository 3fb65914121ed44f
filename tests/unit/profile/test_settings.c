/* Settings: defaults, layers, auto values, values that survive being written.
 */
#include "support/oom.h"
#include "support/test.h"

#include "base/str.h"
#include "profile/nearest.h"
#include "profile/settings.h"

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_config config;
};

static void start(struct fixture *f)
{
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
    npi_config_init(&f->config);
}

static enum np_status set(struct fixture *f, const char *key, const char *value,
                          enum npi_layer layer)
{
    struct npi_origin origin = {layer, NPI_STR("test"), 0};
    return npi_config_set(&f->ctx, &f->config, npi_str(key), npi_str(value),
                          origin, NPI_NOWHERE);
}

static const char *last_code(const struct fixture *f)
{
    return f->diags.n ? f->diags.items[f->diags.n - 1].kind->code : "";
}

/* The numbers the built-in default promises. */
static void test_defaults(void **state)
{
    struct npi_settings s;
    (void)state;
    npi_settings_defaults(&s);
    assert_int_equal(s.line_length, 0);
    assert_int_equal(s.counting, NPI_COUNT_AUTO);
    assert_int_equal(s.lines, 2);
    assert_int_equal(s.reading_speed, 0);
    assert_int_equal(s.shortest, 833);
    assert_int_equal(s.longest, 7000);
    assert_int_equal(s.gap_frames, 2);
    assert_int_equal(s.close_gap_frames, 11);
    assert_int_equal(s.lead, 500);
    assert_int_equal(s.lag, 500);
    assert_int_equal(s.levels, NPI_LEVELS_AUTO);
    assert_str(s.mark, "· ");
    assert_null(s.tag.ptr);
    assert_int_equal(s.tags, NPI_TAGS_FILL);
}

/* Every built-in value is one its own row accepts, and is written as the table
 * writes it. */
static void test_table_is_sound(void **state)
{
    struct fixture f;
    struct npi_buf out;
    (void)state;
    start(&f);
    npi_buf_init(&out, NPI_BUF_MAX);
    for (int i = 0; i < NPI_SETTINGS_N; i++) {
        const struct npi_setting *row = &npi_setting_table[i];
        assert_int_equal(npi_setting_find(npi_str(row->key)), i);
        assert_int_equal(set(&f, row->key, row->built_in, NPI_LAYER_PROFILE),
                         NP_OK);
        npi_buf_clear(&out);
        npi_setting_write(&out, (enum npi_setting_id)i, &f.config.settings);
        struct np_str written = npi_buf_str(&out);
        if (row->type == NPI_SETTING_TEXT)
            written = npi_str_sub(written, 1, written.len - 2);
        assert_str(written, row->built_in);
        npi_buf_clear(&out);
        npi_setting_write_range(&out, (enum npi_setting_id)i);
        assert_true(out.len > 0);
    }
    npi_buf_release(&out);
    npi_arena_release(&f.arena);
}

static void one_value(char **fields, size_t n, size_t line, void *user)
{
    struct fixture f;
    struct npi_buf out;
    (void)user;
    start(&f);
    npi_buf_init(&out, NPI_BUF_MAX);
    enum np_status status = set(&f, fields[0], fields[1], NPI_LAYER_GIVEN);
    if (n == 2) {
        if (status != NP_ERR_USAGE || f.diags.n != 1)
            fail_msg("values.tsv:%zu: taken, but it is no value", line);
    } else {
        if (status != NP_OK)
            fail_msg("values.tsv:%zu: refused", line);
        npi_setting_write(&out, npi_setting_find(npi_str(fields[0])),
                          &f.config.settings);
        assert_str(npi_buf_str(&out), fields[2]);
    }
    npi_buf_release(&out);
    npi_arena_release(&f.arena);
}

static void test_values(void **state)
{
    (void)state;
    test_each_case("tests/cases/profile/values.tsv", one_value, NULL);
}

/* --set and options win over profiles whatever the order; among equals the
 * later one wins. */
static void test_layers(void **state)
{
    struct fixture f;
    (void)state;
    start(&f);
    assert_int_equal(set(&f, "subtitles.lines", "1", NPI_LAYER_GIVEN), NP_OK);
    assert_int_equal(set(&f, "subtitles.lines", "3", NPI_LAYER_PROFILE), NP_OK);
    assert_int_equal(f.config.settings.lines, 1);
    assert_int_equal(f.config.origins[NPI_SET_LINES].layer, NPI_LAYER_GIVEN);
    assert_int_equal(set(&f, "subtitles.lines", "2", NPI_LAYER_GIVEN), NP_OK);
    assert_int_equal(f.config.settings.lines, 2);
    assert_int_equal(set(&f, "subtitles.lead", "1s", NPI_LAYER_PROFILE), NP_OK);
    assert_int_equal(set(&f, "subtitles.lead", "2s", NPI_LAYER_PROFILE), NP_OK);
    assert_int_equal(f.config.settings.lead, 2000);
    npi_arena_release(&f.arena);
}

/* A refused value leaves everything as it was. */
static void test_refused(void **state)
{
    struct fixture f;
    (void)state;
    start(&f);
    struct npi_config before = f.config;
    assert_int_equal(set(&f, "subtitles.lines", "9", NPI_LAYER_GIVEN),
                     NP_ERR_USAGE);
    assert_string_equal(last_code(&f), "setting-value");
    assert_int_equal(set(&f, "subtitles.line", "2", NPI_LAYER_GIVEN),
                     NP_ERR_USAGE);
    assert_string_equal(last_code(&f), "setting-unknown");
    assert_memory_equal(&before, &f.config, sizeof before);
    npi_arena_release(&f.arena);
}

static void one_unknown(char **fields, size_t n, size_t line, void *user)
{
    struct fixture f;
    struct npi_buf hint;
    (void)user;
    (void)line;
    start(&f);
    npi_buf_init(&hint, NPI_BUF_MAX);
    assert_int_equal(n, 2);
    assert_int_equal(set(&f, fields[0], "1", NPI_LAYER_GIVEN), NP_ERR_USAGE);
    npi_diag_hint(&hint, &f.diags.items[0], NULL);
    assert_str(npi_buf_str(&hint), fields[1]);
    npi_buf_release(&hint);
    npi_arena_release(&f.arena);
}

/* "Did you mean" helps with slips, and stays silent about guesses. */
static void test_did_you_mean(void **state)
{
    (void)state;
    test_each_case("tests/cases/profile/unknown-keys.tsv", one_unknown, NULL);
}

static void one_language(char **fields, size_t n, size_t line, void *user)
{
    struct fixture f;
    (void)user;
    assert_int_equal(n, 6);
    start(&f);
    assert_int_equal(set(&f, "subtitles.counting", fields[1], NPI_LAYER_GIVEN),
                     NP_OK);
    assert_int_equal(
        set(&f, "subtitles.line-length", fields[2], NPI_LAYER_GIVEN), NP_OK);
    npi_settings_resolve(&f.config.settings, npi_str(fields[0]));
    const struct npi_settings *s = &f.config.settings;
    if (s->line_length != atoi(fields[4]) ||
        s->reading_speed != atoi(fields[5]))
        fail_msg("languages.tsv:%zu: line %d, speed %d", line,
                 (int)s->line_length, (int)s->reading_speed);
    assert_int_equal(s->counting, strcmp(fields[3], "wide") ? NPI_COUNT_EACH
                                                            : NPI_COUNT_WIDE);
    npi_arena_release(&f.arena);
}

static void test_languages(void **state)
{
    (void)state;
    test_each_case("tests/cases/profile/languages.tsv", one_language, NULL);
}

static void test_pairs(void **state)
{
    struct fixture f;
    (void)state;
    start(&f);
    assert_int_equal(
        npi_config_set_pair(&f.ctx, &f.config, NPI_STR("chapters.mark=a=b ")),
        NP_OK);
    assert_str(f.config.settings.mark, "a=b ");
    assert_str(f.config.origins[NPI_SET_MARK].name, "--set");
    assert_int_equal(
        npi_config_set_pair(&f.ctx, &f.config, NPI_STR("chapters.mark=")),
        NP_OK);
    assert_non_null(f.config.settings.mark.ptr);
    assert_int_equal(f.config.settings.mark.len, 0);
    static const char *const wrong[] = {"", "=", "=1", "subtitles.lines"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(
            npi_config_set_pair(&f.ctx, &f.config, npi_str(wrong[i])),
            NP_ERR_USAGE);
        assert_string_equal(last_code(&f), "setting-pair");
    }
    npi_arena_release(&f.arena);
}

/* A word that is too long to compare is not compared, and not written past
 * the table. */
static void test_nearest_limits(void **state)
{
    char word[NPI_NEAREST_MAX + 2];
    struct npi_nearest near;
    (void)state;
    memset(word, 'a', sizeof word);
    npi_nearest_init(&near, (struct np_str){word, NPI_NEAREST_MAX + 1});
    npi_nearest_try(&near, (struct np_str){word, NPI_NEAREST_MAX});
    assert_null(near.best.ptr);
    npi_nearest_init(&near, (struct np_str){word, NPI_NEAREST_MAX});
    npi_nearest_try(&near, (struct np_str){word, NPI_NEAREST_MAX - 1});
    assert_int_equal(near.best.len, NPI_NEAREST_MAX - 1);
    npi_nearest_init(&near, npi_str(""));
    npi_nearest_try(&near, NPI_STR("ab"));
    assert_null(near.best.ptr);
}

static enum np_status settings_work(void *user)
{
    struct fixture f;
    (void)user;
    start(&f);
    enum np_status status = set(&f, "chapters.mark", "abc", NPI_LAYER_PROFILE);
    if (status == NP_OK)
        assert_str(f.config.settings.mark, "abc");
    else
        assert_str(f.config.settings.mark, "· ");
    enum np_status wrong = set(&f, "subtitles.lines", "9", NPI_LAYER_GIVEN);
    assert_int_equal(wrong, NP_ERR_USAGE);
    npi_arena_release(&f.arena);
    return status;
}

static void test_allocations(void **state)
{
    (void)state;
    test_each_allocation(settings_work, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_table_is_sound),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_layers),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_did_you_mean),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_nearest_limits),
        cmocka_unit_test(test_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Protects the table of containers: each row can be found by each of its
 * names, no name is in two rows, and files are known by name and format. */
#include "media/container.h"
#include "media/language.h"
#include "support/test.h"

static void test_extensions(void **state)
{
    size_t n;
    const struct npi_container *rows = npi_containers(&n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        struct np_str rest = npi_str(rows[i].extensions);
        struct np_str extension;

        while (npi_str_split(&rest, ' ', &extension)) {
            char path[64];

            (void)snprintf(path, sizeof(path), "a.b/c.%.*s", (int)extension.len,
                           extension.ptr);
            assert_ptr_equal(npi_container_for_file(npi_str(path)), &rows[i]);
        }
        assert_ptr_equal(npi_container_find(npi_str(rows[i].name)), &rows[i]);
    }
    assert_string_equal(npi_container_for_file(NPI_STR("X.MP4"))->name, "mp4");
    assert_null(npi_container_for_file(NPI_STR("mp4")));
    assert_null(npi_container_for_file(NPI_STR("x.avi")));
    assert_null(npi_container_for_file(NPI_STR("x.")));
    assert_null(npi_container_for_file(NPI_STR(".mkv")));
}

static const char *row(const char *format, const char *path)
{
    const struct npi_container *found = npi_container_for_format(
        npi_str(format), npi_str(path));

    return found ? found->name : "none";
}

static void test_formats(void **state)
{
    (void)state;
    assert_string_equal(row("mov,mp4,m4a,3gp,3g2,mj2", "a.m4a"), "m4a");
    assert_string_equal(row("mov,mp4,m4a,3gp,3g2,mj2", "a.mkv"), "mp4");
    assert_string_equal(row("matroska,webm", "a.webm"), "webm");
    assert_string_equal(row("matroska,webm", "a"), "mkv");
    assert_string_equal(row("ogg", "a.opus"), "opus");
    assert_string_equal(row("mpegts", "a.mp4"), "none");
}

/* Every row that adds subtitles says how, and limits stand where formats have
 * them: a new row that forgets one is noticed here. */
static void test_rows_are_whole(void **state)
{
    size_t n;
    const struct npi_container *rows = npi_containers(&n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        assert_non_null(rows[i].title);
        assert_non_null(rows[i].muxer);
        assert_non_null(rows[i].video);
        assert_non_null(rows[i].audio);
        assert_non_null(rows[i].subtitles);
        assert_non_null(rows[i].link_key);
        assert_non_null(rows[i].summary_key);
        assert_non_null(rows[i].foreign);
        assert_true(rows[i].audio_max > 0);
        assert_int_equal(rows[i].moov, rows[i].clock == NPI_CLOCK_EDITS);
        assert_int_equal(rows[i].title_max, rows[i].moov ? 255 : 0);
        assert_int_equal(rows[i].bibliographic,
                         rows[i].clock == NPI_CLOCK_UNSIGNED);
    }
}

static void one_language(char **fields, size_t n, size_t line, void *user)
{
    char code[NPI_ISO639_2];

    (void)user;
    assert_int_equal(n, 3);
    npi_language_code(npi_str(fields[0]),
                      npi_container_find(npi_str(fields[1])), code);
    if (strcmp(code, fields[2]) != 0)
        fail_msg("line %zu: have %s", line, code);
}

static void one_tag(char **fields, size_t n, size_t line, void *user)
{
    struct npi_arena *arena = user;
    struct np_str tag;

    assert_int_equal(n, 2);
    assert_int_equal(npi_language_tag(arena, npi_str(fields[0]), &tag), NP_OK);
    if (!npi_str_eq(tag, npi_str(fields[1])))
        fail_msg("line %zu: have %.*s", line, (int)tag.len, tag.ptr);
}

static void test_tags(void **state)
{
    struct npi_arena arena;

    (void)state;
    npi_arena_init(&arena);
    test_each_case("tests/cases/media/tags.tsv", one_tag, &arena);
    npi_arena_release(&arena);
}

static void test_languages(void **state)
{
    (void)state;
    test_each_case("tests/cases/media/languages.tsv", one_language, NULL);
    assert_str(npi_language_title(NPI_STR("zh-Hans")), "简体中文");
    assert_str(npi_language_title(NPI_STR("zh-Hant-HK")), "繁體中文");
    assert_str(npi_language_title(NPI_STR("en-GB")), "English");
    assert_str(npi_language_title(NPI_STR("enx")), "enx");
    assert_str(npi_language_title(NPI_STR("tlh")), "tlh");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_extensions),     cmocka_unit_test(test_formats),
        cmocka_unit_test(test_rows_are_whole), cmocka_unit_test(test_languages),
        cmocka_unit_test(test_tags),
    };
    return cmocka_run_group_tests_name("containers", tests, NULL, NULL);
}

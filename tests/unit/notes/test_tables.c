/* The tables of names and dates: what people write, and what it is read as. A
 * wrong row here loses a section or a date of somebody's notes. */
#include "base/str.h"
#include "notes/header.h"
#include "notes/names.h"
#include "support/test.h"

static const char *const kinds[] = {
    [NPI_SECTION_NONE] = "-",
    [NPI_SECTION_WRAPPER] = "wrapper",
    [NPI_SECTION_HEADER] = "header",
    [NPI_SECTION_SUMMARY] = "summary",
    [NPI_SECTION_PEOPLE] = "people",
    [NPI_SECTION_TAGS] = "tags",
    [NPI_SECTION_PROSE] = "prose",
    [NPI_SECTION_OUTLINE] = "outline",
    [NPI_SECTION_KEY_POINTS] = "points",
    [NPI_SECTION_MIND_MAP] = "map",
    [NPI_SECTION_DIALOGUE] = "dialogue",
    [NPI_SECTION_ORIGINAL] = "original",
};

static void one_name(char **fields, size_t n, size_t line, void *user)
{
    struct np_str heading = npi_str(fields[0]);
    (void)user;
    (void)line;
    assert_int_equal(n, 3);
    assert_string_equal(kinds[npi_name_section(heading, true)], fields[1]);
    assert_string_equal(kinds[npi_name_section(heading, false)], fields[2]);
}

static void test_names(void **state)
{
    (void)state;
    test_each_case("tests/cases/notes/names.tsv", one_name, NULL);
}

static void one_date(char **fields, size_t n, size_t line, void *user)
{
    char date[11];
    (void)user;
    (void)line;
    assert_int_equal(n, 2);
    bool found = npi_date_read(npi_str(fields[0]), date);
    assert_string_equal(found ? date : "-", fields[1]);
}

static void test_dates(void **state)
{
    (void)state;
    test_each_case("tests/cases/notes/dates.tsv", one_date, NULL);
}

/* Every name in the tables is written as names are looked up, else it could
 * never be found; and none is there twice with different meanings. */
static void one_entry(const char *name, enum npi_section section)
{
    char plain[NPI_NAME_MAX];
    size_t n = npi_name_plain(npi_str(name), plain, sizeof(plain));
    assert_str(((struct np_str){plain, n}), name);
    if (npi_name_section(npi_str(name), true) != section)
        fail_msg("%s is also something else", name);
}

static void test_spelling(void **state)
{
    (void)state;
#define NPI_NAME(section, name, part) one_entry(name, NPI_SECTION_##section);
#include "notes/names.def"
#undef NPI_NAME
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_spelling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

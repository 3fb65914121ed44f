/* Control characters are found wherever they stand, and nothing else is. */
#include "base/str.h"
#include "notes/text.h"
#include "support/test.h"

#include <string.h>

#define LENGTH 21 /* more than two steps of eight bytes */

/* C0 but white space, and DEL. */
static bool is_one(unsigned c)
{
    return c < 0x09 || (c > 0x0d && c < 0x20) || c == 0x7f;
}

static void test_every_byte(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 0x100; c++)
        for (size_t at = 0; at < LENGTH; at++) {
            char text[LENGTH];
            size_t len = 0;
            size_t found;

            memset(text, 'a', sizeof(text));
            text[at] = (char)c;
            found = npi_text_find_control((struct np_str){text, LENGTH}, 0,
                                          &len);
            assert_int_equal(found, is_one(c) ? at : NP_NONE);
            if (is_one(c))
                assert_int_equal(len, 1);
        }
}

/* U+0080 to U+009F but NEL, two bytes each; U+00A0 and on are none. */
static void test_c1(void **state)
{
    (void)state;
    for (unsigned c = 0x80; c < 0xc0; c++)
        for (size_t at = 0; at + 1 < LENGTH; at++) {
            char text[LENGTH];
            bool is = c < 0xa0 && c != 0x85;
            size_t len = 0;
            size_t found;

            memset(text, 'a', sizeof(text));
            text[at] = (char)0xc2;
            text[at + 1] = (char)c;
            found = npi_text_find_control((struct np_str){text, LENGTH}, 0,
                                          &len);
            assert_int_equal(found, is ? at : NP_NONE);
            if (is)
                assert_int_equal(len, 2);
        }
}

static void test_from(void **state)
{
    const struct np_str text = NPI_STR("\x07 and then some words \x07 more");
    size_t len;

    (void)state;
    assert_int_equal(npi_text_find_control(text, 0, &len), 0);
    assert_int_equal(npi_text_find_control(text, 1, &len), 22);
    assert_int_equal(npi_text_find_control(text, 23, &len), NP_NONE);
    assert_int_equal(npi_text_find_control(text, text.len, &len), NP_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_c1),
        cmocka_unit_test(test_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

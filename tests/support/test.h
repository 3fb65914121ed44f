/* What every unit test includes: cmocka and the headers it wants before it,
 * comparing views, reading case files. Tests run in the project's top folder.
 */
#ifndef TESTS_SUPPORT_TEST_H
#define TESTS_SUPPORT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <nopriors/types.h>

/* The view holds just these bytes. */
#define assert_str(view, expected)                                             \
    test_assert_str((view), (expected), __FILE__, __LINE__)

static inline void test_assert_str(struct np_str view, const char *expected,
                                   const char *file, int line)
{
    size_t len = strlen(expected);
    if (view.len == len && (len == 0 || !memcmp(view.ptr, expected, len)))
        return;
    print_error("%s:%d: have \"%.*s\", want \"%s\"\n", file, line,
                (int)view.len, view.len ? view.ptr : "", expected);
    _fail(file, line);
}

/* A whole file; fails the test if it cannot be read. To be freed. */
static inline char *test_read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot open %s (tests run in the top folder)", path);
    char *bytes = NULL;
    size_t cap = 0;
    *len = 0;
    do {
        cap = cap ? cap * 2 : 65536;
        bytes = realloc(bytes, cap + 1);
        if (!bytes)
            fail_msg("out of memory");
        *len += fread(bytes + *len, 1, cap - *len, file);
    } while (*len == cap);
    (void)fclose(file);
    bytes[*len] = '\0';
    return bytes;
}

/* Calls one(fields, n, line, user) for each line of a TAB-separated case file;
 * empty lines and those that begin with # are not cases. \t, \n, \r, \\ and
 * \xHH stand for what they name. */
#define TEST_FIELDS 8

static inline void test_unescape(char *z)
{
    char *to = z;
    while (*z) {
        if (z[0] == '\\' && z[1] == 'x' && z[2] && z[3]) {
            char hex[3] = {z[2], z[3], '\0'};
            *to++ = (char)strtol(hex, NULL, 16);
            z += 4;
        } else if (z[0] == '\\' && z[1]) {
            *to++ = (char)(z[1] == 't'   ? '\t'
                           : z[1] == 'n' ? '\n'
                           : z[1] == 'r' ? '\r'
                                         : z[1]);
            z += 2;
        } else {
            *to++ = *z++;
        }
    }
    *to = '\0';
}

static inline void test_each_case(const char *path,
                                  void (*one)(char **fields, size_t n,
                                              size_t line, void *user),
                                  void *user)
{
    size_t len;
    size_t n_cases = 0;
    char *text = test_read_file(path, &len);
    char *at = text;
    for (size_t line = 1; at && *at; line++) {
        char *fields[TEST_FIELDS];
        size_t n = 0;
        char *end = strchr(at, '\n');
        if (end)
            *end = '\0';
        if (*at && *at != '#') {
            for (char *field = at; field && n < TEST_FIELDS; n++) {
                char *tab = strchr(field, '\t');
                if (tab)
                    *tab = '\0';
                fields[n] = field;
                field = tab ? tab + 1 : NULL;
            }
            for (size_t i = 0; i < n; i++)
                test_unescape(fields[i]);
            one(fields, n, line, user);
            n_cases++;
        }
        at = end ? end + 1 : NULL;
    }
    free(text);
    assert_true(n_cases > 0);
}

#endif

/* Expected outputs kept as files. `make goldens` (NP_GOLDENS=write) writes them
 * anew; read the diff before you commit it. */
#ifndef TESTS_SUPPORT_GOLDEN_H
#define TESTS_SUPPORT_GOLDEN_H

#include "support/test.h"

static inline void test_golden_write(const char *path, struct np_str have)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        fail_msg("cannot write %s", path);
    size_t n = have.len ? fwrite(have.ptr, 1, have.len, file) : 0;
    if (fclose(file) != 0 || n != have.len)
        fail_msg("cannot write %s", path);
}

/* The output is what the file holds; else the first line that differs. */
static inline void test_golden(const char *path, struct np_str have)
{
    const char *mode = getenv("NP_GOLDENS");
    if (mode && strcmp(mode, "write") == 0) {
        test_golden_write(path, have);
        return;
    }
    size_t len;
    size_t line = 1;
    size_t start = 0;
    char *want = test_read_file(path, &len);
    size_t at = 0;
    while (at < len && at < have.len && want[at] == have.ptr[at]) {
        if (want[at++] == '\n') {
            line++;
            start = at;
        }
    }
    if (at == len && at == have.len) {
        free(want);
        return;
    }
    print_error("%s:%zu:\n  want: %.*s\n  have: %.*s\n", path, line,
                (int)strcspn(want + start, "\n"), want + start,
                (int)(have.len - start < 200 ? have.len - start : 200),
                have.len > start ? have.ptr + start : "");
    free(want);
    fail_msg("%s: output differs (make goldens rewrites it)", path);
}

#endif

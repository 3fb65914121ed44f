/* A temporary folder for tests that write files; removed with what is in it. */
#ifndef TESTS_SUPPORT_FOLDER_H
#define TESTS_SUPPORT_FOLDER_H

#include "support/test.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

struct test_folder {
    char path[256];
};

static inline void test_folder_make(struct test_folder *folder)
{
    const char *base = getenv("TMPDIR");
    (void)snprintf(folder->path, sizeof(folder->path), "%s/npi-test.XXXXXX",
                   base ? base : "/tmp");
    assert_non_null(mkdtemp(folder->path));
}

/* folder/name; the result is one of four static buffers. */
static inline const char *test_path(const struct test_folder *folder,
                                    const char *name)
{
    static char paths[4][512];
    static unsigned next;
    char *path = paths[next++ % 4];
    (void)snprintf(path, 512, "%s/%s", folder->path, name);
    return path;
}

static inline void test_write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    (void)fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* Files in it, hidden ones too. */
static inline size_t test_folder_count(const struct test_folder *folder)
{
    size_t n = 0;
    DIR *dir = opendir(folder->path);
    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
        n += strcmp(entry->d_name, ".") != 0 &&
             strcmp(entry->d_name, "..") != 0;
    (void)closedir(dir);
    return n;
}

static inline void test_folder_remove(const struct test_folder *folder)
{
    DIR *dir = opendir(folder->path);
    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        const char *path = test_path(folder, entry->d_name);
        if (unlink(path) != 0)
            (void)rmdir(path);
    }
    (void)closedir(dir);
    (void)rmdir(folder->path);
}

#endif

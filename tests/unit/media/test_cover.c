/* Protects --cover: pictures are known by their bytes, their size is read, and
 * what is none, or not whole, is refused with a reason. */
#include "media/cover_file.h"
#include "support/folder.h"
#include "support/oom.h"
#include "support/test.h"

#define PNG_HEAD "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"
#define PNG_TAIL "\x08\2\0\0\0crc!\0\0\0\0IEND\xAE\x42\x60\x82"
#define APP0 "\xFF\xE0\0\4ab"
#define SOF(type) "\xFF" type "\0\x0B\x08\0\x50\0\x78\1\0\0\0"

static const struct {
    const char *name;
    struct np_str bytes;
    bool good;
    bool is_png;
    int width;
    int height;
} CASES[] = {
    {"png", NPI_STR(PNG_HEAD "\0\0\0\x78\0\0\0\x50" PNG_TAIL), true, true, 120,
     80},
    {"png of no width", NPI_STR(PNG_HEAD "\0\0\0\0\0\0\0\x50" PNG_TAIL), false,
     false, 0, 0},
    {"png of an absurd height",
     NPI_STR(PNG_HEAD "\0\0\0\x78\xFF\xFF\xFF\xFF" PNG_TAIL), false, false, 0,
     0},
    {"png without its end",
     NPI_STR(PNG_HEAD "\0\0\0\x78\0\0\0\x50"
                      "0123456789012345678901234"),
     false, false, 0, 0},
    {"png's head alone", NPI_STR(PNG_HEAD), false, false, 0, 0},
    {"jpeg", NPI_STR("\xFF\xD8" APP0 SOF("\xC0") "\xFF\xDA"), true, false, 120,
     80},
    {"progressive jpeg with fill and a restart",
     NPI_STR("\xFF\xD8" APP0 "\xFF\xFF\xFF\xD0" SOF("\xC2")), true, false, 120,
     80},
    {"jpeg with tables before the frame",
     NPI_STR("\xFF\xD8\xFF\xC4\0\4ab" SOF("\xC1")), true, false, 120, 80},
    {"jpeg without a frame", NPI_STR("\xFF\xD8" APP0 "\xFF\xDA\0\4ab"), false,
     false, 0, 0},
    {"jpeg cut in its frame", NPI_STR("\xFF\xD8\xFF\xC0\0\x0B\x08\0\x50"),
     false, false, 0, 0},
    {"jpeg with a segment of one byte",
     NPI_STR("\xFF\xD8\xFF\xE0\0\1" SOF("\xC0")), false, false, 0, 0},
    {"jpeg with a short frame header",
     NPI_STR("\xFF\xD8\xFF\xC0\0\7\x08\0\x50\0\x78"), false, false, 0, 0},
    {"jpeg's first bytes", NPI_STR("\xFF\xD8\xFF"), false, false, 0, 0},
    {"gif", NPI_STR("GIF89a\1\0\1\0\0\0\0;"), false, false, 0, 0},
    {"nothing", NPI_STR(""), false, false, 0, 0},
};

/* A copy that ends where the bytes do: sanitizers see a read behind it. */
static char *just(struct np_str bytes)
{
    char *copy = malloc(bytes.len ? bytes.len : 1);

    assert_non_null(copy);
    if (bytes.len)
        memcpy(copy, bytes.ptr, bytes.len);
    return copy;
}

static void test_parse(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        char *copy = just(CASES[i].bytes);
        struct npi_part_cover cover = {0};
        bool good = npi_cover_parse((struct np_str){copy, CASES[i].bytes.len},
                                    &cover);

        if (good != CASES[i].good)
            fail_msg("%s: %d", CASES[i].name, good);
        if (good) {
            assert_int_equal(cover.is_png, CASES[i].is_png);
            assert_str(cover.mime, cover.is_png ? "image/png" : "image/jpeg");
            assert_int_equal(cover.width, CASES[i].width);
            assert_int_equal(cover.height, CASES[i].height);
        }
        free(copy);
    }
}

/* Each place where a picture may be cut: no read behind it. */
static void test_cut(void **state)
{
    const struct np_str jpeg = NPI_STR("\xFF\xD8" APP0 SOF("\xC0"));
    (void)state;

    for (size_t n = 0; n < jpeg.len; n++) {
        char *copy = just((struct np_str){jpeg.ptr, n});
        struct npi_part_cover cover = {0};

        assert_false(npi_cover_parse((struct np_str){copy, n}, &cover));
        free(copy);
    }
}

struct reading {
    const char *path;
    const char *code; /* of the last diagnostic, or NULL */
};

static enum np_status read_cover(void *user)
{
    struct reading *reading = user;
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    struct npi_part_cover cover;
    enum np_status status;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    status = npi_cover_read(&ctx, reading->path, &cover);
    reading->code = diags.n ? diags.items[diags.n - 1].kind->code : NULL;
    if (status == NP_OK)
        assert_int_equal(cover.width, 120);
    npi_arena_release(&arena);
    return status;
}

static void test_read(void **state)
{
    struct test_folder folder;
    struct reading reading = {0};
    FILE *file;

    (void)state;
    test_folder_make(&folder);
    reading.path = test_path(&folder, "cover.png");
    assert_int_equal(read_cover(&reading), NP_ERR_IO);
    assert_non_null(reading.code);
    file = fopen(reading.path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(CASES[0].bytes.ptr, 1, CASES[0].bytes.len, file),
                     CASES[0].bytes.len);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(read_cover(&reading), NP_OK);
    test_each_allocation(read_cover, &reading);
    test_write_file(reading.path, "GIF89a");
    assert_int_equal(read_cover(&reading), NP_ERR_USAGE);
    assert_string_equal(reading.code, "cover-unknown");
    file = fopen(reading.path, "wb");
    assert_non_null(file);
    assert_int_equal(fseek(file, NPI_COVER_BYTES_MAX, SEEK_SET), 0);
    assert_int_equal(fputc(0, file), 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(read_cover(&reading), NP_ERR_USAGE);
    assert_string_equal(reading.code, "file-too-large");
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_read),
    };
    return cmocka_run_group_tests_name("covers", tests, NULL, NULL);
}

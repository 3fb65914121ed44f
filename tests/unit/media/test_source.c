/* Protects what is refused before libav sees it: addresses, folders, FIFOs,
 * empty files, playlists, files cut short; and that whole files pass. */
#include "media/source.h"
#include "support/folder.h"
#include "support/test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct test_folder folder;
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    assert_non_null(f);
    test_folder_make(&f->folder);
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    npi_arena_release(&f->arena);
    test_folder_remove(&f->folder);
    free(f);
    return 0;
}

static void refused(struct fixture *f, const char *path, enum np_status status,
                    const char *code)
{
    struct npi_source_file file;
    size_t n = f->diags.n;

    assert_int_equal(npi_source_open(&f->ctx, path, &file), status);
    assert_int_equal(file.fd, -1);
    assert_int_equal(f->diags.n, n + 1);
    assert_string_equal(f->diags.items[n].kind->code, code);
}

static void write_bytes(const char *path, const void *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

static void test_what_is_no_file(void **state)
{
    struct fixture *f = *state;
    const char *fifo = test_path(&f->folder, "fifo");
    const char *empty = test_path(&f->folder, "empty.mp4");

    refused(f, "https://youtu.be/x", NP_ERR_MEDIA, "media-url");
    assert_str(f->diags.items[0].args[1], "'https://youtu.be/x'");
    refused(f, "rtmp://h/it's; rm -rf $HOME", NP_ERR_MEDIA, "media-url");
    assert_str(f->diags.items[1].args[1], "'rtmp://h/it'\\''s; rm -rf $HOME'");
    refused(f, "www.youtube.com/watch?v=x", NP_ERR_MEDIA, "media-url");
    refused(f, "no/such.mp4", NP_ERR_IO, "file-missing");
    refused(f, "concat:a|b", NP_ERR_IO, "file-missing");
    refused(f, "://x", NP_ERR_IO, "file-missing");
    refused(f, f->folder.path, NP_ERR_IO, "file-folder");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    refused(f, fifo, NP_ERR_IO, "media-not-file");
    write_bytes(empty, "", 0);
    refused(f, empty, NP_ERR_MEDIA, "media-empty");
}

static void one_playlist(char **fields, size_t n, size_t line, void *user)
{
    const char *kind = npi_playlist_kind(npi_str(fields[0]));

    (void)user;
    assert_int_equal(n, 2);
    if (strcmp(kind ? kind : "-", fields[1]) != 0)
        fail_msg("line %zu: have %s", line, kind ? kind : "-");
}

static void test_playlists(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "ep.mp4");

    test_each_case("tests/cases/media/playlists.tsv", one_playlist, NULL);
    test_write_file(path, "#EXTM3U\n/etc/passwd\n");
    refused(f, path, NP_ERR_MEDIA, "media-playlist");
}

/* A box of MP4 as text: size, type; content is zeros. */
static size_t put_box(unsigned char *at, const char *type, size_t size,
                      size_t said)
{
    memset(at, 0, size);
    at[0] = (unsigned char)(said >> 24);
    at[1] = (unsigned char)(said >> 16);
    at[2] = (unsigned char)(said >> 8);
    at[3] = (unsigned char)said;
    memcpy(at + 4, type, 4);
    return size;
}

static struct npi_shape shape_of(struct fixture *f, const void *bytes, size_t n)
{
    struct npi_shape shape;
    const char *path = test_path(&f->folder, "shape");
    int fd;

    write_bytes(path, bytes, n);
    fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    npi_shape_read(fd, (int64_t)n, &shape);
    close(fd);
    return shape;
}

static void test_mp4_shapes(void **state)
{
    struct fixture *f = *state;
    unsigned char bytes[256];
    size_t n = put_box(bytes, "ftyp", 16, 16);
    struct npi_shape shape;

    n += put_box(bytes + n, "moov", 24, 24);
    n += put_box(bytes + n, "mdat", 40, 40);
    shape = shape_of(f, bytes, n);
    assert_true(shape.moov_front);
    assert_false(shape.fragmented);
    assert_null(shape.cut_name.ptr);

    /* The last ten bytes are missing. */
    shape = shape_of(f, bytes, n - 10);
    assert_str(shape.cut_name, "mdat");
    assert_int_equal(shape.cut_bytes, 10);

    /* What stands behind a whole file and is no box of a file's top. */
    n += put_box(bytes + n, "CODE", 30, 0x54454D50);
    assert_null(shape_of(f, bytes, n).cut_name.ptr);
    put_box(bytes + n - 30, "free", 30, 31);
    assert_str(shape_of(f, bytes, n).cut_name, "free");
    /* The same without the index. */
    n = put_box(bytes, "ftyp", 16, 16);
    n += put_box(bytes + n, "mdat", 40, 40);
    n += put_box(bytes + n, "CODE", 30, 0x54454D50);
    assert_str(shape_of(f, bytes, n).cut_name, "its last box");

    /* moov behind the data; a size of 0 reaches to the end. */
    n = put_box(bytes, "ftyp", 16, 16);
    n += put_box(bytes + n, "mdat", 40, 40);
    n += put_box(bytes + n, "moov", 24, 0);
    shape = shape_of(f, bytes, n);
    assert_false(shape.moov_front);
    assert_null(shape.cut_name.ptr);

    /* A 64-bit size beyond all files. */
    n = put_box(bytes, "ftyp", 16, 16);
    n += put_box(bytes + n, "mdat", 16, 1);
    memset(bytes + n - 8, 0xFF, 8);
    shape = shape_of(f, bytes, n);
    assert_str(shape.cut_name, "mdat");
    assert_true(shape.cut_bytes > 0);

    /* Fragments, and trailing bytes that are no box. */
    n = put_box(bytes, "ftyp", 16, 16);
    n += put_box(bytes + n, "moov", 24, 24);
    n += put_box(bytes + n, "moof", 24, 24);
    memset(bytes + n, 0, 20);
    shape = shape_of(f, bytes, n + 20);
    assert_true(shape.fragmented);
    assert_null(shape.cut_name.ptr);
}

static void test_matroska_shapes(void **state)
{
    struct fixture *f = *state;
    unsigned char bytes[64] = {0x1A, 0x45, 0xDF, 0xA3, 0x84, 1,    2,
                               3,    4,    0x18, 0x53, 0x80, 0x67, 0xA0};
    struct npi_shape shape = shape_of(f, bytes, 14 + 32);

    assert_null(shape.cut_name.ptr);
    shape = shape_of(f, bytes, 14 + 20);
    assert_str(shape.cut_name, "its segment");
    assert_int_equal(shape.cut_bytes, 12);
    bytes[13] = 0xFF; /* a length that is not known */
    assert_null(shape_of(f, bytes, 14 + 20).cut_name.ptr);
    bytes[13] = 0x00;
    assert_null(shape_of(f, bytes, 14 + 20).cut_name.ptr);
}

/* A first frame that says the whole has 100,000 bytes, behind a tag of 20. */
static size_t put_mp3(unsigned char *bytes, const unsigned char head[4],
                      size_t offset, const char *name)
{
    unsigned char *frame = bytes + 20;
    unsigned char *said = frame + offset + 4;

    memset(bytes, 0, 30000);
    memcpy(bytes, "ID3\3\0\0\0\0\0\12", 10);
    memcpy(frame, head, 4);
    memcpy(frame + offset, name, 4);
    if (strcmp(name, "VBRI") == 0) {
        said += 6;
    } else {
        said[3] = 3; /* frames and bytes */
        said += 8;
    }
    said[1] = 0x01;
    said[2] = 0x86;
    said[3] = 0xA0;
    return 30000;
}

/* What an MP3's header says is taken at its word, an odd kilobyte aside; what
 * it does not say is no evidence. */
static void test_mp3_shapes(void **state)
{
    static const struct {
        unsigned char head[4];
        size_t offset;
        const char *name;
        bool says;
    } CASES[] = {
        {{0xFF, 0xFB, 0x90, 0x44}, 36, "Xing", true}, /* MPEG-1, stereo */
        {{0xFF, 0xFB, 0x90, 0xC4}, 21, "Info", true}, /* mono */
        {{0xFF, 0xF3, 0x90, 0x44}, 21, "Xing", true}, /* MPEG-2 */
        {{0xFF, 0xF3, 0x90, 0xC4}, 13, "Info", true},
        {{0xFF, 0xFB, 0x90, 0x44}, 36, "VBRI", true},
        {{0xFF, 0xFB, 0x90, 0x44}, 36, "none", false},
        {{0xFF, 0xFB, 0x90, 0x44}, 37, "Xing", false},
        {{0xFF, 0xFD, 0x90, 0x44}, 36, "Xing", false}, /* layer II */
        {{0xFF, 0xFB, 0xF0, 0x44}, 36, "Xing", false}, /* no bit rate */
    };
    struct fixture *f = *state;
    unsigned char *bytes = calloc(1, 100000);

    assert_non_null(bytes);
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        size_t n = put_mp3(bytes, CASES[i].head, CASES[i].offset,
                           CASES[i].name);
        struct npi_shape shape = shape_of(f, bytes, n);

        assert_int_equal(shape.cut_bytes, CASES[i].says ? 70000 : 0);
        assert_true(!shape.cut_name.ptr == !CASES[i].says);
        /* Nearly all of it is there. */
        assert_null(shape_of(f, bytes, 92000).cut_name.ptr);
    }
    /* Cut inside the tag, or right behind the frame's head. */
    put_mp3(bytes, CASES[0].head, 36, "Xing");
    assert_null(shape_of(f, bytes, 15).cut_name.ptr);
    assert_null(shape_of(f, bytes, 25).cut_name.ptr);
    bytes[20 + 36 + 7] = 1; /* how many frames, but not bytes */
    assert_null(shape_of(f, bytes, 30000).cut_name.ptr);
    free(bytes);
}

static void test_cut_short(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "cut.mp4");
    unsigned char bytes[64];
    size_t n = put_box(bytes, "ftyp", 16, 16);
    struct npi_source_file file;

    n += put_box(bytes + n, "mdat", 40, 40);
    write_bytes(path, bytes, n - 1);
    refused(f, path, NP_ERR_MEDIA, "media-truncated");
    assert_str(f->diags.items[0].args[2], "1");
    write_bytes(path, bytes, n);
    assert_int_equal(npi_source_open(&f->ctx, path, &file), NP_OK);
    assert_int_equal(file.size, 56);
    close(file.fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_no_file, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_playlists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_mp4_shapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_matroska_shapes, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_mp3_shapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cut_short, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("media files", tests, NULL, NULL);
}

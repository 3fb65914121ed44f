/* Protects the editing of MP4 files where chance does not lead: what is new
 * stands around 4 GB, where offsets grow to 64 bits and the index with them;
 * memory that runs out while it is looked whether an edit can be taken back. */
#include "base/platform.h"
#include "media/mp4/edit/copy.h"
#include "media/mp4/edit/edit.h"
#include "support/assemble.h"
#include "support/mp4_wanted.h"
#include "support/oom.h"

#include <sys/stat.h>
#include <unistd.h>

#define CASES "tests/cases/media/edit"
#define LIMIT ((int64_t)UINT32_MAX + 1)

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    int fd;
};

static void begin(struct fixture *f)
{
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
}

static void end(struct fixture *f)
{
    npi_arena_release(&f->arena);
}

static struct npi_bytes bytes_of(int fd)
{
    struct stat st;

    assert_int_equal(fstat(fd, &st), 0);
    return (struct npi_bytes){.fd = fd, .size = (int64_t)st.st_size};
}

static void write_at(int fd, int64_t at, struct np_str bytes)
{
    assert_int_equal(pwrite(fd, bytes.ptr, bytes.len, (off_t)at), bytes.len);
}

static void write_header(int fd, int64_t at, const char *type, int64_t size)
{
    const unsigned char *t = (const unsigned char *)type;
    struct npi_header_write write = npi_header(
        at, NPI_FOURCC(t[0], t[1], t[2], t[3]), size);

    write_at(fd, at, (struct np_str){(const char *)write.bytes, write.n});
}

/* 'ftyp', a large 'mdat' of holes, and the index at its end; or the index, free
 * room, and the 'mdat'. */
static int make_file(struct np_str moov, int64_t size, int64_t room)
{
    int fd = npi_platform_memory_file(
        (struct np_str){"\0\0\0\20ftypisom\0\0\2", 16});
    int64_t at = 16;

    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, (off_t)size), 0);
    if (room) {
        write_at(fd, at, moov);
        at += (int64_t)moov.len;
        write_header(fd, at, "free", room);
        write_header(fd, at + room, "mdat", size - at - room);
        return fd;
    }
    write_header(fd, at, "mdat", size - at - (int64_t)moov.len);
    write_at(fd, size - (int64_t)moov.len, moov);
    return fd;
}

/* What is wanted is put in; then it is there. */
static void edit(struct fixture *f, const struct npi_wanted *wanted)
{
    for (int again = 0; again < 2; again++) {
        struct npi_bytes bytes = bytes_of(f->fd);
        struct npi_edit edit;

        assert_int_equal(npi_edit_plan(&f->ctx, &bytes, wanted, &edit), NP_OK);
        assert_int_equal(edit.refusal, NPI_REFUSE_NOT);
        assert_int_equal(edit.same, again);
        if (!again)
            assert_int_equal(npi_edit_apply(&edit, f->fd, NULL, NULL), NP_OK);
        npi_edit_release(&edit);
    }
}

static void undo(struct fixture *f)
{
    struct npi_bytes bytes = bytes_of(f->fd);
    struct npi_layout layout;
    enum npi_refusal refusal;

    assert_int_equal(npi_undo_check(&f->ctx, &bytes, &layout, &refusal), NP_OK);
    assert_int_equal(refusal, NPI_REFUSE_NOT);
    assert_int_equal(npi_undo_apply(&layout, f->fd), NP_OK);
}

/* An index whose header two sectors of the disk may share is not edited. */
static bool is_torn(int64_t at)
{
    return at / 512 != (at + 15) / 512;
}

static void edit_all(struct np_str moov, int64_t size, int64_t room)
{
    struct fixture f;

    if (!room && is_torn(size - (int64_t)moov.len))
        return;
    begin(&f);
    f.fd = make_file(moov, size, room);
    edit(&f, &mp4_wanted_long);
    edit(&f, &mp4_wanted_short);
    edit(&f, &mp4_wanted_long);
    undo(&f);
    assert_int_equal(bytes_of(f.fd).size, size);
    (void)close(f.fd);
    end(&f);
}

/* The old file ends before 4 GB and what is new does not, or begins behind it,
 * or the index is in front where offsets are small. */
static void test_around_4_gb(void **state)
{
    struct npi_buf moov;

    (void)state;
    test_assemble(CASES "/sound.bytes", &moov);
    for (int64_t by = -4096; by < 64; by += by < -400 ? 37 : 1)
        edit_all(npi_buf_str(&moov), LIMIT + by, 0);
    for (int64_t by = -2000; by < 2000; by += 97)
        edit_all(npi_buf_str(&moov), LIMIT + by, 65536);
    npi_buf_release(&moov);
}

/* A copy of an earlier run that was edited in place since. */
static int make_edited_copy(struct fixture *f)
{
    struct npi_buf moov;
    struct npi_bytes bytes;
    struct npi_mp4_copy copy;
    int from;

    test_assemble(CASES "/sound.bytes", &moov);
    from = make_file(npi_buf_str(&moov), 4096, 0);
    npi_buf_release(&moov);
    bytes = bytes_of(from);
    f->fd = npi_platform_memory_file((struct np_str){"", 0});
    assert_int_equal(
        npi_mp4_copy_plan(&f->ctx, &bytes, &mp4_wanted_short, &copy), NP_OK);
    assert_int_equal(copy.refusal, NPI_REFUSE_NOT);
    assert_int_equal(npi_mp4_copy_write(&copy, from, f->fd, NULL, NULL), NP_OK);
    npi_mp4_copy_release(&copy);
    (void)close(from);
    edit(f, &mp4_wanted_long);
    return f->fd;
}

static enum np_status plan_work(void *user)
{
    struct fixture f;
    struct npi_bytes bytes = bytes_of(*(const int *)user);
    struct npi_edit edit;
    enum np_status status;

    begin(&f);
    status = npi_edit_plan(&f.ctx, &bytes, &mp4_wanted_short, &edit);
    if (status == NP_OK)
        assert_int_equal(edit.refusal, NPI_REFUSE_NOT);
    npi_edit_release(&edit);
    end(&f);
    return status;
}

/* Memory that runs out must not pass for a file without anything of ours: its
 * edit would be undone where all of ours was to be taken out. */
static enum np_status find_work(void *user)
{
    struct fixture f;
    struct npi_bytes bytes = bytes_of(*(const int *)user);
    struct npi_layout layout;
    enum npi_refusal refusal;
    bool ours = false;
    enum np_status status;

    begin(&f);
    status = npi_undo_check(&f.ctx, &bytes, &layout, &refusal);
    if (status == NP_OK) {
        assert_int_equal(refusal, NPI_REFUSE_NOT);
        status = npi_undo_finds_ours(&f.ctx, &layout, &ours);
    }
    if (status == NP_OK)
        assert_true(ours);
    end(&f);
    return status;
}

static void test_memory(void **state)
{
    struct fixture f;
    int fd;

    (void)state;
    begin(&f);
    fd = make_edited_copy(&f);
    test_each_allocation(plan_work, &fd);
    test_each_allocation(find_work, &fd);
    (void)close(fd);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_around_4_gb),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests_name("edit", tests, NULL, NULL);
}

/* Any bytes as an MP4 file that is edited, in memory: refused and untouched, or
 * done. What is done can be edited again and again, and is undone to the very
 * bytes; a copy by structure can be edited too, or is refused. */
#include "base/platform.h"
#include "base/str.h"
#include "media/mp4/edit/copy.h"
#include "media/mp4/edit/edit.h"
#include "support/mp4_wanted.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void require(bool good)
{
    if (!good)
        abort();
}

static struct npi_bytes bytes_of(int fd)
{
    struct stat st;

    require(fstat(fd, &st) == 0);
    return (struct npi_bytes){.fd = fd, .size = (int64_t)st.st_size};
}

static bool holds(int fd, const uint8_t *data, size_t size)
{
    struct npi_bytes bytes = bytes_of(fd);
    uint8_t *have = malloc(size + 1);
    bool same = have && bytes.size == (int64_t)size &&
                npi_bytes_copy(&bytes, 0, have, size) &&
                npi_str_eq((struct np_str){(const char *)have, size},
                           (struct np_str){(const char *)data, size});

    free(have);
    return same;
}

/* True if it was done or there was nothing to do. */
static bool edit(struct npi_context *ctx, int fd,
                 const struct npi_wanted *wanted, bool *same)
{
    struct npi_bytes bytes = bytes_of(fd);
    struct npi_edit edit;
    bool done;

    require(npi_edit_plan(ctx, &bytes, wanted, &edit) == NP_OK);
    done = edit.refusal == NPI_REFUSE_NOT;
    *same = done && edit.same;
    if (done && !edit.same)
        require(npi_edit_apply(&edit, fd, NULL, NULL) == NP_OK);
    npi_edit_release(&edit);
    return done;
}

/* True if the file says that it was edited before, or that an edit broke off:
 * what that left is not given back. */
static bool was_edited(struct npi_context *ctx, int fd)
{
    struct npi_bytes bytes = bytes_of(fd);
    struct npi_layout layout;

    require(npi_layout_read(ctx, &bytes, &layout) == NP_OK);
    return layout.has_record || layout.leftover < bytes.size;
}

/* True if the file, as it is, holds something of ours. */
static bool finds_ours(struct npi_context *ctx, int fd)
{
    struct npi_bytes bytes = bytes_of(fd);
    struct npi_layout layout;
    struct npi_old old;
    enum npi_refusal refusal;

    require(npi_layout_read(ctx, &bytes, &layout) == NP_OK);
    if (layout.refusal != NPI_REFUSE_NOT)
        return true; /* it was looked at alone, up to the end of its index */
    require(npi_old_read(ctx, &layout, &old, &refusal) == NP_OK);
    return refusal != NPI_REFUSE_NOT || npi_old_has_ours(&old);
}

static bool undo(struct npi_context *ctx, int fd)
{
    struct npi_bytes bytes = bytes_of(fd);
    struct npi_layout layout;
    enum npi_refusal refusal;
    bool ours;

    require(npi_undo_check(ctx, &bytes, &layout, &refusal) == NP_OK);
    if (refusal == NPI_REFUSE_NOT) {
        require(npi_undo_finds_ours(ctx, &layout, &ours) == NP_OK);
        require(npi_undo_apply(&layout, fd) == NP_OK);
        require(!ours || finds_ours(ctx, fd));
    }
    return refusal == NPI_REFUSE_NOT;
}

/* What was edited before may say anything of how it was. */
static void in_place(struct npi_context *ctx, int fd, const uint8_t *data,
                     size_t size)
{
    const bool edited = was_edited(ctx, fd);
    bool same;
    bool again;
    bool undone;

    if (!edit(ctx, fd, &mp4_wanted_short, &same) || same) {
        require(holds(fd, data, size));
        return;
    }
    (void)edit(ctx, fd, &mp4_wanted_short, &again);
    if (edit(ctx, fd, &mp4_wanted_long, &again))
        (void)edit(ctx, fd, &mp4_wanted_short, &again);
    undone = undo(ctx, fd);
    require(edited || (undone && holds(fd, data, size)));
}

static void copy(struct npi_context *ctx, int fd)
{
    struct npi_bytes bytes = bytes_of(fd);
    struct npi_mp4_copy copy;
    int to = npi_platform_memory_file((struct np_str){"", 0});
    enum np_status status = NP_ERR_MEDIA;
    bool same;

    require(to >= 0);
    require(npi_mp4_copy_plan(ctx, &bytes, &mp4_wanted_long, &copy) == NP_OK);
    if (copy.refusal == NPI_REFUSE_NOT && !copy.same)
        status = npi_mp4_copy_write(&copy, fd, to, NULL, NULL);
    require(status == NP_OK || status == NP_ERR_MEDIA);
    npi_mp4_copy_release(&copy);
    if (status == NP_OK)
        (void)edit(ctx, to, &mp4_wanted_long, &same);
    (void)close(to);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = npi_platform_memory_file(
        (struct np_str){(const char *)data, size});
    struct npi_arena arena;
    struct npi_diags diags;

    require(fd >= 0);
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    copy(&ctx, fd);
    require(holds(fd, data, size));
    in_place(&ctx, fd, data, size);
    npi_arena_release(&arena);
    (void)close(fd);
    return 0;
}

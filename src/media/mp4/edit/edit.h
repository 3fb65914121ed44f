/* Editing an MP4 file where it stands. Nothing of the old file is moved: what
 * is new goes behind it, or into room that is free, and one write of a box's
 * header makes it count. Before that write every reader sees the old file,
 * after it the new one; record.h says how the file looks then, README.md how
 * it gets there. */
#ifndef NPI_MEDIA_MP4_EDIT_EDIT_H
#define NPI_MEDIA_MP4_EDIT_EDIT_H

#include "media/mp4/edit/build.h"

/* Some bytes of the file, written at once: a box's header. */
struct npi_header_write {
    int64_t at;
    size_t n; /* 8 or 16 */
    unsigned char bytes[16];
};

/* Where the new unit ('mdat', record, 'moov') goes. */
struct npi_edit_place {
    int64_t unit;
    int64_t record;
    int64_t moov;
    int64_t moov_end;  /* of what it consists of */
    int64_t cover_end; /* of the box: 'skip' fills it up to there */
    bool before; /* in dead room before the live moov, which the box covers */
    bool append; /* behind the end of the file */
};

struct npi_edit {
    struct npi_context *ctx;
    struct npi_layout layout;
    struct npi_old old;
    struct npi_build build;
    struct npi_edit_place place;
    struct npi_record record;
    enum npi_refusal refusal;
    bool same;        /* the file has all that already */
    bool loses_front; /* the index will no longer be in front */
    int64_t bytes_written;
    int64_t size_after;
    /* In this order, with the data written before hide when there is none: */
    struct npi_header_write hide;   /* n 0: not needed */
    struct npi_header_write reveal; /* n 0: not needed */
    struct npi_header_write commit;
    struct npi_header_write tidy[2];
    size_t n_tidy;
};

/* What is to be done, as far as reading tells; nothing is written. bytes must
 * live as long as edit, wanted until it is applied. A refusal is no error.
 * NP_ERR_NOMEM, NP_ERR_INTERRUPTED, NP_ERR_IO. To be released in any case. */
enum np_status npi_edit_plan(struct npi_context *ctx, struct npi_bytes *bytes,
                             const struct npi_wanted *wanted,
                             struct npi_edit *edit);
void npi_edit_release(struct npi_edit *edit);

/* Asked when all is on the disk but the committing writes: these make the file
 * the new one. Anything but NP_OK takes back what was written. */
typedef enum np_status (*npi_edit_check)(void *user,
                                         const struct npi_header_write *writes,
                                         size_t n, int64_t size);

/* Does it, in the file behind fd (read and write). check may be NULL. On an
 * error the file is as it was; errno tells why for NP_ERR_IO. */
enum np_status npi_edit_apply(struct npi_edit *edit, int fd,
                              npi_edit_check check, void *user);

/* What is left to do after a crash between the commit and its tidying; done by
 * npi_edit_apply() and npi_undo_apply() before all else. */
bool npi_edit_mend(const struct npi_layout *layout, int fd);

/* undo.c: gives back the old file, byte for byte. NPI_REFUSE_UNDO: it has no
 * record of an edit, or somebody has changed it since. NP_ERR_IO with errno. */
enum np_status npi_undo_check(struct npi_context *ctx, struct npi_bytes *bytes,
                              struct npi_layout *layout,
                              enum npi_refusal *refusal);
/* Whether the old file, which npi_undo_check() found, holds anything of ours: a
 * copy of an earlier run that was edited in place. */
enum np_status npi_undo_finds_ours(struct npi_context *ctx,
                                   const struct npi_layout *layout, bool *ours);
enum np_status npi_undo_apply(const struct npi_layout *layout, int fd);

/* Writes a header and syncs it; one of no bytes is done. False leaves errno. */
bool npi_header_store(int fd, const struct npi_header_write *write);

/* Big-endian header of a box of at most 4 GB; more: 16 bytes. */
struct npi_header_write npi_header(int64_t at, uint32_t type, int64_t size);

#endif

/* What a stretch of a new file consists of, piece by piece: bytes of our own,
 * ranges of the old file, tables of chunk offsets whose chunks have moved. It
 * is made first and written then, in one go, through a small buffer: a large
 * 'moov' is never held. */
#ifndef NPI_MEDIA_MP4_EDIT_RECIPE_H
#define NPI_MEDIA_MP4_EDIT_RECIPE_H

#include "base/buf.h"
#include "media/mp4/box.h"

/* Where ranges of the old file stand in the new one, in order of from. */
struct npi_move {
    int64_t from;
    int64_t end; /* of the range in the old file */
    int64_t to;
};

struct npi_moves {
    struct npi_move *items;
    size_t n;
    size_t cap;
    bool others_stay; /* else what is in no range is an error */
};

/* NP_ERR_NOMEM */
enum np_status npi_moves_add(struct npi_arena *arena, struct npi_moves *moves,
                             int64_t from, int64_t end, int64_t to);
/* By from, as npi_moves_map() needs them. */
void npi_moves_sort(struct npi_moves *moves);
/* False if the offset is in no range and others do not stay. */
bool npi_moves_map(const struct npi_moves *moves, int64_t at, int64_t *to);

enum npi_piece_kind { NPI_PIECE_BYTES, NPI_PIECE_RANGE, NPI_PIECE_OFFSETS };

struct npi_piece_of_recipe {
    enum npi_piece_kind kind;
    int64_t at;   /* in recipe->bytes, or in the old file */
    int64_t size; /* of what is written */
    bool wide_in; /* offsets of 64 bits */
    bool wide_out;
};

struct npi_recipe {
    struct npi_context *ctx;
    struct npi_bytes *source;
    struct npi_piece_of_recipe *items;
    size_t n;
    size_t cap;
    struct npi_buf bytes;
    int64_t size;
    const struct npi_moves *moves; /* for offsets; borrowed; may be set late */
    struct {
        size_t header; /* in bytes */
        int64_t begin;
    } open[NPI_BOX_DEPTH_MAX];
    size_t n_open;
    enum np_status error; /* sticky */
};

void npi_recipe_init(struct npi_recipe *recipe, struct npi_context *ctx,
                     struct npi_bytes *source);
void npi_recipe_release(struct npi_recipe *recipe);

void npi_recipe_put(struct npi_recipe *recipe, const void *bytes, size_t n);
void npi_recipe_str(struct npi_recipe *recipe, struct np_str text);
/* Big-endian. */
void npi_recipe_u8(struct npi_recipe *recipe, unsigned value);
void npi_recipe_u16(struct npi_recipe *recipe, unsigned value);
void npi_recipe_u32(struct npi_recipe *recipe, uint32_t value);
void npi_recipe_u64(struct npi_recipe *recipe, uint64_t value);
void npi_recipe_zeros(struct npi_recipe *recipe, size_t n);
void npi_recipe_range(struct npi_recipe *recipe, int64_t at, int64_t end);
/* n entries of 'stco' or (wide) 'co64'. */
void npi_recipe_offsets(struct npi_recipe *recipe, int64_t at, uint32_t n,
                        bool wide_in, bool wide_out);

/* A box around what is put between the two. */
void npi_recipe_begin(struct npi_recipe *recipe, uint32_t type);
void npi_recipe_begin_full(struct npi_recipe *recipe, uint32_t type,
                           unsigned version, uint32_t flags);
void npi_recipe_end(struct npi_recipe *recipe);

/* Takes pieces of the result, in order; false: an error of its own. */
typedef bool (*npi_recipe_take)(void *user, const unsigned char *bytes,
                                size_t n);

/* All of it. NP_ERR_IO: the old file could not be read, or take() failed;
 * NP_ERR_MEDIA: an offset that leads nowhere; NP_ERR_INTERRUPTED. */
enum np_status npi_recipe_run(const struct npi_recipe *recipe,
                              npi_recipe_take take, void *user);

/* A hash of 64 bits, of bytes in pieces of any size; for telling that something
 * was changed, not against attacks. */
struct npi_hash {
    uint64_t state;
    uint64_t held; /* bytes that wait for eight */
    unsigned n_held;
    uint64_t length;
};
void npi_hash_init(struct npi_hash *hash);
void npi_hash_add(struct npi_hash *hash, const void *bytes, size_t n);
uint64_t npi_hash_end(struct npi_hash *hash);
/* Of a range of a file; false if it cannot be read. */
bool npi_hash_range(struct npi_hash *hash, struct npi_bytes *bytes, int64_t at,
                    int64_t end);

#endif

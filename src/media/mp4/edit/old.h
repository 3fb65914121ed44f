/* The index of the old file, as an edit sees it: what of it is ours, what was
 * replaced by ours and kept (npi_saved). */
#ifndef NPI_MEDIA_MP4_EDIT_OLD_H
#define NPI_MEDIA_MP4_EDIT_OLD_H

#include "media/mp4/edit/layout.h"

struct npi_old_track {
    const struct npi_mp4_track *track;
    uint32_t handler; /* 'vide', 'soun', 'sbtl', 'text' … */
    bool own;         /* by the end of the handler's name */
    bool chapters;    /* a QuickTime chapter track, own or not */
    bool in_unit;     /* its samples are in our own 'mdat' */
    bool elsewhere;   /* its samples are in another file */
};

/* A tag that we wrote, and what it replaced. */
struct npi_saved_tag {
    struct np_str key;         /* as the item is found again */
    uint64_t hash;             /* of the item that we wrote */
    struct npi_mp4_place item; /* what was there, a whole box; end 0: nothing */
};

/* What our edits replaced: a 'uuid' box of ours, the last child of 'moov'. */
struct npi_saved {
    struct npi_saved_tag *tags;
    size_t n_tags;
    size_t tags_cap;
    bool own_chpl;
    uint64_t chpl_hash;        /* of the one that we wrote */
    struct npi_mp4_place chpl; /* what was there, a whole box; end 0: nothing */
    struct npi_mp4_place *tracks; /* others' chapter tracks, whole boxes */
    bool moved; /* there were some, whose text is no longer where it was */
    size_t n_tracks;
    size_t tracks_cap;
    struct npi_cref {
        uint32_t track; /* that names */
        uint32_t chapters;
    } * crefs;
    size_t n_crefs;
    size_t crefs_cap;
};

struct npi_old {
    struct npi_context *ctx;
    const struct npi_layout *layout;
    struct npi_window window;
    struct npi_mp4_movie movie;
    struct npi_old_track *tracks;
    size_t n_tracks;
    struct npi_box moov;
    struct npi_box mvhd;
    struct npi_box udta; /* end 0: none */
    struct npi_box chpl; /* in it */
    struct npi_box meta; /* with the tags; end 0: none */
    bool meta_is_mdta;   /* QuickTime's keys, else iTunes' */
    bool meta_in_udta;
    struct npi_box uuid; /* ours; end 0: none */
    struct npi_saved saved;
    bool is_quicktime; /* by its brand */
    int64_t width;     /* of the first picture, 0: none */
    int64_t height;
    uint32_t saved_max_id; /* of the tracks kept aside */
};

/* layout without refusal. *refusal says what is wrong with the index.
 * NP_ERR_NOMEM, NP_ERR_INTERRUPTED. old must stay where it is. */
enum np_status npi_old_read(struct npi_context *ctx,
                            const struct npi_layout *layout,
                            struct npi_old *old, enum npi_refusal *refusal);

/* True if there is a track, a chapter list or a tag of ours. */
bool npi_old_has_ours(const struct npi_old *old);

bool npi_old_has_own_chapters(const struct npi_old *old);

/* Children of a 'meta' box begin here: MP4's has a version in front. */
int64_t npi_meta_body(struct npi_window *window, const struct npi_box *meta);

/* Our 'uuid'. */
extern const unsigned char npi_saved_uuid[16];

/* saved.c: reads old->uuid into old->saved. NP_ERR_NOMEM. */
enum np_status npi_saved_read(struct npi_old *old);
/* saved_check.c: forgets the chapter tracks if another program has moved the
 * media data since: nobody moved their offsets along. NP_ERR_NOMEM. */
enum np_status npi_saved_check(struct npi_old *old);
/* Writes the box, if there is anything to keep; put_track() writes a track. */
void npi_saved_write(const struct npi_saved *saved, struct npi_recipe *recipe,
                     void (*put_track)(void *user, struct npi_mp4_place box),
                     void *user);

enum np_status npi_saved_add_tag(struct npi_arena *arena,
                                 struct npi_saved *saved,
                                 const struct npi_saved_tag *tag);
enum np_status npi_saved_add_track(struct npi_arena *arena,
                                   struct npi_saved *saved,
                                   struct npi_mp4_place box);
enum np_status npi_saved_add_cref(struct npi_arena *arena,
                                  struct npi_saved *saved, uint32_t track,
                                  uint32_t chapters);

#endif

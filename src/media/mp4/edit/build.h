/* A new 'moov' and the samples of our tracks, as recipes: the old one with what
 * is wanted in the place of what was ours. */
#ifndef NPI_MEDIA_MP4_EDIT_BUILD_H
#define NPI_MEDIA_MP4_EDIT_BUILD_H

#include "media/mp4/edit/old.h"
#include "media/mp4/edit/wanted.h"

struct npi_build {
    struct npi_old *old;
    const struct npi_wanted *wanted;
    /* A copy: all data moves, so that every track's offsets are written anew;
     * else only those into our own 'mdat' are. */
    bool copy;
    bool wide;              /* offsets of 64 bits: beyond 4 GB */
    struct npi_recipe data; /* the body of our 'mdat' */
    struct npi_recipe moov; /* the whole box */
    struct npi_moves moves; /* of the offsets: the caller adds to them before
                               the recipes are run */
    int64_t chapters_at;    /* in data, of what is new */
    int64_t *texts_at;
    int64_t *kept_at; /* in data: of each old track whose samples move there */
    int64_t data_at;  /* where in the new file data begins */
    size_t n_tags;    /* that were set */
    enum npi_refusal refusal;
};

/* The recipe of the data; then that of the moov, whose size does not depend on
 * data_at. Errors: NP_ERR_NOMEM; what is wrong with the file is in refusal. */
enum np_status npi_build_data(struct npi_build *build, struct npi_old *old,
                              const struct npi_wanted *wanted);
enum np_status npi_build_moov(struct npi_build *build, int64_t data_at);
void npi_build_release(struct npi_build *build);

/* True if an old track stays. */
bool npi_build_keeps(const struct npi_build *build,
                     const struct npi_old_track *track);

/* build_track.c: an old track with its references and offsets as they shall
 * be. id: of our chapter track, 0: none. */
void npi_build_track(struct npi_build *build, size_t index, uint32_t id);
/* A track that was kept aside. */
void npi_build_saved_track(struct npi_build *build, struct npi_mp4_place box);

struct npi_items;
/* build_udta.c: 'udta' with the tags that belong there and 'chpl'; what is
 * remembered of the old one goes into saved. */
enum np_status npi_build_udta(struct npi_build *build,
                              const struct npi_items *items,
                              struct npi_saved *saved);

/* build_saved.c: what stays known of what ours replaced, and the chapters that
 * it replaces now. */
enum np_status npi_build_saved(const struct npi_build *build,
                               struct npi_saved *saved);

#endif

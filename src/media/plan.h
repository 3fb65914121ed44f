/* From a request to what the media part is to do, stream by stream; and
 * whether what it did is what was planned. No file is touched here. */
#ifndef NPI_MEDIA_PLAN_H
#define NPI_MEDIA_PLAN_H

#include "media/container.h"
#include "media/media.h"
#include "media/source.h"

/* How a subtitle track of ours is known again: its tag "encoder", or the end of
 * its handler's name. */
#define NPI_OWN_NAME "nopriors-export"

/* Once made it stays where it is: part points into it. */
struct npi_plan {
    const struct npi_container *container;
    struct npi_part_plan part; /* fd and name are left to the caller */
    struct npi_part_track tracks[NPI_TRACKS_MAX]; /* part.tracks */
    size_t n_cues;                                /* of all of them */
    struct npi_part_cover cover;                  /* part.cover, or unused */
    size_t n_tags;                                /* that the notes gave */
    bool new_chapters; /* those of the notes, else MEDIA's own stay */
    bool lenient;      /* what cannot be kept may go (drop_unsupported) */
};

/* What plans are made from. */
struct npi_plan_input {
    const struct npi_part_ops *ops;
    struct npi_part_media *media;
    const struct npi_part_info *info;
    const struct npi_shape *shape;
    bool native; /* the file itself, or a copy by its structure: all stays but
                    what is replaced; ops and media are NULL */
};

/* NP_ERR_MEDIA when the container cannot hold a stream and that is not
 * allowed, or nothing would be left; NP_ERR_NOMEM. */
enum np_status npi_plan_make(struct npi_context *ctx,
                             const struct npi_plan_input *input,
                             const struct npi_media_request *request,
                             const struct npi_container *container,
                             struct npi_plan *plan);

/* Which streams stay, change or go: fills plan->part.actions. Part of
 * npi_plan_make(). own_again: a track of an earlier run is replaced. */
enum np_status npi_plan_streams(struct npi_context *ctx,
                                const struct npi_plan_input *input,
                                bool own_again, struct npi_plan *plan);

/* The result, opened again, against MEDIA and the plan: streams, chapters,
 * cues, length. A difference is NP_ERR_MEDIA with a diagnostic. What a
 * container silently has no place for (tags) is said. */
enum np_status npi_plan_check(struct npi_context *ctx,
                              const struct npi_plan *plan,
                              const struct npi_part_written *written,
                              const struct npi_part_info *before,
                              const struct npi_part_info *after);

/* The diagnostic for something that is not as it should be; NP_ERR_MEDIA. */
enum np_status npi_plan_differs(struct npi_context *ctx, const char *what,
                                struct np_str is, struct np_str should);

#endif

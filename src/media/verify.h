/* The result against MEDIA and the plan, packet by packet: what is found at
 * the places of cues, and hashes of all packets before and after. The part
 * reads, the comparison is here. */
#ifndef NPI_MEDIA_VERIFY_H
#define NPI_MEDIA_VERIFY_H

#include "media/plan.h"

/* The places of a track that are looked at: its first, middle and last cue. */
#define NPI_PLACES 3

/* A file as the part has opened it. */
struct npi_verify_file {
    struct npi_part_media *media;
    const struct npi_part_info *info;
    const struct npi_part_overlay *overlay; /* or NULL */
};

/* What is compared; all borrowed. */
struct npi_verify {
    const struct npi_part_ops *ops;
    const struct npi_plan *plan;
    const struct npi_part_written *written;
    struct npi_part_host host; /* its progress is used */
    struct npi_verify_file before;
    struct npi_verify_file after;
    bool exact; /* the structure was edited: not even decoding times change */
};

/* npi_plan_check(), then as much as level says (not NP_VERIFY_NONE). A
 * difference is NP_ERR_MEDIA with a diagnostic; NP_ERR_IO, NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. */
enum np_status npi_verify(struct npi_context *ctx,
                          const struct npi_verify *verify,
                          enum np_verify level);

/* Parts of it. pairs[]: which stream of after each stream of before became,
 * then each track of the plan; NP_NONE: left out, or not compared. */
void npi_verify_pair(const struct npi_plan *plan,
                     const struct npi_part_info *before,
                     const struct npi_part_info *after, size_t *pairs);
/* Times (ms, the result's clock) of the places of a track, and the packets that
 * must be there. Returns how many: fewer cues are fewer places. */
size_t npi_verify_places(const struct npi_plan *plan, size_t track,
                         int64_t shift, int64_t times[NPI_PLACES],
                         const struct npi_part_packet *packets[NPI_PLACES]);
enum np_status npi_verify_sample(struct npi_context *ctx, int64_t time,
                                 const struct npi_part_packet *packet,
                                 const struct npi_part_sample *sample);
/* i: the stream of MEDIA. */
enum np_status npi_verify_hash(struct npi_context *ctx,
                               const struct npi_verify *verify, size_t i,
                               const struct npi_part_hash *before,
                               const struct npi_part_hash *after);

#endif

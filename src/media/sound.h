/* What was heard in a media file, as bytes that are kept from run to run. They
 * come back from a folder that others can write to as well: nothing in them is
 * believed that was not checked. */
#ifndef NPI_MEDIA_SOUND_H
#define NPI_MEDIA_SOUND_H

#include "base/arena.h"
#include "base/buf.h"
#include "timeline/activity.h"

/* Which file it was, as it was. */
struct npi_sound_key {
    int64_t size;
    int64_t seconds; /* when it was changed last */
    int64_t nanoseconds;
    uint64_t hash; /* of its head and tail */
};

#define NPI_SOUND_MAX                                                          \
    ((size_t)64 << 20) /* bytes that are read back at most                     \
                        */

uint64_t npi_sound_hash(uint64_t hash, struct np_str bytes); /* 0 at first */

/* hash is of the head and the tail of the file. */
void npi_sound_write(const struct npi_sound_key *key,
                     const struct npi_activity *activity, struct npi_buf *out);

/* found: the bytes are whole, of this version and of this file; activity then
 * lives in the arena. NP_ERR_NOMEM. */
enum np_status npi_sound_read(struct npi_arena *arena, struct np_str bytes,
                              const struct npi_sound_key *key,
                              struct npi_activity *activity, bool *found);

#endif

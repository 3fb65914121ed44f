/* The folder where what was heard is kept: one small file for each media file.
 * It is a help, never a need: whatever goes wrong with it is not said. */
#ifndef NPI_MEDIA_SOUND_STORE_H
#define NPI_MEDIA_SOUND_STORE_H

#include "base/context.h"
#include "media/sound.h"
#include "media/source.h"

struct npi_sound_store {
    const char *folder; /* NULL: nothing is kept */
    const char *path;   /* of the file for this media file */
    struct npi_sound_key key;
};

/* Nothing is kept when the media file cannot be read. NP_ERR_NOMEM. */
enum np_status npi_sound_store_open(struct npi_context *ctx, const char *folder,
                                    const struct npi_source_file *file,
                                    struct npi_sound_store *store);

/* A file that is damaged, of another version, of another media file or another
 * user's is as good as none. */
enum np_status npi_sound_store_get(struct npi_context *ctx,
                                   const struct npi_sound_store *store,
                                   struct npi_activity *activity, bool *found);

/* Makes the folder, and the file anew. */
void npi_sound_store_put(const struct npi_sound_store *store,
                         const struct npi_activity *activity);

/* What we wrote into the media file left its sound alone: what is kept of the
 * file as it was (before) is from now on that of the file at path as it is. */
void npi_sound_store_follow(const struct npi_sound_store *before,
                            const char *path);

#endif

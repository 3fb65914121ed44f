/* A picture from a file, to become the cover: JPEG or PNG, known by its bytes.
 * Its size in pixels is read, nothing is decoded. */
#ifndef NPI_MEDIA_COVER_FILE_H
#define NPI_MEDIA_COVER_FILE_H

#include "base/context.h"
#include "media/part.h"

/* The most bytes of a cover: what an Ogg comment's picture and ID3 hold with
 * room to spare, and players still load. */
#define NPI_COVER_BYTES_MAX (10 << 20)

/* False: neither JPEG nor PNG, cut short, or without a size. Borrows bytes;
 * how is left alone. */
bool npi_cover_parse(struct np_str bytes, struct npi_part_cover *cover);

/* Into the arena. Errors with a diagnostic: NP_ERR_IO (no such file…),
 * NP_ERR_USAGE (no picture that can be taken, too large); NP_ERR_NOMEM. */
enum np_status npi_cover_read(struct npi_context *ctx, const char *path,
                              struct npi_part_cover *cover);

#endif

/* The stage's door: notes' text to the episode. */
#ifndef NPI_NOTES_NOTES_H
#define NPI_NOTES_NOTES_H

#include "base/context.h"
#include <nopriors/episode.h>

#define NPI_NOTES_MAX ((size_t)32 << 20) /* bytes of notes we read */

/* Reads text (UTF-8; registered as source in ctx->diags). Whatever is not
 * understood is a diagnostic, not an error; NP_ERR_NOTES only when there is
 * nothing to export, NP_ERR_NOMEM. language: BCP 47 given by the user, absent
 * to find it from the text. The episode's views live in ctx->arena or borrow
 * from text. */
enum np_status npi_notes_read(struct npi_context *ctx, size_t source,
                              struct np_str text, struct np_str language,
                              struct np_episode *episode);

#endif

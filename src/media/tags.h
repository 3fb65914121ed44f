/* What the notes say about the episode, as tags of the file. */
#ifndef NPI_MEDIA_TAGS_H
#define NPI_MEDIA_TAGS_H

#include "media/container.h"
#include "profile/settings.h"
#include <nopriors/episode.h>

struct npi_tag_list {
    const struct npi_part_tag *tags;
    size_t n_tags;
    size_t n_given; /* of them, from the notes */
};

/* The file's own tags (less those that mean nothing in container) and the
 * notes': FILL adds what the file does not say, REPLACE overrides it, NONE adds
 * nothing. Lives in ctx->arena. */
enum np_status npi_tags_merge(struct npi_context *ctx,
                              const struct npi_part_info *info,
                              const struct npi_container *container,
                              const struct np_episode *episode,
                              enum npi_tags_mode mode,
                              struct npi_tag_list *list);

/* Chapters as Vorbis comments do them: CHAPTER000=HH:MM:SS.mmm and
 * CHAPTER000NAME, at most 1,000. In list, before what is there:
 * a NAME must follow its time, and libavformat moves the last tag when it takes
 * one out. */
enum np_status npi_tags_add_chapters(struct npi_context *ctx,
                                     const struct npi_part_chapter *chapters,
                                     size_t n, struct npi_tag_list *list);

#endif

/* The tracks that we write: subtitles as 3GPP timed text, chapters as
 * QuickTime's text track. */
#ifndef NPI_MEDIA_MP4_EDIT_NEW_TRACK_H
#define NPI_MEDIA_MP4_EDIT_NEW_TRACK_H

#include "media/mp4/edit/recipe.h"
#include "media/mp4/edit/wanted.h"

/* Where a track's samples are, and what all our tracks share. */
struct npi_new_place {
    uint32_t id;
    int64_t at;         /* of the first sample; all follow each other */
    bool wide;          /* offsets of 64 bits */
    uint32_t timescale; /* of the movie */
    int64_t width;      /* of the picture, 0: none */
    int64_t height;
};

/* 'trak' of subtitles. */
void npi_new_text_track(const struct npi_part_track *text,
                        const struct npi_new_place *place,
                        struct npi_recipe *recipe);
/* Bytes of its samples, put into recipe in the same order. */
void npi_new_text_data(const struct npi_part_track *text,
                       struct npi_recipe *recipe);

/* Bytes of a chapter's title: a text sample's length has 16 bits. */
#define NPI_CHAPTER_TITLE_MAX 65535

/* 'trak' of chapters, each of which lasts to the next one. A chapter that
 * starts late is preceded by none: the first one must start at 0. */
void npi_new_chapter_track(const struct npi_wanted *wanted,
                           const struct npi_new_place *place,
                           struct npi_recipe *recipe);
void npi_new_chapter_data(const struct npi_wanted *wanted,
                          struct npi_recipe *recipe);

/* Nero's 'chpl': at most 255 entries, titles of at most 255 bytes, cut on a
 * character. */
void npi_new_chpl(const struct npi_wanted *wanted, struct npi_recipe *recipe);

#endif

/* File names by what they look like: media, notes, subtitles that a player
 * loads by itself. */
#ifndef NPI_CLI_MEDIA_NAMES_H
#define NPI_CLI_MEDIA_NAMES_H

#include "base/arena.h"

bool npi_name_is_media(struct np_str path); /* "ep.mp4" */
/* The same by the first bytes of a regular file. */
bool npi_file_is_media(const char *path);
bool npi_name_is_notes(struct np_str path); /* "notes.md" */

/* A media file that belongs to the notes: in their folder, called STEM.EXT, or
 * the only media file there (copies of ours do not count) if one of both names
 * begins with the other. In the arena; NULL if there is none or it cannot be
 * told. */
char *npi_name_find_media(struct npi_arena *arena, const char *notes,
                          struct np_str stem);

/* True if mpv loads name as subtitles for a media file of that stem by itself:
 * "STEM.srt", "STEM.zh.srt". */
bool npi_name_is_sidecar(struct np_str name, struct np_str stem);

/* The names in a folder that npi_name_is_sidecar(), sorted; n 0 if the folder
 * cannot be read. NULL when out of memory. */
const struct np_str *npi_name_sidecars(struct npi_arena *arena,
                                       struct np_str folder, struct np_str stem,
                                       size_t *n);

#endif

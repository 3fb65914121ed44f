/* File names by what they look like. The subtitle endings and the rule for
 * language tags are those of mpv 0.35's sub-auto=exact (DOCS/man/options.rst,
 * player/external_files.c): a tag of two or three letters; newer versions take
 * longer tags too, so we do. */
#include "cli/media_names.h"

#include "base/file.h"
#include "base/str.h"
#include "cli/language.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define FOLDER_MAX 20000 /* entries of a folder that we look at */

static const char *const media_endings[] = {
    "mp4",  "m4v", "m4a", "m4b", "mov", "mkv",  "mka",
    "webm", "mp3", "ogg", "oga", "ogv", "opus", NULL,
};
static const char *const notes_endings[] = {"md", "markdown", "txt", NULL};
static const char *const subtitle_endings[] = {
    "srt", "vtt", "ass", "ssa", "sub", "idx", "sup", "smi",
    "rt",  "lrc", "scc", "utf", "mks", "aqt", "jss", NULL,
};

static bool ends_in(struct np_str path, const char *const *endings)
{
    const struct np_str ending = npi_path_extension(path);

    for (size_t i = 0; endings[i]; i++)
        if (npi_str_eq_nocase(ending, npi_str(endings[i])))
            return true;
    return false;
}

bool npi_name_is_media(struct np_str path)
{
    return ends_in(path, media_endings);
}

bool npi_file_is_media(const char *path)
{
    static const struct {
        struct np_str bytes;
        size_t at;
    } marks[] = {
        {{"ftyp", 4}, 4},             /* ISO base media: MP4, MOV */
        {{"\x1a\x45\xdf\xa3", 4}, 0}, /* EBML: Matroska, WebM */
        {{"OggS", 4}, 0},
        {{"ID3", 3}, 0}, /* MP3 */
    };
    char head[16];
    FILE *file = npi_file_is_regular(path) ? fopen(path, "rb") : NULL;
    struct np_str got = {head, 0};

    if (!file)
        return false;
    got.len = fread(head, 1, sizeof(head), file);
    (void)fclose(file);
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (npi_str_starts(npi_str_sub(got, marks[i].at, got.len),
                           marks[i].bytes))
            return true;
    return false;
}

bool npi_name_is_notes(struct np_str path)
{
    return ends_in(path, notes_endings);
}

bool npi_name_is_sidecar(struct np_str name, struct np_str stem)
{
    struct np_str own = npi_path_stem(name); /* "STEM" or "STEM.zh" */

    if (!ends_in(name, subtitle_endings) || !npi_str_starts(own, stem))
        return false;
    own = npi_str_sub(own, stem.len, own.len);
    return own.len == 0 || (own.ptr[0] == '.' &&
                            npi_language_is_tag(npi_str_sub(own, 1, own.len)));
}

/* Opens a folder given as a view. */
static DIR *open_folder(struct npi_arena *arena, struct np_str folder)
{
    const struct np_str path = npi_arena_str(arena, folder);

    return path.ptr ? opendir(path.ptr) : NULL;
}

static bool is_candidate(struct np_str name)
{
    return npi_name_is_media(name) && name.ptr[0] != '.' &&
           !npi_str_ends(npi_path_stem(name), NPI_STR(".nopriors"));
}

/* "no-priors-80 [x7c].mp4" belongs to "no-priors-80.md", another episode does
 * not. */
static bool belong(struct np_str media, struct np_str stem)
{
    const struct np_str own = npi_path_stem(media);

    return npi_str_starts_nocase(own, stem) || npi_str_starts_nocase(stem, own);
}

char *npi_name_find_media(struct npi_arena *arena, const char *notes,
                          struct np_str stem)
{
    const struct np_str folder = npi_path_folder(npi_str(notes));
    DIR *dir = open_folder(arena, folder);
    struct np_str found = {NULL, 0};
    size_t n = 0;
    bool exact = false;

    if (!dir)
        return NULL;
    for (size_t i = 0; i < FOLDER_MAX && !exact; i++) {
        const struct dirent *entry = readdir(dir);

        if (!entry)
            break;
        if (!is_candidate(npi_str(entry->d_name)))
            continue;
        exact = npi_str_eq(npi_path_stem(npi_str(entry->d_name)), stem);
        found = npi_arena_str(arena, npi_str(entry->d_name));
        n++;
    }
    closedir(dir);
    if (!found.ptr || (!exact && (n != 1 || !belong(found, stem))))
        return NULL;
    return npi_path_join(
        arena, npi_str_eq(folder, NPI_STR(".")) ? npi_str(NULL) : folder,
        found);
}

static int by_name(const void *a, const void *b)
{
    return npi_str_cmp(*(const struct np_str *)a, *(const struct np_str *)b);
}

const struct np_str *npi_name_sidecars(struct npi_arena *arena,
                                       struct np_str folder, struct np_str stem,
                                       size_t *n)
{
    DIR *dir = open_folder(arena, folder);
    struct np_str *names = NPI_ARENA_NEW(arena, struct np_str, 0);
    size_t cap = 0;

    *n = 0;
    for (size_t i = 0; dir && names && i < FOLDER_MAX; i++) {
        const struct dirent *entry = readdir(dir);

        if (!entry)
            break;
        if (!npi_name_is_sidecar(npi_str(entry->d_name), stem))
            continue;
        names = npi_arena_grow(arena, names, *n, &cap, sizeof(*names));
        if (names)
            names[(*n)++] = npi_arena_str(arena, npi_str(entry->d_name));
    }
    if (dir)
        closedir(dir);
    if (names && *n > 1)
        qsort(names, *n, sizeof(*names), by_name);
    return names;
}

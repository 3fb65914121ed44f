/* What output files are called. The suffixes of text formats are in the export
 * registry. */
#include "cli/names.h"

#include "base/file.h"
#include "base/str.h"
#include "cli/language.h"

#include <string.h>

#define MARK ".nopriors"
#define TAG_PLACE NPI_STR(".{tag}")

static struct np_str without_tag(struct np_str stem)
{
    const size_t dot = npi_str_rfind_char(stem, '.');

    if (dot == NP_NONE || dot == 0 ||
        !npi_language_is_tag(npi_str_sub(stem, dot + 1, stem.len)))
        return stem;
    return npi_str_sub(stem, 0, dot);
}

struct np_str npi_name_stem(const char *notes, const char *media)
{
    if (media)
        return npi_path_stem(npi_str(media));
    if (strcmp(notes, "-") == 0)
        return NPI_STR("notes");
    return without_tag(npi_path_stem(npi_str(notes)));
}

struct np_str npi_name_tag(struct np_str setting, struct np_str language)
{
    if (setting.len > 0)
        return setting;
    if (language.len == 0 || npi_str_eq(language, NPI_STR("und")))
        return npi_str(NULL);
    (void)npi_str_split(&language, '-', &setting);
    return setting;
}

/* folder/name for a name that is still in a buffer, which is released. */
static char *joined(struct npi_arena *arena, struct np_str folder,
                    struct npi_buf *name)
{
    char *path = NULL;

    if (name->error == NP_OK && npi_str_eq(folder, NPI_STR(".")))
        path = npi_path_join(arena, npi_str(NULL), npi_buf_str(name));
    else if (name->error == NP_OK)
        path = npi_path_join(arena, folder, npi_buf_str(name));
    npi_buf_release(name);
    return path;
}

char *npi_name_sidecar(struct npi_arena *arena, struct np_str folder,
                       struct np_str stem, const struct npi_format *format,
                       struct np_str tag)
{
    const struct np_str suffix = npi_str(format->suffix);
    const size_t at = npi_str_find(suffix, TAG_PLACE);
    struct npi_buf name;

    npi_buf_init(&name, NPI_BUF_MAX);
    npi_buf_put(&name, stem);
    if (at == NP_NONE) {
        npi_buf_put(&name, suffix);
    } else {
        npi_buf_put(&name, npi_str_sub(suffix, 0, at));
        npi_buf_puts(&name, tag.len > 0 ? "." : "");
        npi_buf_put(&name, tag);
        npi_buf_put(&name, npi_str_sub(suffix, at + TAG_PLACE.len, suffix.len));
    }
    return joined(arena, folder, &name);
}

bool npi_name_is_webm(const char *media)
{
    return npi_str_eq_nocase(npi_path_extension(npi_str(media)),
                             NPI_STR("webm"));
}

char *npi_name_copy(struct npi_arena *arena, struct np_str folder,
                    const char *media)
{
    const struct np_str path = npi_str(media);
    const struct np_str stem = npi_path_stem(path);
    struct npi_buf name;

    npi_buf_init(&name, NPI_BUF_MAX);
    npi_buf_put(&name, stem);
    if (!npi_str_ends(stem, NPI_STR(MARK)))
        npi_buf_puts(&name, MARK);
    npi_buf_puts(&name, ".");
    if (npi_name_is_webm(media))
        npi_buf_puts(&name, "mkv");
    else
        npi_buf_put(&name, npi_path_extension(path));
    return joined(arena, folder.len > 0 ? folder : npi_path_folder(path),
                  &name);
}

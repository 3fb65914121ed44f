/* Messages in the user's language. GNU gettext does the work; what is ours is
 * where the catalogues lie, and a way to be understood on a machine that has
 * not generated the user's locale (a container, a server): gettext then sees
 * the locale "C" and translates nothing. In that case we enter C.UTF-8, where
 * gettext honours LANGUAGE, and put the wanted locale's name there. (The C
 * library from 2.39 on takes C.UTF-8 for C here too: English then, unless the
 * locale is generated.)
 *
 * Only LC_MESSAGES is set: nothing that is written, sorted or read depends on
 * the locale. */
#include "cli/locale.h"

#include "base/file.h"
#include "base/str.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "nopriors-export"

#ifndef NP_LOCALEDIR
#define NP_LOCALEDIR "/usr/local/share/locale"
#endif

static const char *program_folder;
static bool ready;

void npi_locale_init(const char *folder)
{
    program_folder = folder;
    ready = false;
}

static const char *environment(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}

/* The locale the user asks messages in, as POSIX orders the variables. */
static const char *wanted(void)
{
    const char *name = environment("LC_ALL");

    if (!name)
        name = environment("LC_MESSAGES");
    return name ? name : environment("LANG");
}

static void enter_locale(void)
{
    const char *name;

    if (setlocale(LC_MESSAGES, ""))
        return;
    name = wanted();
    if (!name || !setlocale(LC_MESSAGES, "C.UTF-8"))
        return;
    if (!environment("LANGUAGE"))
        (void)setenv("LANGUAGE", name, 1);
}

static bool bind_below(struct npi_arena *arena, const char *folder)
{
    char *path = npi_path_join(arena, npi_str(program_folder), npi_str(folder));

    return path && npi_file_is_folder(path) && bindtextdomain(DOMAIN, path);
}

static void bind_catalogues(void)
{
    struct npi_arena arena;

    npi_arena_init(&arena);
    if (!program_folder || (!bind_below(&arena, "locale") &&
                            !bind_below(&arena, "../share/locale")))
        (void)bindtextdomain(DOMAIN, NP_LOCALEDIR);
    npi_arena_release(&arena);
    (void)bind_textdomain_codeset(DOMAIN, "UTF-8");
}

static void get_ready(void)
{
    if (ready)
        return;
    ready = true;
    enter_locale();
    bind_catalogues();
}

const char *npi_tr(const char *msgid)
{
    get_ready();
    return *msgid ? dgettext(DOMAIN, msgid) : msgid;
}

bool npi_tr_is(const char *language)
{
    const char *found;

    get_ready();
    found = strstr(dgettext(DOMAIN, ""), "\nLanguage: ");
    return found && strncmp(found + sizeof("\nLanguage: ") - 1, language,
                            strlen(language)) == 0;
}

const char *npi_trn(const char *one, const char *many, size_t n)
{
    get_ready();
    return dngettext(DOMAIN, one, many, (unsigned long)n);
}

/* Reading INI text with iniparser, only what the wall (ini_scan.c) has let
 * through: iniparser_load() and iniparser_getstring() and nothing else of it.
 * The other getters follow the locale or read octal, and the dump functions
 * overflow (CVE-2023-33461, CVE-2025-0633).
 *
 * iniparser 4.1 reads only paths, so the text that was checked is handed over
 * as a nameless file: the file itself may have changed, or be a pipe. */
#include <errno.h>
#include <fcntl.h>
#include <iniparser/iniparser.h>
#include <unistd.h>

#include "base/file.h"
#include "base/platform.h"
#include "base/str.h"
#include "profile/diags.h"
#include "profile/ini.h"
#include "profile/profile.h"

/* iniparser prints what it dislikes unless told otherwise. What it could
 * dislike has been reported by the wall. */
static int say_nothing(const char *format, ...)
{
    (void)format;
    return 0;
}

/* NP_ERR_NOMEM, NP_ERR_IO with errno. */
static enum np_status load(struct np_str text, dictionary **dict)
{
    struct npi_buf path;
    enum np_status status = NP_ERR_IO;
    int fd = npi_platform_memory_file(text);
    if (fd < 0)
        return status;
    npi_buf_init(&path, 32);
    npi_buf_puts(&path, "/dev/fd/");
    npi_buf_put_i64(&path, fd);
    if (path.error) {
        status = path.error;
    } else {
        iniparser_set_error_callback(say_nothing);
        *dict = iniparser_load(path.data);
        status = *dict ? NP_OK : NP_ERR_IO;
    }
    npi_buf_release(&path);
    (void)close(fd);
    return status;
}

/* "section:key", as iniparser names it; NULL out of memory. */
static const char *dictionary_key(struct npi_buf *buf,
                                  const struct npi_ini_entry *entry)
{
    npi_buf_clear(buf);
    npi_buf_put(buf, entry->section);
    npi_buf_putc(buf, ':');
    npi_buf_put(buf, entry->key);
    return buf->error ? NULL : buf->data;
}

static enum np_status report_different(struct npi_context *ctx,
                                       const struct npi_ini_entry *entry)
{
    struct npi_buf line;
    npi_buf_init(&line, 32);
    npi_buf_put_u64(&line, entry->line);
    NPI_DIAG1(ctx->diags, PROFILE_LIBRARY, entry->key_span, npi_buf_str(&line));
    npi_buf_release(&line);
    return NP_ERR_USAGE;
}

static enum np_status take_values(struct npi_context *ctx,
                                  const dictionary *dict, struct npi_ini *ini)
{
    enum np_status status = NP_OK;
    struct npi_buf key;
    npi_buf_init(&key, 2 * NPI_PROFILE_LINE_MAX);
    for (size_t i = 0; i < ini->n_entries && status != NP_ERR_NOMEM; i++) {
        struct npi_ini_entry *entry = &ini->entries[i];
        const char *name = dictionary_key(&key, entry);
        struct np_str value = npi_str(NULL);
        if (name)
            value = npi_str(iniparser_getstring(dict, name, NULL));
        if (name && !npi_str_eq(value, entry->value)) {
            status = report_different(ctx, entry);
            continue;
        }
        entry->value = npi_arena_str(ctx->arena, value);
        if (!name || !entry->value.ptr)
            status = NP_ERR_NOMEM;
    }
    npi_buf_release(&key);
    return status;
}

enum np_status npi_ini_read(struct npi_context *ctx, struct np_str name,
                            struct np_str text, struct npi_ini *ini)
{
    dictionary *dict = NULL;
    enum np_status status = load(text, &dict);
    if (status == NP_ERR_IO)
        NPI_DIAG2(ctx->diags, FILE_UNREADABLE, NPI_NOWHERE, name,
                  npi_str(npi_errno_text(errno)));
    if (status)
        return status;
    status = take_values(ctx, dict, ini);
    iniparser_freedict(dict);
    return status;
}

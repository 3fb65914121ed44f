/* One profile's file: looked for, read through the wall and iniparser, its
 * sections and keys checked against the settings' table. Values and what it
 * extends are profile.c's. */
#include "profile/profile_file.h"

#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "profile/nearest.h"

#define SECTION "profile"

bool npi_profile_is_path(struct np_str name)
{
    return npi_str_find_char(name, '/') != NP_NONE ||
           npi_str_ends(name, NPI_STR(NPI_PROFILE_SUFFIX));
}

enum np_status npi_profile_find(struct npi_context *ctx, struct np_str name,
                                const char *const *folders, struct np_str *path)
{
    enum np_status status = NP_OK;
    struct npi_buf file;
    *path = npi_str(NULL);
    npi_buf_init(&file, NPI_BUF_MAX);
    npi_buf_put(&file, name);
    npi_buf_puts(&file, NPI_PROFILE_SUFFIX);
    for (size_t i = 0; folders && folders[i] && !path->ptr && !status; i++) {
        char *joined = NULL;
        if (!file.error)
            joined = npi_path_join(ctx->arena, npi_str(folders[i]),
                                   npi_buf_str(&file));
        if (!joined)
            status = NP_ERR_NOMEM;
        else if (npi_file_exists(joined))
            *path = npi_str(joined);
    }
    npi_buf_release(&file);
    return status;
}

bool npi_profile_is_setting(const struct npi_ini_entry *entry)
{
    for (int i = 0; i < NPI_SETTINGS_N; i++)
        if (npi_str_eq(entry->section, npi_str(npi_setting_table[i].section)))
            return true;
    return false;
}

/* "[subtitles] [chapters] …": the table's rows of one section stand together.
 */
static void write_sections(struct npi_buf *out, struct npi_nearest *near)
{
    const char *last = SECTION;
    npi_buf_puts(out, "[" SECTION "]");
    npi_nearest_try(near, NPI_STR(SECTION));
    for (int i = 0; i < NPI_SETTINGS_N; i++) {
        const char *section = npi_setting_table[i].section;
        if (npi_str_eq(npi_str(section), npi_str(last)))
            continue;
        npi_buf_puts(out, " [");
        npi_buf_puts(out, section);
        npi_buf_putc(out, ']');
        npi_nearest_try(near, npi_str(section));
        last = section;
    }
}

static void report_section(struct npi_context *ctx,
                           const struct npi_ini_entry *entry)
{
    struct npi_nearest near;
    struct npi_buf all;
    npi_nearest_init(&near, entry->section);
    npi_buf_init(&all, NPI_BUF_MAX);
    write_sections(&all, &near);
    if (near.best.ptr)
        NPI_DIAG2(ctx->diags, PROFILE_SECTION_NEAR, entry->section_span,
                  entry->section, near.best);
    else
        NPI_DIAG2(ctx->diags, PROFILE_SECTION, entry->section_span,
                  entry->section, npi_buf_str(&all));
    npi_buf_release(&all);
}

/* A key of [profile] itself. */
static enum np_status take_own(struct npi_context *ctx,
                               struct npi_profile_file *file,
                               const struct npi_ini_entry *entry)
{
    static const char *const keys[] = {"description", "extends"};
    const struct npi_ini_entry **fields[] = {&file->description,
                                             &file->extends};
    struct npi_nearest near;
    npi_nearest_init(&near, entry->key);
    for (size_t i = 0; i < 2; i++) {
        if (npi_str_eq(entry->key, npi_str(keys[i]))) {
            *fields[i] = entry;
            return NP_OK;
        }
        npi_nearest_try(&near, npi_str(keys[i]));
    }
    if (near.best.ptr)
        NPI_DIAG2(ctx->diags, SETTING_UNKNOWN_NEAR, entry->key_span, entry->key,
                  near.best);
    else
        NPI_DIAG1(ctx->diags, SETTING_UNKNOWN, entry->key_span, entry->key);
    return NP_ERR_USAGE;
}

/* Each unknown section is reported once, its keys not at all. */
static enum np_status check_sections(struct npi_context *ctx,
                                     struct npi_profile_file *file)
{
    enum np_status status = NP_OK;
    size_t reported = NP_NONE;
    for (size_t i = 0; i < file->ini.n_entries; i++) {
        const struct npi_ini_entry *entry = &file->ini.entries[i];
        if (npi_str_eq(entry->section, NPI_STR(SECTION))) {
            if (take_own(ctx, file, entry))
                status = NP_ERR_USAGE;
        } else if (!npi_profile_is_setting(entry)) {
            if (entry->section_span.offset != reported)
                report_section(ctx, entry);
            reported = entry->section_span.offset;
            status = NP_ERR_USAGE;
        }
    }
    return status;
}

/* The text as messages show it: a source must be UTF-8, so each byte that is
 * not becomes a question mark. ptr is NULL when out of memory. */
static struct np_str showable(struct npi_arena *arena, struct np_str text)
{
    size_t bad = 0, from = 0;
    if (npi_utf8_check(text, &bad))
        return text;
    char *copy = npi_arena_alloc(arena, text.len, 1);
    if (!copy)
        return npi_str(NULL);
    memcpy(copy, text.ptr, text.len);
    struct np_str rest = text;
    while (!npi_utf8_check(rest, &bad)) {
        copy[from + bad] = '?';
        from += bad + 1;
        rest = npi_str_sub(text, from, text.len);
    }
    return (struct np_str){copy, text.len};
}

enum np_status npi_profile_file_read(struct npi_context *ctx,
                                     struct np_str path,
                                     struct npi_profile_file *file)
{
    struct np_str text;
    *file = (struct npi_profile_file){.path = path};
    enum np_status status = npi_file_read(ctx->arena, ctx->diags, path.ptr,
                                          NPI_PROFILE_MAX, &text);
    if (status == NP_ERR_NOTES) /* too large: faulty, but no notes */
        return NP_ERR_USAGE;
    if (status)
        return status;
    struct np_str shown = showable(ctx->arena, text);
    if (!shown.ptr)
        return NP_ERR_NOMEM;
    size_t source = npi_diags_add_source(ctx->diags, path, shown);
    status = npi_ini_scan(ctx, source, text, &file->ini);
    if (!status)
        status = npi_ini_read(ctx, path, text, &file->ini);
    if (status && status != NP_ERR_USAGE)
        return status;
    enum np_status sections = check_sections(ctx, file);
    return status ? status : sections;
}

/* One profile's file: found, read, its [profile] section understood. Only
 * src/profile includes this. */
#ifndef NPI_PROFILE_PROFILE_FILE_H
#define NPI_PROFILE_PROFILE_FILE_H

#include "profile/ini.h"
#include "profile/profile.h"

/* The one that needs no file. */
#define NPI_PROFILE_DEFAULT "default"
#define NPI_PROFILE_DEFAULT_ABOUT                                              \
    "the numbers of Netflix's guide for the language of the text"

struct npi_profile_file {
    struct np_str path;
    struct npi_ini ini; /* its settings, and the [profile] section */
    const struct npi_ini_entry *description; /* NULL if not there */
    const struct npi_ini_entry *extends;     /* NULL if not there */
};

/* True if name is to be taken for a path. */
bool npi_profile_is_path(struct np_str name);

/* The path of NAME.ini in the first folder that has it, in ctx->arena; *path
 * is absent if none has. NP_ERR_NOMEM. */
enum np_status npi_profile_find(struct npi_context *ctx, struct np_str name,
                                const char *const *folders,
                                struct np_str *path);

/* Reads and checks a file, all but the values of settings. Sections and keys
 * that do not exist are reported here. NP_ERR_USAGE, NP_ERR_IO, NP_ERR_NOMEM;
 * after NP_ERR_USAGE file holds the entries that are good. */
enum np_status npi_profile_file_read(struct npi_context *ctx,
                                     struct np_str path,
                                     struct npi_profile_file *file);

/* True if the entry is under one of the settings' sections. */
bool npi_profile_is_setting(const struct npi_ini_entry *entry);

#endif

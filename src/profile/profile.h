/* The stage's door: profiles, INI files that settle settings.
 *
 *   [profile]
 *   description = short lines for phones
 *   extends = default
 *   [subtitles]
 *   line-length = 12
 *
 * Files are read by iniparser, behind a check of our own that refuses, with
 * line and column, everything iniparser would silently read otherwise than it
 * looks. */
#ifndef NPI_PROFILE_PROFILE_H
#define NPI_PROFILE_PROFILE_H

#include "profile/settings.h"

#define NPI_PROFILE_MAX ((size_t)1 << 20) /* bytes of a profile's file */
#define NPI_PROFILE_LINE_MAX 1022         /* bytes of a line: iniparser's */
#define NPI_PROFILE_ENTRIES 256           /* keys of a file */
#define NPI_PROFILES_MAX 1000             /* profiles that are listed */
#define NPI_PROFILE_DEPTH 8               /* profiles that extend each other */
#define NPI_PROFILE_SUFFIX ".ini"

/* Loads a profile into config: a path (it has a "/" or ends in ".ini"), or a
 * name that is looked for as NAME.ini in folders, in order (NULL ends the
 * list). "default" needs no file. The same holds for what a profile extends,
 * save that a relative path starts at the folder of its file. Values of config
 * that a profile or the built-in default gave are overwritten by those the
 * profile gives (its own, and of those it extends); what NPI_LAYER_GIVEN gave
 * stays. All mistakes of the file are reported; NP_ERR_USAGE then (also for an
 * unknown profile), NP_ERR_IO, NP_ERR_NOMEM; config is unchanged. */
enum np_status npi_profile_load(struct npi_context *ctx,
                                struct npi_config *config, struct np_str name,
                                const char *const *folders);

struct npi_profile_info {
    struct np_str name;
    struct np_str description; /* absent if it gives none */
    struct np_str path;        /* absent: built in */
    bool faulty;               /* loading it would report what is wrong */
};

/* The profiles that a name finds in folders, sorted by name; the first of a
 * name hides later ones. */
enum np_status npi_profiles_list(struct npi_context *ctx,
                                 const char *const *folders,
                                 const struct npi_profile_info **infos,
                                 size_t *n_infos);

#endif

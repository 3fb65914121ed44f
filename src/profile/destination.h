/* Destinations: where files go, as rows of a table in the profiles' folders
 * (destinations.ini). Read as profiles are; see there for the keys. */
#ifndef NPI_PROFILE_DESTINATION_H
#define NPI_PROFILE_DESTINATION_H

#include "base/context.h"
#include "profile/diags.h"

#define NPI_DESTINATIONS_FILE "destinations.ini"
#define NPI_DESTINATION_STEPS 9

struct npi_destination {
    struct np_str name;
    struct np_str title;
    struct np_str formats;  /* names, divided by spaces */
    struct np_str settings; /* "section.key=value", divided by spaces */
    struct {
        struct np_str english;
        struct np_str chinese; /* absent: the English one */
    } steps[NPI_DESTINATION_STEPS];
    struct np_str path; /* of the file */
};

/* All of them, in the order of the folders (NULL ends the list) and files; of
 * two with a name the first. Mistakes of a file are reported: NP_ERR_USAGE.
 * NP_ERR_IO, NP_ERR_NOMEM. */
enum np_status npi_destinations_list(struct npi_context *ctx,
                                     const char *const *folders,
                                     const struct npi_destination **list,
                                     size_t *n);

/* One of them; NP_ERR_USAGE with a diagnostic if there is none. */
enum np_status npi_destination_find(struct npi_context *ctx,
                                    const char *const *folders,
                                    struct np_str name,
                                    const struct npi_destination **found);

#endif

/* The files beside MEDIA and the notes that may have to do with the episode. */
#ifndef NPI_JOB_BESIDE_H
#define NPI_JOB_BESIDE_H

#include "base/context.h"

struct npi_beside {
    struct np_str *names; /* captions' and .info.json's, sorted, each once */
    const char **paths;   /* parallel */
    size_t n;
    size_t n_infos;
};

/* Lists the folders of two files, of which each may be NULL; the first one's
 * file wins where both have one of that name. A folder that cannot be read has
 * no files; one with too many is left out, with a note. NP_ERR_NOMEM. */
enum np_status npi_beside_list(struct npi_context *ctx, const char *first,
                               const char *second, struct npi_beside *beside);

bool npi_name_is_info(struct np_str name);

#endif

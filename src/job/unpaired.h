/* Captions that lie beside the episode under another name. */
#ifndef NPI_JOB_UNPAIRED_H
#define NPI_JOB_UNPAIRED_H

#include <nopriors/types.h>
#include <stddef.h>

struct np_job;

#define NPI_UNPAIRED_MAX 2

struct npi_unpaired {
    struct np_str name;
    struct np_str wanted; /* the name that would be taken */
    const char *path;
};

/* The first few in order of their names, if captions were looked for and none
 * taken. Those that are another episode's by name (EP.md is there too) or no
 * captions by content do not count. NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_job_unpaired(struct np_job *job,
                                struct npi_unpaired found[NPI_UNPAIRED_MAX],
                                size_t *n);

#endif

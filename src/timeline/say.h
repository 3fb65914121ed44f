/* Times and numbers as diagnostics show them. */
#ifndef NPI_TIMELINE_SAY_H
#define NPI_TIMELINE_SAY_H

#include <nopriors/types.h>

#define NPI_SAY_MAX 32

struct npi_said {
    char text[NPI_SAY_MAX];
    size_t len;
};

struct npi_said npi_say_time(int64_t ms); /* 1:02:03 */
struct npi_said npi_say_count(size_t n);
struct npi_said npi_say_text(struct np_str text); /* what is short already */

/* Borrowed from said. */
struct np_str npi_said_str(const struct npi_said *said);

#endif

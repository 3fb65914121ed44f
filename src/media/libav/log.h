/* libav's log: nothing is printed; errors are kept for the diagnostics. */
#ifndef NPI_MEDIA_LIBAV_LOG_H
#define NPI_MEDIA_LIBAV_LOG_H

#include "media/part.h"

/* Between begin and end, errors that libav logs on this thread are kept. libav
 * has one log for a process: begin takes it over for good, what is logged
 * outside of our calls goes nowhere. */
void npi_log_begin(void);
/* The last error, absent if there was none; valid until the next begin. */
struct np_str npi_log_last(void);
/* Turns what was kept into diagnostics. */
void npi_log_end(const struct npi_part_host *host);

#endif

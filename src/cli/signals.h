/* Ctrl-C, hang-up, terminate: the job is asked to stop, and cleans up. */
#ifndef NPI_CLI_SIGNALS_H
#define NPI_CLI_SIGNALS_H

#include <nopriors/job.h>

/* From now on until npi_signals_release() the signals cancel the job; a second
 * one ends the program at once. A signal that was ignored stays so (nohup). */
void npi_signals_catch(struct np_job *job);
void npi_signals_release(void);

/* A closed pipe and a file beyond a limit (ulimit -f) are errors of writing,
 * not deaths. */
void npi_signals_as_errors(void);

#endif

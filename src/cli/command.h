/* Command lines we propose: with the program's name as it was called, the
 * settings that were given, and the user's own file names. */
#ifndef NPI_CLI_COMMAND_H
#define NPI_CLI_COMMAND_H

#include "cli/args.h"

/* "nopriors-export SETTINGS OPTIONS NOTES MEDIA", to be pasted into a shell.
 * options is shell text already (npi_command_option), may be absent; media may
 * be NULL. In the arena; absent when out of memory. */
struct np_str npi_command(struct npi_arena *arena, const struct npi_args *args,
                          struct np_str options, const char *media);

/* "-o 'my file.srt'". */
struct np_str npi_command_option(struct npi_arena *arena, const char *option,
                                 const char *file);
/* "--only chapters --replace": those that were given of the options that only
 * mean something with MEDIA. */
struct np_str npi_command_copy_options(struct npi_arena *arena,
                                       const struct npi_args *args);

#endif

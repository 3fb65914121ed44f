/* Entries to the compiled form (compiled.h). The same entries give the same
 * bytes on every machine. */
#ifndef NPI_LEXICON_COMPILE_H
#define NPI_LEXICON_COMPILE_H

#include "lexicon/entries.h"

#define NPI_MEANING_WORDS 24 /* the most that a key keeps */

/* Sorts the entries and appends the file to out. from, to: language subtags of
 * at most seven bytes, or absent. name is for the message that it is too
 * large: NP_ERR_USAGE; NP_ERR_NOMEM, NP_ERR_INTERRUPTED. No entry at all gives
 * a file without keys. */
enum np_status npi_entries_compile(struct npi_entries *entries,
                                   struct np_str name, struct np_str from,
                                   struct np_str to, struct npi_buf *out);

#endif

/* Words as a shell reads them back: for the commands we propose. */
#ifndef NPI_CLI_QUOTE_H
#define NPI_CLI_QUOTE_H

#include "base/buf.h"

/* Puts word, in single quotes if a POSIX shell would read it otherwise. */
void npi_quote_word(struct npi_buf *out, struct np_str word);
/* The same for a file's name: one that starts with "-" gets "./" before it. */
void npi_quote_file(struct npi_buf *out, struct np_str path);

#endif

/* Pieces of documentation made from the tables that the program runs on: the
 * options, the settings, the text formats. */
#ifndef NPI_CLI_DOCS_DOCS_H
#define NPI_CLI_DOCS_DOCS_H

#include "base/buf.h"

/* A piece that a template asks for with a line "@name@". */
struct npi_docs_piece {
    const char *name;
    void (*write)(struct npi_buf *out);
};

/* man.c: mdoc(7). */
void npi_docs_man_options(struct npi_buf *out);
void npi_docs_man_formats(struct npi_buf *out);
void npi_docs_man_settings(struct npi_buf *out);

/* completions.c. */
void npi_docs_bash_options(struct npi_buf *out);
void npi_docs_bash_takes(struct npi_buf *out);
void npi_docs_bash_values(struct npi_buf *out);
void npi_docs_zsh_options(struct npi_buf *out);
void npi_docs_zsh_settings(struct npi_buf *out);
void npi_docs_fish_options(struct npi_buf *out);

#endif

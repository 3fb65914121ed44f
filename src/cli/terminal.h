/* What we write to: a terminal or not, how wide, in colour or not. */
#ifndef NPI_CLI_TERMINAL_H
#define NPI_CLI_TERMINAL_H

#include "base/diag.h"

enum npi_when { NPI_AUTO, NPI_ALWAYS, NPI_NEVER };

/* Escape sequences, or "" (NULL in diag) where colour is off. */
struct npi_palette {
    struct npi_diag_colors diag;
    const char *bold, *dim, *good, *doubtful, *reset;
};

struct npi_terminal {
    bool out_is_tty; /* standard output */
    bool err_is_tty; /* standard error */
    size_t columns;  /* of the terminal; 80 when there is none */
    struct npi_palette out;
    struct npi_palette err;
};

void npi_terminal_init(struct npi_terminal *terminal, enum npi_when color);

#endif

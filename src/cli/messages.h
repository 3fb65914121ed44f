/* Which diagnostics are shown, and in what order. */
#ifndef NPI_CLI_MESSAGES_H
#define NPI_CLI_MESSAGES_H

#include "cli/args.h"
#include "cli/page.h"

struct npi_messages {
    enum np_severity least; /* less severe ones are left out */
    size_t per_kind;        /* the most of one kind */
    size_t in_all;          /* the most of all; errors do not count */
};

/* What -q and -v make of it. */
struct npi_messages npi_messages_for(const struct npi_args *args);

/* Puts the diagnostics, the most important first, in their colours; says how
 * many were left out. False if there was none to show. */
bool npi_messages_put(struct npi_page *page, const struct npi_diags *diags,
                      const struct npi_messages *which,
                      const struct npi_diag_colors *colors);

#endif

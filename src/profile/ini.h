/* INI text to a list of entries. Only src/profile includes this. */
#ifndef NPI_PROFILE_INI_H
#define NPI_PROFILE_INI_H

#include "base/context.h"

/* One "key = value" as it stands in the text. */
struct npi_ini_entry {
    struct np_str section;
    struct np_str key;
    struct np_str value; /* without its quotes */
    struct np_span section_span;
    struct np_span key_span;
    struct np_span value_span; /* empty, behind the =, if there is none */
    size_t line;
    bool quoted;
};

struct npi_ini {
    struct npi_ini_entry *entries;
    size_t n_entries;
    size_t cap;
};

/* The wall: takes text apart line by line and reports every line that
 * iniparser would refuse, or read otherwise than it looks. NP_ERR_USAGE if
 * there was one (entries are those that are good), NP_ERR_NOMEM. Strings
 * borrow from text, which is source in ctx->diags. Sections and keys may be
 * unknown: the caller knows which there are. */
enum np_status npi_ini_scan(struct npi_context *ctx, size_t source,
                            struct np_str text, struct npi_ini *ini);

/* Reads text, which must have passed npi_ini_scan(), with iniparser, and puts
 * iniparser's values (copied to ctx->arena) into the entries. An entry that
 * the two read differently is reported and NP_ERR_USAGE; NP_ERR_IO,
 * NP_ERR_NOMEM. */
enum np_status npi_ini_read(struct npi_context *ctx, struct np_str name,
                            struct np_str text, struct npi_ini *ini);

#endif

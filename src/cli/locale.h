/* Messages in the user's language: GNU gettext, looked up at the first message
 * and not before, so that a run that says nothing pays nothing. */
#ifndef NPI_CLI_LOCALE_H
#define NPI_CLI_LOCALE_H

#include "base/diag.h"

/* Marks both forms of a counted text in a table. */
#define NPI_PLURAL(one, many) one, many

/* Where catalogues are looked for: folder/locale (a build), then
 * folder/../share/locale (an installation). folder is borrowed, NULL: none. */
void npi_locale_init(const char *folder);

/* The translation of a message id, or the id itself. */
const char *npi_tr(const char *msgid);
/* Whether messages are translated, and into this language ("zh"). */
bool npi_tr_is(const char *language);
/* The form for n things. */
const char *npi_trn(const char *one, const char *many, size_t n);

#endif

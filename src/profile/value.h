/* A setting's value: from text and back. Only src/profile includes this. */
#ifndef NPI_PROFILE_VALUE_H
#define NPI_PROFILE_VALUE_H

#include "profile/settings.h"

/* Reads text into the row's field. A string field borrows from text. False,
 * and nothing changed, when text is no value of this setting. */
bool npi_value_read(const struct npi_setting *row, struct np_str text,
                    struct npi_settings *settings);

/* A row's string field; NULL if it holds none. */
struct np_str *npi_value_string(const struct npi_setting *row,
                                struct npi_settings *settings);

#endif

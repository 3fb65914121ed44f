/* Language tags in file names, and languages by name. */
#ifndef NPI_CLI_LANGUAGE_H
#define NPI_CLI_LANGUAGE_H

#include "cli/page.h"

/* True for what people put at a file name's end to say its language: "zh",
 * "zh-Hans", "pt-BR", "chi". Only real language codes count: "notes.final.md"
 * has none. */
bool npi_language_is_tag(struct np_str tag);

/* An English name (a message id) for a BCP 47 tag; NULL if we have none. */
const char *npi_language_name(struct np_str tag);

/* "Chinese, simplified (zh-Hans)"; a tag we have no name for alone. */
struct np_str npi_language_piece(struct npi_page *page, struct np_str tag);

#endif

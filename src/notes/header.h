/* What the notes say about the episode: rows of "key: value". */
#ifndef NPI_NOTES_HEADER_H
#define NPI_NOTES_HEADER_H

#include "notes/names.h"

/* Puts a value where its key says; a key without a field of its own goes to
 * the episode's fields, and so does a second value. line from 1. url: the
 * target of a link in the value, or absent. */
void npi_header_put(struct npi_reader *r, struct np_str key,
                    struct np_str value, struct np_str url, size_t line);

/* Reads a line as "key: value" with a known key; with any: also with an unknown
 * one that has the shape of a key. False: it is none. */
bool npi_header_line(struct npi_reader *r, const struct npi_block *block,
                     struct np_str line, bool any);

/* "#人工智能 ， #教育": a line of nothing but tags. */
bool npi_header_tags(struct npi_reader *r, struct np_str line);

/* Adds a person unless one of that name is there. */
void npi_header_person(struct npi_reader *r, struct np_str name,
                       struct np_str about, size_t line);

/* YYYY, YYYY-MM or YYYY-MM-DD out of a written date; false if it is none.
 * out: at least 11 bytes. */
bool npi_date_read(struct np_str s, char *out);

#endif

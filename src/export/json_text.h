/* JSON's syntax (RFC 8259): strings, members, and commas where they belong. */
#ifndef NPI_EXPORT_JSON_TEXT_H
#define NPI_EXPORT_JSON_TEXT_H

#include "base/buf.h"

/* Where we are: what is put next may need a comma and a line break first. Zero
 * all but out. */
struct npi_json {
    struct npi_buf *out;
    unsigned depth;
    unsigned row; /* the depth from which on all stays on one line; 0: none */
    bool filled;  /* the innermost object or array has something in it */
};

/* key NULL: an element of an array, or the document itself. */
void npi_json_object(struct npi_json *json, const char *key);
void npi_json_array(struct npi_json *json, const char *key);
/* An element that is an object on one line, with all that is in it. */
void npi_json_row(struct npi_json *json);
void npi_json_end_object(struct npi_json *json);
void npi_json_end_array(struct npi_json *json);

/* An absent string, NP_NONE and NP_NO_TIME are null. */
void npi_json_str(struct npi_json *json, const char *key, struct np_str text);
void npi_json_index(struct npi_json *json, const char *key, size_t index);
void npi_json_bool(struct npi_json *json, const char *key, bool value);
/* Milliseconds as seconds with three decimals. */
void npi_json_time(struct npi_json *json, const char *key, int64_t ms);
/* The same for a difference, which may be below zero. */
void npi_json_seconds(struct npi_json *json, const char *key, int64_t ms);
/* Three decimals. */
void npi_json_share(struct npi_json *json, const char *key, double value);

#endif

/* Bytes of a file to UTF-8, at the door: UTF-8 with or without byte order
 * mark, UTF-16 with one, GB18030; anything else is an error. */
#ifndef NPI_BASE_ENCODING_H
#define NPI_BASE_ENCODING_H

#include "base/arena.h"
#include "base/diag.h"

enum npi_encoding { NPI_UTF8, NPI_UTF16LE, NPI_UTF16BE, NPI_GB18030 };

/* Text as UTF-8 without byte order mark, in the arena (or borrowed from bytes
 * when nothing had to change). NUL bytes are an error (binary file). On error:
 * a diagnostic with the offset of the first bad byte, NP_ERR_NOTES. name is
 * for the message. A file that is mostly good UTF-8 is never taken for
 * GB18030. Line ends stay as they are. */
enum np_status npi_encoding_to_utf8(struct npi_arena *arena,
                                    struct npi_diags *diags, struct np_str name,
                                    struct np_str bytes,
                                    enum npi_encoding *encoding,
                                    struct np_str *text);

#endif

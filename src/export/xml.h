/* Text in XML, as content or between double quotes. */
#ifndef NPI_EXPORT_XML_H
#define NPI_EXPORT_XML_H

#include "base/buf.h"

/* On one line; & < > " are escaped, what XML cannot hold at all is taken out by
 * npi_line_next(). */
void npi_xml_put(struct npi_buf *out, struct np_str text);

#endif

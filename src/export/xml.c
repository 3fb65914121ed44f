/* See xml.h. */
#include "export/xml.h"

#include "base/line.h"

void npi_xml_put(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_line_next(text, &at, &cp)) {
        if (cp == '&')
            npi_buf_puts(out, "&amp;");
        else if (cp == '<')
            npi_buf_puts(out, "&lt;");
        else if (cp == '>')
            npi_buf_puts(out, "&gt;");
        else if (cp == '"')
            npi_buf_puts(out, "&quot;");
        else
            npi_buf_put_cp(out, cp);
    }
}

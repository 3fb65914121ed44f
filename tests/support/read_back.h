/* What readers that check a writer share: what a text should have become, and
 * a failure that a fuzzer sees. */
#ifndef TESTS_SUPPORT_READ_BACK_H
#define TESTS_SUPPORT_READ_BACK_H

#include "base/buf.h"
#include "base/line.h"
#include "base/str.h"
#include "base/utf8.h"
#include <stdlib.h>

static inline void require(bool good)
{
    if (!good)
        abort();
}

/* What should be read back: one line, without the marks that escapes add, for
 * SubRip with full-width braces. */
static inline void put_expected(struct npi_buf *out, struct np_str text,
                                bool braces)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_line_next(text, &at, &cp)) {
        if (braces && (cp == '{' || cp == '}'))
            cp += 0xfee0;
        if (cp != NPI_WORD_JOINER)
            npi_buf_put_cp(out, cp);
    }
}

static inline void require_line(struct np_str have, struct np_str text,
                                bool braces)
{
    struct npi_buf want, bare;
    npi_buf_init(&want, NPI_BUF_MAX);
    npi_buf_init(&bare, NPI_BUF_MAX);
    put_expected(&want, text, braces);
    for (size_t at = 0; at < have.len;) {
        uint32_t cp = npi_utf8_next(have, &at);
        if (cp != NPI_WORD_JOINER)
            npi_buf_put_cp(&bare, cp);
    }
    require(npi_str_eq(npi_buf_str(&bare), npi_buf_str(&want)));
    npi_buf_release(&want);
    npi_buf_release(&bare);
}

/* The part of *rest before the line end. */
static inline struct np_str next_line(struct np_str *rest)
{
    struct np_str line;
    require(npi_str_split(rest, '\n', &line));
    return line;
}

#endif

/* Text for a person in the making: said in the user's language, in columns that
 * line up also with Chinese, as wide as the terminal. Written out once, at the
 * end. */
#ifndef NPI_CLI_PAGE_H
#define NPI_CLI_PAGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"
#include "cli/locale.h"
#include "cli/terminal.h"

struct npi_page {
    struct npi_buf buf;      /* buf.error tells whether all went well */
    struct npi_arena *arena; /* for the pieces */
    const struct npi_palette *palette;
    size_t columns;
};

void npi_page_init(struct npi_page *page, struct npi_arena *arena,
                   const struct npi_palette *palette, size_t columns);
void npi_page_release(struct npi_page *page);
/* Writes all to a descriptor (name is for the message) and clears the page. */
enum np_status npi_page_flush(struct npi_page *page, struct npi_diags *diags,
                              int fd, const char *name);

/* Our own words or escape sequences, as they are. */
void npi_page_puts(struct npi_page *page, const char *z);
/* Foreign text, made safe for a terminal and one line, clipped with "…" at
 * max columns. */
void npi_page_put(struct npi_page *page, struct np_str text, size_t max);
/* A translated template with {0}..{3} put in. */
void npi_page_say_args(struct npi_page *page, const char *msgid,
                       const struct np_str args[NP_DIAG_ARGS]);
#define NPI_SAY(page, msgid, ...)                                              \
    npi_page_say_args((page), (msgid),                                         \
                      (const struct np_str[NP_DIAG_ARGS]){__VA_ARGS__})
/* The same as a piece, in the arena; absent when out of memory, and the page
 * then has its error. */
struct np_str npi_piece_args(struct npi_page *page, const char *msgid,
                             const struct np_str args[NP_DIAG_ARGS]);
#define NPI_PIECE(page, msgid, ...)                                            \
    npi_piece_args((page), (msgid),                                            \
                   (const struct np_str[NP_DIAG_ARGS]){__VA_ARGS__})
/* Takes what was written since mark (an earlier buf.len) off the page. */
struct np_str npi_piece_since(struct npi_page *page, size_t mark);

struct np_str npi_piece_number(struct npi_page *page, uint64_t n); /* 14,321 */
struct np_str npi_piece_count(struct npi_page *page, const char *one,
                              const char *many, size_t n);        /* {0} is n */
struct np_str npi_piece_stamp(struct npi_page *page, int64_t ms); /* 1:02 */
struct np_str npi_piece_bytes(struct npi_page *page, uint64_t n); /* 1.2 GB */
struct np_str npi_piece_fixed(struct npi_page *page, double value,
                              unsigned decimals);

/* A blank line, unless the page begins here, and a heading. */
void npi_page_heading(struct npi_page *page, const char *msgid);
/* "  label     value", the value wrapped at the page's width. label is a
 * message id ("" for a continuation). */
void npi_page_field(struct npi_page *page, const char *label,
                    struct np_str value);
/* Words wrapped with so many columns before each line; the first line's are
 * there already, and the last line is not ended. */
void npi_page_wrap(struct npi_page *page, struct np_str text, size_t indent);
void npi_page_spaces(struct npi_page *page, size_t n);

#endif

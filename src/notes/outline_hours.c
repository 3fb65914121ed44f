/* Outlines whose stamps were meant as hours and minutes: the text of the
 * dialogue is far too long for minutes and seconds. Said, not guessed. */
#include "notes/parts.h"

#include "base/str.h"

/* Bytes of text that are said a second, at most: 10 Chinese characters, 30
 * English letters. */
#define BYTES_A_SECOND 30

void npi_outline_check_hours(struct npi_reader *r)
{
    const struct np_entry *last = NULL;
    uint64_t bytes = 0;
    size_t stamped = 0;
    for (size_t i = 0; i < r->outline.n; i++) {
        const struct np_entry *entry = &r->outline.items[i];
        if (entry->start == NP_NO_TIME)
            continue;
        /* One finer than h:mm, or with hours already, settles it. */
        struct np_str s = npi_str_sub(r->notes, entry->span.offset,
                                      entry->span.length);
        if (entry->grain != 1000 ||
            npi_str_find_char(s, ':') != npi_str_rfind_char(s, ':'))
            return;
        stamped++;
        last = entry;
    }
    for (size_t i = 0; i < r->sentences.n; i++)
        bytes += r->sentences.items[i].text.len;
    if (stamped < 3 || last->start <= 0)
        return;
    uint64_t seconds = (uint64_t)last->start / 1000;
    if (bytes > 4 * BYTES_A_SECOND * seconds &&
        bytes < 2 * BYTES_A_SECOND * seconds * 60)
        NPI_DIAG1(r->ctx->diags, STAMP_HOURS, last->span,
                  npi_str_sub(r->notes, last->span.offset, last->span.length));
}

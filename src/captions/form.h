/* What a format demands of a file beyond what reading it needs. */
#ifndef NPI_CAPTIONS_FORM_H
#define NPI_CAPTIONS_FORM_H

#include "captions/draft.h"

/* Each place of the draft's source that the format does not allow is a warning:
 * a header that lacks, times written in another way, SubRip's numbers, WebVTT's
 * settings and tags. Formats without such rules are passed over. */
void npi_form_check(struct npi_draft *draft, enum npi_caption_format format);

/* Part of it: WebVTT's header, settings and tags. */
void npi_form_vtt(struct npi_draft *draft);

/* How often something is so, and where first. */
struct npi_tally {
    uint64_t n;
    size_t offset;
    size_t length;
};

void npi_tally_add(struct npi_tally *tally, size_t offset, size_t length);
/* The diagnostic with how often as {0}; with a name, that is {0}. Nothing if it
 * is never so. */
void npi_tally_say(const struct npi_tally *tally, struct npi_draft *draft,
                   const struct np_diag_kind *kind, struct np_str name);

/* How many ASCII digits stand there. */
size_t npi_form_digits(struct np_str s, size_t at);

#endif

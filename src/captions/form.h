/* What a format demands of a file beyond what reading it needs. */
#ifndef NPI_CAPTIONS_FORM_H
#define NPI_CAPTIONS_FORM_H

#include "captions/draft.h"

/* Each place of the draft's source that the format does not allow is a warning:
 * a header that lacks, times written in another way, SubRip's numbers. Formats
 * without such rules are passed over. */
void npi_form_check(struct npi_draft *draft, enum npi_caption_format format);

#endif

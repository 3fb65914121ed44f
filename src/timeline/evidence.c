/* The names of evidence, as --json and reports show them. */
#include "timeline/timeline.h"

#include "base/diag.h"

static const struct {
    unsigned bit;
    const char *name;
} names[] = {
    {NP_EVIDENCE_LENGTH, N_("length")},
    {NP_EVIDENCE_OUTLINE_WORDS, N_("outline-words")},
    {NP_EVIDENCE_HEADING, N_("heading")},
    {NP_EVIDENCE_STAMP, N_("stamp")},
    {NP_EVIDENCE_CAPTIONS, N_("captions")},
    {NP_EVIDENCE_ORIGINAL, N_("original")},
    {NP_EVIDENCE_PAUSE, N_("pause")},
};

const char *npi_evidence_name(unsigned bit)
{
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (names[i].bit == bit)
            return names[i].name;
    return "";
}

/* The names of evidence, as --json and reports show them. */
#include "timeline/timeline.h"

static const struct {
    unsigned bit;
    const char *name;
} names[] = {
    {NP_EVIDENCE_LENGTH, "length"},
    {NP_EVIDENCE_OUTLINE_WORDS, "outline-words"},
    {NP_EVIDENCE_HEADING, "heading"},
    {NP_EVIDENCE_STAMP, "stamp"},
    {NP_EVIDENCE_CAPTIONS, "captions"},
    {NP_EVIDENCE_ORIGINAL, "original"},
};

const char *npi_evidence_name(unsigned bit)
{
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (names[i].bit == bit)
            return names[i].name;
    return "";
}

/* How sure a time is, in a word. */
#include "cli/sure.h"

#include "cli/locale.h"

/* A confidence from here on is called high, medium. */
#define HIGH 0.7
#define MEDIUM 0.4

enum npi_sure npi_sure_of(double confidence)
{
    if (confidence >= HIGH)
        return NPI_SURE_HIGH;
    return confidence >= MEDIUM ? NPI_SURE_MEDIUM : NPI_SURE_LOW;
}

const char *npi_sure_word(enum npi_sure sure)
{
    static const char *const words[] = {N_("high"), N_("medium"), N_("low")};

    return words[sure];
}

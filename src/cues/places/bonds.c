/* Compounds: 电子 and 邮件 are two words to ICU's dictionary and one to every
 * reader. A bilingual dictionary has them as keys of their own. */
#include "cues/places/bonds.h"

/* Characters of a compound: longer keys are proverbs and titles, which a line
 * may have to cut. */
#define COMPOUND 6

enum np_status npi_bonds_init(struct npi_arena *scratch,
                              const struct np_episode *episode,
                              const struct npi_lexicon *lexicon,
                              struct npi_bonds *bonds)
{
    enum np_status status = npi_cohesion_init(scratch, episode,
                                              &bonds->cohesion);
    bonds->lexicon = lexicon;
    return status == NP_OK
               ? npi_names_init(scratch, episode, lexicon, &bonds->names)
               : status;
}

static bool is_entry(const struct npi_bonds *bonds, const struct npi_stretch *s,
                     size_t from, size_t to)
{
    struct npi_meanings meanings;
    if (!bonds->lexicon || to - from > COMPOUND)
        return false;
    return npi_lexicon_find(bonds->lexicon, npi_stretch_line(s, from, to),
                            &meanings);
}

bool npi_bonds_hold(const struct npi_bonds *bonds, const struct npi_stretch *s,
                    size_t from, size_t at, size_t to)
{
    return npi_cohesion_holds(&bonds->cohesion, s, from, at, to) ||
           is_entry(bonds, s, from, to);
}

/* What stands between stem and extension in a caption file's name. */
#ifndef NPI_CAPTIONS_NAME_TAG_H
#define NPI_CAPTIONS_NAME_TAG_H

#include <nopriors/types.h>

struct npi_name_tag {
    struct np_str language; /* "en", "zh-Hans", "en-GB"; absent if none */
    struct np_str from;     /* translated by a machine from this language */
    bool original;          /* "-orig": recognised, in the spoken language */
    bool automatic;         /* "ai-", ".auto" */
    bool named;             /* a track with a name: people made it */
};

/* Reads "", ".en", ".en-orig", ".zh-Hans-en", ".en-GB.sdh"… (what follows the
 * stem, without the extension); false if it is nothing of the kind: the file
 * belongs to something else. */
bool npi_name_tag_read(struct np_str middle, struct npi_name_tag *tag);

#endif

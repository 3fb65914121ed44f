/* Who speaks, as a text format shows it: one place decides what stands before
 * a cue's words, and which speaker has which colour. */
#ifndef NPI_EXPORT_SPEAKER_H
#define NPI_EXPORT_SPEAKER_H

#include "export/export.h"

/* Names in the text and dashes fit into every format; these do not. */
enum npi_speaker_can {
    NPI_SPEAKER_CAN_VOICE = 1 << 0,  /* names beside the text, not in it */
    NPI_SPEAKER_CAN_COLOUR = 1 << 1, /* a style for each */
};

/* How one file shows speakers, and how far it has come. */
struct npi_speech {
    const struct np_episode *said;
    enum npi_speaker_mode mode; /* never AUTO */
    size_t before;              /* speaker of the cue before, NP_NONE: none */
    bool begun;
};

/* The settings' mode, or the format's own where they say auto. A mode that the
 * format cannot carry (can: bits of npi_speaker_can) is a diagnostic that names
 * it by its option, and becomes NEVER. */
void npi_speech_init(struct npi_speech *speech, struct npi_context *ctx,
                     const struct npi_export_view *view, const char *format,
                     enum npi_speaker_mode own, unsigned can);

/* The name of a cue's speaker, absent if there is none to show. */
struct np_str npi_speaker_name(const struct np_episode *said,
                               const struct np_cue *cue);

/* The name to be written before this cue's words; absent for none. *dash: a
 * dash is to be written. Call it once for each cue that is written, in order.
 */
struct np_str npi_speech_next(struct npi_speech *speech,
                              const struct np_cue *cue, bool *dash);

/* What stands between a name and the words: "：" after a name in Chinese
 * characters, else ": ". */
const char *npi_speaker_colon(struct np_str name);

#define NPI_SPEAKER_COLOURS 6
struct npi_colour {
    unsigned char red, green, blue;
};
/* By order of appearance, over and over; an unknown speaker has the first. */
struct npi_colour npi_speaker_colour(size_t speaker);

#endif

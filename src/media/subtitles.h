/* Cues to the packets of a subtitle track. */
#ifndef NPI_MEDIA_SUBTITLES_H
#define NPI_MEDIA_SUBTITLES_H

#include "media/part.h"
#include <nopriors/cues.h>

/* The most text a mov_text sample holds: its length has 16 bits. */
#define NPI_MOV_TEXT_MAX 65535

/* One cue's text, lines separated by '\n', as a packet's payload: nothing in it
 * can be read as markup, empty lines and control characters are left out. Text
 * that is too long is cut on a character. */
void npi_subtitle_encode(enum npi_text_codec codec, struct np_str text,
                         struct npi_buf *out);

/* All cues that begin before end (NP_NO_TIME: all), cut off there; they come in
 * order of start. MP4 gets empty samples for the gaps, the first of them at 0,
 * and cues that overlap become pieces that do not, each with the lines of all
 * that are on. *n_cues is how many packets show something, *n_cut how many were
 * too long, *n_beyond how many cues were left out.
 * text_size: of the track, for MP4's cues in two languages, whose lower one is
 * written smaller; 0: it is not known.
 * Packets and data live in ctx->arena. */
struct npi_subtitle_packets {
    const struct npi_part_packet *packets;
    size_t n_packets;
    size_t n_cues;
    size_t n_cut;
    size_t n_beyond;
};
enum np_status npi_subtitle_packets(struct npi_context *ctx,
                                    enum npi_text_codec codec,
                                    const struct np_cues *cues, int64_t end,
                                    unsigned text_size,
                                    struct npi_subtitle_packets *made);

#endif

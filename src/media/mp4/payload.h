/* One sample of a text track to its text: 3GPP timed text (TS 26.245; also
 * QuickTime's text), WebVTT in boxes (ISO/IEC 14496-30). */
#ifndef NPI_MEDIA_MP4_PAYLOAD_H
#define NPI_MEDIA_MP4_PAYLOAD_H

#include "base/buf.h"
#include "media/bytes.h"

/* The text as UTF-8, put into out; styles behind it are left aside. False if
 * the sample is shorter than its text. An empty text is a gap between cues. */
bool npi_mp4_timed_text(struct np_str sample, struct npi_buf *out);

/* The cues of a WebVTT sample. */
struct npi_mp4_vtt {
    struct np_str sample;
    struct npi_bytes bytes;
    struct npi_window window;
    int64_t at;
    bool damaged; /* where a box should be there is none */
};

void npi_mp4_vtt_init(struct npi_mp4_vtt *vtt, struct np_str sample);
/* The next cue's text, borrowed from the sample; false when there is none. */
bool npi_mp4_vtt_next(struct npi_mp4_vtt *vtt, struct np_str *text);

#endif

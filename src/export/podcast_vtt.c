/* A podcast's transcript as WebVTT (Podcasting 2.0, <podcast:transcript>): the
 * subtitles, each cue with its speaker's voice. */
#include "export/vtt_text.h"
#include "export/writers.h"

enum np_status npi_write_podcast_vtt(struct npi_context *ctx,
                                     const struct npi_export_view *view,
                                     struct npi_buf *out)
{
    return npi_vtt_write(ctx, view, "podcast-vtt", NPI_SPEAKER_VOICE, out);
}

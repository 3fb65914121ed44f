/* How speakers are shown; see speaker.h.
 *
 * The colours are those of Okabe and Ito's set ("Color Universal Design", 2008)
 * that are light enough for words with a dark outline on any picture, with its
 * black given up for white and its blue and green made lighter. No two of them
 * differ by red against green alone. */
#include "export/speaker.h"
#include "base/line.h"
#include "base/str.h"
#include "base/utf8.h"

static const struct npi_colour colours[NPI_SPEAKER_COLOURS] = {
    {0xff, 0xff, 0xff}, /* white */
    {0xf0, 0xe4, 0x42}, /* yellow */
    {0x7c, 0xc8, 0xf5}, /* sky blue */
    {0xf5, 0xa8, 0x3c}, /* orange */
    {0xe3, 0x9a, 0xc6}, /* reddish purple */
    {0x3c, 0xc8, 0xa0}, /* bluish green */
};

struct npi_colour npi_speaker_colour(size_t speaker)
{
    return colours[speaker == NP_NONE ? 0 : speaker % NPI_SPEAKER_COLOURS];
}

void npi_speech_init(struct npi_speech *speech, struct npi_context *ctx,
                     const struct npi_export_view *view, const char *format,
                     enum npi_speaker_mode own, unsigned can)
{
    enum npi_speaker_mode mode = view->settings->speaker;
    if (mode == NPI_SPEAKER_AUTO)
        mode = own;
    if (mode == NPI_SPEAKER_VOICE && !(can & NPI_SPEAKER_CAN_VOICE)) {
        NPI_DIAG1(ctx->diags, SPEAKER_VOICE, NPI_NOWHERE, npi_str(format));
        mode = NPI_SPEAKER_NEVER;
    }
    if (mode == NPI_SPEAKER_COLOUR && !(can & NPI_SPEAKER_CAN_COLOUR)) {
        NPI_DIAG1(ctx->diags, SPEAKER_COLOUR, NPI_NOWHERE, npi_str(format));
        mode = NPI_SPEAKER_NEVER;
    }
    *speech = (struct npi_speech){view->said, mode, NP_NONE, false};
}

struct np_str npi_speaker_name(const struct np_episode *said,
                               const struct np_cue *cue)
{
    if (cue->speaker >= said->n_speakers ||
        npi_line_blank(said->speakers[cue->speaker]))
        return npi_str(NULL);
    return said->speakers[cue->speaker];
}

struct np_str npi_speech_next(struct npi_speech *speech,
                              const struct np_cue *cue, bool *dash)
{
    bool changed = !speech->begun || speech->before != cue->speaker;
    struct np_str name = npi_speaker_name(speech->said, cue);
    speech->begun = true;
    speech->before = cue->speaker;
    *dash = speech->mode == NPI_SPEAKER_DASH && changed && name.ptr;
    if (speech->mode == NPI_SPEAKER_ALWAYS ||
        speech->mode == NPI_SPEAKER_VOICE ||
        (speech->mode == NPI_SPEAKER_ON_CHANGE && changed))
        return name;
    return npi_str(NULL);
}

const char *npi_speaker_colon(struct np_str name)
{
    size_t at = name.len;
    return at > 0 && npi_cp_is_cjk(npi_utf8_prev(name, &at)) ? "：" : ": ";
}

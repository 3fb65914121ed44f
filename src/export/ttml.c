/* TTML, W3C's "TTML Profiles for Internet Media Subtitles and Captions 1.1"
 * (IMSC 1.1), Text Profile. A style for the words, a smaller one for the second
 * language, a colour or an agent for each speaker. & < > " are escaped; what
 * XML cannot hold at all, npi_line_next() takes out. */
#include "base/stamp.h"
#include "export/cue_text.h"
#include "export/writers.h"
#include "export/xml.h"

static const struct npi_cue_form form = {.line = npi_xml_put,
                                         .line_break = "<br/>",
                                         .second = "<span style=\"second\">",
                                         .second_end = "</span>"};

static void put_colour(struct npi_buf *out, size_t i)
{
    static const char hex[] = "0123456789abcdef";
    const struct npi_colour c = npi_speaker_colour(i);
    const unsigned char bytes[] = {c.red, c.green, c.blue};
    npi_buf_puts(out, "      <style xml:id=\"colour");
    npi_buf_put_u64(out, i);
    npi_buf_puts(out, "\" tts:color=\"#");
    for (size_t k = 0; k < sizeof(bytes); k++) {
        npi_buf_putc(out, hex[bytes[k] >> 4]);
        npi_buf_putc(out, hex[bytes[k] & 0xf]);
    }
    npi_buf_puts(out, "\"/>\n");
}

/* Who speaks, for readers that look for it. */
static void put_agents(struct npi_buf *out, const struct np_episode *said)
{
    for (size_t i = 0; i < said->n_speakers; i++) {
        if (npi_line_blank(said->speakers[i]))
            continue;
        npi_buf_puts(out, "      <ttm:agent xml:id=\"agent");
        npi_buf_put_u64(out, i);
        npi_buf_puts(out, "\" type=\"person\"><ttm:name type=\"full\">");
        npi_xml_put(out, said->speakers[i]);
        npi_buf_puts(out, "</ttm:name></ttm:agent>\n");
    }
}

static void put_head(struct npi_buf *out, const struct npi_export_view *view,
                     enum npi_speaker_mode mode)
{
    npi_buf_puts(out,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<tt xmlns=\"http://www.w3.org/ns/ttml\"\n"
                 "    xmlns:tts=\"http://www.w3.org/ns/ttml#styling\"\n"
                 "    xmlns:ttp=\"http://www.w3.org/ns/ttml#parameter\"\n"
                 "    xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\"\n"
                 "    ttp:contentProfiles=\"http://www.w3.org/ns/ttml/profile/"
                 "imsc1.1/text\"\n    ttp:timeBase=\"media\" xml:lang=\"");
    npi_xml_put(out, view->said->language);
    npi_buf_puts(out, "\">\n  <head>\n    <metadata>\n      <ttm:title>");
    npi_xml_put(out, view->said->title);
    npi_buf_puts(out, "</ttm:title>\n");
    if (mode == NPI_SPEAKER_VOICE)
        put_agents(out, view->said);
    npi_buf_puts(out,
                 "    </metadata>\n    <styling>\n"
                 "      <style xml:id=\"words\" "
                 "tts:fontFamily=\"proportionalSansSerif\" "
                 "tts:fontSize=\"100%\" tts:lineHeight=\"125%\" "
                 "tts:textAlign=\"center\" tts:color=\"#ffffff\"/>\n"
                 "      <style xml:id=\"box\" "
                 "tts:backgroundColor=\"#000000b0\"/>\n"
                 "      <style xml:id=\"second\" tts:fontSize=\"75%\"/>\n");
    for (size_t i = 0; mode == NPI_SPEAKER_COLOUR && i < NPI_SPEAKER_COLOURS;
         i++)
        put_colour(out, i);
    npi_buf_puts(out, "    </styling>\n    <layout>\n"
                      "      <region xml:id=\"below\" tts:origin=\"5% 5%\" "
                      "tts:extent=\"90% 90%\" tts:displayAlign=\"after\"/>\n"
                      "    </layout>\n  </head>\n"
                      "  <body style=\"words\" region=\"below\">\n    <div>\n");
}

static void put_cue(struct npi_buf *out, struct npi_speech *speech,
                    const struct np_cue *cue)
{
    npi_buf_puts(out, "      <p xml:space=\"preserve\" begin=\"");
    npi_stamp_write(out, cue->start, NPI_STAMP_VTT);
    npi_buf_puts(out, "\" end=\"");
    npi_stamp_write(out, npi_cue_end(cue, 1), NPI_STAMP_VTT);
    if (speech->mode == NPI_SPEAKER_VOICE &&
        npi_speaker_name(speech->said, cue).ptr) {
        npi_buf_puts(out, "\" ttm:agent=\"agent");
        npi_buf_put_u64(out, cue->speaker);
    }
    npi_buf_puts(out, "\"><span style=\"box");
    if (speech->mode == NPI_SPEAKER_COLOUR && cue->speaker != NP_NONE) {
        npi_buf_puts(out, " colour");
        npi_buf_put_u64(out, cue->speaker % NPI_SPEAKER_COLOURS);
    }
    npi_buf_puts(out, "\">");
    npi_cue_put(out, &form, speech, cue);
    npi_buf_puts(out, "</span></p>\n");
}

enum np_status npi_write_ttml(struct npi_context *ctx,
                              const struct npi_export_view *view,
                              struct npi_buf *out)
{
    struct npi_speech speech;
    npi_speech_init(&speech, ctx, view, "ttml", NPI_SPEAKER_NEVER,
                    NPI_SPEAKER_CAN_VOICE | NPI_SPEAKER_CAN_COLOUR);
    put_head(out, view, speech.mode);
    for (size_t i = 0; i < view->cues->n_cues; i++) {
        if (!npi_cue_blank(&view->cues->cues[i]))
            put_cue(out, &speech, &view->cues->cues[i]);
    }
    npi_buf_puts(out, "    </div>\n  </body>\n</tt>\n");
    return out->error;
}

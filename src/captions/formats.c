/* The registry of caption formats. When a content fits two and the
 * extension does not help the later one is taken. */
#include "captions/readers.h"

const struct npi_caption_reader npi_caption_readers[] = {
    {.format = NPI_CAPTION_VTT,
     .name = "WebVTT",
     .extension = "vtt",
     .grain = 1,
     .knows = npi_vtt_knows,
     .read = npi_vtt_read,
     .put_payload = npi_vtt_put_payload},
    {.format = NPI_CAPTION_ASS,
     .name = "ASS",
     .extension = "ass",
     .grain = 10,
     .knows = npi_ass_knows,
     .read = npi_ass_read,
     .put_payload = npi_ass_put},
    {.format = NPI_CAPTION_SRT,
     .name = "SubRip",
     .extension = "srt",
     .grain = 1,
     .knows = npi_srt_knows,
     .read = npi_srt_read,
     .put_payload = npi_srt_put},
    {.format = NPI_CAPTION_JSON3,
     .name = "YouTube json3",
     .extension = "json3",
     .grain = 1,
     .knows_json = npi_json3_knows,
     .read_json = npi_json3_read},
    {.format = NPI_CAPTION_WHISPER,
     .name = "Whisper JSON",
     .extension = "json",
     .grain = 1,
     .knows_json = npi_whisper_knows,
     .read_json = npi_whisper_read},
    {.format = NPI_CAPTION_BCC,
     .name = "Bilibili BCC",
     .extension = "bcc",
     .grain = 1,
     .knows_json = npi_bcc_knows,
     .read_json = npi_bcc_read},
    {.name = NULL},
};

const char *npi_caption_format_name(enum npi_caption_format format)
{
    for (size_t i = 0; npi_caption_readers[i].name; i++)
        if (npi_caption_readers[i].format == format)
            return npi_caption_readers[i].name;
    return "";
}

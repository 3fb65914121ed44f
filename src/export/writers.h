/* The writers that the registry lists; one file each. */
#ifndef NPI_EXPORT_WRITERS_H
#define NPI_EXPORT_WRITERS_H

#include "export/export.h"

#define NPI_WRITER(name)                                                       \
    enum np_status npi_write_##name(struct npi_context *ctx,                   \
                                    const struct npi_export_view *view,        \
                                    struct npi_buf *out)

NPI_WRITER(vtt);
NPI_WRITER(srt);
NPI_WRITER(json);
NPI_WRITER(chapters_vtt);
NPI_WRITER(ffmetadata);
NPI_WRITER(youtube);

NPI_WRITER(ass);
NPI_WRITER(ttml);
NPI_WRITER(sbv);
NPI_WRITER(bcc);
NPI_WRITER(lrc);
NPI_WRITER(transcript);
NPI_WRITER(text);
NPI_WRITER(podcast_json);
NPI_WRITER(podcast_vtt);

NPI_WRITER(ogm);
NPI_WRITER(matroska_xml);
NPI_WRITER(podcast_chapters);
NPI_WRITER(audacity);
NPI_WRITER(opml);
NPI_WRITER(sentences);

#endif

/* Cues put together to the paragraphs of a transcript: whole sentences, one
 * speaker's, none too long, chapters between them. */
#ifndef NPI_EXPORT_PARAGRAPHS_H
#define NPI_EXPORT_PARAGRAPHS_H

#include "base/stamp.h"
#include "export/cue_text.h"
#include "export/export.h"
#include "export/speaker.h"

struct npi_paragraph {
    int64_t start;
    struct np_cue who;         /* its first cue: whose words they are */
    size_t from_cue, to_cue;   /* cues [from, to) */
    size_t from_text, to_text; /* sentences [from, to) of view->said */
};

/* How a format writes them. */
struct npi_paragraph_form {
    struct np_str mark; /* before chapters of inner levels */
    void (*chapter)(struct npi_buf *out, const struct npi_export_view *view,
                    const struct np_flat_chapter *chapter);
    void (*paragraph)(struct npi_buf *out, const struct npi_export_view *view,
                      struct npi_speech *speech,
                      const struct npi_paragraph *paragraph);
};

/* All of them, in order. speech: as far as it has come. NP_ERR_NOMEM. */
enum np_status npi_paragraphs_put(struct npi_context *ctx,
                                  const struct npi_export_view *view,
                                  const struct npi_paragraph_form *form,
                                  struct npi_speech *speech,
                                  struct npi_buf *out);

/* Its words on one line. */
void npi_paragraph_put(struct npi_buf *out,
                       void (*line)(struct npi_buf *, struct np_str),
                       const struct npi_export_view *view,
                       const struct npi_paragraph *paragraph);
/* The same in the second language on a line, open before it; nothing put if
 * there is none. */
void npi_paragraph_put_second(struct npi_buf *out,
                              void (*line)(struct npi_buf *, struct np_str),
                              const char *open,
                              const struct npi_export_view *view,
                              const struct npi_paragraph *paragraph);

/* The episode's link at a moment of the timeline, percent-encoded: t= in the
 * query for sites that know it, else a media fragment (W3C, "Media Fragments
 * URI 1.0"). Nothing put, and false, without a link of the web or where the
 * linked video lacks the moment. */
bool npi_link_at(struct npi_buf *out, const struct npi_export_view *view,
                 int64_t ms);

#endif

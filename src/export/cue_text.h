/* What the writers of subtitles share: the lines of a cue. */
#ifndef NPI_EXPORT_CUE_TEXT_H
#define NPI_EXPORT_CUE_TEXT_H

#include "base/line.h"
#include "export/speaker.h"
#include <nopriors/cues.h>

/* How a format writes a cue's words. */
struct npi_cue_form {
    /* The text on one line, with the format's escapes. */
    void (*line)(struct npi_buf *out, struct np_str text);
    /* Between two lines; NULL: they become one, with a space where the script
     * writes one. */
    const char *line_break;
    const char *second;     /* before and after the second language's lines; */
    const char *second_end; /* line_break comes before it. NULL: nothing */
    /* Around a name that is not part of the text: "<v " and ">"; NULL: names
     * are written before the words. */
    const char *voice;
    const char *voice_end;
};

/* True if the cue has nothing to show: it is left out. */
bool npi_cue_blank(const struct np_cue *cue);

/* The end to write: at least grain ms after the start, as a cue without length
 * is an error to some readers and never shown by others. */
int64_t npi_cue_end(const struct np_cue *cue, int64_t grain);

/* The cue's lines, and those of its second language, in the order they are
 * shown; the lower ones between form->second and its end; what tells the
 * speaker before them. No line end behind the last. Lines without a visible
 * character are left out: an empty line would end the cue. */
void npi_cue_put(struct npi_buf *out, const struct npi_cue_form *form,
                 struct npi_speech *speech, const struct np_cue *cue);

/* n lines as one. */
void npi_cue_join(struct npi_buf *out,
                  void (*line)(struct npi_buf *, struct np_str),
                  const struct np_str *lines, unsigned n);

/* True if a space stands between two texts that become one line: not between
 * Chinese or Japanese ones, nor beside their punctuation. */
bool npi_cue_spaced(struct np_str a, struct np_str b);

/* npi_line_put() in the shape of a form's line: the text and nothing else. */
void npi_cue_plain(struct npi_buf *out, struct np_str text);

#endif

/* Text on its way into a file that others read: one line of it, with nothing in
 * it that a player could take for markup. What writers of files and of tracks
 * inside a media file share. */
#ifndef NPI_BASE_LINE_H
#define NPI_BASE_LINE_H

#include "base/buf.h"

#define NPI_WORD_JOINER 0x2060 /* no width, no break: parts two characters */

/* The next code point of text that goes on one line; moves *at. Line breaks
 * and other controls that mean white space (tab, U+0085, U+2028, …) become a
 * space, CR LF one; all other control characters are left out. U+FFFE
 * and U+FFFF, which XML forbids and for which FFmpeg drops the whole cue,
 * become U+FFFD. Marks of direction, joiners and the like are text and stay.
 * False at the end. */
bool npi_line_next(struct np_str text, size_t *at, uint32_t *cp);

/* True if nothing but white space would be left on the line. */
bool npi_line_blank(struct np_str text);

/* What a subtitle's text may mean to a player beside itself. */
enum npi_markup {
    NPI_MARKUP_WEBVTT, /* has escapes */
    NPI_MARKUP_SUBRIP, /* has none, yet players know tags */
    NPI_MARKUP_MOV,    /* 3GPP timed text: plain, but FFmpeg takes it for ASS */
};

/* The text on one line, all of it text to a player that reads this markup:
 *   WebVTT: & < > escaped, which leaves no --> either;
 *   SubRip: a WORD JOINER behind < and \, behind the & of an entity, and
 *     before the > of -->; braces full-width;
 *   mov: a WORD JOINER behind \; braces full-width. */
void npi_line_put(struct npi_buf *out, enum npi_markup markup,
                  struct np_str text);

#endif

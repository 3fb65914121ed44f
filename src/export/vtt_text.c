/* WebVTT's syntax (W3C Candidate Recommendation, 4 April 2019): what a file
 * starts with, cue times, and text in which nothing is markup.
 *
 * The NOTE carries what has no field in WebVTT; readers skip it. A comment
 * cannot be escaped, so its "-->" gets a WORD JOINER before ">". */
#include "export/vtt_text.h"
#include "base/line.h"
#include "base/stamp.h"
#include "base/str.h"

static void put_note(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    unsigned dashes = 0;
    while (npi_line_next(text, &at, &cp)) {
        if (cp == '>' && dashes >= 2)
            npi_buf_put_cp(out, NPI_WORD_JOINER);
        npi_buf_put_cp(out, cp);
        dashes = cp == '-' ? dashes + 1 : 0;
    }
}

void npi_vtt_header(struct npi_buf *out, const struct np_episode *episode)
{
    npi_buf_puts(out, "WEBVTT\n\nNOTE\n");
    if (!npi_line_blank(episode->title)) {
        npi_buf_puts(out, "Title: ");
        put_note(out, episode->title);
        npi_buf_putc(out, '\n');
    }
    npi_buf_puts(out, "Language: ");
    put_note(out, episode->language);
    npi_buf_puts(out, "\nMade by: nopriors-export\n");
}

void npi_vtt_times(struct npi_buf *out, int64_t start, int64_t end)
{
    npi_buf_putc(out, '\n');
    npi_stamp_write(out, start, NPI_STAMP_VTT);
    npi_buf_puts(out, " --> ");
    npi_stamp_write(out, end, NPI_STAMP_VTT);
    npi_buf_putc(out, '\n');
}

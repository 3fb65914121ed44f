/* SubRip, which has no specification: a line with two times begins a cue, all
 * up to the next such line is its text. So numbers may lack or be wrong, empty
 * lines may lack or stand inside a text, and lines may end in any way. A line
 * of digits just before a line of times is that cue's number, not text. */
#include "captions/readers.h"

#include "captions/clock.h"
#include "captions/lines.h"
#include "captions/markup.h"

#define MARKUP                                                                 \
    (NPI_MARKUP_HTML_TAGS | NPI_MARKUP_BRACES | NPI_MARKUP_BACKSLASH |         \
     NPI_MARKUP_ENTITIES)

#define SNIFF_BYTES 8192 /* where the first times must stand */

enum npi_known npi_srt_knows(struct np_str text)
{
    struct np_str head = npi_str_sub(text, 0, SNIFF_BYTES);
    struct np_str line;
    int64_t start;
    int64_t end;
    for (size_t at = 0; npi_line_next(head, &at, &line);)
        if (npi_clock_read_range(line, &start, &end))
            return NPI_KNOWN_MAYBE;
    return NPI_KNOWN_NOT;
}

void npi_srt_put(struct npi_draft *draft, struct np_str payload)
{
    npi_markup_put(draft, payload, MARKUP);
}

static bool is_number(struct np_str line)
{
    uint64_t number;
    return npi_str_u64(npi_str_trim(line), UINT64_MAX, &number);
}

struct srt {
    struct npi_draft *draft;
    size_t from;   /* of the open cue's text */
    size_t number; /* start of the line before, if it may be a number; else
                      NP_NONE */
    bool open;     /* there is a cue to put text into */
};

static void end_cue(struct srt *srt, size_t to)
{
    if (srt->open)
        npi_srt_put(srt->draft,
                    npi_str_sub(srt->draft->source, srt->from, to - srt->from));
    srt->open = false;
}

static void read_line(struct srt *srt, struct np_str line, size_t from,
                      size_t next)
{
    int64_t start;
    int64_t end;
    bool times = npi_clock_read_range(line, &start, &end);
    if (times || npi_clock_has_arrow(line)) {
        end_cue(srt, srt->number != NP_NONE ? srt->number : from);
        if (times)
            npi_draft_add(srt->draft, start, end, from);
        else
            npi_draft_say(srt->draft, &NPI_D_CAPTION_TIME, from, line.len,
                          npi_str(NULL), npi_str(NULL));
        srt->open = times;
        srt->from = next;
    }
    srt->number = !times && is_number(line) ? from : NP_NONE;
}

void npi_srt_read(struct npi_draft *draft)
{
    struct srt srt = {draft, 0, NP_NONE, false};
    struct np_str line;
    size_t from = 0;
    for (size_t at = 0;
         !draft->status && npi_line_next(draft->source, &at, &line); from = at)
        read_line(&srt, line, from, at);
    end_cue(&srt, draft->source.len);
}

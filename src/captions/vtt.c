/* WebVTT (W3C Candidate Recommendation, 4 April 2019): blocks between empty
 * lines. STYLE and REGION are passed over; of the header and of notes only the
 * language, the kind and our own mark are read. More is taken than the
 * specification allows: times as loose as SubRip's, and a cue may follow the
 * one before without an empty line between. */
#include "captions/readers.h"

#include "captions/clock.h"
#include "captions/lines.h"
#include "captions/markup.h"

#define MARKUP (NPI_MARKUP_TAGS | NPI_MARKUP_ENTITIES)
#define OUR_MARK NPI_STR("Made by: nopriors-export")

enum npi_known npi_vtt_knows(struct np_str text)
{
    /* Without its header it looks like SubRip. */
    return npi_str_starts(text, NPI_STR("WEBVTT")) ? NPI_KNOWN_SURE
                                                   : npi_srt_knows(text);
}

void npi_vtt_put_payload(struct npi_draft *draft, struct np_str payload)
{
    npi_markup_put(draft, payload, MARKUP);
}

enum block {
    BLOCK_NONE,   /* between blocks */
    BLOCK_HEADER, /* "Kind: captions", "Language: en" */
    BLOCK_NOTE,
    BLOCK_SKIP, /* STYLE, REGION, an identifier without times */
    BLOCK_CUE
};

struct vtt {
    struct npi_draft *draft;
    enum block block;
    size_t from; /* of the open cue's payload */
    bool inner;  /* some cue has times inside */
};

/* "Key: value"; false if it is another key. */
static bool read_field(struct np_str line, struct np_str key,
                       struct np_str *value)
{
    if (!npi_str_starts_nocase(line, key))
        return false;
    *value = npi_str_trim(npi_str_sub(line, key.len, line.len));
    return true;
}

static void read_header_line(struct vtt *vtt, struct np_str line)
{
    struct np_str value;
    if (read_field(line, NPI_STR("Language:"), &value))
        vtt->draft->language = value;
}

static void read_note_line(struct vtt *vtt, struct np_str line)
{
    if (npi_str_eq(npi_str_trim(line), OUR_MARK))
        vtt->draft->ours = true;
}

/* The keyword alone or with text behind it: "NOTES" is an identifier. */
static bool is_keyword(struct np_str line, struct np_str word)
{
    return npi_str_starts(line, word) &&
           (line.len == word.len || line.ptr[word.len] == ' ' ||
            line.ptr[word.len] == '\t');
}

static enum block block_of(struct np_str line)
{
    if (is_keyword(line, NPI_STR("NOTE")))
        return BLOCK_NOTE;
    return BLOCK_SKIP;
}

static void end_cue(struct vtt *vtt, size_t to)
{
    if (vtt->block == BLOCK_CUE)
        npi_vtt_put_payload(vtt->draft, npi_str_sub(vtt->draft->source,
                                                    vtt->from, to - vtt->from));
    vtt->block = BLOCK_NONE;
}

static void read_times(struct vtt *vtt, struct np_str line, size_t from,
                       size_t next)
{
    int64_t start;
    int64_t end;
    end_cue(vtt, from);
    vtt->block = BLOCK_SKIP;
    if (npi_clock_read_range(line, &start, &end)) {
        npi_draft_add(vtt->draft, start, end, from);
        vtt->block = BLOCK_CUE;
        vtt->from = next;
    } else {
        npi_draft_say(vtt->draft, &NPI_D_CAPTION_TIME, from, line.len,
                      npi_str(NULL), npi_str(NULL));
    }
}

static void read_line(struct vtt *vtt, struct np_str line, size_t from,
                      size_t next)
{
    /* Times end a header, if not in the first line: the cue is one. */
    bool quiet = vtt->block == BLOCK_NOTE ||
                 (vtt->block == BLOCK_HEADER && from == 0);
    if (line.len == 0) {
        end_cue(vtt, from);
    } else if (!quiet && npi_clock_has_arrow(line)) {
        read_times(vtt, line, from, next);
    } else if (vtt->block == BLOCK_NONE) {
        vtt->block = block_of(line);
    } else if (vtt->block == BLOCK_HEADER) {
        read_header_line(vtt, line);
    } else if (vtt->block == BLOCK_NOTE) {
        read_note_line(vtt, line);
    }
    if (vtt->block == BLOCK_NOTE)
        read_note_line(vtt, npi_str_sub(line, 4, line.len));
}

/* YouTube's recognised captions time words and say where the line stands. */
static bool is_automatic(const struct npi_draft *draft)
{
    return draft->n_marks > 0 &&
           npi_str_find(npi_str_sub(draft->source, 0, 4096),
                        NPI_STR("align:start position:0%")) != NP_NONE;
}

void npi_vtt_read(struct npi_draft *draft)
{
    struct vtt vtt = {.draft = draft};
    struct np_str line;
    size_t from = 0;
    if (npi_vtt_knows(draft->source) == NPI_KNOWN_SURE)
        vtt.block = BLOCK_HEADER;
    for (size_t at = 0;
         !draft->status && npi_line_next(draft->source, &at, &line); from = at)
        read_line(&vtt, line, from, at);
    end_cue(&vtt, draft->source.len);
    if (is_automatic(draft))
        draft->kind = NPI_CAPTION_AUTOMATIC;
}

/* A table of the sentences for study cards and spreadsheets: tab-separated, one
 * row a sentence. Anki (2.1.54 and later) takes the lines that begin with # as
 * instructions, others leave them out. A field with a quote in it is quoted,
 * and its quotes doubled. */
#include "base/line.h"
#include "base/stamp.h"
#include "base/str.h"
#include "export/writers.h"
#include "timeline/timeline.h"

static void put_field(struct npi_buf *out, struct np_str text)
{
    const bool quoted = npi_str_find_char(text, '"') != NP_NONE;
    size_t at = 0;
    uint32_t cp;
    npi_buf_puts(out, quoted ? "\"" : "");
    while (npi_line_next(text, &at, &cp)) {
        if (cp == '"')
            npi_buf_putc(out, '"');
        npi_buf_put_cp(out, cp);
    }
    npi_buf_puts(out, quoted ? "\"" : "");
}

static void put_evidence(struct npi_buf *out, unsigned evidence)
{
    const char *between = "";
    for (unsigned bit = 1; bit && bit <= evidence; bit <<= 1) {
        if (!(evidence & bit))
            continue;
        npi_buf_puts(out, between);
        npi_buf_puts(out, npi_evidence_name(bit));
        between = " ";
    }
}

/* The second language of the cues that begin with this sentence. */
static void put_original(struct npi_buf *out,
                         const struct npi_export_view *view, size_t sentence,
                         size_t *cue)
{
    struct npi_buf words;
    npi_buf_init(&words, NPI_BUF_MAX);
    for (; *cue < view->cues->n_cues &&
           view->cues->cues[*cue].first_sentence <= sentence;
         (*cue)++)
        for (unsigned k = 0; k < view->cues->cues[*cue].n_second; k++) {
            npi_buf_puts(&words, words.len > 0 ? " " : "");
            npi_buf_put(&words, view->cues->cues[*cue].second[k]);
        }
    put_field(out, npi_buf_str(&words));
    if (words.error)
        out->error = words.error;
    npi_buf_release(&words);
}

static void put_row(struct npi_buf *out, const struct npi_export_view *view,
                    size_t i, size_t *cue)
{
    const struct np_episode *episode = view->episode;
    const struct np_timed_sentence *time = &view->timeline->sentences[i];
    const struct np_turn *turn = &episode->turns[episode->sentences[i].turn];
    npi_stamp_write(out, time->start, NPI_STAMP_VTT);
    npi_buf_putc(out, '\t');
    npi_stamp_write(out, time->end, NPI_STAMP_VTT);
    npi_buf_putc(out, '\t');
    if (turn->speaker != NP_NONE)
        put_field(out, episode->speakers[turn->speaker]);
    npi_buf_putc(out, '\t');
    put_field(out, episode->sentences[i].text);
    npi_buf_putc(out, '\t');
    put_original(out, view, i, cue);
    npi_buf_putc(out, '\t');
    put_evidence(out, time->evidence);
    npi_buf_putc(out, '\t');
    npi_buf_put_fixed(out, time->confidence, 3);
    npi_buf_putc(out, '\n');
}

enum np_status npi_write_sentences(struct npi_context *ctx,
                                   const struct npi_export_view *view,
                                   struct npi_buf *out)
{
    size_t cue = 0;
    (void)ctx;
    npi_buf_puts(out, "#separator:tab\n#html:false\n"
                      "#columns:start\tend\tspeaker\ttext\toriginal\tevidence\t"
                      "confidence\n");
    for (size_t i = 0; i < view->timeline->n_sentences; i++)
        put_row(out, view, i, &cue);
    return out->error;
}

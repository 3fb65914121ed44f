/* Paragraphs of transcripts; see paragraphs.h. Their times are those of cues,
 * their words those of the sentences, which know no line breaks. */
#include "export/paragraphs.h"
#include "base/str.h"
#include "timeline/timeline.h"

/* From here on a paragraph ends with its sentence. */
#define LONG_MS 60000

enum np_status npi_paragraphs_init(struct npi_paragraphs *walk,
                                   struct npi_context *ctx,
                                   const struct npi_export_view *view,
                                   struct np_str mark)
{
    const struct npi_settings *settings = view->settings;
    const struct npi_flattening how = {settings->levels == NPI_LEVELS_AUTO
                                           ? NPI_LEVELS_ALL
                                           : (unsigned)settings->levels,
                                       mark, settings->style};
    struct np_flat_chapters flat;
    enum np_status status = npi_chapters_flatten(ctx, view->timeline, &how,
                                                 &flat);
    if (status)
        return status;
    *walk = (struct npi_paragraphs){
        .view = view, .chapters = flat.chapters, .n_chapters = flat.n_chapters};
    return NP_OK;
}

/* True if the cue begins a paragraph though it goes on with the turn. */
static bool is_break(const struct npi_paragraphs *walk,
                     const struct npi_paragraph *p, const struct np_cue *cue)
{
    const struct np_episode *said = walk->view->said;
    if (cue->turn != p->who.turn || cue->speaker != p->who.speaker)
        return true;
    if (cue->first_sentence < p->to_text ||
        cue->first_sentence >= said->n_sentences)
        return false;
    return said->sentences[cue->first_sentence].paragraph_start ||
           cue->start - p->start >= LONG_MS ||
           (walk->chapter < walk->n_chapters &&
            walk->chapters[walk->chapter].start <= cue->start);
}

static void take_cue(struct npi_paragraphs *walk, struct npi_paragraph *p,
                     const struct np_cue *cue)
{
    size_t end = cue->last_sentence + 1;
    if (end > walk->view->said->n_sentences)
        end = walk->view->said->n_sentences;
    if (end > p->to_text)
        p->to_text = end;
    p->to_cue = ++walk->cue;
}

bool npi_paragraphs_next(struct npi_paragraphs *walk,
                         struct npi_paragraph *paragraph)
{
    const struct np_cues *cues = walk->view->cues;
    while (walk->cue < cues->n_cues && npi_cue_blank(&cues->cues[walk->cue]))
        walk->cue++;
    if (walk->cue == cues->n_cues)
        return false;
    const struct np_cue *first = &cues->cues[walk->cue];
    size_t sentence = first->first_sentence > walk->sentence
                          ? first->first_sentence
                          : walk->sentence;
    *paragraph = (struct npi_paragraph){.start = first->start,
                                        .who = *first,
                                        .from_cue = walk->cue,
                                        .from_text = sentence,
                                        .to_text = sentence,
                                        .from_chapter = walk->chapter};
    while (walk->chapter < walk->n_chapters &&
           walk->chapters[walk->chapter].start <= first->start)
        walk->chapter++;
    paragraph->to_chapter = walk->chapter;
    do
        take_cue(walk, paragraph, &cues->cues[walk->cue]);
    while (walk->cue < cues->n_cues &&
           !is_break(walk, paragraph, &cues->cues[walk->cue]));
    walk->sentence = paragraph->to_text;
    return true;
}

/* Texts one after the other, with a space where the script writes one. */
static void put_next(struct npi_buf *out,
                     void (*line)(struct npi_buf *, struct np_str),
                     struct np_str *before, struct np_str text)
{
    if (npi_line_blank(text))
        return;
    if (before->ptr && npi_cue_spaced(*before, text))
        npi_buf_putc(out, ' ');
    line(out, text);
    *before = text;
}

void npi_paragraph_put(struct npi_buf *out,
                       void (*line)(struct npi_buf *, struct np_str),
                       const struct npi_export_view *view,
                       const struct npi_paragraph *paragraph)
{
    struct np_str before = npi_str(NULL);
    for (size_t i = paragraph->from_text; i < paragraph->to_text; i++)
        put_next(out, line, &before, view->said->sentences[i].text);
}

void npi_paragraph_put_second(struct npi_buf *out,
                              void (*line)(struct npi_buf *, struct np_str),
                              const char *open,
                              const struct npi_export_view *view,
                              const struct npi_paragraph *paragraph)
{
    struct np_str before = npi_str(NULL);
    for (size_t i = paragraph->from_cue; i < paragraph->to_cue; i++) {
        const struct np_cue *cue = &view->cues->cues[i];
        for (unsigned k = 0; k < cue->n_second; k++) {
            if (!before.ptr && !npi_line_blank(cue->second[k]))
                npi_buf_puts(out, open);
            put_next(out, line, &before, cue->second[k]);
        }
    }
    if (before.ptr)
        npi_buf_putc(out, '\n');
}

/* Paragraphs of transcripts; see paragraphs.h. Their times are those of cues,
 * their words those of the sentences, which know no line breaks. */
#include "export/paragraphs.h"
#include "base/str.h"
#include "timeline/timeline.h"

/* From here on a paragraph ends with its sentence. */
#define LONG_MS 60000

struct walk {
    const struct npi_export_view *view;
    struct np_flat_chapters chapters;
    size_t cue, sentence, chapter; /* what comes next */
};

static enum np_status begin(struct walk *walk, struct npi_context *ctx,
                            const struct npi_export_view *view,
                            struct np_str mark)
{
    const struct npi_settings *settings = view->settings;
    const struct npi_flattening how = {settings->levels == NPI_LEVELS_AUTO
                                           ? NPI_LEVELS_ALL
                                           : (unsigned)settings->levels,
                                       mark, settings->style};

    *walk = (struct walk){.view = view};
    return npi_chapters_flatten(ctx, view->timeline, &how, &walk->chapters);
}

/* The next chapter, if it has begun by then; else NULL. */
static const struct np_flat_chapter *next_chapter(const struct walk *walk,
                                                  int64_t by)
{
    const struct np_flat_chapters *flat = &walk->chapters;

    if (walk->chapter < flat->n_chapters &&
        flat->chapters[walk->chapter].start <= by)
        return &flat->chapters[walk->chapter];
    return NULL;
}

/* True if the cue begins a paragraph though it goes on with the turn. */
static bool is_break(const struct walk *walk, const struct npi_paragraph *p,
                     const struct np_cue *cue)
{
    const struct np_episode *said = walk->view->said;
    if (cue->turn != p->who.turn || cue->speaker != p->who.speaker)
        return true;
    if (cue->first_sentence < p->to_text ||
        cue->first_sentence >= said->n_sentences)
        return false;
    return said->sentences[cue->first_sentence].paragraph_start ||
           cue->start - p->start >= LONG_MS || next_chapter(walk, cue->start);
}

static void take_cue(struct walk *walk, struct npi_paragraph *p,
                     const struct np_cue *cue)
{
    size_t end = cue->last_sentence + 1;
    if (end > walk->view->said->n_sentences)
        end = walk->view->said->n_sentences;
    if (end > p->to_text)
        p->to_text = end;
    p->to_cue = ++walk->cue;
}

/* False at the end. */
static bool next_paragraph(struct walk *walk, struct npi_paragraph *paragraph)
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
                                        .to_text = sentence};
    return true;
}

static void take_cues(struct walk *walk, struct npi_paragraph *paragraph)
{
    const struct np_cues *cues = walk->view->cues;
    do
        take_cue(walk, paragraph, &cues->cues[walk->cue]);
    while (walk->cue < cues->n_cues &&
           !is_break(walk, paragraph, &cues->cues[walk->cue]));
    walk->sentence = paragraph->to_text;
}

static void put_chapters(struct walk *walk,
                         const struct npi_paragraph_form *form, int64_t by,
                         struct npi_buf *out)
{
    const struct np_flat_chapter *chapter;
    while ((chapter = next_chapter(walk, by))) {
        form->chapter(out, walk->view, chapter);
        walk->chapter++;
    }
}

enum np_status npi_paragraphs_put(struct npi_context *ctx,
                                  const struct npi_export_view *view,
                                  const struct npi_paragraph_form *form,
                                  struct npi_speech *speech,
                                  struct npi_buf *out)
{
    struct walk walk;
    struct npi_paragraph paragraph;
    enum np_status status = begin(&walk, ctx, view, form->mark);
    if (status)
        return status;
    while (next_paragraph(&walk, &paragraph)) {
        put_chapters(&walk, form, paragraph.start, out);
        take_cues(&walk, &paragraph);
        form->paragraph(out, view, speech, &paragraph);
    }
    put_chapters(&walk, form, INT64_MAX, out);
    return out->error;
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

/* A caption track as text, for expected outputs; and reading one whole. */
#ifndef TESTS_SUPPORT_CAPTIONS_H
#define TESTS_SUPPORT_CAPTIONS_H

#include "base/buf.h"
#include "base/stamp.h"
#include "base/str.h"
#include "captions/captions.h"
#include "support/test.h"

static inline void test_put_word(struct npi_buf *out,
                                 const struct npi_caption_word *word)
{
    npi_buf_puts(out, word->new_speaker ? "  > " : "    ");
    npi_buf_put_i64(out, word->start);
    npi_buf_putc(out, '-');
    npi_buf_put_i64(out, word->end);
    npi_buf_puts(out, word->timed ? " * " : " ");
    npi_buf_put(out, word->text);
    npi_buf_putc(out, '\n');
}

static inline void test_put_cue(struct npi_buf *out,
                                const struct npi_caption_track *track,
                                const struct npi_caption_cue *cue)
{
    npi_stamp_write(out, cue->start, NPI_STAMP_VTT);
    npi_buf_puts(out, " --> ");
    npi_stamp_write(out, cue->end, NPI_STAMP_VTT);
    if (cue->sound)
        npi_buf_puts(out, " (sound)");
    if (cue->speaker.ptr) {
        npi_buf_puts(out, " <");
        npi_buf_put(out, cue->speaker);
        npi_buf_putc(out, '>');
    }
    npi_buf_puts(out, ": ");
    npi_buf_put(out, cue->text);
    npi_buf_putc(out, '\n');
    for (size_t i = 0; i < cue->n_words; i++)
        test_put_word(out, &track->words[cue->first_word + i]);
}

static inline void test_put_track(struct npi_buf *out,
                                  const struct npi_caption_track *track)
{
    static const char *const kinds[] = {"unknown", "human", "automatic"};
    npi_buf_puts(out, npi_caption_format_name(track->format));
    npi_buf_puts(out, ", ");
    npi_buf_puts(out, kinds[track->kind]);
    npi_buf_puts(out, ", ");
    npi_buf_put(out, track->language);
    npi_buf_puts(out, track->language_told ? " (told)" : "");
    npi_buf_puts(out, track->word_times ? ", word times" : "");
    npi_buf_puts(out, track->ours ? ", ours\n" : "\n");
    for (size_t i = 0; i < track->n_cues; i++)
        test_put_cue(out, track, &track->cues[i]);
}

static inline void test_put_diags(struct npi_buf *out,
                                  const struct npi_diags *diags)
{
    for (size_t i = 0; i < diags->n; i++)
        npi_diag_render(out, diags, &diags->items[i], NULL, NULL);
}

/* The promises of captions.h; false names none of them. */
static inline bool test_track_is_sound(const struct npi_caption_track *track)
{
    size_t next = 0;
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct npi_caption_cue *cue = &track->cues[i];
        int64_t last = cue->start;
        if (cue->start < 0 || cue->end <= cue->start || cue->text.len == 0 ||
            cue->first_word != next || cue->sound != (cue->n_words == 0))
            return false;
        if (i > 0 && cue->start < track->cues[i - 1].end)
            return false;
        for (size_t j = 0; j < cue->n_words; j++) {
            const struct npi_caption_word *word = &track->words[next++];
            if (word->start < last || word->end < word->start ||
                word->end > cue->end || word->text.len == 0 ||
                word->text.ptr < cue->text.ptr ||
                word->text.ptr + word->text.len > cue->text.ptr + cue->text.len)
                return false;
            last = word->end;
        }
    }
    return next == track->n_words;
}

#endif

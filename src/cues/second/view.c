/* Cues as a dialogue, for the matching. */
#include "cues/second/parts.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "cues/second/source.h"

/* A line's end stands for white space, or for nothing in a script that writes
 * none. */
static void put_line(struct npi_buf *text, struct np_str line)
{
    struct np_str before = npi_buf_str(text);
    size_t end = before.len;
    size_t at = 0;

    if (before.len > 0 && line.len > 0 &&
        !(npi_cp_is_cjk(npi_utf8_prev(before, &end)) &&
          npi_cp_is_cjk(npi_utf8_next(line, &at))))
        npi_buf_putc(text, ' ');
    npi_buf_put(text, line);
}

static enum np_status text_of(struct npi_arena *arena,
                              struct npi_second_source *source,
                              struct npi_buf *buf, const struct np_cue *cue,
                              struct np_str *text)
{
    npi_buf_clear(buf);
    if (source)
        npi_second_source_put(source, cue, buf);
    for (unsigned k = 0; !source && k < cue->n_lines; k++)
        put_line(buf, cue->lines[k]);
    *text = npi_arena_str(arena, npi_buf_str(buf));
    return buf->error || !text->ptr ? NP_ERR_NOMEM : NP_OK;
}

/* Where a turn of the episode is in the view; NP_NONE: it has no cue. */
static enum np_status list_turns(struct npi_arena *arena,
                                 const struct np_episode *episode,
                                 const struct np_cues *cues,
                                 struct np_episode *view, size_t *now)
{
    struct np_turn *turns = NPI_ARENA_NEW(arena, struct np_turn, cues->n_cues);
    size_t n = 0;

    if (!turns)
        return NP_ERR_NOMEM;
    for (size_t t = 0; t < episode->n_turns; t++)
        now[t] = NP_NONE;
    for (size_t i = 0; i < cues->n_cues; i++) {
        size_t turn = cues->cues[i].turn;

        if (now[turn] == NP_NONE) {
            now[turn] = n;
            turns[n++] = (struct np_turn){
                .speaker = cues->cues[i].speaker,
                .first_sentence = i,
                .heading = NP_NONE,
            };
        }
        turns[now[turn]].n_sentences++;
    }
    view->turns = turns;
    view->n_turns = n;
    return NP_OK;
}

static enum np_status list_originals(struct npi_arena *arena,
                                     const struct np_episode *episode,
                                     const size_t *now, struct np_episode *view)
{
    struct np_original *originals = NPI_ARENA_NEW(arena, struct np_original,
                                                  episode->n_originals);
    size_t n = 0;

    if (!originals)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < episode->n_originals; i++) {
        struct np_original original = episode->originals[i];

        if (original.turn != NP_NONE)
            original.turn = now[original.turn];
        originals[n++] = original;
    }
    view->originals = originals;
    view->n_originals = n;
    return NP_OK;
}

static enum np_status list_sentences(struct npi_arena *arena,
                                     const struct np_episode *episode,
                                     const struct np_sentence *spoken,
                                     const struct np_cues *cues,
                                     const size_t *now, struct np_episode *view)
{
    struct np_sentence *sentences = NPI_ARENA_NEW(arena, struct np_sentence,
                                                  cues->n_cues);
    struct npi_second_source source = {.shown = episode, .spoken = spoken};
    struct npi_buf buf;
    enum np_status status = sentences ? NP_OK : NP_ERR_NOMEM;

    npi_buf_init(&buf, NPI_BUF_MAX);
    for (size_t i = 0; status == NP_OK && i < cues->n_cues; i++) {
        const struct np_cue *cue = &cues->cues[i];
        const struct np_sentence *first =
            &episode->sentences[cue->first_sentence];
        bool begins = i == 0 || cue[-1].last_sentence != cue->first_sentence;

        sentences[i] = (struct np_sentence){
            .turn = now[cue->turn],
            .stamp = NP_NO_TIME,
            .paragraph_start = begins && first->paragraph_start,
            .span = first->span,
            .line = first->line,
        };
        status = text_of(arena, spoken ? &source : NULL, &buf, cue,
                         &sentences[i].text);
    }
    npi_buf_release(&buf);
    view->sentences = sentences;
    view->n_sentences = cues->n_cues;
    return status;
}

enum np_status npi_second_view(struct npi_arena *arena,
                               const struct np_episode *episode,
                               const struct np_sentence *spoken,
                               const struct np_cues *cues,
                               struct np_episode *view)
{
    size_t *now = NPI_ARENA_NEW(arena, size_t, episode->n_turns);
    enum np_status status;

    *view = *episode;
    view->headings = NULL;
    view->n_headings = 0;
    if (!now)
        return NP_ERR_NOMEM;
    status = list_turns(arena, episode, cues, view, now);
    if (status == NP_OK)
        status = list_originals(arena, episode, now, view);
    if (status == NP_OK)
        status = list_sentences(arena, episode, spoken, cues, now, view);
    return status;
}

/* Notes and captions, a NUL between them: wherever the notes' originals are
 * found, the captions made of them keep their promises, hints are in order, and
 * so is what is matched. */
#include "matching/bridge.h"
#include "base/str.h"
#include "base/utf8.h"
#include "captions/captions.h"
#include "matching/model.h"
#include "notes/notes.h"

#include <stdlib.h>
#include <string.h>

static void require(bool good)
{
    if (!good)
        abort();
}

static void check_cue(const struct npi_caption_track *track, size_t c)
{
    const struct npi_caption_cue *cue = &track->cues[c];
    int64_t last = cue->start;

    require(cue->end > cue->start && cue->n_words > 0);
    require(c == 0 || cue->start >= track->cues[c - 1].end);
    for (size_t w = cue->first_word; w < cue->first_word + cue->n_words; w++) {
        const struct npi_caption_word *word = &track->words[w];

        require(word->start >= last && word->end >= word->start &&
                word->end <= cue->end);
        require(word->text.len > 0 && word->text.ptr >= cue->text.ptr &&
                word->text.ptr + word->text.len <=
                    cue->text.ptr + cue->text.len);
        last = word->end;
    }
}

static void check_bridge(const struct npi_bridge *bridge, size_t n_sentences)
{
    const struct npi_matching_input *input = &bridge->input;
    size_t words = 0;

    for (size_t c = 0; c < input->track->n_cues; c++) {
        require(input->track->cues[c].first_word == words);
        words += input->track->cues[c].n_words;
        check_cue(input->track, c);
    }
    require(words == input->track->n_words);
    for (size_t h = 0; h < input->n_hints; h++)
        require(input->hints[h].sentence < n_sentences &&
                input->hints[h].odds >= 0 &&
                (h == 0 ||
                 input->hints[h].sentence >= input->hints[h - 1].sentence));
    for (size_t s = 0; s < n_sentences; s++)
        require(input->guesses[s].deviation >= 0);
}

static void match(struct npi_context *ctx, const struct np_episode *episode,
                  const struct npi_caption_track *track)
{
    const struct npi_matching_input input = {
        .episode = episode,
        .track = track,
        .model = &npi_matching_model_default,
    };
    struct npi_bridge bridge;
    struct npi_matching matching;

    if (episode->n_sentences == 0 || track->n_words == 0)
        return;
    require(npi_bridge_build(ctx, &input, &bridge) == NP_OK);
    if (bridge.found)
        check_bridge(&bridge, episode->n_sentences);
    require(npi_matching_find(ctx, &input, &matching) == NP_OK);
    require(matching.n == episode->n_sentences);
    for (size_t s = 1; s < matching.n; s++)
        require(matching.sentences[s].start >= matching.sentences[s - 1].start);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct np_str captions = {(const char *)data, size};
    struct np_str notes;
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    struct np_episode episode;
    struct npi_caption_track track;
    size_t bad;

    if (size > 20000)
        return 0;
    npi_str_split(&captions, '\0', &notes);
    if (!captions.ptr || !npi_utf8_check(notes, &bad))
        return 0;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    if (npi_notes_read(&ctx,
                       npi_diags_add_source(&diags, NPI_STR("notes"), notes),
                       notes, npi_str(NULL), &episode) == NP_OK &&
        npi_captions_read(&ctx, NPI_STR("ep.srt"), captions, &track) == NP_OK)
        match(&ctx, &episode, &track);
    npi_arena_release(&arena);
    return 0;
}

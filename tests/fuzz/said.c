/* Any bytes as captions that become the subtitles: what holds for cues must
 * hold, every word of the captions is there once, and what is made of them is
 * known again as theirs. */
#include "base/str.h"
#include "base/utf8.h"
#include "captions/same.h"
#include "job/captions.h"
#include "support/cues_hold.h"

#include <stdio.h>
#include <stdlib.h>

static void require(bool good, const char *what)
{
    if (!good) {
        (void)fprintf(stderr, "%s\n", what);
        abort();
    }
}

static bool has_letter(struct np_str text)
{
    for (size_t at = 0; at < text.len;)
        if (npi_cp_is_alnum(npi_cp_halfwidth(npi_utf8_next(text, &at))))
            return true;
    return false;
}

/* Times in order, turns that hold all sentences, each in its cue's order. */
static void check_said(const struct np_episode *said,
                       const struct np_timeline *times)
{
    size_t next = 0;
    int64_t last = 0;
    for (size_t t = 0; t < said->n_turns; t++) {
        const struct np_turn *turn = &said->turns[t];
        require(turn->first_sentence == next && turn->n_sentences > 0, "turns");
        require(turn->speaker == NP_NONE || turn->speaker < said->n_speakers,
                "speaker");
        next += turn->n_sentences;
    }
    require(next == said->n_sentences && next == times->n_sentences, "count");
    for (size_t i = 0; i < next; i++) {
        require(times->sentences[i].start >= last &&
                    times->sentences[i].end >= times->sentences[i].start,
                "times");
        last = times->sentences[i].end;
    }
}

static void check_same(struct npi_context *ctx,
                       const struct npi_caption_track *track,
                       const struct np_episode *said)
{
    struct np_str *texts = NPI_ARENA_NEW(ctx->arena, struct np_str,
                                         said->n_sentences);
    bool letters = false;
    bool same;
    require(texts != NULL, "memory");
    for (size_t i = 0; i < said->n_sentences; i++) {
        texts[i] = said->sentences[i].text;
        letters = letters || has_letter(texts[i]);
    }
    require(npi_captions_same(ctx, track, texts, said->n_sentences, &same) ==
                NP_OK,
            "comparing failed");
    require(same == letters, "not the same as itself");
}

static void check_cues(struct npi_context *ctx, const struct np_episode *said,
                       const struct np_timeline *times)
{
    struct npi_settings settings;
    struct np_cues cues;
    npi_settings_defaults(&settings);
    npi_settings_resolve(&settings, said->language);
    require(npi_cues_build(ctx, said, times, &settings,
                           (struct npi_frame_rate){24, 1}, &cues) == NP_OK,
            "build failed");
    const char *wrong = cues_hold(said, &cues, &settings);
    require(!wrong, wrong);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct np_episode notes = {.link_time = NP_NO_TIME};
    static const struct np_timeline timeline = {.end_estimated = true};
    struct np_str bytes = {(const char *)data, size};
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_caption_track track;
    struct np_episode said;
    struct np_timeline times;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    if (npi_captions_read(&ctx, NPI_STR("f"), bytes, &track) == NP_OK) {
        require(npi_captions_to_episode(&ctx, &track, &notes, &timeline, &said,
                                        &times) == NP_OK,
                "no episode");
        check_said(&said, &times);
        check_same(&ctx, &track, &said);
        check_cues(&ctx, &said, &times);
    }
    npi_arena_release(&arena);
    return 0;
}

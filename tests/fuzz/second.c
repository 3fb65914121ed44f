/* Any notes beside any captions, as cues in two languages: the cues stay what
 * they were, and the second language's words are the captions', whole, in order
 * and each at most once. The first two bytes set the scene; a line "====="
 * divides the two texts. */
#include "cues/second/second.h"
#include "notes/notes.h"

#include "base/encoding.h"
#include "base/str.h"
#include "base/utf8.h"
#include "captions/captions.h"

#include <stdlib.h>
#include <string.h>

#define PART_MAX 6000 /* bytes of each text: longer ones show nothing new */
#define HEAD 2

static void require(bool good)
{
    if (!good)
        abort();
}

static void divide(struct np_str all, struct np_str *notes,
                   struct np_str *captions)
{
    static const char mark[] = "\n=====\n";
    size_t len = sizeof(mark) - 1;
    size_t at = 0;

    while (at + len <= all.len && memcmp(all.ptr + at, mark, len) != 0)
        at++;
    if (at + len > all.len)
        at = all.len / 2, len = 0;
    *notes = npi_str_sub(all, 0, at < PART_MAX ? at : PART_MAX);
    *captions = npi_str_sub(all, at + len, PART_MAX);
}

/* Letters are what typography leaves alone. */
static bool next_letter(struct np_str text, size_t *at, uint32_t *letter)
{
    while (*at < text.len) {
        *letter = npi_utf8_next(text, at);
        if (npi_cp_is_alnum(*letter))
            return true;
    }
    return false;
}

/* The lines' letters are those of words from `word` on; *end is behind them. */
static bool is_there(const struct npi_caption_track *track, size_t word,
                     const struct np_cue *cue, size_t *end)
{
    size_t in_word = 0;
    uint32_t want;
    uint32_t have;

    for (unsigned k = 0; k < cue->n_second; k++)
        for (size_t at = 0; next_letter(cue->second[k], &at, &want);) {
            while (word < track->n_words &&
                   !next_letter(track->words[word].text, &in_word, &have)) {
                word++;
                in_word = 0;
            }
            if (word == track->n_words || have != want)
                return false;
        }
    *end = word;
    if (word == track->n_words)
        return true;
    *end += in_word > 0;
    return in_word == 0 ||
           !next_letter(track->words[word].text, &in_word, &have);
}

static void check_words(const struct npi_caption_track *track,
                        const struct np_cues *cues)
{
    size_t word = 0;

    for (size_t i = 0; i < cues->n_cues; i++) {
        size_t end = word;

        while (word < track->n_words &&
               !is_there(track, word, &cues->cues[i], &end))
            word++;
        require(word < track->n_words || cues->cues[i].n_second == 0 ||
                is_there(track, word, &cues->cues[i], &end));
        word = end > word ? end : word;
    }
}

static void check_cues(const struct np_cues *before,
                       const struct np_cues *after, size_t n_second)
{
    size_t n = 0;

    require(before->n_cues == after->n_cues);
    for (size_t i = 0; i < after->n_cues; i++) {
        const struct np_cue *cue = &after->cues[i];
        size_t bad;

        require(cue->n_lines == before->cues[i].n_lines);
        require(cue->start < cue->end);
        require(i == 0 || cue[-1].end <= cue->start);
        require(cue->n_second <= NP_CUE_LINES);
        for (unsigned k = 0; k < cue->n_second; k++)
            require(cue->second[k].len > 0 &&
                    npi_utf8_check(cue->second[k], &bad) &&
                    npi_str_find_char(cue->second[k], '\n') == NP_NONE);
        n += cue->n_second > 0;
    }
    require(n == n_second);
}

/* Sentences follow each other; how long they take is nobody's truth. */
static struct np_timed_sentence *invent_times(struct npi_arena *arena,
                                              const struct np_episode *episode)
{
    struct np_timed_sentence *times = NPI_ARENA_NEW(
        arena, struct np_timed_sentence, episode->n_sentences);
    int64_t at = 0;

    require(times != NULL);
    for (size_t s = 0; s < episode->n_sentences; s++) {
        times[s].start = at;
        at += 100 * (int64_t)(episode->sentences[s].text.len % 60);
        times[s].end = at;
    }
    return times;
}

static void make(struct npi_context *ctx, const uint8_t *head,
                 const struct np_episode *episode,
                 const struct npi_caption_track *track)
{
    const struct np_timed_sentence *times = invent_times(ctx->arena, episode);
    struct np_timeline timeline = {.sentences = times,
                                   .n_sentences = episode->n_sentences};
    struct npi_settings settings;
    struct npi_settings second;
    struct npi_second_room room;
    struct np_cues cues;
    struct npi_slot *slots;
    const struct npi_frame_rate rate = {24, 1};

    timeline.end = times[episode->n_sentences - 1].end;
    npi_settings_defaults(&settings);
    npi_settings_resolve(&settings, episode->language);
    settings.lines = head[0] % NP_CUE_LINES + 1;
    if (head[0] & 4)
        settings.line_length = head[1] % 64 + 4;
    second = npi_second_settings(&settings, episode->language, track->language);
    require(npi_second_room_make(ctx->arena, track->words, track->n_words,
                                 &second, &room) == NP_OK);
    require(npi_cues_build_with(ctx, NULL, head[0] & 8 ? &room : NULL, episode,
                                &timeline, &settings, rate, &cues,
                                &slots) == NP_OK);
    struct npi_guess *guesses = NPI_ARENA_NEW(ctx->arena, struct npi_guess,
                                              cues.n_cues);
    require(guesses != NULL);
    for (size_t i = 0; i < cues.n_cues; i++)
        guesses[i] = (struct npi_guess){(double)cues.cues[i].start / 1000,
                                        head[0] & 16 ? 30 : 2};
    const struct npi_second_input input = {
        .episode = episode,
        .spoken = head[0] & 32 ? episode->sentences : NULL,
        .track = track,
        .guesses = guesses,
        .settings = &settings,
        .fit = head[0] & 128
                   ? &(struct npi_fit){&settings, rate, &timeline, slots}
                   : NULL,
        .above = head[0] & 64,
    };
    const struct np_cues before = cues;
    size_t n = 0;
    require(npi_cues_add_second(ctx, &input, &cues, &n) == NP_OK);
    check_cues(&before, &cues, n);
    if (episode->n_originals == 0)
        check_words(track, &cues);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_caption_track track;
    struct np_episode episode;
    enum npi_encoding encoding;
    struct np_str notes;
    struct np_str captions;
    struct np_str text;

    if (size < HEAD)
        return 0;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    divide((struct np_str){(const char *)data + HEAD, size - HEAD}, &notes,
           &captions);
    if (npi_encoding_to_utf8(&arena, &diags, NPI_STR("n"), notes, &encoding,
                             &text) == NP_OK &&
        npi_notes_read(&ctx, 0, text, npi_str(NULL), &episode) == NP_OK &&
        npi_captions_read(&ctx, NPI_STR("c.vtt"), captions, &track) == NP_OK &&
        episode.n_sentences > 0 && track.n_words > 0)
        make(&ctx, data, &episode, &track);
    npi_arena_release(&arena);
    return 0;
}

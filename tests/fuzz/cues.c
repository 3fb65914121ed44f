/* Any text as dialogue, with any settings and times: what holds for cues must
 * hold (support/cues_hold.h), and the style check must find its way. The first
 * eight bytes set the scene; a line of the rest is a sentence, a tab at its
 * start begins a turn. */
#include "base/str.h"
#include "base/utf8.h"
#include "support/cues_hold.h"

#include <stdio.h>
#include <stdlib.h>

#define HEAD 8
#define SENTENCES 4000
#define PAUSES 500

struct scene {
    struct npi_arena arena;
    struct npi_diags diags;
    struct np_sentence *sentences;
    struct np_timed_sentence *times;
    struct np_turn *turns;
    struct np_pause pauses[PAUSES];
    size_t n_pauses;
    struct np_episode episode;
    struct np_timeline timeline;
    struct npi_settings settings;
    struct npi_frame_rate rate;
};

static void require(bool good, const char *what)
{
    if (!good) {
        (void)fprintf(stderr, "%s\n", what);
        abort();
    }
}

static void set(struct scene *s, const uint8_t *head)
{
    static const struct npi_frame_rate rates[] = {
        {24, 1}, {24000, 1001}, {60, 1}, {0, 0}};
    npi_settings_defaults(&s->settings);
    npi_settings_resolve(&s->settings,
                         head[0] & 1 ? NPI_STR("zh") : NPI_STR("en"));
    if (head[0] & 2)
        s->settings.line_length = head[1] % 64 + 1;
    s->settings.lines = head[2] % NP_CUE_LINES + 1;
    if (head[0] & 4)
        s->settings.reading_speed = head[3] % 40 + 1;
    if (head[0] & 8)
        s->settings.gap_frames = head[4] % 13;
    if (head[0] & 16)
        s->settings.lead = head[4] * 8;
    if (head[0] & 32)
        s->settings.end_marks = head[7] & 2 ? NPI_END_MARKS_DROP
                                            : NPI_END_MARKS_KEEP;
    if (head[0] & 64) {
        s->settings.inner_marks = head[7] & 4 ? NPI_INNER_MARKS_SPACE
                                              : NPI_INNER_MARKS_KEEP;
        s->settings.full_width = head[7] >> 3 & 1;
        s->settings.latin_space = (head[7] >> 4) % 3;
        s->settings.dash = head[7] >> 6 & 1;
    }
    if (head[0] & 128) {
        s->settings.ellipsis = head[6] % 3;
        s->settings.quotes = head[5] / 4 % 3;
    }
    s->rate = rates[head[5] % 4];
}

static void add(struct scene *s, struct np_str line, int64_t start, int64_t end)
{
    size_t n = s->episode.n_sentences++;
    bool turn = !n || (line.len && line.ptr[0] == '\t');
    if (turn)
        s->turns[s->episode.n_turns++] = (struct np_turn){.first_sentence = n};
    s->turns[s->episode.n_turns - 1].n_sentences++;
    s->sentences[n] = (struct np_sentence){
        .text = line, .turn = s->episode.n_turns - 1, .span = NPI_NOWHERE};
    s->times[n] = (struct np_timed_sentence){
        .start = start,
        .end = end,
        .evidence = n % 3 ? NP_EVIDENCE_CAPTIONS : NP_EVIDENCE_LENGTH,
        .confidence = (double)(line.len % 5) / 4};
}

static void read(struct scene *s, const uint8_t *head, struct np_str text)
{
    int64_t at = 0;
    struct np_str line;
    s->sentences = NPI_ARENA_NEW(&s->arena, struct np_sentence, SENTENCES);
    s->times = NPI_ARENA_NEW(&s->arena, struct np_timed_sentence, SENTENCES);
    s->turns = NPI_ARENA_NEW(&s->arena, struct np_turn, SENTENCES);
    s->episode.sentences = s->sentences;
    s->episode.turns = s->turns;
    while (s->episode.n_sentences < SENTENCES &&
           npi_str_split(&text, '\n', &line)) {
        int64_t lasts = (int64_t)line.len * head[6] * 2;
        add(s, line, at, at + lasts);
        at += lasts + (head[7] & 1 ? head[7] * 8 : 0);
    }
    if (head[1] & 128)
        while (s->n_pauses < PAUSES &&
               s->n_pauses * head[2] * 32 < (size_t)at) {
            size_t n = s->n_pauses++;
            s->pauses[n].start = (int64_t)n * head[2] * 32;
            s->pauses[n].end = s->pauses[n].start + head[2] * (head[3] & 31);
        }
    s->timeline = (struct np_timeline){.sentences = s->times,
                                       .n_sentences = s->episode.n_sentences,
                                       .pauses = s->pauses,
                                       .n_pauses = s->n_pauses,
                                       .end = at};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct scene s = {0};
    struct np_cues cues;
    const struct np_breach *breaches;
    size_t n_breaches;
    size_t bad;
    struct np_str text = {(const char *)data + HEAD, size - HEAD};
    /* What the door lets in: UTF-8 without NUL bytes. */
    if (size < HEAD || !npi_utf8_check(text, &bad) ||
        npi_str_find_char(text, '\0') != NP_NONE)
        return 0;
    npi_arena_init(&s.arena);
    npi_diags_init(&s.diags, &s.arena);
    set(&s, data);
    read(&s, data, text);
    struct npi_context ctx = {&s.arena, &s.diags, NULL};
    require(npi_cues_build(&ctx, &s.episode, &s.timeline, &s.settings, s.rate,
                           &cues) == NP_OK,
            "build failed");
    const char *wrong = cues_hold(&s.episode, &cues, &s.settings);
    require(!wrong, wrong);
    require(npi_cues_check(&ctx, &s.episode, &cues, &s.settings, s.rate,
                           &breaches, &n_breaches) == NP_OK,
            "check failed");
    for (size_t i = 0; i < n_breaches; i++)
        require(breaches[i].cue < cues.n_cues, "a breach of no cue");
    npi_arena_release(&s.arena);
    return 0;
}

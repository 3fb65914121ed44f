/* Dialogues for tests of cues: from case files (tests/cases/cues/), or built
 * sentence by sentence. Lines of a case file, fields separated by TABs:
 *   set       subtitles.line-length=10
 *   language  zh-Hans
 *   0  2620  0   欢迎回到 No Priors！      start, end (ms), turn, sentence
 *   0  2620  0p  …                         p: a paragraph starts */
#ifndef TESTS_SUPPORT_DIALOGUE_H
#define TESTS_SUPPORT_DIALOGUE_H

#include "base/str.h"
#include "cues/cues.h"
#include "support/test.h"

struct dialogue {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_config config;
    struct npi_frame_rate rate;
    struct np_str language;
    struct np_sentence *sentences;
    struct np_timed_sentence *times;
    struct np_turn *turns;
    size_t n, cap, times_cap, n_turns, turns_cap;
    struct np_episode episode;
    struct np_timeline timeline;
    struct np_cues cues;
    const struct np_breach *breaches;
    size_t n_breaches;
};

static inline void dialogue_init(struct dialogue *d, const char *language)
{
    *d = (struct dialogue){.rate = {24, 1}, .language = npi_str(language)};
    npi_arena_init(&d->arena);
    npi_diags_init(&d->diags, &d->arena);
    d->ctx = (struct npi_context){&d->arena, &d->diags, NULL};
    npi_config_init(&d->config);
}

static inline void dialogue_release(struct dialogue *d)
{
    npi_arena_release(&d->arena);
}

static inline void dialogue_set(struct dialogue *d, const char *pair)
{
    assert_int_equal(npi_config_set_pair(&d->ctx, &d->config, npi_str(pair)),
                     NP_OK);
}

/* text is copied. A turn number other than the last one's starts a turn. */
static inline void dialogue_add(struct dialogue *d, int64_t start, int64_t end,
                                size_t turn, bool paragraph, struct np_str text)
{
    d->sentences = npi_arena_grow(&d->arena, d->sentences, d->n, &d->cap,
                                  sizeof *d->sentences);
    d->times = npi_arena_grow(&d->arena, d->times, d->n, &d->times_cap,
                              sizeof *d->times);
    d->turns = npi_arena_grow(&d->arena, d->turns, d->n_turns, &d->turns_cap,
                              sizeof *d->turns);
    if (!d->sentences || !d->times || !d->turns)
        fail_msg("out of memory");
    if (!d->n || d->sentences[d->n - 1].turn != turn)
        d->turns[d->n_turns++] = (struct np_turn){.speaker = turn % 2,
                                                  .first_sentence = d->n};
    d->turns[d->n_turns - 1].n_sentences++;
    d->sentences[d->n] = (struct np_sentence){
        .text = npi_arena_str(&d->arena, text),
        .turn = turn,
        .stamp = NP_NO_TIME,
        .paragraph_start = paragraph,
        .span = NPI_NOWHERE,
    };
    d->times[d->n++] = (struct np_timed_sentence){
        .start = start, .end = end, .confidence = 1};
}

/* Turns are numbered anew from 0. */
static inline void dialogue_view(struct dialogue *d)
{
    for (size_t t = 0; t < d->n_turns; t++)
        for (size_t i = 0; i < d->turns[t].n_sentences; i++)
            d->sentences[d->turns[t].first_sentence + i].turn = t;
    d->episode = (struct np_episode){.language = d->language,
                                     .turns = d->turns,
                                     .n_turns = d->n_turns,
                                     .sentences = d->sentences,
                                     .n_sentences = d->n};
    d->timeline = (struct np_timeline){
        .sentences = d->times,
        .n_sentences = d->n,
        .end = d->n ? d->times[d->n - 1].end : 0,
    };
    npi_settings_resolve(&d->config.settings, d->language);
}

/* Cues and their style check. */
static inline enum np_status dialogue_build(struct dialogue *d)
{
    dialogue_view(d);
    enum np_status status = npi_cues_build(&d->ctx, &d->episode, &d->timeline,
                                           &d->config.settings, d->rate,
                                           &d->cues);
    if (status != NP_OK)
        return status;
    return npi_cues_check(&d->ctx, &d->episode, &d->cues, &d->config.settings,
                          d->rate, &d->breaches, &d->n_breaches);
}

static inline void dialogue_line(char **fields, size_t n, size_t line,
                                 void *user)
{
    struct dialogue *d = user;
    if (n == 2 && strcmp(fields[0], "set") == 0)
        dialogue_set(d, fields[1]);
    else if (n == 2 && strcmp(fields[0], "language") == 0)
        d->language = npi_arena_str(&d->arena, npi_str(fields[1]));
    else if (n == 4)
        dialogue_add(d, strtoll(fields[0], NULL, 10),
                     strtoll(fields[1], NULL, 10), strtoul(fields[2], NULL, 10),
                     strchr(fields[2], 'p') != NULL, npi_str(fields[3]));
    else
        fail_msg("line %zu: %zu fields", line, n);
}

static inline void dialogue_read(struct dialogue *d, const char *path)
{
    dialogue_init(d, "zh-Hans");
    test_each_case(path, dialogue_line, d);
}

#endif

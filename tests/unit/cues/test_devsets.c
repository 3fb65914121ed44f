/* The cues of real notes with the true times of their sentences, where the
 * development sets are: nothing hard is broken, and they are good to read. */
#include "base/str.h"
#include "notes/notes.h"
#include "support/cues_hold.h"
#include "support/dialogue.h"

#include <unistd.h>

#define SETS "../shared/devsets/"

struct devset {
    const char *notes, *gold;
    double fast;   /* per cent of cues that may be over the reading speed */
    double ragged; /* per cent of cues that may end inside a clause */
};

static const struct devset no_priors = {"../shared/seeds/no-priors-80.zh.md",
                                        SETS "no-priors-80/gold.zh.tsv", 3, 5};
static const struct devset talk_zh = {SETS "talk-python-549/notes.zh.md",
                                      SETS "talk-python-549/gold.zh.tsv", 3, 5};
static const struct devset talk_en = {SETS "talk-python-549/notes.en.md",
                                      SETS "talk-python-549/gold.en.tsv", 3, 8};

/* turn, sentence, start, end, first characters: TABs between, a header. */
static void read_gold(char **fields, size_t n, size_t line, void *user)
{
    struct dialogue *d = user;
    assert_true(n >= 4);
    if (line == 1)
        return;
    if (d->n >= d->episode.n_sentences)
        fail_msg("more times than sentences");
    const struct np_sentence *s = &d->episode.sentences[d->n];
    if (s->turn != strtoul(fields[0], NULL, 10))
        fail_msg("line %zu: another turn", line);
    d->times[d->n++] = (struct np_timed_sentence){
        .start = (int64_t)(strtod(fields[2], NULL) * 1000 + 0.5),
        .end = (int64_t)(strtod(fields[3], NULL) * 1000 + 0.5),
        .confidence = 1};
}

static void load(struct dialogue *d, const struct devset *set)
{
    size_t len;
    char *bytes = test_read_file(set->notes, &len);
    dialogue_init(d, "und");
    struct np_str text = npi_arena_str(&d->arena, (struct np_str){bytes, len});
    free(bytes);
    size_t source = npi_diags_add_source(&d->diags, NPI_STR("notes"), text);
    assert_int_equal(
        npi_notes_read(&d->ctx, source, text, (struct np_str){0}, &d->episode),
        NP_OK);
    d->times = NPI_ARENA_NEW(&d->arena, struct np_timed_sentence,
                             d->episode.n_sentences);
    assert_non_null(d->times);
    test_each_case(set->gold, read_gold, d);
    assert_int_equal(d->n, d->episode.n_sentences);
    d->timeline = (struct np_timeline){.sentences = d->times,
                                       .n_sentences = d->n,
                                       .end = d->times[d->n - 1].end};
    npi_settings_resolve(&d->config.settings, d->episode.language);
}

/* Where a cue's last word stands in the dialogue, from where the one before
 * ended. A mark behind it may be left out in the cue. */
static bool ends_clause(const struct np_episode *episode,
                        const struct np_cue *cue, size_t *sentence, size_t *at)
{
    for (unsigned k = 0; k < cue->n_lines; k++)
        for (size_t i = 0; i < cue->lines[k].len;)
            if (hold_counts(npi_utf8_next(cue->lines[k], &i), false))
                hold_source(episode, false, sentence, at);
    struct np_str text = episode->sentences[*sentence].text;
    size_t next = *at;
    return *at >= text.len || npi_cp_is_punct(npi_utf8_next(text, &next));
}

static void judge(const struct devset *set)
{
    struct dialogue d;
    double fast = 0;
    double ragged = 0;
    if (access(set->notes, R_OK) != 0 || access(set->gold, R_OK) != 0)
        skip();
    load(&d, set);
    assert_int_equal(npi_cues_build(&d.ctx, &d.episode, &d.timeline,
                                    &d.config.settings, d.rate, &d.cues),
                     NP_OK);
    const char *wrong = cues_hold(&d.episode, &d.cues, &d.config.settings);
    if (wrong)
        fail_msg("%s", wrong);
    assert_int_equal(npi_cues_check(&d.ctx, &d.episode, &d.cues,
                                    &d.config.settings, d.rate, &d.breaches,
                                    &d.n_breaches),
                     NP_OK);
    for (size_t i = 0; i < d.n_breaches; i++) {
        if (d.breaches[i].hard)
            fail_msg("%s in cue %zu", d.breaches[i].rule, d.breaches[i].cue);
        fast += strcmp(d.breaches[i].rule, "reading-speed") == 0;
    }
    for (size_t i = 0, s = 0, at = 0; i < d.cues.n_cues; i++)
        ragged += !ends_clause(&d.episode, &d.cues.cues[i], &s, &at);
    double percent = 100.0 / (double)d.cues.n_cues;
    print_message("%s: %zu cues, %.1f %% too fast, %.1f %% end in a clause\n",
                  set->notes, d.cues.n_cues, fast * percent, ragged * percent);
    assert_true(fast * percent <= set->fast);
    assert_true(ragged * percent <= set->ragged);
    dialogue_release(&d);
}

static void test_no_priors(void **state)
{
    (void)state;
    judge(&no_priors);
}

static void test_talk_zh(void **state)
{
    (void)state;
    judge(&talk_zh);
}

static void test_talk_en(void **state)
{
    (void)state;
    judge(&talk_en);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_priors),
        cmocka_unit_test(test_talk_zh),
        cmocka_unit_test(test_talk_en),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

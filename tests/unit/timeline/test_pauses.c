/* Protects pauses as evidence: the clock of speech, starts that move to the
 * pauses that fit and to no others, stamps that stay, sound of another
 * recording. */
#include "base/str.h"
#include "captions/captions.h"
#include "support/episode.h"
#include "support/oom.h"
#include "support/test.h"
#include "timeline/activity.h"
#include "timeline/silences.h"
#include "timeline/speech_clock.h"

#include <math.h>

/* Clock. */

static const struct npi_stretch STRETCHES[] = {
    {1000, 3000}, {3100, 4000}, {10000, 12000}};
static const struct npi_activity THREE = {STRETCHES, 3, 20000, NULL};

/* It rises, undoes itself, and hardly runs in pauses. */
static void test_clock(void **state)
{
    struct npi_arena arena;
    struct npi_speech_clock clock;
    double last = -1;

    (void)state;
    npi_arena_init(&arena);
    assert_int_equal(npi_speech_clock_make(&arena, &THREE, &clock), NP_OK);
    for (int i = 0; i <= 300; i++) {
        double time = i / 10.0;
        double spoken = npi_speech_clock_to(&clock, time);

        assert_true(spoken > last);
        assert_true(fabs(npi_speech_clock_from(&clock, spoken) - time) < 1e-6);
        last = spoken;
    }
    assert_true(
        npi_speech_clock_to(&clock, 10) - npi_speech_clock_to(&clock, 4) < 0.5);
    assert_true(fabs(npi_speech_clock_to(&clock, 11) -
                     npi_speech_clock_to(&clock, 10) - 1) < 1e-9);
    assert_int_equal(npi_speech_clock_find(&clock, 0), 0);
    assert_int_equal(npi_speech_clock_find(&clock, clock.spoken[1]), 1);
    assert_int_equal(npi_speech_clock_find(&clock, clock.spoken[1] + 0.1), 2);
    assert_int_equal(npi_speech_clock_find(&clock, 99), 3);
    npi_arena_release(&arena);
}

/* Episodes. A made-up speaker says sentences of uneven length at an uneven
 * pace, pauses within them now and then, and between them longer. */

enum { SENTENCES = 60, STRETCHES_MAX = 400 };

struct spoken {
    struct episode e;
    struct npi_activity activity;
    struct npi_stretch speech[STRETCHES_MAX];
    int64_t starts[SENTENCES];
    char texts[SENTENCES][200];
    uint32_t chance;
    int64_t now;
};

static uint32_t draw(struct spoken *s, uint32_t n)
{
    s->chance = s->chance * 1103515245u + 12345u;
    return (s->chance >> 16) % n;
}

static void speak(struct spoken *s, int64_t ms, int64_t pause)
{
    s->speech[s->activity.n++] = (struct npi_stretch){s->now, s->now + ms};
    s->now += ms + pause;
}

static void say(struct spoken *s, size_t i)
{
    size_t pieces = 1 + draw(s, 3);
    char *at = s->texts[i];

    s->starts[i] = s->now;
    for (size_t p = 0; p < pieces; p++) {
        size_t n = 6 + draw(s, 10);

        for (size_t k = 0; k < n; k++)
            at += sprintf(at, "话");
        at += sprintf(at, p + 1 < pieces ? "，" : "。");
        speak(s, (int64_t)(n * (150 + draw(s, 80))),
              p + 1 < pieces ? 100 + draw(s, 250) : 300 + draw(s, 700));
    }
    if (i % 4 == 0)
        episode_turn(&s->e);
    episode_say(&s->e, NP_NO_TIME, npi_str(s->texts[i]));
}

/* every: sentences from one outline entry to the next. */
static void make(struct spoken *s, uint32_t seed, size_t every)
{
    *s = (struct spoken){.chance = seed, .now = 700};
    episode_init(&s->e);
    for (size_t i = 0; i < SENTENCES; i++) {
        if (i == SENTENCES / 2)
            s->now += 20000; /* music: no text is spread over it */
        if (i % every == 0)
            episode_entry(&s->e, 1, s->now / 1000 * 1000, NPI_STR("甲"));
        say(s, i);
    }
    s->activity.speech = s->speech;
    s->activity.length = s->now;
    s->e.input.length = s->now;
}

/* Mean error in ms over some seeds. */
static double error_of(bool heard, size_t every, size_t *at_pauses)
{
    double sum = 0;

    *at_pauses = 0;
    for (uint32_t seed = 1; seed <= 5; seed++) {
        static struct spoken s;

        make(&s, seed, every);
        if (heard)
            s.e.input.activity = &s.activity;
        assert_int_equal(episode_build(&s.e), NP_OK);
        assert_true(episode_is_sound(&s.e));
        for (size_t i = 0; i < SENTENCES; i++) {
            sum += fabs((double)(s.e.timeline.sentences[i].start -
                                 s.starts[i])) /
                   (5 * SENTENCES);
            *at_pauses += (s.e.timeline.sentences[i].evidence &
                           NP_EVIDENCE_PAUSE) != 0;
        }
        episode_release(&s.e);
    }
    return sum;
}

/* With sound most starts are exact; without it none is at a pause. */
static void test_snaps(void **state)
{
    size_t paused;
    double deaf = error_of(false, 6, &paused);
    double heard;

    (void)state;
    assert_int_equal(paused, 0);
    heard = error_of(true, 6, &paused);
    if (heard > 0.4 * deaf)
        fail_msg("mean error %.0f ms with sound, %.0f without", heard, deaf);
    assert_true(paused > 5 * SENTENCES * 8 / 10);
}

/* The surer half is righter than the other. */
static void test_confidence(void **state)
{
    double sum[2] = {0};
    size_t n[2] = {0};

    (void)state;
    for (uint32_t seed = 1; seed <= 5; seed++) {
        static struct spoken s;

        make(&s, seed, 12);
        s.e.input.activity = &s.activity;
        assert_int_equal(episode_build(&s.e), NP_OK);
        for (size_t i = 0; i < SENTENCES; i++) {
            const struct np_timed_sentence *one = &s.e.timeline.sentences[i];
            size_t sure = one->confidence > 0.9;

            assert_true(one->confidence >= 0 && one->confidence <= 1);
            sum[sure] += fabs((double)(one->start - s.starts[i]));
            n[sure]++;
        }
        episode_release(&s.e);
    }
    assert_true(n[0] > 0 && n[1] > 0);
    assert_true(sum[1] / (double)n[1] < sum[0] / (double)n[0]);
}

/* Stamps written in the dialogue stand where they are, pause or not, and
 * nothing crosses them. */
static void test_pins(void **state)
{
    static struct spoken s;

    (void)state;
    make(&s, 3, 10);
    s.e.sentences[20].stamp = s.starts[20] + 1234;
    s.e.input.activity = &s.activity;
    assert_int_equal(episode_build(&s.e), NP_OK);
    assert_true(episode_is_sound(&s.e));
    assert_int_equal(s.e.timeline.sentences[20].start, s.starts[20] + 1234);
    assert_int_equal(s.e.timeline.sentences[20].evidence, NP_EVIDENCE_STAMP);
    assert_true(s.e.timeline.sentences[19].start < s.starts[20] + 1234);
    assert_true(s.e.timeline.sentences[21].start > s.starts[20] + 1234);
    episode_release(&s.e);
}

/* That the media may be another cut is a warning, with what to do. */
static bool warns_of_misfit(const struct episode *e)
{
    for (size_t i = 0; i < e->diags.n; i++) {
        const struct np_diag_kind *kind = e->diags.items[i].kind;

        if (strcmp(kind->code, "pauses-misfit") == 0)
            return kind->severity == NP_WARNING && kind->hint &&
                   strstr(kind->hint, "--sync");
    }
    return false;
}

/* Pauses of another recording are noticed; all is as without them. */
static void test_misfit(void **state)
{
    static struct spoken s;
    static struct spoken other;
    int64_t deaf[SENTENCES];
    size_t noticed = 0;

    (void)state;
    for (uint32_t seed = 1; seed <= 5; seed++) {
        make(&s, seed, 6);
        make(&other, seed + 100, 6);
        assert_int_equal(episode_build(&s.e), NP_OK);
        for (size_t i = 0; i < SENTENCES; i++)
            deaf[i] = s.e.timeline.sentences[i].start;
        s.e.input.activity = &other.activity;
        assert_int_equal(episode_build(&s.e), NP_OK);
        assert_true(episode_is_sound(&s.e));
        if (warns_of_misfit(&s.e)) {
            noticed++;
            for (size_t i = 0; i < SENTENCES; i++)
                assert_int_equal(s.e.timeline.sentences[i].start, deaf[i]);
        }
        episode_release(&s.e);
        episode_release(&other.e);
    }
    assert_true(noticed >= 3);
}

/* No word of another cut where the sound is merely short, or is no speech: it
 * hums on and off. */
static void test_no_misfit(void **state)
{
    static struct spoken s;
    size_t noticed = 0;

    (void)state;
    for (uint32_t seed = 1; seed <= 5; seed++) {
        make(&s, seed, 6);
        s.e.input.activity = &s.activity;
        s.activity.n /= 3;
        s.activity.length = s.speech[s.activity.n - 1].end;
        s.e.input.length = s.activity.length;
        assert_int_equal(episode_build(&s.e), NP_OK);
        assert_false(episode_has_diag(&s.e, "pauses-misfit"));
        episode_release(&s.e);

        make(&s, seed, 6);
        s.e.input.activity = &s.activity;
        s.activity.n = 0;
        for (s.now = 0; s.now + 1500 < s.activity.length;)
            speak(&s, 1000 + draw(&s, 100), 400);
        assert_int_equal(episode_build(&s.e), NP_OK);
        assert_false(episode_has_diag(&s.e, "pauses-misfit"));
        noticed += episode_has_diag(&s.e, "pauses-unused");
        episode_release(&s.e);
    }
    assert_true(noticed >= 3);
}

/* Sound that is shorter than the notes, longer, elsewhere, nearly none. */
static void test_odd_sound(void **state)
{
    static const struct npi_stretch late[] = {{900000000, 900001000},
                                              {900002000, 900003000}};
    static const struct npi_stretch early[] = {{0, 1}, {2, 3}, {4, 5}};
    static const struct npi_activity odd[] = {
        {NULL, 0, 0, NULL},
        {late, 1, 900001000, NULL},
        {late, 2, 900003000, NULL},
        {early, 2, 3, NULL},
        {early, 3, INT64_MAX / 4, NULL},
    };
    static struct spoken s;

    (void)state;
    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        make(&s, 1, 6);
        s.e.input.activity = &odd[i];
        assert_int_equal(episode_build(&s.e), NP_OK);
        assert_true(episode_is_sound(&s.e));
        s.e.input.length = 30000; /* media that ends early */
        assert_int_equal(episode_build(&s.e), NP_OK);
        assert_true(episode_is_sound(&s.e));
        episode_release(&s.e);
    }
}

/* The sound of [from, to) of an episode: the rest nobody heard. */
static void hear_part(struct spoken *s, int64_t from, int64_t to)
{
    static struct npi_stretch part[STRETCHES_MAX];
    static bool unheard[STRETCHES_MAX];
    size_t n = 0;

    unheard[n] = true;
    part[n++] = (struct npi_stretch){0, from};
    for (size_t i = 0; i < s->activity.n; i++) {
        struct npi_stretch one = s->speech[i];

        if (one.end <= from || one.start >= to)
            continue;
        unheard[n] = false;
        part[n++] = (struct npi_stretch){one.start > from ? one.start : from,
                                         one.end < to ? one.end : to};
    }
    unheard[n] = true;
    part[n++] = (struct npi_stretch){to, 360000000};
    s->activity = (struct npi_activity){part, n, to, unheard};
}

/* Of a part alone that part is timed as by all of the sound, nothing outside
 * begins at a pause or gets worse; and the pauses fit. */
static void test_part(void **state)
{
    static struct spoken s;
    double without = 0;
    double in = 0;
    double out = 0;
    double out_without = 0;
    size_t n_in = 0;

    (void)state;
    for (uint32_t seed = 1; seed <= 5; seed++) {
        int64_t deaf[SENTENCES];
        int64_t from;
        int64_t to;

        make(&s, seed, 6);
        from = s.starts[12] - 600;
        to = s.starts[48] + 500;
        for (size_t i = 0; i < SENTENCES; i += 12)
            s.e.sentences[i].stamp = s.starts[i];
        s.e.input.length = NP_NO_TIME;
        assert_int_equal(episode_build(&s.e), NP_OK);
        for (size_t i = 0; i < SENTENCES; i++)
            deaf[i] = s.e.timeline.sentences[i].start;
        for (size_t i = 13; i < 48; i++)
            without += i % 12 ? fabs((double)(deaf[i] - s.starts[i])) : 0;
        hear_part(&s, from, to);
        s.e.input.activity = &s.activity;
        assert_int_equal(episode_build(&s.e), NP_OK);
        assert_true(episode_is_sound(&s.e));
        assert_false(episode_has_diag(&s.e, "pauses-misfit"));
        for (size_t i = 0; i < SENTENCES; i++) {
            const struct np_timed_sentence *one = &s.e.timeline.sentences[i];
            bool inside = one->start > from && one->start < to;

            if (!inside) {
                assert_false(one->evidence & NP_EVIDENCE_PAUSE);
                out += fabs((double)(one->start - s.starts[i]));
                out_without += fabs((double)(deaf[i] - s.starts[i]));
            } else if (i > 12 && i < 48 && i % 12) {
                in += fabs((double)(one->start - s.starts[i]));
                n_in++;
            }
        }
        episode_release(&s.e);
    }
    if (n_in < 150 || in > 0.4 * without || out > out_without)
        fail_msg("%zu inside, mean error %.0f ms, %.0f without sound; outside "
                 "%.0f s in all, %.0f without",
                 n_in, in / (double)n_in, without / (double)n_in, out / 1000,
                 out_without / 1000);
}

/* Builds what user is, with results of its own. */
static enum np_status build_again(void *user)
{
    struct episode e = *(struct episode *)user;
    enum np_status status;

    npi_arena_init(&e.arena);
    npi_diags_init(&e.diags, &e.arena);
    e.ctx = (struct npi_context){&e.arena, &e.diags, NULL};
    status = episode_build(&e);
    if (status == NP_OK && !episode_is_sound(&e))
        status = NP_ERR_USAGE;
    npi_arena_release(&e.arena);
    return status;
}

static void test_out_of_memory(void **state)
{
    static struct spoken s;

    (void)state;
    make(&s, 1, 12);
    s.e.input.activity = &s.activity;
    test_each_allocation(build_again, &s.e);
    episode_release(&s.e);
}

static void test_cancel(void **state)
{
    static struct spoken s;
    int stop = 1;

    (void)state;
    make(&s, 1, 6);
    s.e.input.activity = &s.activity;
    s.e.ctx.cancel = &stop;
    assert_int_equal(episode_build(&s.e), NP_ERR_INTERRUPTED);
    episode_release(&s.e);
}

/* The pauses that come with a timeline: of the sound, unless nobody could
 * listen; else those that captions tell, by time or by a mark. */
static void test_silences(void **state)
{
    static const struct npi_stretch speech[] = {
        {0, 1000}, {1100, 2000}, {2300, 3000}, {3500, 4000}};
    static const bool unheard[] = {false, false, false, true};
    const struct npi_activity sound = {speech, 4, 4000, unheard};
    static const struct npi_caption_cue cues[] = {
        {.start = 0, .end = 1000, .text = NPI_STR("and then")},
        {.start = 1000, .end = 2000, .text = NPI_STR("it was,")},
        {.start = 2000, .end = 3000, .text = NPI_STR("as we")},
        {.start = 3500, .end = 4000, .text = NPI_STR("said.")}};
    const struct npi_caption_track track = {.cues = cues, .n_cues = 4};
    struct np_timeline t = {0};
    struct npi_arena arena;
    (void)state;
    npi_arena_init(&arena);
    assert_int_equal(npi_silences_list(&arena, &sound, &track, &t), NP_OK);
    assert_int_equal(t.n_pauses, 1);
    assert_int_equal(t.pauses[0].start, 2000);
    assert_int_equal(t.pauses[0].end, 2300);
    assert_int_equal(npi_silences_list(&arena, NULL, &track, &t), NP_OK);
    assert_int_equal(t.n_pauses, 2);
    assert_int_equal(t.pauses[0].start, 2000);
    assert_int_equal(t.pauses[0].end, 2000);
    assert_int_equal(t.pauses[1].start, 3000);
    assert_int_equal(t.pauses[1].end, 3500);
    t = (struct np_timeline){0};
    assert_int_equal(npi_silences_list(&arena, NULL, NULL, &t), NP_OK);
    assert_int_equal(t.n_pauses, 0);
    npi_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_silences),  cmocka_unit_test(test_clock),
        cmocka_unit_test(test_snaps),     cmocka_unit_test(test_confidence),
        cmocka_unit_test(test_pins),      cmocka_unit_test(test_misfit),
        cmocka_unit_test(test_odd_sound), cmocka_unit_test(test_no_misfit),
        cmocka_unit_test(test_part),      cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_cancel),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

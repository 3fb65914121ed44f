/* Protects the map between the notes' clock and the media's, and what it makes
 * of a timeline, of sound and of captions. */
#include "base/stamp.h"
#include "base/str.h"
#include "clock/apply.h"
#include "clock/cuts.h"
#include "support/captions.h"
#include "support/episode.h"
#include "support/oom.h"
#include "timeline/activity.h"

#define S(seconds) ((int64_t)((seconds)*1000))

/* A clock of a list, a range ("" if none) and an offset in seconds. */
static struct npi_clock_map make(struct episode *e, const char *list,
                                 const char *range, double offset)
{
    struct npi_cuts cuts = {.to = NP_NO_TIME, .offset = S(offset)};
    struct npi_clock_map clock;
    if (*list)
        assert_int_equal(npi_cuts_read(&e->ctx, npi_str(list), &cuts), NP_OK);
    if (*range)
        assert_int_equal(npi_cuts_read_range(&e->ctx, npi_str(range), &cuts),
                         NP_OK);
    assert_int_equal(npi_clock_make(&e->arena, &cuts, &clock), NP_OK);
    return clock;
}

/* A moment of the notes and where it is, all in seconds. */
struct moment {
    const char *cuts;
    const char *range;
    double offset;
    double notes;
    double media; /* as a start */
    double end;   /* as an end */
    bool gone;
};

static const struct moment moments[] = {
    {"", "", 0, 100, 100, 100, false},
    {"", "", 12, 0, 12, 12, false},
    {"", "", 12, 100, 112, 112, false},
    {"", "", -12, 0, 0, 0, true},
    {"", "", -12, 11.999, 0, 0, true},
    {"", "", -12, 12, 0, 0, false},
    {"", "", -12, 20, 8, 8, false},
    /* put in: what ends at the break ends before it */
    {"600+45", "", 0, 599.999, 599.999, 599.999, false},
    {"600+45", "", 0, 600, 645, 600, false},
    {"600+45", "", 0, 600.001, 645.001, 645.001, false},
    {"600+45", "", 12, 600, 657, 612, false},
    {"0+10", "", 0, 0, 10, 10, false},
    /* missing */
    {"600-45", "", 0, 599.999, 599.999, 599.999, false},
    {"600-45", "", 0, 600, 600, 600, true},
    {"600-45", "", 0, 644.999, 600, 600, true},
    {"600-45", "", 0, 645, 600, 600, false},
    {"600-45", "", 0, 700, 655, 655, false},
    {"0-45", "", 0, 0, 0, 0, true},
    {"0-45", "", 0, 50, 5, 5, false},
    /* something else in its place */
    {"600-45,600+20", "", 0, 610, 620, 600, true},
    {"600-45,600+20", "", 0, 645, 620, 600, false},
    {"600-45,600+20", "", 0, 646, 621, 621, false},
    {"600+45,700-30", "", 0, 740, 755, 755, false},
    /* a stretch only */
    {"", "885-1227", 0, 0, 0, 0, true},
    {"", "885-1227", 0, 885, 0, 0, false},
    {"", "885-1227", 0, 900, 15, 15, false},
    {"", "885-1227", 0, 1227, 342, 342, true},
    {"", "885-1227", 0, 5000, 342, 342, true},
    {"", "885-1227", 2, 885, 2, 2, false},
    {"", "885-1227", -2, 886, 0, 0, true},
    {"", "885-1227", -2, 887, 0, 0, false},
    {"900+60", "885-1227", 0, 901, 76, 76, false},
    {"900-10", "885-1227", 0, 911, 16, 16, false},
    {"880-10", "885-1227", 0, 890, 0, 0, false},
    {"880-10", "885-1227", 0, 891, 1, 1, false},
    {"885+10", "885-1227", 0, 885, 10, 10, false},
    {"100+10,1300+10", "885-1227", 0, 900, 15, 15, false},
    {"1220-10", "885-1227", 0, 1219, 334, 334, false},
    {"1220-10", "885-1227", 0, 1226, 335, 335, true},
};

static void test_moments(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(moments) / sizeof(*moments); i++) {
        const struct moment *m = &moments[i];
        struct episode e;
        episode_init(&e);
        struct npi_clock_map clock = make(&e, m->cuts, m->range, m->offset);
        int64_t media = npi_clock_to_media(&clock, S(m->notes));
        int64_t end = npi_clock_end_to_media(&clock, S(m->notes));
        if (media != S(m->media) || end != S(m->end) ||
            npi_clock_gone(&clock, S(m->notes)) != m->gone)
            fail_msg("--cuts \"%s\" --range \"%s\" --sync %g: %g is at %.3f, "
                     "ends at %.3f, %s",
                     m->cuts, m->range, m->offset, m->notes,
                     (double)media / 1000, (double)end / 1000,
                     npi_clock_gone(&clock, S(m->notes)) ? "gone" : "there");
        episode_release(&e);
    }
}

/* What changes nothing is no clock at all. */
static void test_identity(void **state)
{
    static const char *const ranges[] = {"", "0-1000"};
    struct npi_cuts cuts = {.to = NP_NO_TIME};
    struct npi_clock_map clock;
    struct episode e;
    (void)state;
    episode_init(&e);
    assert_int_equal(make(&e, "", ranges[0], 0).n, 0);
    assert_int_equal(make(&e, "", ranges[1], 0).n, 1);
    assert_int_equal(npi_clock_length_to_notes(&(struct npi_clock_map){0},
                                               NP_NO_TIME) == NP_NO_TIME,
                     1);
    cuts.from = 10;
    cuts.to = 20;
    cuts.offset = -10;
    assert_int_equal(npi_clock_make(&e.arena, &cuts, &clock), NP_ERR_USAGE);
    episode_release(&e);
}

static void test_length(void **state)
{
    struct episode e;
    struct npi_clock_map clock;
    (void)state;
    episode_init(&e);
    clock = make(&e, "600+45", "", 12);
    assert_int_equal(npi_clock_length_to_notes(&clock, S(1057)), S(1000));
    assert_int_equal(npi_clock_length_to_notes(&clock, S(630)), S(600));
    clock = make(&e, "600-45", "", 0);
    assert_int_equal(npi_clock_length_to_notes(&clock, S(600)), S(645));
    assert_int_equal(npi_clock_length_to_notes(&clock, S(500)), S(500));
    clock = make(&e, "", "885-1227", 0); /* tells nothing of the whole */
    assert_true(npi_clock_length_to_notes(&clock, S(342)) == NP_NO_TIME);
    episode_release(&e);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Any clock: pieces in order on both sides; the map is monotone, a start never
 * before an end; there and back is the same moment where it is there. */
static void check_clock(const struct npi_clock_map *clock, uint32_t *random)
{
    int64_t last = INT64_MIN;
    int64_t last_end = INT64_MIN;
    int64_t last_back = INT64_MIN;
    for (size_t k = 0; k < clock->n; k++) {
        const struct np_clock_piece *p = &clock->pieces[k];
        assert_true(p->notes >= 0 && p->media >= 0 && p->length > 0);
        assert_true(k == 0 || (p[-1].notes + p[-1].length <= p->notes &&
                               p[-1].media + p[-1].length <= p->media));
        assert_true(k == 0 || p[-1].notes + p[-1].length < p->notes ||
                    p[-1].media + p[-1].length < p->media);
    }
    for (int64_t ms = 0; ms < 3000; ms += 1 + next_random(random) % 7) {
        int64_t media = npi_clock_to_media(clock, ms);
        int64_t end = npi_clock_end_to_media(clock, ms);
        int64_t back = npi_clock_to_notes(clock, ms);
        int64_t from;
        int64_t to;
        assert_true(media >= last && end >= last_end && back >= last_back);
        assert_true(end <= media && npi_clock_end_to_notes(clock, ms) <= back);
        if (!npi_clock_gone(clock, ms))
            assert_int_equal(npi_clock_to_notes(clock, media), ms);
        int64_t length = (int64_t)(next_random(random) % 500);
        int64_t there = npi_clock_span_to_media(clock, ms, ms + length, &from,
                                                &to);
        assert_true(there >= 0 && there <= length && to - from <= there);
        assert_true(from >= media &&
                    to <= npi_clock_to_media(clock, ms + length));
        assert_true((there > 0) == (to > from));
        last = media;
        last_end = end;
        last_back = back;
    }
}

static void test_any_clock(void **state)
{
    uint32_t random = 7;
    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        struct episode e;
        struct npi_cut items[8];
        struct npi_cuts cuts = {.items = items, .to = NP_NO_TIME};
        struct npi_clock_map clock;
        int64_t at = 0;
        episode_init(&e);
        cuts.n = next_random(&random) % 9;
        for (size_t i = 0; i < cuts.n; i++) {
            at += next_random(&random) % 400;
            items[i] = (struct npi_cut){.at = at};
            if (next_random(&random) % 3)
                items[i].removed = next_random(&random) % 300;
            if (next_random(&random) % 3)
                items[i].inserted = next_random(&random) % 300;
            at += items[i].removed + 1;
        }
        if (next_random(&random) % 3 == 0) {
            cuts.from = next_random(&random) % 1000;
            cuts.to = cuts.from + 1 + next_random(&random) % 2000;
        }
        cuts.offset = (int64_t)(next_random(&random) % 600) - 300;
        enum np_status status = npi_clock_make(&e.arena, &cuts, &clock);
        assert_true(status == NP_OK ||
                    (status == NP_ERR_USAGE && cuts.to != NP_NO_TIME));
        check_clock(&clock, &random);
        episode_release(&e);
    }
}

/* Four chapters of ten sentences, ten seconds each: 400 s. */
static void build(struct episode *e, struct np_timed_sentence *sentences,
                  struct np_chapter *chapters)
{
    for (size_t i = 0; i < 40; i++) {
        episode_say(e, NP_NO_TIME, NPI_STR("好。"));
        sentences[i] = (struct np_timed_sentence){
            .start = S(10 * (int64_t)i),
            .end = S(10 * (int64_t)i + 9),
            .evidence = NP_EVIDENCE_LENGTH,
            .confidence = 0.5};
    }
    for (size_t c = 0; c < 4; c++) {
        episode_entry(e, c % 2 ? 2 : 1, S(100 * (int64_t)c), NPI_STR("题"));
        chapters[c] = (struct np_chapter){.entry = c,
                                          .level = c % 2 ? 2 : 1,
                                          .parent = c % 2 ? c - 1 : NP_NONE,
                                          .start = S(100 * (int64_t)c),
                                          .sentence = NP_NONE,
                                          .turn = NP_NONE,
                                          .end = S(c < 2 ? 200 : 400)};
    }
    e->episode.outline = e->entries;
    e->episode.sentences = e->sentences;
    e->episode.turns = e->turns;
    e->timeline = (struct np_timeline){.sentences = sentences,
                                       .n_sentences = 40,
                                       .chapters = chapters,
                                       .n_chapters = 4,
                                       .end = S(400),
                                       .end_estimated = true};
}

struct applied {
    struct episode e;
    struct np_timed_sentence sentences[40];
    struct np_chapter chapters[4];
};

static const struct np_timeline *apply(struct applied *a, const char *cuts,
                                       const char *range, double offset,
                                       double length)
{
    episode_init(&a->e);
    build(&a->e, a->sentences, a->chapters);
    struct npi_clock_map clock = make(&a->e, cuts, range, offset);
    assert_int_equal(npi_clock_apply(&a->e.ctx, &clock, &a->e.episode,
                                     length < 0 ? NP_NO_TIME : S(length), false,
                                     &a->e.timeline),
                     NP_OK);
    return &a->e.timeline;
}

static void expect_sentence(const struct np_timeline *t, size_t i, double start,
                            double end, bool gone)
{
    const struct np_timed_sentence *s = &t->sentences[i];
    if (s->start != S(start) || s->end != S(end) || s->gone != gone)
        fail_msg("sentence %zu: %.3f..%.3f%s", i, (double)s->start / 1000,
                 (double)s->end / 1000, s->gone ? " gone" : "");
}

/* Pauses go along: what was put into one makes it longer, what is cut out takes
 * it away. */
static void test_apply_pauses(void **state)
{
    static const struct np_pause pauses[] = {{S(50), S(51)},
                                             {S(105.5), S(106.5)},
                                             {S(150), S(151)},
                                             {S(205), S(206)}};
    struct applied a;
    (void)state;
    episode_init(&a.e);
    build(&a.e, a.sentences, a.chapters);
    a.e.timeline.pauses = pauses;
    a.e.timeline.n_pauses = 4;
    struct npi_clock_map clock = make(&a.e, "106+45,140-20", "", 0);
    const struct np_timeline *t = &a.e.timeline;
    assert_int_equal(npi_clock_apply(&a.e.ctx, &clock, &a.e.episode, NP_NO_TIME,
                                     false, &a.e.timeline),
                     NP_OK);
    assert_int_equal(t->n_pauses, 3);
    assert_int_equal(t->pauses[0].start, S(50));
    assert_int_equal(t->pauses[1].start, S(105.5));
    assert_int_equal(t->pauses[1].end, S(151.5));
    assert_int_equal(t->pauses[2].start, S(230));
    assert_int_equal(t->pauses[2].end, S(231));
    episode_release(&a.e);
}

static void test_apply_inserted(void **state)
{
    struct applied a;
    (void)state;
    /* 106 tears sentence 10 (100-109) apart: its larger part is before. */
    const struct np_timeline *t = apply(&a, "106+45,203+5", "", 12, 470);
    expect_sentence(t, 0, 12, 21, false);
    expect_sentence(t, 10, 112, 118, false);
    expect_sentence(t, 11, 167, 176, false);
    expect_sentence(t, 20, 265, 271, false); /* 200-209: behind */
    assert_int_equal(t->chapters[1].start, S(112));
    assert_int_equal(t->chapters[2].start, S(257));
    assert_int_equal(t->chapters[0].end, S(257));
    assert_int_equal(t->chapters[3].end, S(470));
    assert_int_equal(t->end, S(470));
    assert_false(t->end_estimated);
    assert_int_equal(t->n_clock, 3);
    assert_int_equal(t->clock[2].media + t->clock[2].length, S(470));
    assert_int_equal(a.e.diags.n, 0);
    episode_release(&a.e);
}

static void test_apply_removed(void **state)
{
    struct applied a;
    (void)state;
    const struct np_timeline *t = apply(&a, "95-110", "", 0, -1);
    expect_sentence(t, 9, 90, 95, false); /* 5 of 9 s are there */
    expect_sentence(t, 10, 95, 95, true);
    expect_sentence(t, 19, 95, 95, true);
    expect_sentence(t, 20, 95, 95, true); /* 4 of 9 s */
    expect_sentence(t, 21, 100, 109, false);
    /* Chapter 1 (100-200) is gone; its parent ends where the next starts. */
    assert_int_equal(t->n_chapters, 3);
    assert_int_equal(t->chapters[0].end, S(95));
    assert_int_equal(t->chapters[1].start, S(95));
    assert_int_equal(t->chapters[2].parent, 1);
    assert_int_equal(t->end, S(290));
    assert_true(t->end_estimated);
    assert_int_equal(a.e.diags.n, 1);
    assert_string_equal(a.e.diags.items[0].kind->code, "chapters-gone");
    assert_str(a.e.diags.items[0].args[0], "1");
    assert_str(a.e.diags.items[0].args[1], "1:40");
    episode_release(&a.e);
}

static void test_apply_range(void **state)
{
    struct applied a;
    (void)state;
    const struct np_timeline *t = apply(&a, "", "150-250", 0, 98);
    expect_sentence(t, 14, 0, 0, true);
    expect_sentence(t, 15, 0, 9, false);
    expect_sentence(t, 24, 90, 99, false);
    expect_sentence(t, 25, 100, 100, true);
    assert_int_equal(t->end, S(98));
    assert_true(t->cut_short);
    assert_int_equal(t->n_chapters, 3);
    assert_int_equal(t->chapters[0].start, 0);
    assert_int_equal(t->chapters[1].start, 0);
    assert_int_equal(t->chapters[1].parent, 0);
    assert_int_equal(t->chapters[2].start, S(50));
    assert_int_equal(t->chapters[2].end, S(98));
    episode_release(&a.e);
}

/* What was asked for is no warning. */
static void test_apply_asked(void **state)
{
    static const enum np_severity severities[] = {NP_WARNING, NP_NOTE};

    (void)state;
    for (int asked = 0; asked < 2; asked++) {
        struct applied a;

        episode_init(&a.e);
        build(&a.e, a.sentences, a.chapters);
        struct npi_clock_map clock = make(&a.e, "", "250-290", 0);
        assert_int_equal(npi_clock_apply(&a.e.ctx, &clock, &a.e.episode,
                                         NP_NO_TIME, asked, &a.e.timeline),
                         NP_OK);
        assert_int_equal(a.e.diags.n, 1);
        assert_string_equal(a.e.diags.items[0].kind->code, "chapters-gone");
        assert_int_equal(a.e.diags.items[0].kind->severity, severities[asked]);
        episode_release(&a.e);
    }
}

/* Without media a range tells where it ends, unless the notes end before. */
static void test_apply_end(void **state)
{
    static const struct {
        const char *range;
        double end;
        bool estimated;
    } ends[] = {{"150-250", 100, false},
                {"-250", 250, false},
                {"150-4000", 250, true},
                {"150-", 250, true}};

    (void)state;
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        struct applied a;
        const struct np_timeline *t = apply(&a, "", ends[i].range, 0, -1);

        assert_int_equal(t->end, S(ends[i].end));
        assert_int_equal(t->end_estimated, ends[i].estimated);
        episode_release(&a.e);
    }
}

static void test_apply_nothing(void **state)
{
    struct applied a;
    (void)state;
    const struct np_timeline *t = apply(&a, "", "", 0, 300);
    assert_ptr_equal(t->sentences, a.sentences);
    assert_int_equal(t->end, S(400));
    assert_int_equal(t->n_clock, 0);
    episode_release(&a.e);
}

static const struct npi_stretch SPEECH[] = {
    {S(0), S(5)},     {S(13), S(20)},   {S(100), S(112)}, {S(120), S(150)},
    {S(157), S(160)}, {S(170), S(202)}, {S(210), S(230)},
};
static const struct npi_activity SOUND = {SPEECH, 7, S(240), NULL};

/* Stretches, each in s, as they are wanted of SOUND on a clock. */
struct wanted {
    const char *cuts;
    const char *range;
    double offset;
    size_t n;
    struct {
        double start;
        double end;
        bool unheard;
    } stretches[6];
    double length;
};

#define EVER ((double)NPI_STAMP_MAX / 1000)

/* The media's sound: what stands in an advertisement is dropped, speech that
 * it interrupts is whole again, what is missing is unheard, not silent. */
static void test_activity(void **state)
{
    static const struct wanted wanted[] = {
        /* 0-12 front, 112-157 put in at 100, from 202 on 50 s later */
        {"100+45,145-50",
         "",
         12,
         5,
         {{1, 8, false},
          {88, 103, false},
          {113, 145, false},
          {145, 195, true},
          {203, 223, false}},
         233},
        /* the range is longer than the media, which begins and ends in it */
        {"",
         "1000-1300",
         0,
         9,
         {{0, 1000, true}, {1000, 1005, false}, {1013, 1020, false}},
         1240},
        /* the media goes on behind the range, within a word */
        {"",
         "1000-1110",
         0,
         5,
         {{0, 1000, true},
          {1000, 1005, false},
          {1013, 1020, false},
          {1100, 1110, false},
          {1110, EVER, true}},
         1110},
        /* an offset: what is before is unheard */
        {"",
         "",
         -885,
         8,
         {{0, 885, true}, {885, 890, false}, {898, 905, false}},
         1125},
        /* nothing is left of it */
        {"", "0-20", 300, 0, {{0, 0, false}}, 0},
    };
    struct episode e;

    (void)state;
    episode_init(&e);
    for (size_t c = 0; c < sizeof(wanted) / sizeof(wanted[0]); c++) {
        const struct wanted *w = &wanted[c];
        struct npi_clock_map clock = make(&e, w->cuts, w->range, w->offset);
        struct npi_activity notes;

        assert_int_equal(
            npi_clock_activity_to_notes(&e.arena, &clock, &SOUND, &notes),
            NP_OK);
        assert_int_equal(notes.n, w->n);
        if (w->n == 0)
            continue;
        for (size_t i = 0; i < w->n && w->stretches[i].end > 0; i++) {
            assert_int_equal(notes.speech[i].start, S(w->stretches[i].start));
            assert_int_equal(notes.speech[i].end, S(w->stretches[i].end));
            assert_int_equal(notes.unheard[i], w->stretches[i].unheard);
        }
        for (size_t i = 1; i < notes.n; i++)
            assert_true(notes.speech[i].start >= notes.speech[i - 1].end);
        assert_int_equal(notes.length, S(w->length));
        if (notes.unheard[w->n - 1]) {
            assert_int_equal(notes.speech[w->n - 1].start, S(w->length));
            assert_int_equal(notes.speech[w->n - 1].end, NPI_STAMP_MAX);
        }
    }
    episode_release(&e);
}

/* Without pieces it is the same. */
static void test_activity_same(void **state)
{
    struct npi_activity notes;
    struct episode e;

    (void)state;
    episode_init(&e);
    assert_int_equal(npi_clock_activity_to_notes(
                         &e.arena, &(struct npi_clock_map){0}, &SOUND, &notes),
                     NP_OK);
    assert_ptr_equal(notes.speech, SPEECH);
    assert_null(notes.unheard);
    episode_release(&e);
}

static void test_captions(void **state)
{
    static const char text[] =
        "WEBVTT\n\n00:02.000 --> 00:08.000\nBefore it all\n\n"
        "01:40.000 --> 01:50.000\none two three\n\n"
        "02:00.000 --> 02:10.000\nBuy this now\n\n"
        "02:35.000 --> 02:45.000\nfour five six\n\n"
        "03:20.000 --> 03:30.000\nseven eight\n";
    struct npi_caption_track media;
    struct npi_caption_track notes;
    struct episode e;
    (void)state;
    episode_init(&e);
    assert_int_equal(
        npi_captions_read(&e.ctx, NPI_STR("x.vtt"), npi_str(text), &media),
        NP_OK);
    struct npi_clock_map clock = make(&e, "100+45,145-50", "", 12);
    assert_int_equal(
        npi_clock_captions_to_notes(&e.arena, &clock, &media, &notes), NP_OK);
    assert_true(test_track_is_sound(&notes));
    assert_int_equal(notes.n_cues, 3);
    assert_int_equal(notes.cues[0].start, S(88));
    assert_int_equal(notes.cues[0].end, S(98));
    assert_int_equal(notes.cues[1].start, S(100));
    assert_int_equal(notes.cues[1].end, S(108));
    assert_int_equal(notes.cues[2].start, S(195));
    episode_release(&e);
}

static enum np_status apply_all(void *user)
{
    static const struct npi_stretch speech[] = {{0, S(5)}, {S(13), S(20)}};
    const struct npi_activity media = {speech, 2, S(240), NULL};
    const struct npi_caption_track track = {0};
    struct npi_caption_track captions;
    struct npi_activity notes;
    struct npi_cut cut = {S(106), 0, S(45)};
    const struct npi_cuts cuts = {&cut, 1, 0, NP_NO_TIME, S(12)};
    struct npi_clock_map clock;
    struct applied *a = user;
    struct npi_arena arena;
    struct npi_diags diags;
    struct np_timeline timeline = a->e.timeline;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    enum np_status status = npi_clock_make(&arena, &cuts, &clock);
    if (status == NP_OK)
        status = npi_clock_apply(&ctx, &clock, &a->e.episode, S(470), false,
                                 &timeline);
    if (status == NP_OK)
        status = npi_clock_activity_to_notes(&arena, &clock, &media, &notes);
    if (status == NP_OK)
        status = npi_clock_captions_to_notes(&arena, &clock, &track, &captions);
    if (status != NP_OK && timeline.n_clock == 0)
        assert_ptr_equal(timeline.sentences, a->e.timeline.sentences);
    npi_arena_release(&arena);
    return status;
}

static void test_no_memory(void **state)
{
    struct applied a;
    (void)state;
    episode_init(&a.e);
    build(&a.e, a.sentences, a.chapters);
    test_each_allocation(apply_all, &a);
    episode_release(&a.e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moments),
        cmocka_unit_test(test_identity),
        cmocka_unit_test(test_length),
        cmocka_unit_test(test_any_clock),
        cmocka_unit_test(test_apply_pauses),
        cmocka_unit_test(test_apply_inserted),
        cmocka_unit_test(test_apply_removed),
        cmocka_unit_test(test_apply_range),
        cmocka_unit_test(test_apply_asked),
        cmocka_unit_test(test_apply_end),
        cmocka_unit_test(test_apply_nothing),
        cmocka_unit_test(test_activity),
        cmocka_unit_test(test_activity_same),
        cmocka_unit_test(test_captions),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The writers on a small episode whose times are awkward: goldens for each
 * format, the settings they heed, YouTube's rules, refused allocations. How
 * text is escaped is judged by other people's readers (e2e/formats.bats). */
#include "support/golden.h"
#include "support/oom.h"

#include "base/str.h"
#include "export/export.h"

#define HOUR ((int64_t)3600000)

struct run {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_buf out;
};

static void run_init(struct run *run)
{
    npi_arena_init(&run->arena);
    npi_diags_init(&run->diags, &run->arena);
    run->ctx = (struct npi_context){.arena = &run->arena, .diags = &run->diags};
    npi_buf_init(&run->out, NPI_BUF_MAX);
}

static void run_release(struct run *run)
{
    npi_buf_release(&run->out);
    npi_arena_release(&run->arena);
}

#define CHAPTER(entry, parent, level, title, start, end, turn, sentence)       \
    {                                                                          \
        (entry), (parent), (level), {(title), sizeof(title) - 1}, (start),     \
            (end), (turn), (sentence),                                         \
            NP_EVIDENCE_STAMP | NP_EVIDENCE_HEADING, 0.9                       \
    }
#define STR(z)                                                                 \
    {                                                                          \
        (z), sizeof(z) - 1                                                     \
    }

/* Two entries that start together on one level, a parent that starts with its
 * child, a child without length, an entry that starts where the episode ends,
 * more than 99 hours. */
static const struct np_entry outline[] = {
    {.title = STR("Opening"), .level = 1, .line = 10},
    {.title = STR("Who is here"), .level = 2, .line = 11},
    {.title = STR("Tea & scones"), .level = 1, .line = 12},
    {.title = STR("Tea"), .level = 1, .line = 13},
    {.title = STR("Water"), .level = 2, .line = 14},
    {.title = STR("Milk"), .level = 2, .line = 15},
    {.title = STR("Much later"), .level = 1, .line = 16},
    {.title = STR("The end"), .level = 1, .line = 17},
};
static const struct np_chapter chapters[] = {
    CHAPTER(0, NP_NONE, 1, "Opening", 0, 10000, 0, 0),
    CHAPTER(1, 0, 2, "Who is here", 0, 10000, 0, 1),
    CHAPTER(2, NP_NONE, 1, "Tea & scones", 10000, 10000, NP_NONE, NP_NONE),
    CHAPTER(3, NP_NONE, 1, "Tea", 10000, 100 * HOUR, 1, 2),
    CHAPTER(4, 3, 2, "Water", 12500, 100 * HOUR, 1, 2),
    CHAPTER(5, 3, 2, "Milk", 100 * HOUR, 100 * HOUR, NP_NONE, NP_NONE),
    CHAPTER(6, NP_NONE, 1, "Much later", 100 * HOUR, 100 * HOUR + 5001, 1, 3),
    CHAPTER(7, NP_NONE, 1, "The end", 100 * HOUR + 5001, 100 * HOUR + 5001,
            NP_NONE, NP_NONE),
};
static const struct np_sentence sentences[] = {
    {.text = STR("Welcome!"), .turn = 0, .line = 20},
    {.text = STR("I have Bob here."), .turn = 0, .line = 20},
    {.text = STR("Tea, then."), .turn = 1, .line = 22},
    {.text = STR("Is it late?"), .turn = 1, .line = 22},
};
static const struct np_timed_sentence timed[] = {
    {0, 1500, NP_EVIDENCE_STAMP, 1, false},
    {1500, 9999, NP_EVIDENCE_LENGTH, 0.25, false},
    {10000, 12500, NP_EVIDENCE_HEADING | NP_EVIDENCE_STAMP, 0.875, false},
    {100 * HOUR, 100 * HOUR + 5001, NP_EVIDENCE_OUTLINE_WORDS, 0.0004, true},
};
static const struct np_turn turns[] = {
    {0, 0, 2, NP_NONE, 20},
    {NP_NONE, 2, 2, NP_NONE, 22},
};
static const struct np_str speakers[] = {STR("Ann > Co")};
#define CUE(from, to, its_turn, who, sentence)                                 \
    .start = (from), .end = (to), .turn = (its_turn), .speaker = (who),        \
    .first_sentence = (sentence), .last_sentence = (sentence)
static const struct np_cue cues[] = {
    {CUE(0, 1400, 0, 0, 0), .lines = {STR("Welcome!")}, .n_lines = 1},
    {CUE(1500, 9999, 0, 0, 1), .lines = {STR("I have"), STR("Bob here.")},
     .n_lines = 2, .second = {STR("我请来了"), STR("\t"), STR("鲍勃 <b>")},
     .n_second = 3},
    {CUE(10000, 12500, 1, NP_NONE, 2), .lines = {STR("  "), STR("Tea, then.")},
     .n_lines = 2, .second = {STR("那就喝茶。")}, .n_second = 1,
     .second_above = true},
    {CUE(12500, 13000, 1, NP_NONE, 2), .lines = {STR(" ")}, .n_lines = 1},
    {CUE(100 * HOUR, 100 * HOUR + 5001, 1, NP_NONE, 3),
     .lines = {STR("Is it late?")}, .n_lines = 1},
};
static const struct np_person people[] = {{STR("Ann; Bee"), STR("host"), 3},
                                          {STR("Bob"), {NULL, 0}, 4}};
static const struct np_item tags[] = {{STR("tea"), 5}, {STR("#1"), 5}};
static const struct np_item points[] = {{STR("Tea is \"good\"."), 30}};
static const struct np_field fields[] = {{STR("episode"), STR("7"), 6}};
static const struct np_node nodes[] = {{STR("Talk"), 0, NP_NONE, 40},
                                       {STR("Tea"), 1, 0, 41}};

static const struct np_episode episode = {
    .title = STR("Of tea = a talk"),
    .show = STR("Kettle"),
    .link = STR("https://tea.example/?t=90"),
    .link_time = 90000,
    .date = STR("2024-05-06"),
    .summary = STR("First.\nSecond; and last."),
    .language = STR("en"),
    .people = people,
    .n_people = 2,
    .tags = tags,
    .n_tags = 2,
    .key_points = points,
    .n_key_points = 1,
    .fields = fields,
    .n_fields = 1,
    .mind_map = nodes,
    .n_mind_map = 2,
    .outline = outline,
    .n_outline = 8,
    .speakers = speakers,
    .n_speakers = 1,
    .turns = turns,
    .n_turns = 2,
    .sentences = sentences,
    .n_sentences = 4,
};
static const struct np_clock_piece clock[] = {{12500, 0, 10000},
                                              {30000, 20000, 5001}};
static const struct np_timeline timeline = {.sentences = timed,
                                            .n_sentences = 4,
                                            .chapters = chapters,
                                            .n_chapters = 8,
                                            .end = 100 * HOUR + 5001,
                                            .clock = clock,
                                            .n_clock = 2};
static const struct np_cues all_cues = {cues, 5};

static const struct np_caption_source captions = {
    .name = {"an \"episode\".en.json3", 21},
    .format = {"YouTube json3", 13},
    .language = {"en", 2},
    .kind = NP_CAPTION_KIND_PEOPLE,
    .place = NP_CAPTION_BESIDE,
    .n_cues = 994,
};

static enum np_status write_with(struct run *run, const char *format,
                                 const struct npi_settings *settings)
{
    const struct npi_export_view view = {.episode = &episode,
                                         .timeline = &timeline,
                                         .said = &episode,
                                         .captions = &captions,
                                         .cues = &all_cues,
                                         .settings = settings,
                                         .diags = &run->diags,
                                         .notes_source = 0};
    return npi_format_find(npi_str(format))->write(&run->ctx, &view, &run->out);
}

static void add_diagnostics(struct run *run)
{
    static const struct np_diag_kind there = {"over-there", NP_NOTE,
                                              "{0} is odd", "mend \"{1}\""};
    static const struct np_diag_kind gone = {"nowhere", NP_ERROR, "lost", NULL};
    struct np_str none = {NULL, 0};
    size_t source = npi_diags_add_source(&run->diags, NPI_STR("notes.md"),
                                         NPI_STR("one\ntwo three\n"));
    npi_diag_add(&run->diags, &there, (struct np_span){source, 8, 5},
                 NPI_STR("three"), NPI_STR("it"), none, none);
    npi_diag_add(&run->diags, &gone, NPI_NOWHERE, none, none, none, none);
}

static void test_goldens(void **state)
{
    size_t n;
    const struct npi_format *formats = npi_formats(&n);
    struct npi_settings settings;
    (void)state;
    npi_settings_defaults(&settings);
    for (size_t i = 0; i < n; i++) {
        struct run run;
        char path[128];
        run_init(&run);
        add_diagnostics(&run);
        assert_int_equal(write_with(&run, formats[i].name, &settings), NP_OK);
        (void)snprintf(path, sizeof(path), "tests/cases/export/golden/%s",
                       formats[i].name);
        test_golden(path, npi_buf_str(&run.out));
        run_release(&run);
    }
}

static bool writes(const char *format, int64_t levels, const char *piece)
{
    struct run run;
    struct npi_settings settings;
    npi_settings_defaults(&settings);
    settings.levels = levels;
    run_init(&run);
    assert_int_equal(write_with(&run, format, &settings), NP_OK);
    bool found = npi_str_find(npi_buf_str(&run.out), npi_str(piece)) != NP_NONE;
    run_release(&run);
    return found;
}

/* --chapter-levels reaches every chapter format; auto is what each has room
 * for. JSON keeps all. */
static void test_levels(void **state)
{
    (void)state;
    assert_true(writes("ffmetadata", NPI_LEVELS_AUTO, "Water"));
    assert_false(writes("ffmetadata", 1, "Water"));
    assert_true(writes("chapters-vtt", NPI_LEVELS_AUTO, "Water"));
    assert_false(writes("chapters-vtt", 1, "Water"));
    assert_false(writes("youtube", NPI_LEVELS_AUTO, "Water"));
    assert_true(writes("youtube", NPI_LEVELS_ALL, "Water"));
    assert_true(writes("youtube", 2, "Water"));
    assert_true(writes("json", 1, "Water"));
}

/* YouTube shows no chapter when one rule is broken: each breach is said. */
struct youtube_case {
    int64_t starts[4];
    size_t n;
    int64_t end;
    const char *codes; /* in order, each followed by a space */
};

static void test_youtube_rules(void **state)
{
    static const struct youtube_case cases[] = {
        {{0, 10000, 20000}, 3, 30000, ""},
        {{500, 10900, 20000}, 3, 30000, ""}, /* 0:00, 0:10, 0:20 */
        {{1000, 12000, 30000}, 3, 60000, "youtube-first "},
        {{0, 10000}, 2, 30000, "youtube-few "},
        {{0}, 0, 30000, "youtube-few "},
        {{0, 9999, 20000}, 3, 30000, "youtube-short "},
        {{0, 10000, 20000}, 3, 29999, "youtube-short "},
        {{5000, 6000}, 2, 30000, "youtube-first youtube-few youtube-short "},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct youtube_case *one = &cases[i];
        struct np_chapter made[4];
        struct npi_settings settings;
        char codes[256] = "";
        struct run run;
        for (size_t k = 0; k < one->n; k++)
            made[k] = (struct np_chapter){
                .parent = NP_NONE,
                .level = 1,
                .title = STR("x"),
                .start = one->starts[k],
                .end = k + 1 < one->n ? one->starts[k + 1] : one->end};
        const struct np_timeline line = {.chapters = made,
                                         .n_chapters = one->n,
                                         .end = one->end,
                                         .end_estimated = true};
        npi_settings_defaults(&settings);
        run_init(&run);
        const struct npi_export_view view = {.episode = &episode,
                                             .timeline = &line,
                                             .said = &episode,
                                             .settings = &settings};
        assert_int_equal(npi_format_find(npi_str("youtube"))
                             ->write(&run.ctx, &view, &run.out),
                         NP_OK);
        for (size_t k = 0; k < run.diags.n; k++) {
            (void)strcat(codes, run.diags.items[k].kind->code);
            (void)strcat(codes, " ");
        }
        assert_string_equal(codes, one->codes);
        run_release(&run);
    }
}

static enum np_status write_each(void *user)
{
    const struct npi_format *format = user;
    struct npi_settings settings;
    struct run run;
    npi_settings_defaults(&settings);
    run_init(&run);
    add_diagnostics(&run);
    enum np_status status = write_with(&run, format->name, &settings);
    if (status == NP_OK)
        assert_true(run.out.len > 0);
    run_release(&run);
    return status;
}

static void test_no_memory(void **state)
{
    size_t n;
    const struct npi_format *formats = npi_formats(&n);
    (void)state;
    for (size_t i = 0; i < n; i++)
        test_each_allocation(write_each, (void *)(uintptr_t)&formats[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_goldens),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_youtube_rules),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

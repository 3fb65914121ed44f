/* Where a break may stand and where never: tests/cases/cues_parts/places.tsv.
 * And which of two places is the better one: better.tsv. */
#include "base/arena.h"
#include "base/str.h"
#include "cues/places/particles.h"
#include "cues/places/places.h"
#include "support/lexicon.h"

#define ROOM 4096

struct marked {
    struct npi_arena arena;
    struct npi_words words;
    struct npi_bonds bonds; /* of no episode */
    struct npi_stretch stretch;
};

static void mark_with(struct marked *m, struct np_str text, uint32_t limit)
{
    struct np_sentence sentence = {.text = text};
    npi_arena_init(&m->arena);
    m->stretch.cells = NPI_ARENA_NEW(&m->arena, struct npi_cell, ROOM);
    assert_non_null(m->stretch.cells);
    struct npi_text_rule rule = {.counting = NPI_COUNT_WIDE};
    assert_int_equal(npi_stretch_read(&m->arena, &sentence, 1, text.len + 1,
                                      rule, &m->stretch),
                     NP_OK);
    assert_int_equal(npi_places_mark(&m->words, &m->bonds, &m->stretch, limit),
                     NP_OK);
}

static void mark(struct marked *m, struct np_str text, uint32_t limit)
{
    m->words = (struct npi_words){0};
    m->bonds = (struct npi_bonds){0};
    mark_with(m, text, limit);
}

static void release(struct marked *m)
{
    npi_words_release(&m->words);
    npi_arena_release(&m->arena);
}

/* The cell that starts at byte offset, or NP_NONE inside a cell. */
static size_t cell_at(const struct npi_stretch *s, size_t offset)
{
    for (size_t i = 0; i <= s->n; i++)
        if (s->cells[i].offset == offset)
            return i;
    return NP_NONE;
}

static void check_row(char **fields, size_t n, size_t line, void *user)
{
    char plain[1024];
    size_t len = 0;
    struct marked m;
    (void)user;
    assert_int_equal(n, 2);
    for (const char *z = fields[1]; *z; z++)
        if (*z != '|' && *z != '~')
            plain[len++] = *z;
    mark(&m, (struct np_str){plain, len},
         (uint32_t)strtoul(fields[0], NULL, 10) * 2);
    len = 0;
    for (const char *z = fields[1]; *z; z++) {
        if (*z != '|' && *z != '~') {
            len++;
            continue;
        }
        size_t cell = cell_at(&m.stretch, len);
        bool may = cell != NP_NONE &&
                   m.stretch.cells[cell].place < NPI_PLACE_FORCED;
        if (may != (*z == '|'))
            fail_msg("line %zu: a break must%s stand after \"%.*s\"", line,
                     may ? " not" : "", (int)len, plain);
    }
    release(&m);
}

static void test_places(void **state)
{
    (void)state;
    test_each_case("tests/cases/cues_parts/places.tsv", check_row, NULL);
}

static void compare_places(char **fields, size_t n, size_t line, void *user)
{
    char plain[256];
    size_t len = 0;
    size_t good = 0;
    size_t bad = 0;
    struct marked m;
    (void)user;
    assert_int_equal(n, 1);
    for (const char *z = fields[0]; *z; z++) {
        if (*z == '|')
            good = len;
        else if (*z == '~')
            bad = len;
        else
            plain[len++] = *z;
    }
    mark(&m, (struct np_str){plain, len}, 16);
    int16_t better = m.stretch.cells[cell_at(&m.stretch, good)].place;
    int16_t worse = m.stretch.cells[cell_at(&m.stretch, bad)].place;
    if (better >= worse)
        fail_msg("line %zu: %s: %d, %d", line, fields[0], better, worse);
    release(&m);
}

static void test_better(void **state)
{
    (void)state;
    test_each_case("tests/cases/cues_parts/better.tsv", compare_places, NULL);
}

/* Words that the episode always says together hold together; those that it
 * also says apart do not, and rare ones do not. */
static void test_cohesion(void **state)
{
    static const char *const said[] = {
        "我们讨论自动驾驶的未来。", "自动驾驶的汽车已经上路。",
        "我们认为汽车是未来。",     "什么是自动驾驶？",
        "我们认为他认为得对。",     "我们认为可以，我们也这么认为。",
        "我们走吧，我们不等他了。", "损失函数很重要。",
        "我们都来，我们一起来。",   "大家认为不行，他也认为不行。",
    };
    struct np_sentence sentences[sizeof said / sizeof said[0]] = {0};
    struct np_episode episode = {.sentences = sentences,
                                 .n_sentences = sizeof said / sizeof said[0]};
    struct npi_arena arena;
    struct marked m = {0};
    (void)state;
    npi_arena_init(&arena);
    for (size_t i = 0; i < episode.n_sentences; i++)
        sentences[i].text = npi_str(said[i]);
    assert_int_equal(npi_cohesion_init(&arena, &episode, &m.bonds.cohesion),
                     NP_OK);
    mark_with(&m, NPI_STR("未来自动驾驶我们认为损失函数汽车"), 16);
    const struct npi_cell *cells = m.stretch.cells;
    assert_int_equal(cells[4].place, NPI_PLACE_HELD); /* 自动|驾驶 */
    assert_true(cells[6].place < NPI_PLACE_HELD);     /* 驾驶|我们 */
    assert_true(cells[8].place < NPI_PLACE_HELD);     /* 我们|认为 */
    assert_true(cells[12].place < NPI_PLACE_HELD);    /* 损失|函数: once */
    assert_false(npi_cohesion_holds(&m.bonds.cohesion, &m.stretch, 6, 8, 10));
    release(&m);
    npi_arena_release(&arena);
}

/* Names of the notes are whole, wherever they stand and however they are cased;
 * what only begins like one is not. */
static void test_names(void **state)
{
    static const struct np_person people[] = {
        {.name = NPI_STR("Maria de la Cruz (Northwind)")},
        {.name = NPI_STR("埃隆·马斯克，企业家")},
    };
    static const struct np_str speakers[] = {NPI_STR("王小明"), NPI_STR("X")};
    static const struct {
        const char *text, *whole; /* "" : the name is not there */
    } rows[] = {
        {"今天请来 Maria de la Cruz 谈谈", "Maria de la Cruz"},
        {"今天请来 MARIA DE LA CRUZ 谈谈", "MARIA DE LA CRUZ"},
        {"今天请来 Maria de la Cruzado 谈", ""},
        {"今天请来 xMaria de la Cruz 谈", ""},
        {"昨天王小明说了这件事情还有别的", "王小明"},
        {"后来马斯克说了这件事情还有别的", "马斯克"},
        {"后来埃隆·马斯克说了这件事情", "埃隆·马斯克"},
        {"我听 Talk Me To Sleep 这个节目", "Talk Me To Sleep"},
        {"我们用 machine learning 来做", "machine learning"},
        {"后来宇树科技机器人卖得非常好", "宇树科技机器人"},
    };
    struct np_episode episode = {.people = people,
                                 .n_people = 2,
                                 .speakers = speakers,
                                 .n_speakers = 2,
                                 .show = NPI_STR("Talk Me To Sleep")};
    struct test_lexicon t;
    (void)state;
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_int_equal(test_glossary(&t, NPI_STR("machine learning = 机器学习\n"
                                               "宇树科技机器人 = Unitree\n")),
                     NP_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct npi_arena arena;
        struct marked m = {0};
        size_t from = npi_str_find(npi_str(rows[i].text),
                                   npi_str(rows[i].whole));
        npi_arena_init(&arena);
        assert_int_equal(
            npi_names_init(&arena, &episode, t.lexicon, &m.bonds.names), NP_OK);
        mark_with(&m, npi_str(rows[i].text), 32);
        bool open = false;
        for (size_t k = 1; k < m.stretch.n; k++) {
            const struct npi_cell *cell = &m.stretch.cells[k];
            bool inside = cell->offset > from &&
                          cell->offset < from + strlen(rows[i].whole);
            if (inside && cell->place != NPI_NEVER)
                fail_msg("%s: cut at byte %u", rows[i].text, cell->offset);
            if (cell->kind == NPI_CELL_WORD && cell[-1].kind == NPI_CELL_SPACE)
                open = open || cell->place != NPI_NEVER;
        }
        assert_true(*rows[i].whole || open);
        release(&m);
        npi_arena_release(&arena);
    }
    test_lexicon_close(&t);
}

/* More names than are looked for, and too many that begin alike. */
static void test_many_names(void **state)
{
    static struct np_str speakers[3000];
    static char texts[3000][24];
    struct np_episode episode = {.speakers = speakers, .n_speakers = 3000};
    struct npi_arena arena;
    struct npi_names names;
    (void)state;
    for (size_t i = 0; i < 3000; i++) {
        (void)snprintf(texts[i], sizeof texts[i], "Speaker %04zu", i);
        speakers[i] = npi_str(texts[i]);
    }
    npi_arena_init(&arena);
    assert_int_equal(npi_names_init(&arena, &episode, NULL, &names), NP_OK);
    assert_int_equal(names.n, NPI_NAMES_ALIKE);
    for (size_t i = 0; i < 3000; i++) {
        texts[i][0] = '\xe4'; /* U+4E00 to U+4E3F */
        texts[i][1] = '\xb8';
        texts[i][2] = (char)(0x80 + i % 64);
    }
    assert_int_equal(npi_names_init(&arena, &episode, NULL, &names), NP_OK);
    assert_int_equal(names.n, NPI_NAMES_MAX);
    npi_arena_release(&arena);
}

/* A compound that the lexicon has, however rare it is in the episode; particles
 * go their own way. */
static void test_compounds(void **state)
{
    struct test_lexicon t;
    struct marked m = {0};
    (void)state;
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_int_equal(
        test_dictionary(&t, NPI_STR("電子郵件 电子邮件 [dian4 zi3 you2 jian4] "
                                    "/e-mail/\n")),
        NP_OK);
    m.bonds.lexicon = t.lexicon;
    mark_with(&m, NPI_STR("我们在这里注册电子邮件或者电子文件"), 16);
    assert_int_equal(m.stretch.cells[9].place, NPI_PLACE_HELD);
    assert_true(m.stretch.cells[15].place < NPI_PLACE_HELD);
    release(&m);
    test_lexicon_close(&t);
}

/* Every row of the table is found: it is sorted as the search wants it. */
static void test_particles(void **state)
{
    static const char *const words[] = {
#define NPI_PARTICLE(word, before, after) word,
#include "cues/places/particles.def"
#undef NPI_PARTICLE
    };
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const struct npi_particle *p = npi_particle_find(npi_str(words[i]));
        assert_non_null(p);
        assert_string_equal(p->word, words[i]);
    }
    assert_null(npi_particle_find(NPI_STR("zebra")));
    assert_null(npi_particle_find(NPI_STR("")));
    assert_null(npi_particle_find(NPI_STR("an\0d")));
    assert_null(npi_particle_find(NPI_STR("aVeryLongWordIndeedItIs")));
}

/* Without a dictionary each character counts as a word; the rest holds. */
static void test_no_dictionary(void **state)
{
    struct marked m = {.words = {.failed = true}};
    (void)state;
    mark_with(&m, NPI_STR("我们希望能够继续研究这个问题。"), 16);
    assert_true(m.stretch.cells[3].place < NPI_PLACE_FORCED);
    assert_int_equal(m.stretch.cells[14].place, NPI_NEVER); /* 。 */
    release(&m);
}

/* What is longer than a line opens inside, about a line apart, and nothing else
 * does: better beside its signs than inside its words, never in the middle of a
 * combining sequence. */
static void test_forced(void **state)
{
    struct marked m;
    (void)state;
    mark(&m, NPI_STR("ab https://example.org/e\u0301e\u0301e\u0301 cd"), 16);
    for (size_t i = 1; i < m.stretch.n; i++) {
        int16_t place = m.stretch.cells[i].place;
        if (i == 3 || i == m.stretch.n - 2) /* spaces */
            assert_true(place < NPI_PLACE_FORCED);
        else if (i == 19) /* after the dot */
            assert_int_equal(place, NPI_PLACE_FORCED);
        else
            assert_int_equal(place, NPI_NEVER);
    }
    release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),    cmocka_unit_test(test_better),
        cmocka_unit_test(test_particles), cmocka_unit_test(test_no_dictionary),
        cmocka_unit_test(test_forced),    cmocka_unit_test(test_cohesion),
        cmocka_unit_test(test_names),     cmocka_unit_test(test_many_names),
        cmocka_unit_test(test_compounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

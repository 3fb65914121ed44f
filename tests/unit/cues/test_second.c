/* The second language shared out among cues: borders of its sentences are
 * borders of cues wherever the matching is not far from it
 * (tests/cases/cues_parts/second.tsv); and where the cutting of the first
 * language looks for them. */
#include "support/oom.h"
#include "support/test.h"

#include "base/str.h"
#include "cues/places/places.h"
#include "cues/second/borders.h"
#include "cues/second/second.h"

#define WORDS 80
#define SHARES 8
#define LETTER 80 /* ms */

/* Words, and runs of them, as a line of the case file has them. */
struct line {
    struct npi_caption_word words[WORDS];
    size_t n;
    struct npi_share shares[SHARES];
    size_t n_shares;
};

static void put_word(struct line *line, struct np_str text, int64_t *time,
                     bool speaker)
{
    int64_t start = *time;

    assert_true(line->n < WORDS);
    *time += (int64_t)(text.len + 1) * LETTER;
    line->words[line->n++] = (struct npi_caption_word){
        .text = text,
        .start = start,
        .end = start + (int64_t)text.len * LETTER,
        .new_speaker = speaker,
    };
}

static void end_share(struct line *line)
{
    struct npi_share *share = &line->shares[line->n_shares];

    assert_true(line->n_shares < SHARES);
    share->from = line->n_shares ? share[-1].to : 0;
    share->to = line->n;
    share->heard = share->to > share->from;
    share->at = NP_NO_TIME;
    share->lasts = 2000;
    if (share->heard)
        share->lasts = line->words[share->to - 1].end -
                       line->words[share->from].start;
    line->n_shares++;
}

static void read_line(const char *z, struct line *line)
{
    struct np_str rest = npi_str(z);
    struct np_str text;
    int64_t time = 0;
    bool speaker = false;

    *line = (struct line){.n = 0};
    while (npi_str_split(&rest, ' ', &text)) {
        if (npi_str_eq(text, NPI_STR(">>"))) {
            speaker = true;
        } else if (npi_str_eq(text, NPI_STR("..."))) {
            time += 1000;
        } else if (text.ptr[0] == '|') {
            for (size_t k = 0; k < text.len; k++)
                end_share(line);
        } else {
            put_word(line, text, &time, speaker);
            speaker = false;
        }
    }
    end_share(line);
}

static struct npi_settings english(void)
{
    struct npi_settings settings;

    npi_settings_defaults(&settings);
    npi_settings_resolve(&settings, NPI_STR("en"));
    return settings;
}

static void make_room(struct npi_arena *arena, const struct line *line,
                      struct npi_second_room *room)
{
    struct npi_settings settings = english();

    assert_int_equal(
        npi_second_room_make(arena, line->words, line->n, &settings, room),
        NP_OK);
}

static void one_case(char **fields, size_t n, size_t number, void *user)
{
    struct npi_second_room room;
    struct npi_arena arena;
    struct line have;
    struct line want;

    (void)user;
    assert_int_equal(n, 3);
    read_line(fields[1], &have);
    read_line(fields[2], &want);
    npi_arena_init(&arena);
    make_room(&arena, &have, &room);
    assert_int_equal(
        npi_second_share(&arena, &room, have.shares, have.n_shares), NP_OK);
    assert_int_equal(have.n_shares, want.n_shares);
    for (size_t k = 0; k < have.n_shares; k++)
        if (have.shares[k].to != want.shares[k].to)
            fail_msg(
                "second.tsv:%zu: %s: cue %zu ends behind word %zu, not %zu",
                number, fields[0], k + 1, have.shares[k].to, want.shares[k].to);
    npi_arena_release(&arena);
}

static void test_cases(void **state)
{
    (void)state;
    test_each_case("tests/cases/cues_parts/second.tsv", one_case, NULL);
}

/* Time draws a border to a cue's start, most where a sentence's is known; but
 * not far: neither time nor matching is always right. */
static void test_time(void **state)
{
    struct npi_second_room room;
    struct npi_arena arena;
    struct line line;

    (void)state;
    npi_arena_init(&arena);
    for (int told = 0; told < 2; told++) {
        read_line("Thanks for coming today. | Really good friends. "
                  "Thank you, I'm happy to be here.",
                  &line);
        make_room(&arena, &line, &room);
        line.shares[1].begins = line.shares[1].turns = true;
        line.shares[1].at = told ? room.words[7].start : NP_NO_TIME;
        assert_int_equal(
            npi_second_share(&arena, &room, line.shares, line.n_shares), NP_OK);
        assert_int_equal(line.shares[1].from, told ? 7 : 4);
    }
    npi_arena_release(&arena);
}

/* Near a moment, a sentence's border, else a clause's, else any word's. */
static void test_near(void **state)
{
    static const struct {
        size_t at;   /* a word's start */
        size_t near; /* the word of the border */
        const char *what;
    } rows[] = {
        {5, 4, "a sentence begins a word before"},
        {3, 4, "and a word after"},
        {8, 7, "a clause"},
        {12, 11, "a preposition, not inside its phrase"},
        {0, 0, "the start"},
    };
    struct npi_second_room room;
    struct npi_arena arena;
    struct line line;

    (void)state;
    npi_arena_init(&arena);
    read_line("We see it now. You have time, so take a walk in the green park "
              "with me all of the time.",
              &line);
    make_room(&arena, &line, &room);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t cost;
        size_t near = npi_second_near(&room, room.words[rows[i].at].start,
                                      false, &cost);

        if (near != rows[i].near)
            fail_msg("%s: word %zu, not %zu", rows[i].what, near, rows[i].near);
    }
    npi_arena_release(&arena);
}

/* Lines by width; what needs more than may be costs more than a torn
 * sentence. */
static void test_lines(void **state)
{
    struct npi_second_room room;
    struct npi_arena arena;
    struct line line;

    (void)state;
    npi_arena_init(&arena);
    read_line("aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa "
              "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa",
              &line);
    make_room(&arena, &line, &room);
    assert_int_equal(npi_second_lines(&room, 3, 3), 0);
    assert_int_equal(npi_second_lines(&room, 0, 1), 1);
    assert_int_equal(npi_second_lines(&room, 0, 4), 1);
    assert_int_equal(npi_second_lines(&room, 0, 5), 2);
    assert_int_equal(npi_second_lines(&room, 0, 8), 2);
    assert_int_equal(npi_second_lines(&room, 0, 10), 3);
    assert_true(npi_second_cost(&room, 0, 10) > npi_second_cost(&room, 0, 8));
    assert_true(npi_second_cost(&room, 3, 3) > npi_second_cost(&room, 3, 5));
    npi_arena_release(&arena);
}

/* How long both take to be read; a cue that has more of the other language gets
 * time from its neighbour. */
static void test_reading(void **state)
{
    struct npi_settings settings = english();
    const struct np_timeline timeline = {.end = 8000};
    struct npi_second_room room = {.speed = 15};
    struct npi_slot slots[] = {{.begin = 0, .end = 3000, .own = 500},
                               {.begin = 3000, .end = 4000, .own = 500},
                               {.begin = 4000, .end = 8000, .own = 500}};
    const struct npi_fit fit = {&settings, {24, 1}, &timeline, slots};
    struct np_cue cues[3] = {{.start = 0}};
    struct npi_arena arena;

    (void)state;
    assert_int_equal(npi_second_time(NULL, 80, 900), 900);
    assert_int_equal(npi_second_time(&room, 80, 900), 2000);
    assert_int_equal(npi_second_time(&room, 80, 2500), 2500);
    npi_arena_init(&arena);
    for (size_t i = 0; i < 3; i++)
        slots[i].needs = slots[i].own;
    assert_int_equal(npi_cues_fit(&arena, &fit, cues, 3), NP_OK);
    assert_int_equal(cues[1].start, 3000);
    slots[1].needs = npi_second_time(&room, 68, slots[1].own);
    assert_int_equal(npi_cues_fit(&arena, &fit, cues, 3), NP_OK);
    assert_true(cues[1].start < 3000 && cues[1].start >= 2500);
    assert_true(cues[1].end - cues[1].start >= 1600);
    assert_true(cues[1].end <= cues[2].start && cues[2].start <= 4500);
    npi_arena_release(&arena);
}

/* No words at all. */
static void test_nothing(void **state)
{
    struct npi_second_room room;
    struct npi_arena arena;
    struct line line = {.n = 0};
    int64_t cost;

    (void)state;
    npi_arena_init(&arena);
    make_room(&arena, &line, &room);
    assert_int_equal(npi_second_near(&room, 1000, true, &cost), 0);
    assert_int_equal(npi_second_lines(&room, 0, 0), 0);
    npi_arena_release(&arena);
}

static enum np_status work(void *user)
{
    const struct line *line = user;
    struct npi_settings settings = english();
    struct npi_share shares[SHARES];
    struct npi_second_room room;
    struct npi_arena arena;
    enum np_status status;

    memcpy(shares, line->shares, sizeof(shares));
    npi_arena_init(&arena);
    status = npi_second_room_make(&arena, line->words, line->n, &settings,
                                  &room);
    if (status == NP_OK)
        status = npi_second_share(&arena, &room, shares, line->n_shares);
    npi_arena_release(&arena);
    return status;
}

static void test_no_memory(void **state)
{
    struct line line;

    (void)state;
    read_line("So it goes. And | then we left.", &line);
    test_each_allocation(work, &line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),     cmocka_unit_test(test_time),
        cmocka_unit_test(test_near),      cmocka_unit_test(test_lines),
        cmocka_unit_test(test_reading),   cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

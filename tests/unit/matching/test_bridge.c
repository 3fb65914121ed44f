/* Protects the bridge: that originals are used where they help and only there,
 * that the captions made of them keep the promises of captions.h, and that what
 * is known of paragraphs is said of the right ones. Cases are pairs of files:
 * tests/cases/matching/bridge/NAME.md, NAME.srt, NAME.expected. */
#include "support/captions.h"
#include "support/golden.h"
#include "support/oom.h"

#include "matching/bridge.h"
#include "matching/bridge_parts.h"
#include "matching/model.h"
#include "notes/notes.h"

#include <dirent.h>

#define CASES "tests/cases/matching/bridge/"

struct subject {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    char *notes;
    char *captions;
    size_t notes_len;
    size_t captions_len;
    struct np_episode episode;
    struct npi_caption_track track;
    struct npi_bridge bridge;
    struct npi_matching matching;
};

static void load(struct subject *s, const char *name)
{
    char path[128];

    *s = (struct subject){0};
    (void)snprintf(path, sizeof(path), CASES "%s.md", name);
    s->notes = test_read_file(path, &s->notes_len);
    (void)snprintf(path, sizeof(path), CASES "%s.srt", name);
    s->captions = test_read_file(path, &s->captions_len);
}

static void unload(struct subject *s)
{
    npi_arena_release(&s->arena);
    free(s->notes);
    free(s->captions);
}

static enum np_status read_both(struct subject *s)
{
    const struct np_str notes = {s->notes, s->notes_len};
    const struct np_str captions = {s->captions, s->captions_len};
    enum np_status status;

    npi_arena_init(&s->arena);
    npi_diags_init(&s->diags, &s->arena);
    s->ctx = (struct npi_context){.arena = &s->arena, .diags = &s->diags};
    status = npi_notes_read(
        &s->ctx, npi_diags_add_source(&s->diags, NPI_STR("notes.md"), notes),
        notes, npi_str(NULL), &s->episode);
    return status ? status
                  : npi_captions_read(&s->ctx, NPI_STR("ep.srt"), captions,
                                      &s->track);
}

/* The bridge by itself, and what the stage makes of it. */
static enum np_status match_both(struct subject *s)
{
    const struct npi_matching_input input = {
        .episode = &s->episode,
        .track = &s->track,
        .model = &npi_matching_model_default,
    };
    enum np_status status = npi_bridge_build(&s->ctx, &input, &s->bridge);

    return status ? status : npi_matching_find(&s->ctx, &input, &s->matching);
}

static void put_bridge(struct npi_buf *out, const struct npi_bridge *bridge)
{
    npi_buf_puts(out, bridge->found ? "bridge\n" : "no bridge\n");
    if (!bridge->found)
        return;
    test_put_track(out, bridge->input.track);
    for (size_t i = 0; i < bridge->input.n_hints; i++) {
        const struct npi_hint *hint = &bridge->input.hints[i];

        npi_buf_puts(out, hint->odds > 100 ? "hint " : "weak hint ");
        npi_buf_put_u64(out, hint->sentence);
        npi_buf_puts(out, " ");
        npi_buf_put_fixed(out, hint->time, 2);
        npi_buf_puts(out, "\n");
    }
}

static bool is_known(const struct npi_bridge *bridge, size_t sentence)
{
    for (size_t i = 0; i < bridge->input.n_hints; i++)
        if (bridge->input.hints[i].sentence == sentence &&
            bridge->input.hints[i].odds > 1000)
            return true;
    return false;
}

/* Only starts that the bridge knows: the others may change with the matching's
 * model. */
static void put_matches(struct npi_buf *out, const struct subject *s)
{
    for (size_t i = 0; s->bridge.found && i < s->matching.n; i++) {
        const struct npi_match *match = &s->matching.sentences[i];

        npi_buf_put_u64(out, i);
        if (is_known(&s->bridge, i)) {
            npi_buf_puts(out, " ");
            npi_buf_put_fixed(out, (double)match->start / 1000, 2);
        }
        npi_buf_puts(out, match->original ? " original " : " ");
        npi_buf_put(out, s->episode.sentences[i].text);
        npi_buf_puts(out, "\n");
        if (match->original)
            assert_true(match->heard >= 0.5);
    }
}

static void run_case(const char *name)
{
    struct subject s;
    struct npi_buf out;
    char path[128];

    load(&s, name);
    assert_int_equal(read_both(&s), NP_OK);
    assert_int_equal(match_both(&s), NP_OK);
    assert_int_equal(s.matching.n, s.episode.n_sentences);
    if (s.bridge.found && !test_track_is_sound(s.bridge.input.track))
        fail_msg("%s: the track breaks a promise", name);
    npi_buf_init(&out, NPI_BUF_MAX);
    put_bridge(&out, &s.bridge);
    put_matches(&out, &s);
    (void)snprintf(path, sizeof(path), CASES "%s.expected", name);
    test_golden(path, npi_buf_str(&out));
    npi_buf_release(&out);
    unload(&s);
}

static void test_cases(void **state)
{
    DIR *dir = opendir(CASES);
    struct dirent *entry;
    size_t n = 0;

    (void)state;
    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        char name[64];
        size_t len = strlen(entry->d_name);

        if (len < 4 || len >= sizeof(name) ||
            strcmp(entry->d_name + len - 3, ".md") != 0)
            continue;
        memcpy(name, entry->d_name, len - 3);
        name[len - 3] = '\0';
        run_case(name);
        n++;
    }
    (void)closedir(dir);
    assert_true(n > 0);
}

/* What the originals say is worth nothing to notes that have none. */
static void test_without_originals(void **state)
{
    struct subject s;
    size_t used;

    (void)state;
    load(&s, "folded");
    assert_int_equal(read_both(&s), NP_OK);
    s.episode.n_originals = 0;
    used = s.arena.used;
    assert_int_equal(match_both(&s), NP_OK);
    assert_false(s.bridge.found);
    assert_ptr_equal(s.bridge.input.track, &s.track);
    assert_int_equal(s.bridge.input.n_hints, 0);
    assert_true(s.arena.used - used < 10000);
    for (size_t i = 0; i < s.matching.n; i++)
        assert_false(s.matching.sentences[i].original);
    unload(&s);
}

static uint32_t next_number(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

/* Wherever pieces were found, the better track is sound and has them in full,
 * and all that is the captions' own. */
static void test_any_places(void **state)
{
    struct subject s;
    uint32_t seed = 7;

    (void)state;
    load(&s, "half");
    assert_int_equal(read_both(&s), NP_OK);
    for (unsigned round = 0; round < 300; round++) {
        struct npi_bridge_pieces pieces;
        struct npi_caption_track better;
        size_t at = 0;
        size_t words = s.track.n_words;

        assert_int_equal(npi_bridge_cut(&s.arena, &s.episode, &pieces), NP_OK);
        assert_true(pieces.n > 3);
        for (size_t p = 0; p < pieces.n; p++) {
            struct npi_bridge_piece *piece = &pieces.items[p];

            piece->from = at + next_number(&seed, 12);
            piece->to = piece->from + next_number(&seed, 25);
            if (piece->to > s.track.n_words)
                piece->to = piece->from;
            piece->plain = piece->begins && next_number(&seed, 4) == 0;
            if (piece->to > piece->from)
                at = piece->to;
        }
        npi_bridge_refine(&s.track, &pieces);
        for (size_t p = 0; p < pieces.n; p++)
            if (pieces.items[p].to > pieces.items[p].from &&
                !pieces.items[p].plain)
                words = words - (pieces.items[p].to - pieces.items[p].from) +
                        pieces.items[p].n_words;
        assert_int_equal(
            npi_bridge_track(&s.arena, &s.track, &s.episode, &pieces, &better),
            NP_OK);
        assert_true(test_track_is_sound(&better));
        assert_int_equal(better.n_words, words);
    }
    unload(&s);
}

/* How a text is divided: as the captions' readers do it. */
static void test_words(void **state)
{
    static const struct {
        const char *text;
        const char *words;
    } cases[] = {
        {"", ""},
        {" ", ""},
        {"Well, yes.", "Well,|yes."},
        {" -- \"No\" -- ", "--|\"No\"|--"},
        {"好。“不”吗？", "好。“|不”|吗？"},
        {"用GPT-4写", "用|GPT-4|写"},
        {"안녕 하세요", "안녕|하세요"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct npi_buf out;
        struct np_str word;
        size_t at = 0;

        npi_buf_init(&out, NPI_BUF_MAX);
        while (npi_bridge_word(npi_str(cases[i].text), &at, &word)) {
            npi_buf_puts(&out, out.len ? "|" : "");
            npi_buf_put(&out, word);
        }
        assert_str(npi_buf_str(&out), cases[i].words);
        npi_buf_release(&out);
    }
}

static enum np_status work(void *user)
{
    struct subject *s = user;
    enum np_status status = read_both(s);

    if (!status)
        status = match_both(s);
    if (!status)
        assert_true(s->bridge.found);
    npi_arena_release(&s->arena);
    return status;
}

static void test_no_memory(void **state)
{
    struct subject s;

    (void)state;
    load(&s, "half");
    test_each_allocation(work, &s);
    unload(&s);
}

static void test_interrupted(void **state)
{
    static const volatile int stop = 1;
    struct subject s;

    (void)state;
    load(&s, "folded");
    assert_int_equal(read_both(&s), NP_OK);
    s.ctx.cancel = &stop;
    assert_int_equal(match_both(&s), NP_ERR_INTERRUPTED);
    unload(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_without_originals),
        cmocka_unit_test(test_any_places),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_interrupted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

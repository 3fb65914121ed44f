/* Protects where things are placed: each file of tests/cases/timeline/ is an
 * episode with what is expected of it (support/episode.h says how). */
#include "support/episode.h"
#include "support/test.h"

#include "base/buf.h"
#include "base/stamp.h"
#include "captions/captions.h"

#include <dirent.h>

#define TOLERANCE 2500 /* ms */
#define MAX 200

/* Sentences from..to rest on the evidence, or do not. */
struct rests {
    size_t from, to;
    struct np_str evidence;
    bool wanted;
};

struct read {
    struct episode episode;
    const char *path;
    struct np_str places[MAX]; /* of the entries */
    struct np_str starts[MAX]; /* of the sentences */
    struct np_str codes[MAX];  /* diagnostics wanted */
    size_t n_codes;
    struct npi_buf vtt; /* cues */
    struct npi_caption_track track;
    struct rests rests[MAX];
    size_t n_rests;
    int64_t tolerance;
    bool left_out;
};

static struct np_str keep(struct read *r, const char *text)
{
    return npi_arena_str(&r->episode.arena, npi_str(text));
}

static int64_t time_of(const char *text)
{
    struct npi_stamp stamp;
    size_t used;
    if (strcmp(text, "-") == 0)
        return NP_NO_TIME;
    if (!npi_stamp_read(npi_str(text), &stamp, &used))
        fail_msg("\"%s\" is no stamp", text);
    return stamp.ms;
}

static void one_cue(struct read *r, char **f)
{
    npi_buf_puts(&r->vtt, r->vtt.len ? "\n" : "WEBVTT\n\n");
    npi_stamp_write(&r->vtt, time_of(f[1]), NPI_STAMP_VTT);
    npi_buf_puts(&r->vtt, " --> ");
    npi_stamp_write(&r->vtt, time_of(f[2]), NPI_STAMP_VTT);
    npi_buf_putc(&r->vtt, '\n');
    npi_buf_puts(&r->vtt, f[3]);
    npi_buf_putc(&r->vtt, '\n');
}

static void one_rests(struct read *r, char **f)
{
    struct rests *rests = &r->rests[r->n_rests++];
    char *end;

    if (r->n_rests == MAX)
        fail_msg("%s: more than %d lines", r->path, MAX);
    rests->from = strtoul(f[1], &end, 10);
    rests->to = *end == '.' ? strtoul(end + 2, NULL, 10) : rests->from;
    rests->evidence = keep(r, f[2]);
    rests->wanted = strcmp(f[0], "rests") == 0;
}

static bool one_of_captions(struct read *r, char **f, size_t n)
{
    if (n == 4 && strcmp(f[0], "cue") == 0)
        one_cue(r, f);
    else if (n == 1 && strcmp(f[0], "left-out") == 0)
        r->left_out = true;
    else if (n == 1 && strcmp(f[0], "given") == 0)
        r->episode.input.captions_given = true;
    else if (n == 3 &&
             (strcmp(f[0], "rests") == 0 || strcmp(f[0], "lacks") == 0))
        one_rests(r, f);
    else if (n == 2 && strcmp(f[0], "near") == 0)
        r->tolerance = (int64_t)(strtod(f[1], NULL) * 1000);
    else
        return false;
    return true;
}

static void one_line(char **f, size_t n, size_t line, void *user)
{
    struct read *r = user;
    struct episode *e = &r->episode;
    if (e->episode.n_outline == MAX || e->episode.n_sentences == MAX)
        fail_msg("%s: more than %d lines", r->path, MAX);
    if (n == 2 && strcmp(f[0], "media") == 0) {
        e->input.length = time_of(f[1]);
    } else if (n == 5 && strcmp(f[0], "entry") == 0) {
        r->places[e->episode.n_outline] = keep(r, f[4]);
        episode_entry(e, (unsigned)strtoul(f[1], NULL, 10), time_of(f[2]),
                      keep(r, f[3]));
    } else if (n == 2 && strcmp(f[0], "heading") == 0) {
        episode_heading(e, keep(r, f[1]));
    } else if (n == 2 && strcmp(f[0], "turn") == 0) {
        episode_turn(e);
    } else if (n == 4 && strcmp(f[0], "say") == 0) {
        r->starts[e->episode.n_sentences] = keep(r, f[3]);
        episode_say(e, time_of(f[1]), keep(r, f[2]));
    } else if (n == 2 && strcmp(f[0], "expect") == 0) {
        r->codes[r->n_codes++] = keep(r, f[1]);
    } else if (!one_of_captions(r, f, n)) {
        fail_msg("%s:%zu: not a line of a case", r->path, line);
    }
}

/* The chapter of an entry, or NULL when it was set aside. */
static const struct np_chapter *chapter_of(const struct np_timeline *timeline,
                                           size_t entry)
{
    for (size_t i = 0; i < timeline->n_chapters; i++)
        if (timeline->chapters[i].entry == entry)
            return &timeline->chapters[i];
    return NULL;
}

static void check_entry(const struct read *r, size_t entry)
{
    const struct np_chapter *c = chapter_of(&r->episode.timeline, entry);
    const char *want = r->places[entry].ptr;
    char *end;
    if (strcmp(want, "-") == 0 || strcmp(want, "*") == 0) {
        if ((c == NULL) != (*want == '-'))
            fail_msg("%s: entry %zu is%s set aside", r->path, entry,
                     c ? " not" : "");
        return;
    }
    if (!c)
        fail_msg("%s: entry %zu is set aside", r->path, entry);
    if (strcmp(want, "?") == 0) {
        if (c->sentence != NP_NONE)
            fail_msg("%s: entry %zu is placed at %zu", r->path, entry,
                     c->sentence);
        return;
    }
    size_t from = strtoul(want, &end, 10);
    size_t to = *end == '.' ? strtoul(end + 2, NULL, 10) : from;
    if (c->sentence == NP_NONE || c->sentence < from || c->sentence > to)
        fail_msg("%s: entry %zu is placed at %zd, not %s", r->path, entry,
                 (ssize_t)c->sentence, want);
}

static void check_sentence(const struct read *r, size_t s)
{
    int64_t have = r->episode.timeline.sentences[s].start;
    if (strcmp(r->starts[s].ptr, "*") == 0)
        return;
    int64_t want = (int64_t)(strtod(r->starts[s].ptr, NULL) * 1000);
    if (have < want - r->tolerance || have > want + r->tolerance)
        fail_msg("%s: sentence %zu starts at %lld ms, not %lld", r->path, s,
                 (long long)have, (long long)want);
}

static void read_captions(struct read *r)
{
    struct episode *e = &r->episode;
    struct np_str bytes = npi_arena_str(&e->arena, npi_buf_str(&r->vtt));

    npi_buf_release(&r->vtt);
    if (bytes.len == 0)
        return;
    assert_int_equal(
        npi_captions_read(&e->ctx, NPI_STR("c.vtt"), bytes, &r->track), NP_OK);
    e->input.captions = &r->track;
}

static void check_rests(const struct read *r, const struct rests *rests)
{
    const struct np_timeline *timeline = &r->episode.timeline;
    unsigned bit = 1;

    while (bit && !npi_str_eq(npi_str(npi_evidence_name(bit)), rests->evidence))
        bit <<= 1;
    if (!bit || rests->to >= timeline->n_sentences)
        fail_msg("%s: no such evidence or sentence", r->path);
    for (size_t s = rests->from; s <= rests->to; s++)
        if (((timeline->sentences[s].evidence & bit) != 0) != rests->wanted)
            fail_msg("%s: sentence %zu rests on %x", r->path, s,
                     timeline->sentences[s].evidence);
}

static bool is_expected(const struct read *r, const char *code)
{
    for (size_t i = 0; i < r->n_codes; i++)
        if (strcmp(r->codes[i].ptr, code) == 0)
            return true;
    return false;
}

static void check_case(const char *path)
{
    struct read *r = calloc(1, sizeof(*r));
    assert_non_null(r);
    r->path = path;
    r->tolerance = TOLERANCE;
    episode_init(&r->episode);
    npi_buf_init(&r->vtt, NPI_BUF_MAX);
    test_each_case(path, one_line, r);
    read_captions(r);
    assert_int_equal(episode_build(&r->episode), NP_OK);
    if (!episode_is_sound(&r->episode))
        fail_msg("%s: the timeline is not sound", path);
    for (size_t i = 0; i < r->episode.episode.n_outline; i++)
        check_entry(r, i);
    for (size_t s = 0; s < r->episode.episode.n_sentences; s++)
        check_sentence(r, s);
    if (r->episode.timeline.captions_left_out != r->left_out)
        fail_msg("%s: captions are%s left out", path,
                 r->left_out ? " not" : "");
    for (size_t i = 0; i < r->n_rests; i++)
        check_rests(r, &r->rests[i]);
    for (size_t i = 0; i < r->n_codes; i++)
        if (!episode_has_diag(&r->episode, r->codes[i].ptr))
            fail_msg("%s: no %s", path, r->codes[i].ptr);
    for (size_t i = 0; i < r->episode.diags.n; i++)
        if (!is_expected(r, r->episode.diags.items[i].kind->code))
            fail_msg("%s: %s was not expected", path,
                     r->episode.diags.items[i].kind->code);
    episode_release(&r->episode);
    free(r);
}

static void test_cases(void **state)
{
    static const char folder[] = "tests/cases/timeline";
    struct dirent **names;
    int n = scandir(folder, &names, NULL, alphasort);
    size_t checked = 0;
    (void)state;
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        char path[512];
        (void)snprintf(path, sizeof(path), "%s/%s", folder, names[i]->d_name);
        if (strstr(names[i]->d_name, ".tsv")) {
            check_case(path);
            checked++;
        }
        free(names[i]);
    }
    free(names);
    assert_true(checked > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

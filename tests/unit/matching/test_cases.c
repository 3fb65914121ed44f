/* Each NAME.md of tests/cases/matching beside NAME.vtt, with NAME.words as its
 * dictionary if that is there. NAME.truth must be met whatever the model: if
 * they fit, where sentences start, and for how many that must be found;
 * NAME.expected is all that comes of it. Protects what the matching is for. */
#include "notes/notes.h"
#include "support/golden.h"
#include "support/matching.h"

#include <dirent.h>
#include <math.h>
#include <unistd.h>

#define FOLDER "tests/cases/matching"
#define TOLERANCE 1.0 /* s */
#define FOUND 0.5

struct one {
    struct paired paired;
    struct npi_matching matching;
    const char *name;
    size_t least;
    size_t n_met; /* truths */
};

static const char *path_of(const struct one *one, const char *extension)
{
    static char path[512];

    (void)snprintf(path, sizeof(path), FOLDER "/%s.%s", one->name, extension);
    return path;
}

/* The file's bytes, in the arena. */
static struct np_str slurp(struct one *one, const char *extension)
{
    size_t len;
    char *bytes = test_read_file(path_of(one, extension), &len);
    struct np_str kept = npi_arena_str(&one->paired.arena,
                                       (struct np_str){bytes, len});

    assert_non_null(kept.ptr);
    free(bytes);
    return kept;
}

static void open_one(struct one *one)
{
    struct paired *p = &one->paired;
    struct np_str text;

    paired_init(p);
    text = slurp(one, "md");
    assert_int_equal(
        npi_notes_read(&p->ctx,
                       npi_diags_add_source(&p->diags, NPI_STR("n"), text),
                       text, npi_str(NULL), &p->episode),
        NP_OK);
    paired_read(p, slurp(one, "vtt"));
    if (access(path_of(one, "words"), R_OK) == 0)
        paired_words(p, slurp(one, "words").ptr);
    assert_int_equal(paired_find(p, NULL, &one->matching), NP_OK);
    assert_true(paired_is_sound(&one->matching,
                                p->track.n_words ? p->episode.n_sentences : 0));
}

static void put_tenths(struct npi_buf *out, double value)
{
    char text[32];

    (void)snprintf(text, sizeof(text), "%.1f", value);
    npi_buf_puts(out, text);
}

static void put_matching(const struct one *one, struct npi_buf *out)
{
    const struct npi_matching *m = &one->matching;

    npi_buf_puts(out, npi_matching_fits(m) ? "fits" : "does not fit");
    npi_buf_puts(out, ", heard ");
    put_tenths(out, m->heard);
    npi_buf_puts(out, "\n# sentence, start, end (s), heard, near\n");
    for (size_t s = 0; s < m->n; s++) {
        const struct npi_match *match = &m->sentences[s];

        npi_buf_put_i64(out, (int64_t)s);
        npi_buf_putc(out, '\t');
        /* Of what is not there the times mean nothing. */
        if (match->heard >= FOUND)
            put_tenths(out, (double)match->start / 1000);
        npi_buf_putc(out, '\t');
        if (match->heard >= FOUND)
            put_tenths(out, (double)match->end / 1000);
        npi_buf_putc(out, '\t');
        put_tenths(out, match->heard);
        npi_buf_putc(out, '\t');
        if (match->heard >= FOUND)
            put_tenths(out, match->near);
        npi_buf_putc(out, '\t');
        npi_buf_put(out, one->paired.episode.sentences[s].text);
        npi_buf_putc(out, '\n');
    }
}

static void one_truth(char **f, size_t n, size_t line, void *user)
{
    struct one *one = user;
    size_t s = strtoul(f[0], NULL, 10);
    const struct npi_match *match = &one->matching.sentences[s];

    if (n == 2 && strcmp(f[0], "least") == 0) {
        one->least = strtoul(f[1], NULL, 10);
        return;
    }
    if (n == 2 && strcmp(f[0], "fits") == 0) {
        if (npi_matching_fits(&one->matching) != (strcmp(f[1], "yes") == 0))
            fail_msg("%s: fits is not %s", one->name, f[1]);
        return;
    }
    if (n != 2 || s >= one->matching.n)
        fail_msg("%s.truth:%zu: not a line of it", one->name, line);
    if (strcmp(f[1], "-") == 0
            ? match->heard < FOUND
            : match->heard >= FOUND && fabs((double)match->start / 1000 -
                                            strtod(f[1], NULL)) <= TOLERANCE)
        one->n_met++;
    else
        print_message("%s: sentence %zu: %s is %.1f s\n", one->name, s, f[1],
                      (double)match->start / 1000);
}

static void check_one(const char *name)
{
    static struct one one;
    struct npi_buf out;

    one = (struct one){.name = name};
    open_one(&one);
    npi_buf_init(&out, NPI_BUF_MAX);
    put_matching(&one, &out);
    test_golden(path_of(&one, "expected"), npi_buf_str(&out));
    npi_buf_release(&out);
    test_each_case(path_of(&one, "truth"), one_truth, &one);
    if (one.n_met < one.least)
        fail_msg("%s: %zu starts are right, not %zu", name, one.n_met,
                 one.least);
    paired_release(&one.paired);
}

static void test_cases(void **state)
{
    struct dirent **names;
    int n = scandir(FOLDER, &names, NULL, alphasort);
    size_t checked = 0;
    (void)state;
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        char *dot = strstr(names[i]->d_name, ".md");

        if (dot && dot[3] == '\0') {
            *dot = '\0';
            check_one(names[i]->d_name);
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

/* Dialogues to cues, as a person would read them: every tests/cases/cues/X.txt
 * gives X.out. With a path as argument: prints what that dialogue gives. */
#include "base/stamp.h"
#include "support/dialogue.h"
#include "support/golden.h"

#include <dirent.h>

#define FOLDER "tests/cases/cues"

static void write_cue(struct npi_buf *out, const struct np_cue *cue)
{
    npi_stamp_write(out, cue->start, NPI_STAMP_VTT);
    npi_buf_puts(out, " --> ");
    npi_stamp_write(out, cue->end, NPI_STAMP_VTT);
    npi_buf_puts(out, "  turn ");
    npi_buf_put_u64(out, cue->turn);
    npi_buf_puts(out, " sentences ");
    npi_buf_put_u64(out, cue->first_sentence);
    npi_buf_putc(out, '-');
    npi_buf_put_u64(out, cue->last_sentence);
    npi_buf_putc(out, '\n');
    for (unsigned k = 0; k < cue->n_lines; k++) {
        npi_buf_put(out, cue->lines[k]);
        npi_buf_putc(out, '\n');
    }
}

static void write_breach(struct npi_buf *out, const struct np_breach *breach)
{
    npi_buf_puts(out, breach->hard ? "! " : "? ");
    npi_buf_puts(out, breach->rule);
    npi_buf_putc(out, ' ');
    npi_buf_put_fixed(out, breach->value, 2);
    npi_buf_puts(out, " limit ");
    npi_buf_put_fixed(out, breach->limit, 2);
    npi_buf_putc(out, '\n');
}

static void write_all(struct npi_buf *out, const struct dialogue *d)
{
    size_t b = 0;
    for (size_t i = 0; i < d->cues.n_cues; i++) {
        write_cue(out, &d->cues.cues[i]);
        for (; b < d->n_breaches && d->breaches[b].cue == i; b++)
            write_breach(out, &d->breaches[b]);
        npi_buf_putc(out, '\n');
    }
    for (size_t i = 0; i < d->diags.n; i++) {
        npi_diag_message(out, &d->diags.items[i], NULL);
        npi_buf_putc(out, '\n');
    }
}

static void run(struct npi_buf *out, const char *path)
{
    struct dialogue d;
    dialogue_read(&d, path);
    assert_int_equal(dialogue_build(&d), NP_OK);
    write_all(out, &d);
    dialogue_release(&d);
}

static int is_case(const struct dirent *entry)
{
    return npi_str_ends(npi_str(entry->d_name), NPI_STR(".txt"));
}

static void test_all_cases(void **state)
{
    struct dirent **entries;
    int n = scandir(FOLDER, &entries, is_case, alphasort);
    (void)state;
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        char in[512];
        char golden[512];
        size_t stem = strlen(entries[i]->d_name) - 4;
        struct npi_buf out;
        npi_buf_init(&out, NPI_BUF_MAX);
        (void)snprintf(in, sizeof in, FOLDER "/%s", entries[i]->d_name);
        (void)snprintf(golden, sizeof golden, FOLDER "/%.*s.out", (int)stem,
                       entries[i]->d_name);
        run(&out, in);
        test_golden(golden, npi_buf_str(&out));
        npi_buf_release(&out);
        free(entries[i]);
    }
    free(entries);
}

static int print(const char *path)
{
    struct npi_buf out;
    npi_buf_init(&out, NPI_BUF_MAX);
    run(&out, path);
    (void)fwrite(out.data, 1, out.len, stdout);
    npi_buf_release(&out);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_cases)};
    if (argc > 1)
        return print(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

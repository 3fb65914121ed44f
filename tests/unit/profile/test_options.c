/* The option table is sound, and the parser over it reads command lines as
 * people expect of a GNU program. */
#include "support/oom.h"
#include "support/test.h"

#include "base/str.h"
#include "profile/options.h"
#include "profile/settings.h"

#define ARGS_MAX 16

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    const struct npi_option_use *uses;
    size_t n;
};

/* line: arguments separated by spaces; "''" is an empty one. */
static enum np_status parse(struct fixture *f, char *line)
{
    static char name[] = "nopriors-export", empty[] = "";
    char *argv[ARGS_MAX + 1] = {name};
    int argc = 1;
    for (char *word = strtok(line, " "); word; word = strtok(NULL, " ")) {
        assert_true(argc < ARGS_MAX);
        argv[argc++] = strcmp(word, "''") ? word : empty;
    }
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
    return npi_options_parse(&f->ctx, argc, argv, &f->uses, &f->n);
}

/* "output=x quiet [notes.md]": options with their values, operands in
 * brackets, then each mistake after "!". */
static void describe(const struct fixture *f, struct npi_buf *out)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct npi_option_use *use = &f->uses[i];
        npi_buf_puts(out, i ? " " : "");
        npi_buf_puts(out, use->option ? use->option->name : "[");
        npi_buf_puts(out, use->option && use->value.ptr ? "=" : "");
        npi_buf_put(out, use->value);
        npi_buf_puts(out, use->option ? "" : "]");
    }
    for (size_t i = 0; i < f->diags.n; i++) {
        npi_buf_puts(out, out->len ? " ! " : "! ");
        npi_diag_message(out, &f->diags.items[i], NULL);
        npi_buf_puts(out, f->diags.items[i].kind->hint ? " - " : "");
        npi_diag_hint(out, &f->diags.items[i], NULL);
    }
}

static void one_line(char **fields, size_t n, size_t line, void *user)
{
    struct fixture f;
    struct npi_buf out;
    (void)user;
    assert_int_equal(n, 2);
    npi_buf_init(&out, NPI_BUF_MAX);
    enum np_status status = parse(&f, fields[0]);
    describe(&f, &out);
    struct np_str have = npi_buf_str(&out);
    if (!npi_str_eq(have, npi_str(fields[1])))
        fail_msg("options.tsv:%zu:\n  want: %s\n  have: %.*s", line, fields[1],
                 (int)have.len, have.len ? have.ptr : "");
    assert_int_equal(status, f.diags.n ? NP_ERR_USAGE : NP_OK);
    npi_buf_release(&out);
    npi_arena_release(&f.arena);
}

static void test_lines(void **state)
{
    (void)state;
    test_each_case("tests/cases/profile/options.tsv", one_line, NULL);
}

static bool is_number(struct np_str s)
{
    uint64_t n = 0;
    return npi_str_u64(s, 1000, &n);
}

/* Every choice of an option that sets a setting is a value of that setting. */
static void check_setting(const struct npi_option *option)
{
    struct np_str rest = npi_str(option->choices), choice;
    enum npi_setting_id id = npi_setting_find(npi_str(option->setting));
    assert_int_not_equal(id, NPI_SETTINGS_N);
    while (npi_str_split(&rest, '|', &choice)) {
        const struct npi_word *w = npi_setting_table[id].words;
        while (w->word && !npi_str_eq(choice, npi_str(w->word)))
            w++;
        assert_true(w->word || is_number(choice));
    }
}

/* Names and letters are unique, and each row's columns fit together. */
static void test_table_is_sound(void **state)
{
    size_t n = 0;
    const struct npi_option *options = npi_options(&n);
    (void)state;
    assert_true(n > 20);
    for (size_t i = 0; i < n; i++) {
        const struct npi_option *o = &options[i];
        assert_ptr_equal(npi_option_find(npi_str(o->name)), o);
        assert_true(strlen(o->name) > 1 && strlen(o->help) > 5);
        assert_int_equal(o->takes == NPI_TAKES_NONE, o->argument == NULL);
        assert_true(o->group < NPI_GROUPS_N);
        if (i > 0) /* help walks through the groups once */
            assert_true(o->group >= options[i - 1].group);
        if (o->setting)
            check_setting(o);
        for (size_t j = i + 1; o->letter && j < n; j++)
            assert_int_not_equal(o->letter, options[j].letter);
    }
    assert_null(npi_option_find(NPI_STR("")));
    for (int g = 0; g < NPI_GROUPS_N; g++)
        assert_non_null(npi_option_groups[g]);
}

/* Values are C strings: the command hands them on as paths. */
static void test_values_end(void **state)
{
    struct fixture f;
    char line[] = "-oa.srt --output=b.srt --vtt -o c.srt notes.md";
    (void)state;
    assert_int_equal(parse(&f, line), NP_OK);
    assert_int_equal(f.n, 5);
    assert_string_equal(f.uses[0].value.ptr, "a.srt");
    assert_string_equal(f.uses[1].value.ptr, "b.srt");
    assert_string_equal(f.uses[2].value.ptr, "vtt");
    assert_string_equal(f.uses[3].value.ptr, "c.srt");
    assert_string_equal(f.uses[4].value.ptr, "notes.md");
    npi_arena_release(&f.arena);
}

static void test_no_arguments(void **state)
{
    struct fixture f;
    char *argv[] = {NULL};
    char line[] = "";
    (void)state;
    assert_int_equal(parse(&f, line), NP_OK);
    assert_int_equal(f.n, 0);
    /* exec() lets a program start without even its name. */
    assert_int_equal(npi_options_parse(&f.ctx, 0, argv, &f.uses, &f.n), NP_OK);
    assert_int_equal(f.n, 0);
    npi_arena_release(&f.arena);
}

static enum np_status parse_work(void *user)
{
    struct fixture f;
    char line[] = "--vtt a b c d e f g h i j -q";
    char wrong[] = "--vt";
    (void)user;
    enum np_status status = parse(&f, line);
    if (status == NP_OK)
        assert_int_equal(f.n, 12);
    npi_arena_release(&f.arena);
    assert_int_equal(parse(&f, wrong), NP_ERR_USAGE);
    npi_arena_release(&f.arena);
    return status;
}

static void test_allocations(void **state)
{
    (void)state;
    test_each_allocation(parse_work, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_table_is_sound),
        cmocka_unit_test(test_values_end),
        cmocka_unit_test(test_no_arguments),
        cmocka_unit_test(test_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

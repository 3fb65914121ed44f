/* Every form of notes: each tests/cases/notes/NAME.md must read as
 * NAME.expected says ("make goldens" writes those; read them before you
 * commit). And whatever is read must be sound: spans inside the text, sentences
 * in order. */
#include "base/encoding.h"
#include "base/file.h"
#include "base/utf8.h"
#include "notes/notes.h"
#include "support/episode_dump.h"
#include "support/golden.h"
#include "support/test.h"

#include <dirent.h>

#define FOLDER "tests/cases/notes"

struct reading {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct np_episode episode;
    struct np_str text;
    enum np_status status;
};

static void read_notes(struct reading *it, struct np_str name,
                       struct np_str bytes)
{
    enum npi_encoding encoding;
    *it = (struct reading){0};
    npi_arena_init(&it->arena);
    npi_diags_init(&it->diags, &it->arena);
    it->ctx = (struct npi_context){.arena = &it->arena, .diags = &it->diags};
    it->status = npi_encoding_to_utf8(&it->arena, &it->diags, name, bytes,
                                      &encoding, &it->text);
    if (it->status != NP_OK)
        return;
    size_t source = npi_diags_add_source(&it->diags, name, it->text);
    it->status = npi_notes_read(&it->ctx, source, it->text, npi_str(NULL),
                                &it->episode);
}

static void check_spans(const struct reading *it)
{
    const struct np_episode *e = &it->episode;
    size_t last = 0;
    for (size_t i = 0; i < e->n_sentences; i++) {
        const struct np_sentence *s = &e->sentences[i];
        size_t line;
        size_t column;
        assert_true(s->text.len > 0);
        assert_true(s->span.offset + s->span.length <= it->text.len);
        assert_true(s->span.offset >= last);
        last = s->span.offset;
        npi_text_place(it->text, s->span.offset, &line, &column);
        assert_int_equal(line, s->line);
        /* It begins where the span does, unless with an entity. */
        const char *there = it->text.ptr + s->span.offset;
        if (*there != s->text.ptr[0] && *there != '&')
            fail_msg("line %zu: \"%.*s\" is not at %zu", s->line,
                     (int)s->text.len, s->text.ptr, s->span.offset);
    }
}

static void check_order(const struct reading *it)
{
    const struct np_episode *e = &it->episode;
    size_t next = 0;
    for (size_t i = 0; i < e->n_turns; i++) {
        assert_int_equal(e->turns[i].first_sentence, next);
        assert_true(e->turns[i].n_sentences > 0);
        for (size_t j = 0; j < e->turns[i].n_sentences; j++)
            assert_int_equal(e->sentences[next++].turn, i);
    }
    assert_int_equal(next, e->n_sentences);
    for (size_t i = 0; i < e->n_outline; i++) {
        size_t parent = e->outline[i].parent;
        assert_true(parent == NP_NONE || parent < i);
        assert_true(e->outline[i].span.offset + e->outline[i].span.length <=
                    it->text.len);
    }
}

static void one_case(const char *name)
{
    char path[512];
    char expected[512];
    size_t len;
    size_t stem = strlen(name) - 3;
    struct reading it;
    struct npi_buf out;
    (void)snprintf(path, sizeof(path), FOLDER "/%s", name);
    (void)snprintf(expected, sizeof(expected), FOLDER "/%.*s.expected",
                   (int)stem, name);
    char *bytes = test_read_file(path, &len);
    read_notes(&it, npi_str(name), (struct np_str){bytes, len});
    npi_buf_init(&out, NPI_BUF_MAX);
    dump_number(&out, "status ", (size_t)it.status);
    npi_buf_putc(&out, '\n');
    if (it.status == NP_OK) {
        check_spans(&it);
        check_order(&it);
        dump_episode(&out, &it.episode);
    }
    dump_diags(&out, &it.diags);
    test_golden(expected, npi_buf_str(&out));
    npi_buf_release(&out);
    npi_arena_release(&it.arena);
    free(bytes);
}

static void test_cases(void **state)
{
    size_t n = 0;
    DIR *dir = opendir(FOLDER);
    (void)state;
    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        size_t len = strlen(entry->d_name);
        if (len < 4 || strcmp(entry->d_name + len - 3, ".md") != 0)
            continue;
        one_case(entry->d_name);
        n++;
    }
    (void)closedir(dir);
    assert_true(n > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Stamps written into notes of every form: tests/cases/notes/NAME.md, the
 * samples and cases of its own. Whatever is written is read back at exactly its
 * sentence, nothing else reads differently, and the file without it is the file
 * it was, in whatever encoding. */
#include "base/encoding.h"
#include "base/splice.h"
#include "base/str.h"
#include "notes/notes.h"
#include "notes/same.h"
#include "notes/stamping.h"
#include "support/oom.h"
#include "support/test.h"

#include <dirent.h>

#define FOLDER "tests/cases/notes"

struct reading {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct np_episode episode;
    struct np_str bytes;
    struct np_str text;
    enum npi_encoding encoding;
    enum np_status status;
};

static void read_bytes(struct reading *it, struct np_str bytes)
{
    *it = (struct reading){.bytes = bytes};
    npi_arena_init(&it->arena);
    npi_diags_init(&it->diags, &it->arena);
    it->ctx = (struct npi_context){.arena = &it->arena, .diags = &it->diags};
    it->status = npi_encoding_to_utf8(&it->arena, &it->diags, NPI_STR("n"),
                                      bytes, &it->encoding, &it->text);
    if (it->status == NP_OK)
        it->status = npi_notes_read(&it->ctx, 0, it->text, npi_str(NULL),
                                    &it->episode);
}

/* Which sentences get a stamp: all, turns, or every third. */
enum choice { ALL, TURNS, SOME, CHOICES };

static bool is_chosen(const struct np_episode *e, size_t s, enum choice choice)
{
    if (e->sentences[s].stamp != NP_NO_TIME)
        return false;
    switch (choice) {
    case TURNS:
        return e->turns[e->sentences[s].turn].first_sentence == s;
    case SOME:
        return s % 3 == 0;
    default:
        return true;
    }
}

static enum np_status stamp(struct reading *it, enum choice choice,
                            struct npi_stamping *stamping)
{
    struct npi_wish *wishes = NPI_ARENA_NEW(&it->arena, struct npi_wish,
                                            it->episode.n_sentences);
    size_t n = 0;

    if (!wishes)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s < it->episode.n_sentences; s++)
        if (is_chosen(&it->episode, s, choice))
            wishes[n++] = (struct npi_wish){s, 100 + (int64_t)s * 2345};
    return npi_notes_stamp(&it->ctx, it->text, npi_str(NULL), &it->episode,
                           wishes, n, stamping);
}

static bool is_refused(const struct npi_stamping *stamping, size_t sentence)
{
    for (size_t i = 0; i < stamping->n_refused; i++)
        if (stamping->refused[i] == sentence)
            return true;
    return false;
}

static void check_again(const char *name, const struct reading *it,
                        const struct reading *again, enum choice choice,
                        const struct npi_stamping *stamping)
{
    const struct np_episode *e = &it->episode;
    size_t n = 0;

    assert_int_equal(again->status, NP_OK);
    assert_int_equal(again->encoding, it->encoding);
    assert_int_equal(again->episode.n_sentences, e->n_sentences);
    assert_true(npi_same_rest(e, &again->episode));
    for (size_t s = 0; s < e->n_sentences; s++) {
        const bool due = is_chosen(e, s, choice) && !is_refused(stamping, s);
        const int64_t want = due ? 100 + (int64_t)s * 2345
                                 : e->sentences[s].stamp;

        n += due;
        if (!npi_same_sentence(e, s, &again->episode, s) ||
            again->episode.sentences[s].stamp != want)
            fail_msg("%s, line %zu: \"%.*s\"", name, e->sentences[s].line,
                     (int)e->sentences[s].text.len, e->sentences[s].text.ptr);
    }
    assert_int_equal(n, stamping->n_insertions);
}

/* What was put in, taken out of the new file by its places. */
static void check_rest(const struct reading *it, struct np_str stamped,
                       const struct npi_stamping *stamping)
{
    const size_t unit = it->encoding == NPI_UTF16LE ||
                                it->encoding == NPI_UTF16BE
                            ? 2
                            : 1;
    size_t more = 0;
    size_t at = 0;

    for (size_t i = 0; i < stamping->n_insertions; i++)
        more += stamping->insertions[i].text.len * unit;
    assert_int_equal(stamped.len, it->bytes.len + more);
    /* Any way to skip exactly the insertions' bytes must give the file. */
    for (size_t i = 0, k = 0; i < stamped.len; i++) {
        if (at < it->bytes.len && stamped.ptr[i] == it->bytes.ptr[at]) {
            at++;
            continue;
        }
        (void)k;
    }
    assert_int_equal(at, it->bytes.len);
}

static size_t one(const char *name, struct np_str bytes, enum choice choice)
{
    struct reading it;
    struct reading again;
    struct npi_stamping stamping;
    struct npi_buf out;
    size_t refused = 0;

    read_bytes(&it, bytes);
    if (it.status == NP_OK) {
        assert_int_equal(stamp(&it, choice, &stamping), NP_OK);
        npi_buf_init(&out, NPI_BUF_MAX);
        assert_int_equal(npi_splice(it.bytes, it.encoding, it.text,
                                    stamping.insertions, stamping.n_insertions,
                                    &out),
                         NP_OK);
        read_bytes(&again, npi_buf_str(&out));
        check_again(name, &it, &again, choice, &stamping);
        check_rest(&it, npi_buf_str(&out), &stamping);
        refused = stamping.n_refused;
        for (size_t i = 0; i < refused; i++) print_message("%s %d: %zu: %.*s\n", name, choice, it.episode.sentences[stamping.refused[i]].line, (int)it.episode.sentences[stamping.refused[i]].text.len, it.episode.sentences[stamping.refused[i]].text.ptr);
        npi_arena_release(&again.arena);
        npi_buf_release(&out);
    }
    npi_arena_release(&it.arena);
    return refused;
}

static void test_cases(void **state)
{
    DIR *dir = opendir(FOLDER);
    size_t n = 0;

    (void)state;
    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        char path[512];
        size_t len = strlen(entry->d_name);
        char *bytes;

        if (len < 4 || strcmp(entry->d_name + len - 3, ".md") != 0)
            continue;
        (void)snprintf(path, sizeof(path), FOLDER "/%s", entry->d_name);
        bytes = test_read_file(path, &len);
        for (enum choice c = ALL; c < CHOICES; c++)
            n += one(entry->d_name, (struct np_str){bytes, len}, c);
        free(bytes);
    }
    (void)closedir(dir);
    print_message("refused %zu\n", n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

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

#include <cmark.h>
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

/* ASCII as a file's encoding has it. */
static size_t encode(enum npi_encoding encoding, struct np_str text, char *out)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (encoding == NPI_UTF16BE)
            out[n++] = '\0';
        out[n++] = text.ptr[i];
        if (encoding == NPI_UTF16LE)
            out[n++] = '\0';
    }
    return n;
}

/* Takes the last piece out of the file, near where the two files part. */
static size_t take_out(char *file, size_t len, struct np_str old,
                       const char *piece, size_t n)
{
    size_t same = 0;

    while (same < len && same < old.len &&
           file[len - same - 1] == old.ptr[old.len - same - 1])
        same++;
    for (size_t at = len - n + 1; at-- > 0;) {
        if (at + n < len - same)
            break;
        if (memcmp(file + at, piece, n) != 0)
            continue;
        memmove(file + at, file + at + n, len - at - n);
        return len - n;
    }
    fail_msg("a stamp is not where it was put");
    return len;
}

/* Without the stamps it is the file it was. */
static void check_rest(const struct reading *it, struct np_str stamped,
                       const struct npi_stamping *stamping)
{
    char *file = malloc(stamped.len + 1);
    size_t len = stamped.len;
    char piece[128];

    assert_non_null(file);
    memcpy(file, stamped.ptr, len);
    for (size_t i = stamping->n_insertions; i-- > 0;) {
        size_t n = encode(it->encoding, stamping->insertions[i].text, piece);

        len = take_out(file, len, it->bytes, piece, n);
    }
    assert_int_equal(len, it->bytes.len);
    assert_memory_equal(file, it->bytes.ptr, len);
    free(file);
}

/* The Markdown is what it was: shown as HTML, there is nothing but the stamps'
 * text more. */
static void check_markup(const char *name, const struct reading *it,
                         const struct reading *again,
                         const struct npi_stamping *stamping)
{
    char *old = cmark_markdown_to_html(it->text.ptr, it->text.len,
                                       CMARK_OPT_UNSAFE);
    char *new = cmark_markdown_to_html(again->text.ptr, again->text.len,
                                       CMARK_OPT_UNSAFE);
    char *at = new;

    for (size_t i = 0; i < stamping->n_insertions; i++) {
        const struct np_str piece = npi_str_trim(stamping->insertions[i].text);
        char *there;
        char stamp[64];

        (void)snprintf(stamp, sizeof(stamp), "%.*s", (int)piece.len, piece.ptr);
        there = strstr(at, stamp);
        if (!there)
            fail_msg("%s: %s does not show", name, stamp);
        at = there;
        memmove(there, there + piece.len, strlen(there + piece.len) + 1);
    }
    for (const char *a = old, *b = new; *a || *b;) {
        if (*a == *b) {
            a++;
            b++;
        } else if (*b == ' ') { /* beside a stamp */
            b++;
        } else {
            fail_msg("%s: other markup: \"%.60s\", was \"%.60s\"", name, b, a);
        }
    }
    free(old);
    free(new);
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
        check_markup(name, &it, &again, &stamping);
        refused = stamping.n_refused;
        npi_arena_release(&again.arena);
        npi_buf_release(&out);
    }
    npi_arena_release(&it.arena);
    return refused;
}

/* Every form of notes that we read can be stamped. The one exception is a
 * transcript so short that a stamp more makes it look like an outline. */
static void one_file(const char *path)
{
    size_t len;
    char *bytes = test_read_file(path, &len);

    for (enum choice c = ALL; c < CHOICES; c++) {
        const size_t refused = one(path, (struct np_str){bytes, len}, c);
        const bool tiny = strstr(path, "/dialogue-own-line.md") && c == ALL;

        if (refused != (tiny ? 1 : 0))
            fail_msg("%s: %zu refused", path, refused);
    }
    free(bytes);
}

static void one_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    size_t n = 0;

    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        const size_t len = strlen(entry->d_name);
        char path[512];

        if (len < 4 || strcmp(entry->d_name + len - 3, ".md") != 0 ||
            strcmp(entry->d_name, "README.md") == 0)
            continue;
        (void)snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        one_file(path);
        n++;
    }
    (void)closedir(dir);
    assert_true(n > 0);
}

static void test_folders(void **state)
{
    static const char real[] = "../shared/seeds/no-priors-80.zh.md";
    FILE *file = fopen(real, "rb");

    (void)state;
    one_folder(FOLDER);
    one_folder("samples");
    if (file) {
        (void)fclose(file);
        one_file(real);
    }
}

static enum choice choice_of(const char *word)
{
    return strcmp(word, "turns") == 0  ? TURNS
           : strcmp(word, "some") == 0 ? SOME
                                       : ALL;
}

/* Where the stamps go: places, notes, the notes with {0}, {1} … for the stamps
 * of sentences 0, 1 …. */
static void place_case(char **fields, size_t n, size_t line, void *user)
{
    struct reading it;
    struct npi_stamping stamping;
    struct npi_buf out;
    struct np_str notes;

    (void)user;
    assert_int_equal(n, 3);
    notes = npi_str(fields[1]);
    read_bytes(&it, notes);
    assert_int_equal(it.status, NP_OK);
    assert_int_equal(stamp(&it, choice_of(fields[0]), &stamping), NP_OK);
    npi_buf_init(&out, NPI_BUF_MAX);
    assert_int_equal(npi_splice(notes, NPI_UTF8, notes, stamping.insertions,
                                stamping.n_insertions, &out),
                     NP_OK);
    if (!npi_str_eq(npi_buf_str(&out), npi_str(fields[2])))
        fail_msg("stamping.tsv:%zu: \"%s\"", line, out.data);
    npi_buf_release(&out);
    npi_arena_release(&it.arena);
    (void)one(fields[1], notes, choice_of(fields[0]));
}

static void test_places(void **state)
{
    (void)state;
    test_each_case(FOLDER "/stamping.tsv", place_case, NULL);
}

/* The same notes in every encoding, with line ends of every kind. */
static void test_encodings(void **state)
{
    static const char utf16[] =
        "\xff\xfe*\0*\0A\0n\0n\0:\0*\0*\0 \0\x3d\xd8\0\xde`O\x02"
        "0\r\0\n\0\r\0\n\0*\0*\0B\0o\0b\0:\0*\0*\0 \0}Y\x02"
        "0\r\0\n\0";
    static const char gb[] =
        "**\xb0\xb2\xa3\xba** \xc4\xe3\xba\xc3\xa1\xa3\x94\x39\xfc\x36\xb0"
        "\xa1\xa1\xa3\r\n\r\n**\xb1\xb4\xa3\xba** \xba\xc3\xb5\xc4\xa1\xa3\r\n";
    static const char mark[] =
        "\xef\xbb\xbf\xef\xbb\xbf**Ann:** A.\r\r**Bob:** B.";

    (void)state;
    for (enum choice c = ALL; c < CHOICES; c++) {
        assert_int_equal(
            one("utf16", (struct np_str){utf16, sizeof(utf16) - 1}, c), 0);
        assert_int_equal(one("gb18030", (struct np_str){gb, sizeof(gb) - 1}, c),
                         0);
        assert_int_equal(
            one("mark", (struct np_str){mark, sizeof(mark) - 1}, c), 0);
    }
}

/* An offset inside a character, or a file that is not the text's. */
static void test_splice_refuses(void **state)
{
    const struct npi_insertion inside = {1, NPI_STR("x")};
    const struct npi_insertion behind = {9, NPI_STR("x")};
    const struct np_str text = NPI_STR("\xe5\xa5\xbd");
    struct npi_buf out;

    (void)state;
    npi_buf_init(&out, NPI_BUF_MAX);
    assert_int_equal(npi_splice(text, NPI_UTF8, text, &inside, 1, &out),
                     NP_ERR_NOTES);
    assert_int_equal(npi_splice(text, NPI_UTF8, text, &behind, 1, &out),
                     NP_ERR_NOTES);
    assert_int_equal(npi_splice(NPI_STR("\xff\xfe"), NPI_UTF16LE, text,
                                &(struct npi_insertion){3, NPI_STR("x")}, 1,
                                &out),
                     NP_ERR_NOTES);
    npi_buf_release(&out);
}

static enum np_status work(void *user)
{
    struct reading it;
    struct npi_stamping stamping;
    enum np_status status;

    read_bytes(&it, npi_str(user));
    status = it.status;
    if (status == NP_OK)
        status = stamp(&it, ALL, &stamping);
    if (status == NP_OK)
        assert_int_equal(stamping.n_insertions, 4);
    npi_arena_release(&it.arena);
    return status;
}

/* The second way and a stamp that is given up are on the way. */
static void test_no_memory(void **state)
{
    char notes[] = "**Ann:** Hello. **There** you are.\n\n"
                   "**Bob:** to 0:30 and on.\nMore.\n";

    (void)state;
    test_each_allocation(work, notes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folders),        cmocka_unit_test(test_places),
        cmocka_unit_test(test_encodings),      cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_splice_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

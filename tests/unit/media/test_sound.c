/* Protects listening, as far as it knows no codec: samples to levels, levels
 * to speech, and what is kept of it from run to run. */
#include "base/file.h"
#include "base/str.h"
#include "media/level.h"
#include "media/sound_store.h"
#include "media/speech.h"
#include "support/folder.h"
#include "support/oom.h"
#include "support/test.h"

#include <fcntl.h>
#include <math.h>
#include <unistd.h>

/* Levels. */

static size_t levels_of(unsigned rate, double hertz, double size, double offset,
                        size_t n, struct npi_buf *levels)
{
    struct npi_meter meter;
    float *samples = calloc(n, sizeof(*samples));

    assert_non_null(samples);
    for (size_t i = 0; i < n; i++)
        samples[i] = (float)(offset + size * sin(2 * 3.14159265 * hertz *
                                                 (double)i / rate));
    npi_buf_init(levels, NPI_BUF_MAX);
    npi_meter_init(&meter, levels, 100000);
    npi_meter_rate(&meter, rate);
    npi_meter_put(&meter, samples, n);
    npi_meter_end(&meter);
    free(samples);
    return levels->len;
}

static void expect_level(unsigned rate, double hertz, double size,
                         double offset, double decibels)
{
    struct npi_buf levels;
    size_t n = levels_of(rate, hertz, size, offset, rate, &levels);
    double have = (double)(unsigned char)levels.data[50] / NPI_LEVEL_STEPS -
                  NPI_LEVEL_FLOOR;

    assert_int_equal(n, 100); /* one second */
    if (fabs(have - decibels) > 1.6)
        fail_msg("%u Hz, tone of %.0f Hz: have %.1f dB, want %.1f", rate, hertz,
                 have, decibels);
    npi_buf_release(&levels);
}

/* The level is that of the sound at every rate, and what no voice makes (an
 * offset, hum) is hardly in it. */
static void test_levels(void **state)
{
    static const unsigned rates[] = {8000,  11025, 16000, 22050, 32000,
                                     44100, 48000, 96000, 192000};
    struct npi_buf levels;

    (void)state;
    for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
        expect_level(rates[i], 700, 1, 0, -3);
        expect_level(rates[i], 700, 0.01, 0, -43);
        expect_level(rates[i], 700, 0.01, 0.5, -43);
    }
    (void)levels_of(16000, 50, 0.1, 0, 16000, &levels);
    assert_true((unsigned char)levels.data[50] < 2 * (100 - 23 - 5));
    npi_buf_release(&levels);
    assert_int_equal(npi_level_of(0), 0);
    assert_int_equal(npi_level_of(1), 200);
    assert_int_equal(npi_level_of(1e300), NPI_LEVEL_NONE - 1);
    assert_int_equal(npi_level_of((double)NAN), 0);
}

/* Samples that are no numbers spoil their own moment and nothing after it. */
static void test_damaged_samples(void **state)
{
    float samples[1600];
    struct npi_buf levels;
    struct npi_meter meter;

    (void)state;
    for (size_t i = 0; i < 1600; i++)
        samples[i] = i % 8 < 4 ? 0.5F : -0.5F;
    samples[200] = (float)NAN;
    samples[201] = (float)INFINITY;
    npi_buf_init(&levels, NPI_BUF_MAX);
    npi_meter_init(&meter, &levels, 1000);
    npi_meter_put(&meter, samples, 1600);
    npi_meter_end(&meter);
    assert_int_equal(levels.len, 10);
    assert_in_range((unsigned char)levels.data[0], 180, 200);
    assert_in_range((unsigned char)levels.data[9], 180, 200);
    npi_buf_release(&levels);
}

static size_t seek_and_put(struct npi_meter *meter, int64_t ms, size_t n)
{
    static const float silence[16000];
    size_t skip = npi_meter_seek(meter, ms);

    if (skip < n)
        npi_meter_put(meter, silence, n - skip);
    return meter->levels->len;
}

/* Times are kept: gaps are filled, what comes twice is left out, rounding moves
 * nothing, the end of the room is the end. */
static void test_times(void **state)
{
    struct npi_buf levels;
    struct npi_meter meter;

    (void)state;
    npi_buf_init(&levels, NPI_BUF_MAX);
    npi_meter_init(&meter, &levels, 500);
    assert_int_equal(seek_and_put(&meter, 0, 1600), 10);
    assert_int_equal(seek_and_put(&meter, 103, 1600), 20); /* rounding */
    assert_int_equal(seek_and_put(&meter, 1000, 1600), 110);
    assert_int_equal((unsigned char)levels.data[19], 0);
    assert_int_equal((unsigned char)levels.data[20], NPI_LEVEL_NONE);
    assert_int_equal((unsigned char)levels.data[99], NPI_LEVEL_NONE);
    assert_int_equal((unsigned char)levels.data[100], 0);
    assert_int_equal(seek_and_put(&meter, 500, 1600), 110);  /* all past */
    assert_int_equal(seek_and_put(&meter, 1050, 1600), 115); /* half of it */
    npi_meter_rate(&meter, 48000);
    assert_int_equal(seek_and_put(&meter, 1150, 4800), 125);
    assert_int_equal(seek_and_put(&meter, -5000, 4800), 125);
    assert_int_equal(seek_and_put(&meter, 99999999, 4800), 500); /* no room */
    npi_buf_release(&levels);
}

/* Speech. */

struct sound {
    uint8_t *levels;
    size_t n;
    uint32_t noise;
};

static void add(struct sound *sound, unsigned level, unsigned jitter, size_t n)
{
    sound->levels = realloc(sound->levels, sound->n + n + 1);
    assert_non_null(sound->levels);
    for (size_t i = 0; i < n; i++) {
        sound->noise = sound->noise * 1103515245u + 12345u;
        sound->levels[sound->n++] =
            (uint8_t)(level + (jitter ? (sound->noise >> 16) % jitter : 0));
    }
}

/* Pieces up to the end or a "]"; returns what is behind it. */
static char *add_pieces(struct sound *sound, char *at)
{
    while (*at) {
        unsigned level = NPI_LEVEL_NONE;
        unsigned jitter = 0;

        at += strspn(at, " ");
        if (*at == ']')
            return at + 1;
        if (*at == '[') {
            unsigned long times = strtoul(at + 1, &at, 10);
            char *begin = at;

            while (times--)
                at = add_pieces(sound, begin);
            continue;
        }
        if (*at == '?')
            at++;
        else
            level = (unsigned)strtoul(at, &at, 10);
        if (*at == '~')
            jitter = (unsigned)strtoul(at + 1, &at, 10);
        if (*at == 'x')
            add(sound, level, jitter, strtoul(at + 1, &at, 10));
    }
    return at;
}

static void put_speech(const struct npi_activity *activity, bool counted,
                       char *text, size_t size)
{
    size_t len = 0;

    if (counted)
        (void)snprintf(text, size, "#%zu", activity->n);
    else if (activity->n == 0)
        (void)snprintf(text, size, "-");
    for (size_t i = 0; !counted && i < activity->n && len < size; i++)
        len += (size_t)snprintf(text + len, size - len, "%s%lld-%lld",
                                i ? " " : "",
                                (long long)activity->speech[i].start,
                                (long long)activity->speech[i].end);
}

static void check_sound(const struct npi_activity *activity)
{
    for (size_t i = 0; i < activity->n; i++) {
        const struct npi_stretch *one = &activity->speech[i];

        assert_true(one->start < one->end && one->end <= activity->length);
        assert_true(i == 0 || one->start > one[-1].end);
    }
}

static void speech_case(char **fields, size_t n, size_t line, void *user)
{
    struct sound sound = {NULL, 0, 1};
    struct npi_arena arena;
    struct npi_activity activity;
    char have[4096];

    (void)user;
    if (n < 3 || strcmp(fields[0], "name") == 0)
        return;
    npi_arena_init(&arena);
    struct npi_context ctx = {&arena, NULL, NULL};
    add(&sound, 0, 0, 0);
    (void)add_pieces(&sound, fields[1]);
    assert_int_equal(npi_speech_find(&ctx, sound.levels, sound.n, &activity),
                     NP_OK);
    check_sound(&activity);
    put_speech(&activity, fields[2][0] == '#', have, sizeof(have));
    if (strcmp(have, fields[2]) != 0)
        fail_msg("line %zu, %s: have %s, want %s", line, fields[0], have,
                 fields[2]);
    npi_arena_release(&arena);
    free(sound.levels);
}

static void test_speech(void **state)
{
    (void)state;
    test_each_case("tests/cases/media/speech.tsv", speech_case, NULL);
}

static enum np_status find_work(void *user)
{
    const struct sound *sound = user;
    struct npi_arena arena;
    struct npi_activity activity;
    enum np_status status;

    npi_arena_init(&arena);
    struct npi_context ctx = {&arena, NULL, NULL};
    status = npi_speech_find(&ctx, sound->levels, sound->n, &activity);
    if (status == NP_OK)
        assert_int_equal(activity.n, 300);
    npi_arena_release(&arena);
    return status;
}

static void test_speech_memory(void **state)
{
    struct sound sound = {NULL, 0, 1};
    char pieces[] = "60x100 [300 150x100 60x30]";
    int stop = 1;
    struct npi_arena arena;
    struct npi_activity activity;

    (void)state;
    (void)add_pieces(&sound, pieces);
    test_each_allocation(find_work, &sound);
    npi_arena_init(&arena);
    struct npi_context ctx = {&arena, NULL, &stop};
    assert_int_equal(npi_speech_find(&ctx, sound.levels, sound.n, &activity),
                     NP_ERR_INTERRUPTED);
    npi_arena_release(&arena);
    free(sound.levels);
}

/* What is kept. */

static const struct npi_sound_key KEY = {1234567, 1700000000, 5, ~UINT64_C(1)};
static const struct npi_stretch SPEECH[] = {
    {0, 10},
    {1000, 3000},
    {3001, 500000},
    {INT64_C(1) << 40, INT64_C(1) << 41}};
static const struct npi_activity HEARD = {SPEECH, 4, INT64_C(1) << 42, NULL};

static bool reads(struct np_str bytes, const struct npi_sound_key *key)
{
    struct npi_arena arena;
    struct npi_activity activity;
    bool found;

    npi_arena_init(&arena);
    assert_int_equal(npi_sound_read(&arena, bytes, key, &activity, &found),
                     NP_OK);
    if (found) {
        assert_int_equal(activity.n, HEARD.n);
        assert_int_equal(activity.length, HEARD.length);
        for (size_t i = 0; i < HEARD.n; i++) {
            assert_int_equal(activity.speech[i].start, SPEECH[i].start);
            assert_int_equal(activity.speech[i].end, SPEECH[i].end);
        }
    }
    npi_arena_release(&arena);
    return found;
}

/* It comes back as it was; for any other file, with any bit changed, and cut
 * anywhere, it does not. */
static void test_kept_bytes(void **state)
{
    struct npi_buf out;
    struct npi_sound_key other = KEY;

    (void)state;
    npi_buf_init(&out, NPI_BUF_MAX);
    npi_sound_write(&KEY, &HEARD, &out);
    assert_int_equal(out.error, NP_OK);
    assert_true(reads(npi_buf_str(&out), &KEY));
    other.size++;
    assert_false(reads(npi_buf_str(&out), &other));
    other = KEY;
    other.seconds++;
    assert_false(reads(npi_buf_str(&out), &other));
    other = KEY;
    other.nanoseconds++;
    assert_false(reads(npi_buf_str(&out), &other));
    other = KEY;
    other.hash++;
    assert_false(reads(npi_buf_str(&out), &other));
    for (size_t bit = 0; bit < out.len * 8; bit++) {
        out.data[bit / 8] = (char)(out.data[bit / 8] ^ (1 << bit % 8));
        assert_false(reads(npi_buf_str(&out), &KEY));
        out.data[bit / 8] = (char)(out.data[bit / 8] ^ (1 << bit % 8));
    }
    for (size_t n = 0; n < out.len; n++)
        assert_false(reads((struct np_str){out.data, n}, &KEY));
    npi_buf_putc(&out, 'x');
    assert_false(reads(npi_buf_str(&out), &KEY));
    npi_buf_release(&out);
}

/* A right hash does not make wrong content right. */
static void test_kept_lies(void **state)
{
    static const struct npi_stretch lies[][2] = {
        {{0, 10}, {10, 20}}, /* not apart */
        {{0, 10}, {20, 20}}, /* empty */
        {{0, 10}, {5, 20}},  /* backwards */
        {{0, 10}, {20, 99}}, /* behind the end */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
        struct npi_activity activity = {lies[i], 2, 50, NULL};
        struct npi_buf out;

        npi_buf_init(&out, NPI_BUF_MAX);
        npi_sound_write(&KEY, &activity, &out);
        assert_false(reads(npi_buf_str(&out), &KEY));
        npi_buf_release(&out);
    }
}

struct store {
    struct test_folder folder;
    struct npi_arena arena;
    struct npi_context ctx;
    struct npi_source_file file;
    struct npi_sound_store store;
    char cache[512];
};

static void open_store(struct store *s)
{
    test_folder_make(&s->folder);
    test_write_file(test_path(&s->folder, "media"), "some media file");
    npi_arena_init(&s->arena);
    s->ctx = (struct npi_context){&s->arena, NULL, NULL};
    s->file = (struct npi_source_file){
        .fd = open(test_path(&s->folder, "media"), O_RDONLY), .size = 15};
    assert_true(s->file.fd >= 0);
    (void)snprintf(s->cache, sizeof(s->cache), "%s/a/b", s->folder.path);
    assert_int_equal(
        npi_sound_store_open(&s->ctx, s->cache, &s->file, &s->store), NP_OK);
    assert_non_null(s->store.path);
}

static void close_store(struct store *s)
{
    (void)unlink(s->store.path);
    (void)rmdir(s->cache);
    (void)close(s->file.fd);
    npi_arena_release(&s->arena);
    test_folder_remove(&s->folder);
}

static bool has(struct store *s)
{
    struct npi_activity activity;
    bool found;

    assert_int_equal(npi_sound_store_get(&s->ctx, &s->store, &activity, &found),
                     NP_OK);
    return found;
}

/* The folder is made, and only for its user; what stands in the way is put
 * aside; a link is neither followed nor written through. */
static void test_store(void **state)
{
    struct store s;
    struct stat st;
    const char *victim;

    (void)state;
    open_store(&s);
    assert_false(has(&s));
    npi_sound_store_put(&s.store, &HEARD);
    assert_true(has(&s));
    assert_int_equal(stat(s.cache, &st), 0);
    assert_int_equal(st.st_mode & 077, 0);
    test_write_file(s.store.path, "somebody else's");
    assert_false(has(&s));
    npi_sound_store_put(&s.store, &HEARD);
    assert_true(has(&s));
    victim = test_path(&s.folder, "victim");
    test_write_file(victim, "precious");
    assert_int_equal(unlink(s.store.path), 0);
    assert_int_equal(symlink(victim, s.store.path), 0);
    assert_false(has(&s));
    npi_sound_store_put(&s.store, &HEARD);
    assert_true(has(&s));
    assert_true(npi_file_has(victim, NPI_STR("precious")));
    close_store(&s);
}

/* A media file that changed, be it one byte at its end, is another one. */
static void test_store_key(void **state)
{
    struct store s;
    struct npi_sound_store other;

    (void)state;
    open_store(&s);
    test_write_file(test_path(&s.folder, "media"), "some media filE");
    assert_int_equal(npi_sound_store_open(&s.ctx, s.cache, &s.file, &other),
                     NP_OK);
    assert_string_not_equal(other.path, s.store.path);
    assert_int_equal(npi_sound_store_open(&s.ctx, NULL, &s.file, &other),
                     NP_OK);
    assert_null(other.path);
    s.file.size = 99; /* it was cut meanwhile */
    assert_int_equal(npi_sound_store_open(&s.ctx, s.cache, &s.file, &other),
                     NP_OK);
    assert_null(other.path);
    close_store(&s);
}

/* Where no folder can be, nothing is kept, and nothing is said. */
static void test_store_nowhere(void **state)
{
    struct store s;
    struct npi_sound_store none;

    (void)state;
    open_store(&s);
    assert_int_equal(
        npi_sound_store_open(&s.ctx, "/dev/null/cache", &s.file, &none), NP_OK);
    npi_sound_store_put(&none, &HEARD);
    s.store = none;
    assert_false(has(&s));
    close_store(&s);
}

/* What is kept goes over to the file as it is now, and is no longer that of the
 * file as it was; without memory it stays where it is. */
static void test_store_follow(void **state)
{
    struct store s;
    struct npi_source_file now;
    struct npi_sound_store before;
    const char *path;

    (void)state;
    open_store(&s);
    before = s.store;
    path = test_path(&s.folder, "media");
    test_write_file(path, "some media file and more");
    npi_sound_store_follow(&before, path);
    npi_sound_store_put(&before, &HEARD);
    npi_sound_store_follow(&before, "/nowhere");
    assert_true(has(&s));
    struct test_oom oom = {0};
    npi_mem_set_hook(test_oom_hook, &oom);
    npi_sound_store_follow(&before, path);
    npi_mem_set_hook(NULL, NULL);
    assert_true(has(&s));
    npi_sound_store_follow(&before, path);
    assert_false(has(&s));
    now = s.file;
    struct stat st;
    assert_int_equal(fstat(s.file.fd, &st), 0);
    now.size = (int64_t)st.st_size;
    now.modified = st.st_mtim;
    assert_int_equal(npi_sound_store_open(&s.ctx, s.cache, &now, &s.store),
                     NP_OK);
    assert_true(has(&s));
    /* Nothing has changed: it stays. */
    npi_sound_store_follow(&s.store, path);
    assert_true(has(&s));
    close_store(&s);
}

static enum np_status store_work(void *user)
{
    struct store *s = user;
    struct npi_activity activity;
    struct npi_sound_store store;
    struct npi_arena arena;
    bool found = false;
    enum np_status status;

    npi_arena_init(&arena);
    struct npi_context ctx = {&arena, NULL, NULL};
    status = npi_sound_store_open(&ctx, s->cache, &s->file, &store);
    if (status == NP_OK)
        npi_sound_store_put(&store, &HEARD);
    if (status == NP_OK)
        status = npi_sound_store_get(&ctx, &store, &activity, &found);
    npi_arena_release(&arena);
    return status;
}

static void test_store_memory(void **state)
{
    struct store s;

    (void)state;
    open_store(&s);
    test_each_allocation(store_work, &s);
    assert_true(has(&s));
    close_store(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_damaged_samples),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_speech),
        cmocka_unit_test(test_speech_memory),
        cmocka_unit_test(test_kept_bytes),
        cmocka_unit_test(test_kept_lies),
        cmocka_unit_test(test_store),
        cmocka_unit_test(test_store_key),
        cmocka_unit_test(test_store_follow),
        cmocka_unit_test(test_store_nowhere),
        cmocka_unit_test(test_store_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

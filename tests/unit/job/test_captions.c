/* Which captions a job takes, and why it leaves others: each line of
 * tests/cases/job/captions.tsv is a folder. Subtitles made of captions. And
 * that no allocation whose failure is not survived is among it. */
#include "support/folder.h"
#include "support/oom.h"
#include "support/test.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "job/job.h"
#include "job/unpaired.h"

static const char *const english[] = {
    "so this is what we are going to talk about",
    "and you have to wait for the water",
    "it was not that we knew how this is done",
    "they are the ones who said that it is so",
    "but what is it that you have there",
    "thank you for all of this",
};
static const char *const german[] = {
    "das ist nicht das was wir haben",    "und ich wie ein Wasser auf dem Tee",
    "wir haben es auch mit den Leuten",   "aber sie ist nicht die eine",
    "es ist auch ein Tag wie der andere", "und das haben wir nicht",
};
static const char *const chinese[] = {
    "我们今天要说的是这个问题", "你们都知道水要先烧开",
    "然后他们就走到了花园里面", "所以说这件事情并不简单",
    "谢谢大家今天来听我们说",
};
static const char *const dialogue[] = {
    "Welcome to the opening.",
    "Today we have Bob here.",
    "Thank you, glad to be here.",
    "Shall we talk of tea?",
    "Please do. Tea is what we came for.",
    "Water comes first.",
};

static const struct words {
    const char *kind;
    const char *const *lines;
    size_t n;
} words[] = {
    {"en", english, 6},
    {"de", german, 6},
    {"zh", chinese, 5},
    {"own", dialogue, 6},
};

static const char NOTES_HEAD[] = "# An episode\n\n";
static const char NOTES_BODY[] =
    "### Outline\n\n* 0:00 Opening\n* 0:10 Of tea\n\n## Transcript\n\n"
    "**Ann:** Welcome to the opening. Today we have Bob here.\n\n"
    "**Bob:** Thank you, glad to be here. Shall we talk of tea?\n\n"
    "**Ann:** Please do. Tea is what we came for. Water comes first.\n";

static bool ends(const char *name, const char *end)
{
    return npi_str_ends(npi_str(name), npi_str(end));
}

static void put_json3(struct npi_buf *out, const struct words *w)
{
    npi_buf_puts(out, "{\"wireMagic\": \"pb3\", \"events\": [");
    for (size_t i = 0; i < w->n; i++) {
        npi_buf_puts(out, i ? ", {\"tStartMs\": " : "{\"tStartMs\": ");
        npi_buf_put_u64(out, i * 2000);
        npi_buf_puts(out, ", \"dDurationMs\": 1900, \"segs\": [{\"utf8\": \"");
        npi_buf_puts(out, w->lines[i]);
        npi_buf_puts(out, "\"}]}");
    }
    npi_buf_puts(out, "]}\n");
}

static void put_cues(struct npi_buf *out, const struct words *w)
{
    for (size_t i = 0; i < w->n; i++) {
        npi_buf_puts(out, "\n00:00:0");
        npi_buf_put_u64(out, i);
        npi_buf_puts(out, ".000 --> 00:00:0");
        npi_buf_put_u64(out, i);
        npi_buf_puts(out, ".900\n");
        npi_buf_puts(out, w->lines[i]);
        npi_buf_putc(out, '\n');
    }
}

static void put_words(struct npi_buf *out, const char *name, const char *kind,
                      bool marked)
{
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(words[i].kind, kind) != 0)
            continue;
        if (ends(name, ".json3")) {
            put_json3(out, &words[i]);
            return;
        }
        npi_buf_puts(out, ends(name, ".vtt") ? "WEBVTT\n" : "");
        npi_buf_puts(out, marked ? "\nNOTE\nMade by: nopriors-export\n" : "");
        put_cues(out, &words[i]);
        return;
    }
    fail_msg("no such kind of file: %s", kind);
}

/* The content of a file, by its kind: a language of words; "marked LANG";
 * "empty", "binary", "text", "cut", or JSON as it stands. */
static void put_content(struct npi_buf *out, const char *name, const char *kind)
{
    if (kind[0] == '{')
        npi_buf_puts(out, kind);
    else if (strcmp(kind, "cut") == 0)
        npi_buf_puts(out, "{\"events\": [{\"tStartMs\": 0, \"se");
    else if (strcmp(kind, "text") == 0)
        npi_buf_puts(out, "Just a few words.\n");
    else if (strcmp(kind, "binary") == 0)
        npi_buf_put(out, (struct np_str){"\x7f\0ELF\0\0\1", 8});
    else if (strcmp(kind, "empty") != 0)
        put_words(out, name, strncmp(kind, "marked ", 7) ? kind : kind + 7,
                  strncmp(kind, "marked ", 7) == 0);
}

static void write_bytes(const struct test_folder *folder, const char *name,
                        struct np_str bytes)
{
    FILE *file = fopen(test_path(folder, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

/* "name=kind|name=kind"; a kind "folder" is one. */
static void make_files(const struct test_folder *folder, char *files)
{
    for (char *save = NULL, *one = strtok_r(files, "|", &save); one;
         one = strtok_r(NULL, "|", &save)) {
        char *kind = strchr(one, '=');
        struct npi_buf out;
        assert_non_null(kind);
        *kind++ = '\0';
        if (strcmp(kind, "folder") == 0) {
            assert_int_equal(mkdir(test_path(folder, one), 0700), 0);
            continue;
        }
        npi_buf_init(&out, 1 << 20);
        put_content(&out, one, kind);
        write_bytes(folder, one,
                    out.len ? npi_buf_str(&out) : (struct np_str){"", 0});
        npi_buf_release(&out);
    }
}

static void make_notes(const struct test_folder *folder, const char *name,
                       const char *link)
{
    struct npi_buf out;
    npi_buf_init(&out, 1 << 20);
    npi_buf_puts(&out, NOTES_HEAD);
    if (*link) {
        npi_buf_puts(&out, "* link: ");
        npi_buf_puts(&out, link);
        npi_buf_puts(&out, "\n\n");
    }
    npi_buf_puts(&out, NOTES_BODY);
    write_bytes(folder, name, npi_buf_str(&out));
    npi_buf_release(&out);
}

static const char *const kinds[] = {"unknown", "people", "automatic",
                                    "translated"};

/* "ep.de.vtt:captions-language|ep.en.vtt=unknown,en" */
static void put_sources(struct npi_buf *out, const struct np_job *job)
{
    size_t n;
    const struct np_caption_source *sources = np_job_captions(job, &n);
    for (size_t i = 0; i < n; i++) {
        npi_buf_puts(out, i ? "|" : "");
        npi_buf_put(out, sources[i].name);
        npi_buf_putc(out, sources[i].why_not ? ':' : '=');
        if (sources[i].why_not) {
            npi_buf_puts(out, sources[i].why_not->code);
            continue;
        }
        npi_buf_puts(out, kinds[sources[i].kind]);
        npi_buf_putc(out, ',');
        npi_buf_put(out, sources[i].language);
        assert_true(i + 1 == n && npi_job_taken(job) == &sources[i]);
        assert_true(sources[i].n_cues == npi_job_track(job)->n_cues);
        assert_int_equal(sources[i].place, NP_CAPTION_BESIDE);
        assert_int_equal(sources[i].clock, NP_CAPTION_CLOCK_NOTES);
    }
}

/* A job on notes (and media, whose file need not be there). */
static struct np_job *job_on(const struct test_folder *folder,
                             const char *notes, const char *media,
                             struct np_media_info *info)
{
    struct np_job *job;
    assert_int_equal(np_job_new(&job), NP_OK);
    assert_int_equal(np_job_read_notes(job, test_path(folder, notes)), NP_OK);
    if (*media) {
        *info = (struct np_media_info){
            .path = npi_arena_str(&job->arena,
                                  npi_str(test_path(folder, media))),
            .length = NP_NO_TIME};
        job->info = info;
    }
    return job;
}

static void one_folder(char **fields, size_t n, size_t line, void *user)
{
    struct test_folder folder;
    struct np_media_info info;
    struct npi_buf out;
    (void)user;
    assert_int_equal(n, 5);
    test_folder_make(&folder);
    make_notes(&folder, fields[0], fields[2]);
    make_files(&folder, fields[3]);
    struct np_job *job = job_on(&folder, fields[0], fields[1], &info);
    assert_int_equal(npi_job_find_captions(job), NP_OK);
    npi_buf_init(&out, 1 << 20);
    put_sources(&out, job);
    if (!npi_str_eq(npi_buf_str(&out), npi_str(fields[4])))
        fail_msg("captions.tsv:%zu: have %.*s, want %s", line, (int)out.len,
                 out.len ? npi_buf_str(&out).ptr : "", fields[4]);
    assert_int_equal(npi_diags_count(&job->diags, NP_ERROR), 0);
    assert_int_equal(npi_diags_count(&job->diags, NP_WARNING), 0);
    npi_buf_release(&out);
    np_job_free(job);
    test_folder_remove(&folder);
}

static void test_folders(void **state)
{
    (void)state;
    test_each_case("tests/cases/job/captions.tsv", one_folder, NULL);
}

static const char OUTLINE[] = "# An episode\n\n### Outline\n\n* 0:00 Opening\n"
                              "* 0:10 Of tea\n";

static const char SPOKEN[] =
    "WEBVTT\n\n"
    "00:00:01.000 --> 00:00:03.000\n<v Ann>Welcome back. Today is for tea.\n\n"
    "00:00:03.000 --> 00:00:05.000\n<v Ann>And we have a guest\n\n"
    "00:00:05.000 --> 00:00:06.000\n[Music]\n\n"
    "00:00:06.000 --> 00:00:08.000\n<v Ann>who is here with us.\n\n"
    "00:00:08.000 --> 00:00:10.000\n<v Bob>Thank you.\n\n"
    "00:00:20.000 --> 00:00:22.000\n<v Bob>So, what of the water?\n";

/* What NOTES_BODY says, in other words. */
static const char TALK[] =
    "WEBVTT\n\n"
    "00:00:00.500 --> 00:00:02.000\nwelcome everyone to the opening\n\n"
    "00:00:02.000 --> 00:00:04.000\nwe have Bob with us here today\n\n"
    "00:00:04.000 --> 00:00:06.000\nthank you I am glad to be here\n\n"
    "00:00:06.000 --> 00:00:09.000\nso shall we talk about tea\n\n"
    "00:00:09.000 --> 00:00:12.000\nplease tea is what we all came for\n\n"
    "00:00:12.000 --> 00:00:14.000\nand the water comes first\n";

static void make_outline(struct test_folder *folder)
{
    test_folder_make(folder);
    test_write_file(test_path(folder, "ep.md"), OUTLINE);
    test_write_file(test_path(folder, "ep.en.vtt"), SPOKEN);
}

/* Turns end at another speaker, a sound, a silence; sentences at cues and at
 * their own ends. Chapters stay the notes'. */
static void test_subtitles_of_captions(void **state)
{
    static const char *const sentences[] = {
        "Welcome back.",        "Today is for tea.", "And we have a guest",
        "who is here with us.", "Thank you.",        "So, what of the water?"};
    static const size_t turns[] = {0, 0, 0, 1, 2, 3};
    static const size_t speakers[] = {0, 0, 1, 1};
    struct test_folder folder;
    struct np_media_info info;
    struct np_str text;
    (void)state;
    make_outline(&folder);
    struct np_job *job = job_on(&folder, "ep.md", "", &info);
    assert_int_equal(np_job_run(job), NP_OK);
    const struct np_episode *said = np_job_subtitled(job);
    assert_int_equal(said->n_sentences, 6);
    assert_int_equal(said->n_turns, 4);
    for (size_t i = 0; i < 6; i++) {
        assert_str(said->sentences[i].text, sentences[i]);
        assert_int_equal(said->sentences[i].turn, turns[i]);
    }
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(said->turns[i].speaker, speakers[i]);
    assert_str(said->speakers[1], "Bob");
    assert_str(said->language, "en");
    assert_int_equal(job->said_times.sentences[0].start, 1000);
    assert_int_equal(job->said_times.sentences[5].start, 20000);
    assert_int_equal(job->said_times.sentences[5].end, 22000);
    assert_int_equal(np_job_timeline(job)->n_chapters, 2);
    assert_int_equal(np_job_timeline(job)->n_sentences, 0);
    assert_true(np_job_cues(job)->n_cues >= 4);
    assert_int_equal(np_job_text(job, "json", &text), NP_OK);
    assert_true(npi_str_find(text, NPI_STR("\"turn\": null, \"speaker\": "
                                           "\"Bob\"")) != NP_NONE);
    assert_true(npi_str_find(text, NPI_STR("\"subtitles\": true")) != NP_NONE);
    np_job_free(job);
    test_folder_remove(&folder);
}

/* A copy that ends earlier cuts them off, as it does a dialogue. */
static void test_subtitles_end_with_media(void **state)
{
    struct test_folder folder;
    struct np_media_info info;
    (void)state;
    make_outline(&folder);
    struct np_job *job = job_on(&folder, "ep.md", "ep.mp4", &info);
    info.length = 15000;
    assert_int_equal(np_job_run(job), NP_OK);
    const struct np_cues *cues = np_job_cues(job);
    assert_true(cues->n_cues > 0);
    assert_true(cues->cues[cues->n_cues - 1].end <= 15000);
    np_job_free(job);
    test_folder_remove(&folder);
}

/* Which words the subtitles have, by what is asked for. */
static void test_what_subtitles_are_made_of(void **state)
{
    static const struct {
        const char *captions;
        const char *subtitles;
        bool dialogue;
        enum np_status status;
        bool by_captions;
    } cases[] = {
        {"auto", "auto", true, NP_OK, false},
        {"auto", NULL, true, NP_OK, false},
        {"auto", "captions", true, NP_OK, true},
        {"auto", "auto", false, NP_OK, true},
        {"auto", "notes", false, NP_OK, false},
        {"none", "auto", false, NP_OK, false},
        {NULL, "captions", false, NP_OK, true},
        {"none", "captions", true, NP_ERR_USAGE, false},
    };
    struct test_folder folder;
    (void)state;
    make_outline(&folder);
    make_notes(&folder, "talk.md", "");
    test_write_file(test_path(&folder, "talk.en.vtt"), TALK);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct np_media_info info;
        struct np_job *job = job_on(
            &folder, cases[i].dialogue ? "talk.md" : "ep.md", "", &info);
        assert_int_equal(np_job_set_captions(job, cases[i].captions), NP_OK);
        assert_int_equal(np_job_set_subtitles(job, cases[i].subtitles), NP_OK);
        assert_int_equal(np_job_run(job), cases[i].status);
        assert_int_equal(job->said_by_captions, cases[i].by_captions);
        if (cases[i].status == NP_OK)
            assert_int_equal(np_job_cues(job)->n_cues > 0,
                             cases[i].dialogue || cases[i].by_captions);
        np_job_free(job);
    }
    test_folder_remove(&folder);
}

static size_t n_said(const struct np_job *job, const char *code)
{
    size_t n = 0;

    for (size_t i = 0; i < job->diags.n; i++)
        n += strcmp(job->diags.items[i].kind->code, code) == 0;
    return n;
}

/* Found beside the notes, but of another episode: put back, said once, and
 * nothing is made of them. Given by name, they are kept, and doubted. */
static void test_captions_of_another_episode(void **state)
{
    static const struct {
        bool given;
        const char *subtitles;
        enum np_status status;
        const char *sources;
    } cases[] = {
        {false, "auto", NP_OK, "ep.de.vtt:captions-foreign"},
        {false, "captions", NP_ERR_NOTES, "ep.de.vtt:captions-foreign"},
        {true, "auto", NP_OK, NULL},
        {true, "captions", NP_OK, NULL},
    };
    struct test_folder folder;
    char files[] = "ep.de.vtt=de";
    (void)state;
    test_folder_make(&folder);
    make_notes(&folder, "ep.md", "");
    make_files(&folder, files);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct np_media_info info;
        struct np_job *job = job_on(&folder, "ep.md", "", &info);
        struct npi_buf out;
        bool given = cases[i].given;
        if (given)
            assert_int_equal(
                np_job_set_captions(job, test_path(&folder, "ep.de.vtt")),
                NP_OK);
        assert_int_equal(np_job_set_subtitles(job, cases[i].subtitles), NP_OK);
        assert_int_equal(np_job_run(job), cases[i].status);
        assert_int_equal(npi_job_taken(job) != NULL, given);
        assert_int_equal(n_said(job, "captions-foreign"), !given);
        assert_int_equal(n_said(job, "captions-doubtful"), given);
        npi_buf_init(&out, 1 << 20);
        if (cases[i].sources) {
            put_sources(&out, job);
            assert_str(npi_buf_str(&out), cases[i].sources);
        }
        npi_buf_release(&out);
        np_job_free(job);
    }
    test_folder_remove(&folder);
}

/* Notes that have no time at all need none when captions are there. */
static void test_captions_alone(void **state)
{
    struct test_folder folder;
    struct np_media_info info;
    (void)state;
    test_folder_make(&folder);
    test_write_file(test_path(&folder, "ep.md"),
                    "# An episode\n\n## Outline\n\n* Tea\n* Water\n");
    test_write_file(test_path(&folder, "ep.en.vtt"), SPOKEN);
    struct np_job *job = job_on(&folder, "ep.md", "", &info);
    assert_int_equal(np_job_run(job), NP_OK);
    assert_int_equal(np_job_timeline(job)->end, 22000);
    assert_true(np_job_timeline(job)->end_estimated);
    assert_int_equal(np_job_timeline(job)->n_chapters, 0);
    assert_true(np_job_cues(job)->n_cues > 0);
    np_job_free(job);
    test_folder_remove(&folder);
}

static void test_words_are_checked(void **state)
{
    struct np_job *job;
    (void)state;
    assert_int_equal(np_job_new(&job), NP_OK);
    assert_int_equal(np_job_set_subtitles(job, "dialogue"), NP_ERR_USAGE);
    assert_int_equal(np_job_set_captions_clock(job, "auto"), NP_ERR_USAGE);
    assert_int_equal(np_job_set_captions_clock(job, NULL), NP_OK);
    assert_int_equal(npi_job_captions_clock(job, NP_CAPTION_INSIDE),
                     NP_CAPTION_CLOCK_MEDIA);
    assert_int_equal(npi_job_captions_clock(job, NP_CAPTION_GIVEN),
                     NP_CAPTION_CLOCK_NOTES);
    assert_int_equal(np_job_set_captions_clock(job, "media"), NP_OK);
    assert_int_equal(npi_job_captions_clock(job, NP_CAPTION_BESIDE),
                     NP_CAPTION_CLOCK_MEDIA);
    assert_int_equal(np_job_set_captions_clock(job, "notes"), NP_OK);
    assert_int_equal(npi_job_captions_clock(job, NP_CAPTION_INSIDE),
                     NP_CAPTION_CLOCK_NOTES);
    np_job_free(job);
}

/* Notes from memory have no folder: the current one is nobody's. */
static void test_notes_from_memory_look_nowhere(void **state)
{
    struct np_job *job;
    size_t n;
    (void)state;
    assert_int_equal(np_job_new(&job), NP_OK);
    assert_int_equal(
        np_job_read_notes_text(job, "README.md", OUTLINE, strlen(OUTLINE)),
        NP_OK);
    assert_int_equal(np_job_run(job), NP_OK);
    (void)np_job_captions(job, &n);
    assert_int_equal(n, 0);
    assert_false(job->captions.is_listed && job->captions.beside.n > 0);
    np_job_free(job);
}

/* What MEDIA's .info.json and its sound tell of the language. */
static void test_sound_tells_the_language(void **state)
{
    static const struct np_track tracks[] = {
        {.kind = NP_TRACK_VIDEO, .language = {"und", 3}},
        {.kind = NP_TRACK_AUDIO, .language = {"ger", 3}}};
    struct test_folder folder;
    struct np_media_info info;
    struct npi_buf out;
    (void)state;
    test_folder_make(&folder);
    make_notes(&folder, "ep.md", "");
    char files[] = "ep.en.vtt=en|ep.de.vtt=de";
    make_files(&folder, files);
    struct np_job *job = job_on(&folder, "ep.md", "ep.mp4", &info);
    info.tracks = tracks;
    info.n_tracks = 2;
    assert_int_equal(npi_job_find_captions(job), NP_OK);
    npi_buf_init(&out, 1 << 20);
    put_sources(&out, job);
    assert_str(npi_buf_str(&out), "ep.de.vtt=unknown,de");
    npi_buf_release(&out);
    np_job_free(job);
    test_folder_remove(&folder);
}

static enum np_status whole_run(void *user)
{
    const struct test_folder *folder = user;
    struct np_job *job;
    struct np_str text;
    enum np_status status = np_job_new(&job);
    if (status != NP_OK)
        return status;
    status = np_job_read_notes(job, test_path(folder, "ep.md"));
    if (status == NP_OK)
        status = np_job_run(job);
    if (status == NP_OK)
        status = np_job_text(job, "json", &text);
    np_job_free(job);
    return status;
}

static enum np_status seek_unpaired(void *user)
{
    struct npi_unpaired found[NPI_UNPAIRED_MAX];
    struct np_job *job = NULL;
    size_t n = 0;
    enum np_status status = np_job_new(&job);
    if (status == NP_OK)
        status = np_job_read_notes(job, test_path(user, "notes.zh.md"));
    if (status == NP_OK)
        status = np_job_run(job);
    if (status == NP_OK)
        status = npi_job_unpaired(job, found, &n);
    if (status == NP_OK) {
        assert_int_equal(n, 2);
        assert_string_equal(found[0].name.ptr, "a.vtt");
        assert_string_equal(found[0].wanted.ptr, "notes.zh.vtt");
        assert_string_equal(found[1].name.ptr, "ep.en-orig.srt");
        assert_string_equal(found[1].wanted.ptr, "notes.en-orig.srt");
        assert_string_equal(found[1].path, test_path(user, "ep.en-orig.srt"));
    }
    np_job_free(job);
    return status;
}

/* The first two that are captions, not our own, nobody else's. */
static void test_unpaired(void **state)
{
    static char files[] =
        "a.json=en|a.srt=own|a.vtt=en|b.vtt=text|other.en.srt="
        "en|ep.en-orig.srt=en|z.vtt=en";
    struct test_folder folder;
    (void)state;
    test_folder_make(&folder);
    make_notes(&folder, "notes.zh.md", "https://video.example/1");
    make_notes(&folder, "other.md", "https://video.example/2");
    make_files(&folder, files);
    assert_int_equal(seek_unpaired(&folder), NP_OK);
    test_each_allocation(seek_unpaired, &folder);
    test_folder_remove(&folder);
}

static void test_every_allocation_may_fail(void **state)
{
    static char files[] =
        "ep.vtt=marked own|ep.de.vtt=en|ep.srt=own|ep.ass=text|ep.fr.srt=en|"
        "T [abcdefghijk].srt=en|T [abcdefghijk].info.json={\"id\": "
        "\"abcdefghijk\", \"duration\": 9, \"language\": \"fr\"}";
    struct test_folder folder;
    (void)state;
    test_folder_make(&folder);
    make_notes(&folder, "ep.md", "https://youtu.be/abcdefghijk");
    make_files(&folder, files);
    test_each_allocation(whole_run, &folder);
    test_folder_remove(&folder);
    make_outline(&folder);
    test_each_allocation(whole_run, &folder);
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_subtitles_of_captions),
        cmocka_unit_test(test_subtitles_end_with_media),
        cmocka_unit_test(test_what_subtitles_are_made_of),
        cmocka_unit_test(test_captions_of_another_episode),
        cmocka_unit_test(test_captions_alone),
        cmocka_unit_test(test_words_are_checked),
        cmocka_unit_test(test_notes_from_memory_look_nowhere),
        cmocka_unit_test(test_sound_tells_the_language),
        cmocka_unit_test(test_unpaired),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

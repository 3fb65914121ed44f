/* Protects the plan: which streams stay, change, or are an error that names a
 * container; chapters and tags as the container holds them; and that the check
 * of the result notices what differs. */
#include "media/plan.h"
#include "support/oom.h"
#include "support/test.h"

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_part_stream streams[8];
    struct npi_part_info info;
    struct npi_shape shape;
    struct np_media_options options;
    struct np_episode episode;
    struct np_timeline timeline;
    struct np_cues cues;
    struct npi_media_subtitles subtitles;
    struct npi_settings settings;
    struct npi_media_request request;
    struct npi_plan_input input;
    struct npi_plan plan;
};

static struct fixture *current; /* what the part's holds() looks at */

/* MP4 holds h264, aac and mov_text; Matroska all but mov_text; as the real
 * muxers do. */
static bool holds(struct npi_part_media *media, size_t stream,
                  const char *muxer)
{
    struct np_str codec = current->streams[stream].codec;
    bool matroska = strcmp(muxer, "matroska") == 0;

    (void)media;
    if (strcmp(muxer, "webm") == 0)
        return npi_str_listed(codec, "vp9 opus webvtt");
    return matroska ? !npi_str_listed(codec, "mov_text")
                    : npi_str_listed(codec, "h264 aac mov_text");
}

static const struct npi_part_ops OPS = {.holds = holds};

static const struct np_chapter CHAPTERS[] = {
    {.title = {"one", 3}, .level = 1, .start = 0, .parent = NP_NONE},
    {.title = {"two", 3}, .level = 2, .start = 4000, .parent = 0},
    {.title = {"three", 5}, .level = 1, .start = 9000, .parent = NP_NONE},
};
static const struct np_cue CUES[] = {
    {.start = 100, .end = 900, .lines = {{"a", 1}}, .n_lines = 1},
    {.start = 1000, .end = 2000, .lines = {{"b", 1}}, .n_lines = 1},
};
static const struct npi_part_tag OLD_TAGS[] = {
    {{"title", 5}, {"Old", 3}},
    {{"major_brand", 11}, {"isom", 4}},
    {{"Comment", 7}, {"", 0}},
};

static void init(struct fixture *f)
{
    *f = (struct fixture){0};
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
    f->streams[0] = (struct npi_part_stream){
        .kind = NPI_STREAM_VIDEO, .codec = NPI_STR("h264"), .n_packets = -1};
    f->streams[1] = (struct npi_part_stream){.kind = NPI_STREAM_AUDIO,
                                             .codec = NPI_STR("aac"),
                                             .language = NPI_STR("chi"),
                                             .index_bytes = 1000,
                                             .n_packets = -1};
    f->info = (struct npi_part_info){.length = 10000,
                                     .size = 1 << 20,
                                     .streams = f->streams,
                                     .n_streams = 2,
                                     .chunks_bytes = 500,
                                     .tags = OLD_TAGS,
                                     .n_tags = 3};
    f->episode = (struct np_episode){.title = NPI_STR("New"),
                                     .link = NPI_STR("https://x"),
                                     .language = NPI_STR("zh-Hans")};
    f->timeline = (struct np_timeline){
        .chapters = CHAPTERS, .n_chapters = 3, .end = 10000};
    f->cues = (struct np_cues){CUES, 2};
    npi_settings_defaults(&f->settings);
    f->subtitles = (struct npi_media_subtitles){
        .cues = &f->cues, .language = f->episode.language, .is_default = true};
    f->request = (struct npi_media_request){.options = &f->options,
                                            .episode = &f->episode,
                                            .timeline = &f->timeline,
                                            .subtitles = &f->subtitles,
                                            .n_subtitles = 1,
                                            .settings = &f->settings};
    f->input = (struct npi_plan_input){&OPS, NULL, &f->info, &f->shape, false};
    current = f;
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    assert_non_null(f);
    init(f);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    npi_arena_release(&f->arena);
    free(f);
    return 0;
}

static enum np_status make(struct fixture *f, const char *container)
{
    return npi_plan_make(&f->ctx, &f->input, &f->request,
                         npi_container_find(npi_str(container)), &f->plan);
}

static const struct np_diag *last_diag(const struct fixture *f)
{
    static const struct np_diag none = {0};

    return f->diags.n ? &f->diags.items[f->diags.n - 1] : &none;
}

static void add_stream(struct fixture *f, enum npi_stream_kind kind,
                       const char *codec)
{
    f->streams[f->info.n_streams++] = (struct npi_part_stream){
        .kind = kind, .codec = npi_str(codec), .n_packets = -1};
}

/* A tag's value, absent if the plan has no such tag. */
static struct np_str tag(const struct fixture *f, const char *key)
{
    for (size_t i = 0; i < f->plan.part.n_tags; i++)
        if (npi_str_eq(f->plan.part.tags[i].key, npi_str(key)))
            return f->plan.part.tags[i].value;
    return npi_str(NULL);
}

static void test_simple(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_int_equal(f->diags.n, 0);
    assert_int_equal(f->plan.part.actions[0], NPI_ACTION_COPY);
    assert_int_equal(f->plan.part.actions[1], NPI_ACTION_COPY);
    assert_int_equal(f->plan.part.n_chapters, 3);
    assert_str(f->plan.part.chapters[1].title, "· two");
    assert_int_equal(f->plan.part.chapters[1].end, 9000);
    assert_int_equal(f->plan.part.chapters[2].end, 10000);
    assert_int_equal(f->plan.n_cues, 2);
    assert_str(f->plan.part.tracks[0].language, "zho");
    assert_str(f->plan.part.tracks[0].title, "简体中文");
    assert_str(f->plan.part.languages[1], "zho");
    assert_null(f->plan.part.languages[0].ptr);
    assert_int_equal(f->plan.part.reserve, 0);
}

static void test_parts(void **state)
{
    struct fixture *f = *state;
    const struct npi_part_chapter own = {0, 5000, NPI_STR("own")};

    f->info.chapters = &own;
    f->info.n_chapters = 1;
    f->options.parts = NP_PART_SUBTITLES;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_int_equal(f->plan.part.n_chapters, 1);
    assert_str(f->plan.part.chapters[0].title, "own");
    assert_int_equal(f->plan.part.n_tracks, 1);
    assert_int_equal(f->plan.n_tags, 0);
    f->options.parts = NP_PART_CHAPTERS;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_int_equal(f->plan.part.n_chapters, 3);
    assert_int_equal(f->plan.part.n_tracks, 0);
}

/* Room in front is for what stood in front; a fragmented file has no index that
 * says how much. */
static void test_reserve(void **state)
{
    struct fixture *f = *state;

    f->shape.moov_front = true;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_true(f->plan.part.reserve > 1500);
    assert_int_equal(make(f, "mkv"), NP_OK);
    assert_int_equal(f->plan.part.reserve, 0);
    f->shape.fragmented = true;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_int_equal(f->plan.part.reserve, 0);
}

static void test_unsupported(void **state)
{
    struct fixture *f = *state;

    add_stream(f, NPI_STREAM_BITMAP, "hdmv_pgs_subtitle");
    assert_int_equal(make(f, "mp4"), NP_ERR_MEDIA);
    assert_string_equal(last_diag(f)->kind->code, "stream-unsupported");
    assert_str(last_diag(f)->args[0], "MP4");
    assert_str(last_diag(f)->args[1], "2 (subtitles, hdmv_pgs_subtitle)");
    assert_str(last_diag(f)->args[2], "MKV");
    assert_int_equal(make(f, "mkv"), NP_OK);

    f->options.drop_unsupported = true;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_string_equal(last_diag(f)->kind->code, "stream-dropped");
    assert_int_equal(f->plan.part.actions[2], NPI_ACTION_DROP);

    assert_int_equal(make(f, "webm"), NP_ERR_MEDIA);
    assert_string_equal(last_diag(f)->kind->code, "stream-none-left");
}

/* What no container of ours holds has a message of its own. */
static void test_unsupported_anywhere(void **state)
{
    struct fixture *f = *state;

    add_stream(f, NPI_STREAM_DATA, "scte");
    assert_int_equal(make(f, "mp4"), NP_ERR_MEDIA);
    assert_null(last_diag(f)->args[2].ptr);
}

static void test_rotation(void **state)
{
    struct fixture *f = *state;

    f->streams[0].sides = NPI_SIDE_ROTATION;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_int_equal(make(f, "mkv"), NP_ERR_MEDIA);
    assert_str(last_diag(f)->args[1], "0 (video, h264, rotated)");
    assert_str(last_diag(f)->args[2], "MP4");
    f->options.drop_unsupported = true;
    assert_int_equal(make(f, "mkv"), NP_OK);
    assert_string_equal(last_diag(f)->kind->code, "stream-plain");
    assert_int_equal(f->plan.part.actions[0], NPI_ACTION_COPY);
}

static void test_text_tracks(void **state)
{
    struct fixture *f = *state;

    add_stream(f, NPI_STREAM_TEXT, "mov_text");
    add_stream(f, NPI_STREAM_TEXT, "mov_text");
    f->streams[3].handler = NPI_STR("简体中文 (nopriors-export)");
    add_stream(f, NPI_STREAM_CHAPTERS, "text");
    assert_int_equal(make(f, "mkv"), NP_OK);
    assert_int_equal(f->plan.part.actions[2], NPI_ACTION_CONVERT);
    assert_int_equal(f->plan.part.actions[3], NPI_ACTION_DROP);
    assert_int_equal(f->plan.part.actions[4], NPI_ACTION_DROP);
    assert_int_equal(f->diags.n, 2); /* converted, replaced */
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_int_equal(f->plan.part.actions[2], NPI_ACTION_COPY);
    /* Without subtitles of ours, an earlier track of ours stays. */
    f->options.parts = NP_PART_CHAPTERS;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_int_equal(f->plan.part.actions[3], NPI_ACTION_COPY);
}

static void test_no_subtitles_in_mp3(void **state)
{
    struct fixture *f = *state;

    f->info.n_streams = 1;
    f->streams[0] = (struct npi_part_stream){
        .kind = NPI_STREAM_AUDIO, .codec = NPI_STR("mp3"), .n_packets = -1};
    assert_int_equal(make(f, "mp3"), NP_OK);
    assert_string_equal(last_diag(f)->kind->code, "subs-unsupported");
    assert_int_equal(f->plan.part.n_tracks, 0);
    /* Level 1 only, unless told otherwise. */
    assert_int_equal(f->plan.part.n_chapters, 2);
    f->settings.levels = NPI_LEVELS_ALL;
    assert_int_equal(make(f, "mp3"), NP_OK);
    assert_int_equal(f->plan.part.n_chapters, 3);
    /* One stream of sound is all it holds. */
    add_stream(f, NPI_STREAM_AUDIO, "mp3");
    assert_int_equal(make(f, "mp3"), NP_ERR_MEDIA);
}

/* A title is cut on a character, which is shown: 255 bytes of MP4, 85 of 你. */
static void test_long_titles(void **state)
{
    struct fixture *f = *state;
    static char title[301];
    const struct np_chapter chapter = {
        .title = {title, 301}, .level = 1, .parent = NP_NONE};

    title[0] = 'a';
    for (size_t i = 0; i < 100; i++)
        memcpy(title + 1 + 3 * i, "你", 3);
    f->timeline.chapters = &chapter;
    f->timeline.n_chapters = 1;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_int_equal(f->plan.part.chapters[0].title.len, 1 + 3 * 84);
    assert_true(npi_str_ends(f->plan.part.chapters[0].title, NPI_STR("你…")));
    assert_string_equal(last_diag(f)->kind->code, "chapter-cut");
    assert_int_equal(make(f, "mkv"), NP_OK);
    assert_int_equal(f->plan.part.chapters[0].title.len, 301);
}

static void test_chapters_beyond(void **state)
{
    struct fixture *f = *state;

    f->info.length = 8000;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_int_equal(f->plan.part.n_chapters, 2);
    assert_int_equal(f->plan.part.chapters[1].end, 8000);
    assert_string_equal(last_diag(f)->kind->code, "chapter-beyond");
}

static void test_tags(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_str(tag(f, "title"), "Old");
    assert_str(tag(f, "comment"), "https://x");
    assert_null(tag(f, "major_brand").ptr);
    assert_null(tag(f, "artist").ptr);
    assert_int_equal(f->plan.n_tags, 1);
    f->settings.tags = NPI_TAGS_REPLACE;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_str(tag(f, "title"), "New");
    assert_int_equal(f->plan.n_tags, 2);
    f->settings.tags = NPI_TAGS_NONE;
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_str(tag(f, "title"), "Old");
    assert_null(tag(f, "comment").ptr);
}

/* A summary is cut where MP4 has no more room, and whole in another tag. */
static void test_long_summary(void **state)
{
    struct fixture *f = *state;
    static char summary[301];

    memset(summary, 'x', sizeof(summary));
    summary[249] = ' ';
    f->episode.summary = (struct np_str){summary, sizeof(summary)};
    assert_int_equal(make(f, "mp4"), NP_OK);
    assert_int_equal(tag(f, "description").len, 255);
    assert_true(npi_str_ends(tag(f, "description"), NPI_STR(" xx…")));
    assert_int_equal(tag(f, "synopsis").len, 301);
}

/* Ogg's chapters are comments, each name right behind its time. */
static void test_ogg(void **state)
{
    struct fixture *f = *state;

    f->info.n_streams = 1;
    f->streams[0] = (struct npi_part_stream){
        .kind = NPI_STREAM_AUDIO, .codec = NPI_STR("opus"), .n_packets = -1};
    assert_int_equal(make(f, "opus"), NP_OK);
    assert_str(f->plan.part.tags[2].key, "CHAPTER001");
    assert_str(f->plan.part.tags[2].value, "00:00:04.000");
    assert_str(f->plan.part.tags[3].key, "CHAPTER001NAME");
    assert_str(f->plan.part.tags[3].value, "· two");
    assert_str(tag(f, "purl"), "https://x");
}

/* The result as it should be, for the check to find fault with. */
struct result {
    struct npi_part_stream streams[3];
    struct npi_part_chapter chapters[3];
    struct npi_part_info info;
    struct npi_part_written written;
    int64_t packets[8];
};

static void make_result(struct fixture *f, struct result *r)
{
    assert_int_equal(make(f, "mp4"), NP_OK);
    *r = (struct result){.packets = {250, 430}};
    r->streams[0] = f->streams[0];
    r->streams[0].n_packets = 250;
    r->streams[1] = f->streams[1];
    r->streams[1].n_packets = 430;
    r->streams[2] = (struct npi_part_stream){
        .kind = NPI_STREAM_TEXT, .codec = NPI_STR("mov_text"), .n_packets = 2};
    for (size_t i = 0; i < 3; i++) {
        r->chapters[i] = f->plan.part.chapters[i];
        r->chapters[i].start += 23;
    }
    r->info = (struct npi_part_info){.length = 10023,
                                     .streams = r->streams,
                                     .n_streams = 3,
                                     .chapters = r->chapters,
                                     .n_chapters = 3,
                                     .tags = f->plan.part.tags,
                                     .n_tags = f->plan.part.n_tags};
    r->written = (struct npi_part_written){
        .shift = 23, .end = 10000, .packets = r->packets};
}

static enum np_status check(struct fixture *f, const struct result *r)
{
    return npi_plan_check(&f->ctx, &f->plan, &r->written, &f->info, &r->info);
}

static void fails(struct fixture *f, const struct result *r, const char *what)
{
    assert_int_equal(check(f, r), NP_ERR_MEDIA);
    assert_string_equal(last_diag(f)->kind->code, "out-check");
    assert_str(last_diag(f)->args[0], what);
}

static void test_check(void **state)
{
    struct fixture *f = *state;
    struct result r;

    make_result(f, &r);
    assert_int_equal(check(f, &r), NP_OK);
    assert_int_equal(f->diags.n, 0);
    r.info.n_streams = 2;
    fails(f, &r, "the subtitle track");
    make_result(f, &r);
    r.streams[2].n_packets = 1;
    fails(f, &r, "cues");
    make_result(f, &r);
    r.streams[1].n_packets = 429;
    fails(f, &r, "packets of a stream");
    make_result(f, &r);
    r.streams[0].codec = NPI_STR("hevc");
    fails(f, &r, "a stream's codec");
    make_result(f, &r);
    r.streams[1].kind = NPI_STREAM_VIDEO;
    fails(f, &r, "streams");
    make_result(f, &r);
    r.info.n_chapters = 2;
    fails(f, &r, "chapters");
    make_result(f, &r);
    r.chapters[1].start += 2;
    fails(f, &r, "a chapter's start in ms");
    make_result(f, &r);
    r.info.length = 5000;
    fails(f, &r, "the length in ms");
    make_result(f, &r);
    r.info.length = NP_NO_TIME;
    fails(f, &r, "the length in ms");
    make_result(f, &r);
    r.info.n_tags = 0;
    assert_int_equal(check(f, &r), NP_OK);
    assert_string_equal(last_diag(f)->kind->code, "tags-lost");
    assert_str(last_diag(f)->args[1], "comment, title");
}

static void test_check_sides(void **state)
{
    struct fixture *f = *state;
    struct result r;

    f->streams[0].sides = NPI_SIDE_ROTATION | NPI_SIDE_LIGHT;
    make_result(f, &r);
    assert_int_equal(check(f, &r), NP_OK);
    r.streams[0].sides = NPI_SIDE_ROTATION;
    fails(f, &r, "rotation or HDR data");
}

static enum np_status make_all(void *user)
{
    struct fixture f;
    enum np_status status;

    init(&f);
    (void)user;
    add_stream(&f, NPI_STREAM_TEXT, "mov_text");
    status = make(&f, "mkv");
    if (status == NP_OK)
        assert_int_equal(f.plan.part.actions[2], NPI_ACTION_CONVERT);
    npi_arena_release(&f.arena);
    return status;
}

static void test_no_memory(void **state)
{
    (void)state;
    test_each_allocation(make_all, NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_simple),
        TEST(test_parts),
        TEST(test_reserve),
        TEST(test_unsupported),
        TEST(test_unsupported_anywhere),
        TEST(test_rotation),
        TEST(test_text_tracks),
        TEST(test_no_subtitles_in_mp3),
        TEST(test_long_titles),
        TEST(test_chapters_beyond),
        TEST(test_tags),
        TEST(test_long_summary),
        TEST(test_ogg),
        TEST(test_check),
        TEST(test_check_sides),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests_name("media plans", tests, NULL, NULL);
}

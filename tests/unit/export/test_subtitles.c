/* Subtitles and transcripts beyond the goldens: each way to tell who speaks in
 * each format, two languages, cues without length, hundreds of hours, a hundred
 * thousand cues, links to moments, colours that can be read. */
#include "support/oom.h"
#include "support/test.h"

#include "base/str.h"
#include "base/utf8.h"
#include "captions/captions.h"
#include "export/paragraphs.h"
#include "support/view.h"
#include <math.h>

#define HOUR ((int64_t)3600000)
#define STR(z)                                                                 \
    {                                                                          \
        (z), sizeof(z) - 1                                                     \
    }

struct run {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct test_view v;
    struct npi_buf out;
};

/* Speakers, words, sentences and chapters are the texts. */
static void begin(struct run *run, const struct np_str *texts, size_t n)
{
    npi_arena_init(&run->arena);
    npi_diags_init(&run->diags, &run->arena);
    run->ctx = (struct npi_context){.arena = &run->arena, .diags = &run->diags};
    npi_buf_init(&run->out, NPI_BUF_MAX);
    assert_true(test_view_make(&run->v, &run->arena, &run->diags, texts, n, 0));
}

static void end(struct run *run)
{
    npi_buf_release(&run->out);
    npi_arena_release(&run->arena);
}

static const char *write_as(struct run *run, const char *format)
{
    npi_buf_clear(&run->out);
    assert_int_equal(npi_format_find(npi_str(format))
                         ->write(&run->ctx, &run->v.view, &run->out),
                     NP_OK);
    return run->out.data;
}

static struct np_cue *cue(struct run *run, size_t i)
{
    return (struct np_cue *)(uintptr_t)&run->v.cues.cues[i];
}

static void require_in(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in\n%s", part, text);
}

/* The first cue is Ann's, the second 李's, the third 李's too. */
static void test_modes(void **state)
{
    static const struct {
        const char *format;
        enum npi_speaker_mode mode;
        const char *with;    /* in the file */
        const char *without; /* not in the file, or NULL */
        const char *code;    /* said, or NULL */
    } cases[] = {
        {"vtt", NPI_SPEAKER_AUTO, "\nAnn\nAnn\n", "<v", NULL},
        {"vtt", NPI_SPEAKER_VOICE, "\n<v Ann>Ann\nAnn\n", "Ann: ", NULL},
        {"vtt", NPI_SPEAKER_ALWAYS, "\nAnn: Ann\nAnn\n", "<v", NULL},
        {"vtt", NPI_SPEAKER_DASH, "\n- Ann\nAnn\n", "Ann: ", NULL},
        {"vtt", NPI_SPEAKER_COLOUR, "\nAnn\nAnn\n", "<", "speaker-colour"},
        {"podcast-vtt", NPI_SPEAKER_AUTO, "\n<v 李>李", NULL, NULL},
        {"podcast-vtt", NPI_SPEAKER_NEVER, "\n李\n李", "<v", NULL},
        {"srt", NPI_SPEAKER_AUTO, "\nAnn\nAnn\n", "Ann: ", NULL},
        {"srt", NPI_SPEAKER_ALWAYS, "\n李：third\nthird", NULL, NULL},
        {"srt", NPI_SPEAKER_ON_CHANGE, "\nthird\nthird", "：third", NULL},
        {"srt", NPI_SPEAKER_DASH, "\n- 李\n李", "- third", NULL},
        {"srt", NPI_SPEAKER_VOICE, "\nAnn\nAnn\n", "Ann: ", "speaker-voice"},
        {"sbv", NPI_SPEAKER_ON_CHANGE, "\nAnn: Ann\nAnn\n", NULL, NULL},
        {"ass", NPI_SPEAKER_AUTO, ",Default,,0,0,0,,Ann\\NAnn\n", "Speaker",
         NULL},
        {"ass", NPI_SPEAKER_VOICE, ",Default,Ann,0,0,0,,Ann\\NAnn\n", "Speaker",
         NULL},
        {"ass", NPI_SPEAKER_COLOUR, ",Speaker2,李,0,0,0,,third", "Ann: ", NULL},
        {"ttml", NPI_SPEAKER_AUTO, ">Ann<br/>Ann</span>", "agent", NULL},
        {"ttml", NPI_SPEAKER_VOICE, "ttm:agent=\"agent1\"", "colour0", NULL},
        {"ttml", NPI_SPEAKER_COLOUR, "style=\"box colour1\">third", "agent",
         NULL},
        {"lrc", NPI_SPEAKER_AUTO, "]Ann: Ann Ann\n", "：third", NULL},
        {"lrc", NPI_SPEAKER_NEVER, "]Ann Ann\n", "Ann: ", NULL},
        {"bcc", NPI_SPEAKER_AUTO, "\"Ann\\nAnn\"", "Ann: ", NULL},
        {"bcc", NPI_SPEAKER_COLOUR, "\"Ann\\nAnn\"", "Ann: ", "speaker-colour"},
        {"podcast-json", NPI_SPEAKER_AUTO, "\"speaker\": \"李\"",
         "Ann: ", NULL},
        {"podcast-json", NPI_SPEAKER_ALWAYS, "\"body\": \"Ann: Ann Ann\"",
         "\"speaker\"", NULL},
        {"text", NPI_SPEAKER_AUTO, "] 李：李", "：third", NULL},
        {"text", NPI_SPEAKER_DASH, "] - 李\n", "：", NULL},
        {"transcript", NPI_SPEAKER_AUTO, " **Ann:** Ann\n", "** third", NULL},
        {"transcript", NPI_SPEAKER_NEVER, " third\n", "**", NULL},
        {"transcript", NPI_SPEAKER_VOICE, " third\n", "**", "speaker-voice"},
    };
    static const struct np_str texts[] = {{"Ann", 3}, {"李", 3}, {"third", 5}};
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct run run;
        begin(&run, texts, 3);
        cue(&run, 2)->speaker = 1;
        run.v.settings.speaker = cases[i].mode;
        const char *text = write_as(&run, cases[i].format);
        require_in(text, cases[i].with);
        if (cases[i].without && strstr(text, cases[i].without))
            fail_msg("%s, case %zu: \"%s\" is in\n%s", cases[i].format, i,
                     cases[i].without, text);
        assert_int_equal(run.diags.n, cases[i].code != NULL);
        if (cases[i].code)
            assert_string_equal(run.diags.items[0].kind->code, cases[i].code);
        end(&run);
    }
}

/* The text, marks that escapes add aside. */
static void require_read(struct np_str have, const char *want)
{
    struct npi_buf bare;
    npi_buf_init(&bare, NPI_BUF_MAX);
    for (size_t at = 0; at < have.len;) {
        uint32_t cp = npi_utf8_next(have, &at);
        if (cp == 0xff5b || cp == 0xff5d)
            cp -= 0xfee0;
        if (cp != NPI_WORD_JOINER)
            npi_buf_put_cp(&bare, cp);
    }
    assert_string_equal(bare.data, want);
    npi_buf_release(&bare);
}

static void test_two_languages(void **state)
{
    static const struct {
        const char *format;
        const char *with;
    } cases[] = {
        {"vtt", "\nAnn\nAnn\n<c.second>你好，\nTea</c>\n"},
        {"srt", "\nAnn\nAnn\n你好，\nTea\n"},
        {"sbv", "\nAnn\nAnn\n你好，\nTea\n"},
        {"ass", ",,Ann\\NAnn\\N{\\rSecond}你好，\\NTea\n"},
        {"ttml",
         "<br/><span style=\"second\">你好，<br/>Tea</span></span></p>"},
        {"lrc", "[00:01.00]Ann: Ann Ann\n[00:01.00]你好，Tea\n"},
        {"bcc", "\"Ann\\nAnn\\n你好，\\nTea\""},
        {"podcast-json", "\"body\": \"Ann Ann 你好，Tea\""},
        {"podcast-vtt", "<v Ann>Ann\nAnn\n<c.second>你好，\nTea</c>\n"},
        {"text", "Ann: Ann\n你好，Tea\n"},
        {"transcript", "**Ann:** Ann\n\n> 你好，Tea\n"},
        {"json", "\"lines\": [\"Ann\", \"Ann\"], \"second\": [\"你好，\", "
                 "\"Tea\"]}"},
    };
    static const struct np_str texts[] = {{"Ann", 3}};
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct run run;
        begin(&run, texts, 1);
        cue(&run, 0)->second[0] = npi_str("你好，");
        cue(&run, 0)->second[1] = npi_str("Tea");
        cue(&run, 0)->n_second = 2;
        require_in(write_as(&run, cases[i].format), cases[i].with);
        end(&run);
    }
}

/* Commas that lines had dropped are there again when they become one; what was
 * never there is not put in. */
static void test_one_line(void **state)
{
    static const struct {
        const char *sentence, *first, *second, *one;
    } cases[] = {
        {"楼下卖茶，楼上看星。", "楼下卖茶", "楼上看星", "楼下卖茶，楼上看星"},
        {"楼下卖茶，楼上看星。", "楼下卖茶，", "楼上看星",
         "楼下卖茶，楼上看星"},
        {"楼下卖茶楼上看星。", "楼下卖茶", "楼上看星", "楼下卖茶楼上看星"},
        {"茶、酒、水", "茶、酒", "水", "茶、酒、水"},
        {"喝 Tea， 看星", "喝 Tea", "看星", "喝 Tea，看星"},
        {"Tea, then.", "Tea,", "then.", "Tea, then."},
        {"Tea then.", "Tea", "then.", "Tea then."},
        {"", "楼下", "楼上", "楼下楼上"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct np_str texts[] = {npi_str(cases[i].sentence)};
        struct run run;
        begin(&run, texts, 1);
        cue(&run, 0)->lines[0] = npi_str(cases[i].first);
        cue(&run, 0)->lines[1] = npi_str(cases[i].second);
        char want[128];
        (void)snprintf(want, sizeof(want), "\"body\": \"%s\"", cases[i].one);
        require_in(write_as(&run, "podcast-json"), want);
        (void)snprintf(want, sizeof(want), "%s\n", cases[i].one);
        require_in(write_as(&run, "lrc"), want);
        end(&run);
    }
}

/* A cue without length is written with the shortest the format knows. */
static void test_no_length(void **state)
{
    static const struct {
        const char *format;
        const char *with;
    } cases[] = {
        {"vtt", "00:00:01.000 --> 00:00:01.001\n"},
        {"srt", "00:00:01,000 --> 00:00:01,001\n"},
        {"sbv", "0:00:01.000,0:00:01.001\n"},
        {"ass", "0:00:01.00,0:00:01.01,"},
        {"ttml", "begin=\"00:00:01.000\" end=\"00:00:01.001\""},
        {"lrc", "[00:01.00]Ann: Ann Ann\n[00:01.01]\n"},
        {"bcc", "\"from\": 1.000, \"to\": 1.001"},
        {"podcast-json", "\"startTime\": 1.000, \"endTime\": 1.001"},
    };
    static const struct np_str texts[] = {{"Ann", 3}};
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct run run;
        begin(&run, texts, 1);
        cue(&run, 0)->end = cue(&run, 0)->start;
        require_in(write_as(&run, cases[i].format), cases[i].with);
        end(&run);
    }
}

/* An episode of 150 hours: all go on but ASS, which says where it stops. */
static void test_long(void **state)
{
    static const struct {
        const char *format;
        const char *with;
    } cases[] = {
        {"vtt", "150:00:00.000 --> 150:00:01.000"},
        {"srt", "150:00:00,000 --> 150:00:01,000"},
        {"sbv", "150:00:00.000,150:00:01.000"},
        {"ttml", "begin=\"150:00:00.000\""},
        {"lrc", "[9000:00.00]"},
        {"bcc", "\"from\": 540000.000"},
        {"podcast-json", "\"startTime\": 540000.000"},
        {"text", "[150:00:00] "},
        {"transcript", "\n150:00:00 "},
    };
    static const struct np_str texts[] = {{"Ann", 3}, {"Bob", 3}, {"Cy", 2}};
    struct run run;
    (void)state;
    begin(&run, texts, 3);
    cue(&run, 1)->start = 10 * HOUR - 1000;
    cue(&run, 1)->end = 10 * HOUR + 1000;
    cue(&run, 2)->start = 150 * HOUR;
    cue(&run, 2)->end = 150 * HOUR + 1000;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        require_in(write_as(&run, cases[i].format), cases[i].with);
    assert_int_equal(run.diags.n, 0);
    require_in(write_as(&run, "ass"),
               "0,9:59:59.00,9:59:59.99,Default,,0,0,0,,Bob");
    assert_null(strstr(run.out.data, ",Cy"));
    assert_int_equal(run.diags.n, 1);
    assert_string_equal(run.diags.items[0].kind->code, "ass-long");
    npi_buf_clear(&run.out);
    npi_diag_message(&run.out, &run.diags.items[0], NULL);
    require_in(run.out.data, "1 of 3 cues");
    require_in(run.out.data, "150:00:00");
    end(&run);
}

/* Not strstr(), which costs the whole text at each call under a sanitizer. */
static size_t count(struct np_str text, const char *part)
{
    size_t n = 0;
    size_t len = strlen(part);
    for (size_t at = 0; at + len <= text.len; at++)
        n += memcmp(text.ptr + at, part, len) == 0;
    return n;
}

static void test_many(void **state)
{
    static const size_t many = 100000;
    static const char *const formats[] = {
        "ass",  "ttml",       "sbv",          "bcc",        "lrc",
        "text", "transcript", "podcast-json", "podcast-vtt"};
    struct np_str *texts = calloc(many, sizeof(*texts));
    struct run run;
    (void)state;
    assert_non_null(texts);
    for (size_t i = 0; i < many; i++)
        texts[i] = NPI_STR("Ann");
    begin(&run, texts, many);
    for (size_t i = 0; i < many; i++) {
        cue(&run, i)->start = (int64_t)i * 300;
        cue(&run, i)->end = (int64_t)i * 300 + 290;
    }
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
        (void)write_as(&run, formats[i]);
        size_t n = count(npi_buf_str(&run.out), "Ann");
        assert_true(n >= many);
    }
    assert_int_equal(run.diags.n, 0);
    end(&run);
    free(texts);
}

static void test_links(void **state)
{
    static const struct {
        const char *link;
        const char *at; /* 83.9 s; NULL: none */
    } cases[] = {
        {"https://www.youtube.com/watch?v=x",
         "https://www.youtube.com/watch?v=x&t=83"},
        {"https://www.youtube.com/watch?t=5s&v=x",
         "https://www.youtube.com/watch?v=x&t=83"},
        {"https://youtu.be/x?t=5", "https://youtu.be/x?t=83"},
        {"HTTPS://YouTu.be/x", "HTTPS://YouTu.be/x?t=83"},
        {"https://www.bilibili.com/video/BV1/#reply1",
         "https://www.bilibili.com/video/BV1/?t=83"},
        {"https://notyoutu.be/x", "https://notyoutu.be/x#t=83"},
        {"https://a.example/e.mp3?id=1#t=2",
         "https://a.example/e.mp3?id=1#t=83"},
        {" http://a.example/a b)(c ", "http://a.example/a%20b%29%28c#t=83"},
        {"https://a.example/李", "https://a.example/%E6%9D%8E#t=83"},
        {"https://a.example/\n<x>", "https://a.example/%0A%3Cx%3E#t=83"},
        {"javascript:alert(1)", NULL},
        {"a.example", NULL},
        {"", NULL},
    };
    static const struct np_str texts[] = {{"Ann", 3}};
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct run run;
        begin(&run, texts, 1);
        run.v.episode.link = npi_str(cases[i].link);
        assert_int_equal(npi_link_at(&run.out, &run.v.view, 83900),
                         cases[i].at != NULL);
        if (cases[i].at)
            assert_string_equal(run.out.data, cases[i].at);
        end(&run);
    }
}

/* The link is to the notes' video: media that is another cut has its own clock,
 * and moments that the video lacks. */
static void test_link_clock(void **state)
{
    static const struct np_clock_piece pieces[] = {{0, 30000, 60000},
                                                   {60000, 100000, 60000}};
    static const struct np_str texts[] = {{"Ann", 3}};
    struct run run;
    (void)state;
    begin(&run, texts, 1);
    run.v.episode.link = npi_str("https://a.example/");
    run.v.timeline.clock = pieces;
    run.v.timeline.n_clock = 2;
    assert_false(npi_link_at(&run.out, &run.v.view, 29999));
    assert_false(npi_link_at(&run.out, &run.v.view, 95000));
    assert_true(npi_link_at(&run.out, &run.v.view, 101000));
    assert_string_equal(run.out.data, "https://a.example/#t=61");
    end(&run);
}

/* Our own readers of captions read what our writers write. */
static void test_captions(void **state)
{
    static const struct {
        const char *format;
        enum npi_speaker_mode mode;
        bool named;
        bool ours;
        int64_t grain;
    } cases[] = {
        {"srt", NPI_SPEAKER_NEVER, false, false, 1},
        {"vtt", NPI_SPEAKER_NEVER, false, true, 1},
        {"vtt", NPI_SPEAKER_VOICE, true, true, 1},
        {"podcast-vtt", NPI_SPEAKER_AUTO, true, true, 1},
        {"ass", NPI_SPEAKER_NEVER, false, true, 10},
        {"ass", NPI_SPEAKER_VOICE, true, true, 10},
        {"bcc", NPI_SPEAKER_NEVER, false, false, 1},
    };
    static const struct np_str texts[] = {
        STR("Tea & <b>scones</b> --> C:\\New"), STR("你好，世界"),
        STR("R&D; {x}")};
    static const char *const read[] = {"Tea & <b>scones</b> --> C:\\New",
                                       "你好，世界", "R&D; {x}"};
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct npi_caption_track track;
        struct run run;
        begin(&run, texts, 3);
        run.v.settings.speaker = cases[i].mode;
        for (size_t k = 0; k < 3; k++) {
            cue(&run, k)->start += 456;
            cue(&run, k)->n_lines = 1;
        }
        (void)write_as(&run, cases[i].format);
        assert_int_equal(npi_captions_read(&run.ctx, NPI_STR("ours"),
                                           npi_buf_str(&run.out), &track),
                         NP_OK);
        assert_int_equal(track.n_cues, 3);
        assert_int_equal(track.ours, cases[i].ours);
        for (size_t k = 0; k < 3; k++) {
            const struct npi_caption_cue *have = &track.cues[k];
            const struct np_cue *want = cue(&run, k);
            assert_int_equal(have->start,
                             want->start / cases[i].grain * cases[i].grain);
            assert_int_equal(have->end, want->end);
            require_read(have->text, read[k]);
            assert_int_equal(have->speaker.ptr != NULL, cases[i].named);
        }
        end(&run);
    }
}

static double luminance(struct npi_colour c)
{
    const unsigned char bytes[] = {c.red, c.green, c.blue};
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        double v = bytes[i] / 255.0;
        v = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
        sum += weights[i] * v;
    }
    return sum;
}

/* On the dark outline each has the contrast that WCAG asks of the best text
 * (7:1), and two differ also for an eye that takes red and green for one. */
static void test_colours(void **state)
{
    (void)state;
    for (size_t i = 0; i < NPI_SPEAKER_COLOURS; i++) {
        struct npi_colour a = npi_speaker_colour(i);
        assert_true((luminance(a) + 0.05) / 0.05 >= 7);
        for (size_t k = 0; k < i; k++) {
            struct npi_colour b = npi_speaker_colour(k);
            double yellow = (a.red + a.green - b.red - b.green) / 2.0;
            double blue = a.blue - b.blue;
            assert_true(sqrt(yellow * yellow + blue * blue) >= 20);
        }
    }
    assert_int_equal(npi_speaker_colour(NP_NONE).blue, 0xff);
}

static enum np_status write_bilingual(void *user)
{
    static const struct np_str texts[] = {{"Ann", 3}, {"1. Bob", 6}};
    const char *format = user;
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_buf out;
    struct test_view v;
    enum np_status status = NP_ERR_NOMEM;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    npi_buf_init(&out, NPI_BUF_MAX);
    struct npi_context ctx = {.arena = &arena, .diags = &diags};
    if (test_view_make(&v, &arena, &diags, texts, 2, 0)) {
        struct np_cue *first = (struct np_cue *)(uintptr_t)v.cues.cues;
        first->second[0] = texts[1];
        first->n_second = 1;
        first[1].start = 20 * HOUR;
        first[1].end = 20 * HOUR + 1;
        v.episode.link = npi_str("https://a.example/");
        v.settings.speaker = NPI_SPEAKER_COLOUR;
        status = npi_format_find(npi_str(format))->write(&ctx, &v.view, &out);
    }
    npi_buf_release(&out);
    npi_arena_release(&arena);
    return status;
}

static void test_no_memory(void **state)
{
    static const char *const formats[] = {
        "ass", "ttml", "transcript", "text", "bcc", "podcast-json", "lrc"};
    (void)state;
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
        test_each_allocation(write_bilingual, (void *)(uintptr_t)formats[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_modes),      cmocka_unit_test(test_two_languages),
        cmocka_unit_test(test_no_length),  cmocka_unit_test(test_long),
        cmocka_unit_test(test_many),       cmocka_unit_test(test_links),
        cmocka_unit_test(test_link_clock), cmocka_unit_test(test_colours),
        cmocka_unit_test(test_no_memory),  cmocka_unit_test(test_captions),
        cmocka_unit_test(test_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The registry: names that do not clash, and names that players do not take for
 * what they are not. */
#include "support/test.h"

#include "base/str.h"
#include "export/export.h"

/* The suffix with a tag in place of {tag}. */
static void sidecar(char *out, size_t size, const struct npi_format *format,
                    const char *tag)
{
    const char *place = strstr(format->suffix, "{tag}");
    if (place)
        (void)snprintf(out, size, "ep%.*s%s%s", (int)(place - format->suffix),
                       format->suffix, tag, place + strlen("{tag}"));
    else
        (void)snprintf(out, size, "ep%s", format->suffix);
}

/* Two formats written into one folder never write the same file, whatever the
 * tag; and -o with a sidecar's name means the sidecar's format. */
static void test_names(void **state)
{
    static const char *const tags[] = {"zh", "zh-Hans", "chi", "chapters"};
    size_t n;
    const struct npi_format *formats = npi_formats(&n);
    (void)state;
    for (size_t t = 0; t < sizeof(tags) / sizeof(tags[0]); t++) {
        for (size_t i = 0; i < n; i++) {
            char name[64];
            char other[64];
            sidecar(name, sizeof(name), &formats[i], tags[t]);
            if (strcmp(tags[t], "chapters") != 0)
                assert_ptr_equal(npi_format_for_file(npi_str(name)),
                                 &formats[i]);
            for (size_t k = 0; k < i; k++) {
                sidecar(other, sizeof(other), &formats[k], tags[t]);
                assert_string_not_equal(name, other);
                assert_string_not_equal(formats[i].name, formats[k].name);
            }
        }
    }
}

/* VLC 3 takes any file for subtitles whose name holds the media's and ends like
 * this (its core's list, with txt, which other players take only when it is all
 * that follows the stem); mpv's list is a part of it. */
static bool looks_like_subtitles(struct np_str name)
{
    static const char *const endings[] = {
        ".aqt",  ".ass",   ".cdg",  ".dfxp",  ".dks",  ".idx", ".jss",
        ".lrc",  ".mks",   ".mpl2", ".mpsub", ".pjs",  ".psb", ".rt",
        ".sami", ".sbv",   ".scc",  ".smi",   ".smil", ".srt", ".ssa",
        ".stl",  ".sub",   ".sup",  ".ttml",  ".tt",   ".usf", ".utf",
        ".utf8", ".utf-8", ".vtt",  ".webvtt"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        if (npi_str_ends(name, npi_str(endings[i])))
            return true;
    return false;
}

static void test_players(void **state)
{
    size_t n;
    const struct npi_format *formats = npi_formats(&n);
    (void)state;
    for (size_t i = 0; i < n; i++) {
        char name[64];
        sidecar(name, sizeof(name), &formats[i], "zh");
        assert_int_equal(looks_like_subtitles(npi_str(name)),
                         formats[i].class == NPI_FORMAT_SUBTITLES);
    }
}

static void test_find(void **state)
{
    static const struct {
        const char *path;
        const char *format;
    } cases[] = {
        {"ep.zh.srt", "srt"},
        {"EP.SRT", "srt"},
        {"a/b.c/ep.vtt", "vtt"},
        {"ep.webvtt", "vtt"},
        {"ep.chapters.vtt", "chapters-vtt"},
        {"ep.youtube.txt", "youtube"},
        {"ep.txt", NULL},
        {"ep.md", NULL},
        {"ep.ass", "ass"},
        {"ep.zh.podcast.vtt", "podcast-vtt"},
        {"ep.bcc.json", "bcc"},
        {"ep.transcript.json", "podcast-json"},
        {"ep.transcript.md", "transcript"},
        {"ep.transcript.txt", "text"},
        {"ep.chapters.xml", "matroska-xml"},
        {"ep.chapters.json", "podcast-chapters"},
        {"ep.chapters.txt", "ogm"},
        {"ep.labels.txt", "audacity"},
        {"ep.opml", "opml"},
        {"ep.sentences.tsv", "sentences"},
        {"ep.ffmeta", "ffmetadata"},
        {"ep.json", "json"},
        {"srt", NULL},
        {"ep.mp4", NULL},
        {"ep.srt.bak", NULL},
        {"", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct npi_format *format = npi_format_for_file(
            npi_str(cases[i].path));
        if (cases[i].format)
            assert_ptr_equal(format, npi_format_find(npi_str(cases[i].format)));
        else
            assert_null(format);
    }
    assert_null(npi_format_find(npi_str("mp4")));
}

/* What --list-formats says of a format is what it does. */
static void test_rows(void **state)
{
    size_t n;
    const struct npi_format *formats = npi_formats(&n);
    (void)state;
    for (size_t i = 0; i < n; i++) {
        bool cues = formats[i].carries & NPI_CARRIES_CUES;
        bool chapters = formats[i].carries & NPI_CARRIES_CHAPTERS;
        assert_int_equal(cues, formats[i].class != NPI_FORMAT_CHAPTERS);
        assert_int_equal(chapters, formats[i].class != NPI_FORMAT_SUBTITLES &&
                                       formats[i].class != NPI_FORMAT_WORDS);
        assert_non_null(formats[i].endings[0]);
        assert_int_equal(strstr(formats[i].suffix, "{tag}") != NULL,
                         formats[i].class == NPI_FORMAT_SUBTITLES);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_players),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

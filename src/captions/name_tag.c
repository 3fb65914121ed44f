/* Language tags in file names: yt-dlp takes them from the site. YouTube writes
 * BCP 47 with the region in capitals; "-orig" behind the language that is
 * spoken; a language in small letters behind what a machine translated from it
 * ("zh-Hans-en"); and a token behind a track that a person named
 * ("en-eEY6OEpapPo"). */
#include "captions/name_tag.h"

#include "base/str.h"

/* Regions that people write in small letters, where they are no language. */
static const char *const small_regions[] = {"us", "gb", "uk", "cn", "tw", "hk",
                                            "sg", "br", "mx", "au", "nz"};

/* Further parts of a name that say nothing about the language. */
static const struct word {
    const char *text;
    bool automatic;
    bool language; /* too, when no other is there: ".hi" is Hindi, ".en.hi" for
                      people who hear badly */
} words[] = {
    {"auto", true, false},        {"asr", true, false},
    {"generated", true, false},   {"whisper", true, false},
    {"cc", false, false},         {"sdh", false, false},
    {"hi", false, true},          {"default", false, false},
    {"wav", false, false},        {"mp3", false, false},
    {"m4a", false, false},        {"mp4", false, false},
    {"mkv", false, false},        {"webm", false, false},
    {"opus", false, false},       {"captions", false, false},
    {"subs", false, false},       {"subtitles", false, false},
    {"transcript", false, false},
};

static bool all(struct np_str s, char first, char last)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < first || s.ptr[i] > last)
            return false;
    return s.len > 0;
}

static bool is_language(struct np_str s)
{
    return (s.len == 2 || s.len == 3) && all(s, 'a', 'z');
}

static bool is_script(struct np_str s)
{
    return s.len == 4 && all(npi_str_sub(s, 0, 1), 'A', 'Z') &&
           all(npi_str_sub(s, 1, 3), 'a', 'z');
}

static bool is_region(struct np_str s)
{
    if ((s.len == 2 && all(s, 'A', 'Z')) || (s.len == 3 && all(s, '0', '9')))
        return true;
    for (size_t i = 0; i < sizeof(small_regions) / sizeof(small_regions[0]);
         i++)
        if (npi_str_eq(s, npi_str(small_regions[i])))
            return true;
    return false;
}

/* The parts behind the language, in the order they must have. */
static void read_subtags(struct np_str rest, size_t start, struct np_str part,
                         struct npi_name_tag *tag)
{
    struct np_str sub;
    size_t end = start + tag->language.len;
    while (npi_str_split(&rest, '-', &sub)) {
        size_t to = (size_t)(sub.ptr - part.ptr) + sub.len;
        if (npi_str_eq(sub, NPI_STR("orig"))) {
            tag->original = true;
        } else if (!tag->from.ptr && (is_script(sub) || is_region(sub))) {
            end = to;
        } else if (!tag->from.ptr && is_language(sub)) {
            tag->from = sub;
        } else if (!tag->from.ptr) {
            tag->named = true;
            break;
        }
    }
    tag->language = npi_str_sub(part, start, end - start);
}

static bool read_language(struct np_str part, struct npi_name_tag *tag)
{
    bool ai = npi_str_starts(part, NPI_STR("ai-"));
    size_t start = ai ? 3 : 0;
    struct np_str rest = npi_str_sub(part, start, part.len);
    struct np_str language;
    npi_str_split(&rest, '-', &language);
    if (!is_language(language))
        return false;
    tag->language = language;
    tag->automatic |= ai;
    read_subtags(rest, start, part, tag);
    return true;
}

static bool read_word(struct np_str part, struct npi_name_tag *tag)
{
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (npi_str_eq_nocase(part, npi_str(words[i].text)) &&
            (tag->language.ptr || !words[i].language)) {
            tag->automatic |= words[i].automatic;
            return true;
        }
    }
    return false;
}

bool npi_name_tag_read(struct np_str middle, struct npi_name_tag *tag)
{
    struct np_str part;
    struct np_str rest = middle;
    *tag = (struct npi_name_tag){0};
    if (middle.len == 0)
        return true;
    if (middle.ptr[0] != '.')
        return false;
    npi_str_split(&rest, '.', &part);
    while (npi_str_split(&rest, '.', &part))
        if (!read_word(part, tag) &&
            (tag->language.ptr || !read_language(part, tag)))
            return false;
    return true;
}

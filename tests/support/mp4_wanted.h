/* What tests of the MP4 editor put into a file: a short set and a longer one,
 * each with two subtitle tracks' worth of packets, chapters and tags. */
#ifndef TESTS_SUPPORT_MP4_WANTED_H
#define TESTS_SUPPORT_MP4_WANTED_H

#include "media/mp4/edit/wanted.h"

#define MP4_TEXT(start, end, text)                                             \
    {                                                                          \
        (start), (end),                                                        \
        {                                                                      \
            (text), sizeof(text) - 1                                           \
        }                                                                      \
    }

static const struct npi_part_packet mp4_short_packets[] = {
    MP4_TEXT(0, 100, "\0\0"), MP4_TEXT(100, 600, "\0\3one"),
    MP4_TEXT(600, 1000, "\0\6\xe7\x81\xaf\xe5\xa1\x94")};
static const struct npi_part_packet mp4_long_packets[] = {
    MP4_TEXT(0, 400, "\0\15another words"), MP4_TEXT(400, 500, "\0\0"),
    MP4_TEXT(500, 900, "\0\5a <b>"), MP4_TEXT(900, 5000, "\0\3end")};
static const struct npi_part_chapter mp4_short_chapters[] = {
    {0, 1000, {"only", 4}}};
static const struct npi_part_chapter mp4_long_chapters[] = {
    {0, 300, {"first", 5}},
    {300, 700, {"\xe7\x81\xaf\xe5\xa1\x94", 6}},
    {700, 2000, {"a third, with a longer title", 28}}};
static const struct npi_part_tag mp4_short_tags[] = {{{"title", 5}, {"T", 1}}};
static const struct npi_part_tag mp4_long_tags[] = {
    {{"title", 5}, {"Another", 7}},
    {{"artist", 6}, {"Somebody", 8}},
    {{"comment", 7}, {"\xe7\x81\xaf\xe5\xa1\x94", 6}}};

#define MP4_COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MP4_TRACK(name, code, default_)                                        \
    {                                                                          \
        .language = {code, 3}, .tag = {code, 3}, .title = {"Words", 5},        \
        .handler = {"Words (nopriors-export)", 23}, .packets = (name),         \
        .n_packets = MP4_COUNT(name), .is_default = (default_)                 \
    }

static const struct npi_part_track mp4_short_texts[] = {
    MP4_TRACK(mp4_short_packets, "zho", true)};
static const struct npi_part_track mp4_long_texts[] = {
    MP4_TRACK(mp4_long_packets, "zho", true),
    MP4_TRACK(mp4_short_packets, "eng", false)};

#define MP4_WANTED(size, end_)                                                 \
    {                                                                          \
        .change_text = true, .texts = mp4_##size##_texts,                      \
        .n_texts = MP4_COUNT(mp4_##size##_texts), .change_chapters = true,     \
        .chapters = mp4_##size##_chapters,                                     \
        .n_chapters = MP4_COUNT(mp4_##size##_chapters), .end = (end_),         \
        .change_tags = true, .replace_tags = true, .tags = mp4_##size##_tags,  \
        .n_tags = MP4_COUNT(mp4_##size##_tags)                                 \
    }

static const struct npi_wanted mp4_wanted_short = MP4_WANTED(short, 1000);
static const struct npi_wanted mp4_wanted_long = MP4_WANTED(long, 2000);

#endif

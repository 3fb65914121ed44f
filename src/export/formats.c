/* The registry: every text format the program knows, in one table. The writers
 * are elsewhere; what is here is what others need to know to offer them.
 *
 * Sidecar names: players load what looks like STEM….srt or STEM….vtt as
 * subtitles (VLC any such name, also .webvtt), so chapters have endings that
 * no player takes for subtitles. */
#include "base/str.h"
#include "export/export.h"
#include "export/writers.h"

#define SUBTITLES (NPI_FOLLOWS_CUES | NPI_FOLLOWS_SPEAKER)
#define FLAT (NPI_FOLLOWS_LEVELS | NPI_FOLLOWS_STYLE)

static const struct npi_format formats[] = {
    {"vtt",
     N_("WebVTT subtitles"),
     ".{tag}.vtt",
     {".vtt", ".webvtt"},
     NPI_FORMAT_SUBTITLES,
     NPI_CARRIES_CUES | NPI_CARRIES_SPEAKERS,
     SUBTITLES,
     N_("chapters"),
     npi_write_vtt},
    {"srt",
     N_("SubRip subtitles"),
     ".{tag}.srt",
     {".srt"},
     NPI_FORMAT_SUBTITLES,
     NPI_CARRIES_CUES,
     SUBTITLES,
     N_("speakers, chapters, title, language"),
     npi_write_srt},
    {"json",
     N_("everything, for programs"),
     ".timeline.json",
     {".json"},
     NPI_FORMAT_ALL,
     NPI_CARRIES_CUES | NPI_CARRIES_CHAPTERS | NPI_CARRIES_LEVELS |
         NPI_CARRIES_SPEAKERS | NPI_CARRIES_METADATA | NPI_CARRIES_CONFIDENCE |
         NPI_CARRIES_STYLE,
     NPI_FOLLOWS_CUES,
     NULL,
     npi_write_json},
    {"chapters-vtt",
     N_("WebVTT chapters, nested"),
     ".chapters-vtt",
     {".chapters-vtt", ".chapters.vtt", ".chapters.webvtt"},
     NPI_FORMAT_CHAPTERS,
     NPI_CARRIES_CHAPTERS | NPI_CARRIES_LEVELS,
     NPI_FOLLOWS_LEVELS,
     N_("subtitles, metadata but the title"),
     npi_write_chapters_vtt},
    {"ffmetadata",
     N_("chapters and metadata for ffmpeg and mpv"),
     ".ffmetadata",
     {".ffmetadata", ".ffmeta"},
     NPI_FORMAT_CHAPTERS,
     NPI_CARRIES_CHAPTERS | NPI_CARRIES_METADATA,
     FLAT,
     N_("subtitles, nesting (inner levels are marked)"),
     npi_write_ffmetadata},
    {"youtube",
     N_("chapter list to paste under a video"),
     ".youtube.txt",
     {".youtube.txt"},
     NPI_FORMAT_CHAPTERS,
     NPI_CARRIES_CHAPTERS,
     FLAT,
     N_("subtitles, metadata, inner levels, ends, fractions of a second, < and "
        ">"),
     npi_write_youtube},

    /* subtitles and transcripts */
    {"ass",
     N_("ASS subtitles, with styles"),
     ".{tag}.ass",
     {".ass"},
     NPI_FORMAT_SUBTITLES,
     NPI_CARRIES_CUES | NPI_CARRIES_SPEAKERS,
     SUBTITLES,
     N_("chapters, milliseconds, what is said after ten hours"),
     npi_write_ass},
    {"ttml",
     N_("TTML subtitles (IMSC 1.1)"),
     ".{tag}.ttml",
     {".ttml"},
     NPI_FORMAT_SUBTITLES,
     NPI_CARRIES_CUES | NPI_CARRIES_SPEAKERS,
     SUBTITLES,
     N_("chapters, metadata but the title"),
     npi_write_ttml},
    {"sbv",
     N_("SubViewer subtitles for YouTube"),
     ".{tag}.sbv",
     {".sbv"},
     NPI_FORMAT_SUBTITLES,
     NPI_CARRIES_CUES,
     SUBTITLES,
     N_("speakers, chapters, title, language"),
     npi_write_sbv},
    {"bcc",
     N_("Bilibili's subtitles"),
     ".bcc.json",
     {".bcc.json", ".bcc"},
     NPI_FORMAT_WORDS,
     NPI_CARRIES_CUES,
     SUBTITLES,
     N_("speakers, chapters, title, language"),
     npi_write_bcc},
    {"lrc",
     N_("LRC words for music players"),
     ".{tag}.lrc",
     {".lrc"},
     NPI_FORMAT_SUBTITLES,
     NPI_CARRIES_CUES | NPI_CARRIES_SPEAKERS,
     SUBTITLES,
     N_("chapters, line breaks, milliseconds"),
     npi_write_lrc},
    {"transcript",
     N_("transcript in Markdown with links to times"),
     ".transcript.md",
     {".transcript.md"},
     NPI_FORMAT_ALL,
     NPI_CARRIES_CUES | NPI_CARRIES_CHAPTERS | NPI_CARRIES_LEVELS |
         NPI_CARRIES_SPEAKERS,
     SUBTITLES | FLAT,
     N_("subtitles, fractions of a second"),
     npi_write_transcript},
    {"text",
     N_("transcript as plain text"),
     ".transcript.txt",
     {".transcript.txt"},
     NPI_FORMAT_ALL,
     NPI_CARRIES_CUES | NPI_CARRIES_CHAPTERS | NPI_CARRIES_SPEAKERS,
     SUBTITLES | FLAT,
     N_("subtitles, fractions of a second"),
     npi_write_text},
    {"podcast-json",
     N_("Podcasting 2.0 transcript, JSON"),
     ".transcript.json",
     {".transcript.json"},
     NPI_FORMAT_WORDS,
     NPI_CARRIES_CUES | NPI_CARRIES_SPEAKERS,
     SUBTITLES,
     N_("chapters, line breaks, metadata"),
     npi_write_podcast_json},
    {"podcast-vtt",
     N_("Podcasting 2.0 transcript, WebVTT with names"),
     ".{tag}.podcast.vtt",
     {".podcast.vtt", ".transcript.vtt"},
     NPI_FORMAT_SUBTITLES,
     NPI_CARRIES_CUES | NPI_CARRIES_SPEAKERS,
     SUBTITLES,
     N_("chapters, metadata but the title"),
     npi_write_podcast_vtt},
    {"ogm",
     N_("chapters as OGM tools and mkvmerge take them"),
     ".ogm.txt",
     {".ogm.txt", ".chapters.txt"},
     NPI_FORMAT_CHAPTERS,
     NPI_CARRIES_CHAPTERS,
     FLAT,
     N_("subtitles, metadata, nesting (inner levels are marked), ends"),
     npi_write_ogm},
    {"matroska-xml",
     N_("chapters for mkvmerge and mkvpropedit, nested"),
     ".chapters.xml",
     {".chapters.xml"},
     NPI_FORMAT_CHAPTERS,
     NPI_CARRIES_CHAPTERS | NPI_CARRIES_LEVELS,
     NPI_FOLLOWS_LEVELS,
     N_("subtitles, metadata"),
     npi_write_matroska_xml},
    {"podcast-chapters",
     N_("Podcasting 2.0 chapters, JSON"),
     ".chapters.json",
     {".chapters.json"},
     NPI_FORMAT_CHAPTERS,
     NPI_CARRIES_CHAPTERS,
     FLAT,
     N_("subtitles, metadata but title and show, nesting (inner levels are "
        "marked)"),
     npi_write_podcast_chapters},
    {"audacity",
     N_("chapters as Audacity's labels"),
     ".labels.txt",
     {".labels.txt"},
     NPI_FORMAT_CHAPTERS,
     NPI_CARRIES_CHAPTERS,
     FLAT,
     N_("subtitles, metadata, nesting (inner levels are marked)"),
     npi_write_audacity},
    {"opml",
     N_("outline and mind map for outliners"),
     ".opml",
     {".opml"},
     NPI_FORMAT_CHAPTERS,
     NPI_CARRIES_CHAPTERS | NPI_CARRIES_LEVELS,
     0,
     N_("subtitles, metadata but the title"),
     npi_write_opml},
    {"sentences",
     N_("sentences as a table for study cards"),
     ".sentences.tsv",
     {".tsv"},
     NPI_FORMAT_WORDS,
     NPI_CARRIES_CUES | NPI_CARRIES_SPEAKERS | NPI_CARRIES_CONFIDENCE,
     0,
     N_("chapters, metadata"),
     npi_write_sentences},
};

#define N_FORMATS (sizeof formats / sizeof formats[0])

const struct npi_format *npi_formats(size_t *n)
{
    *n = N_FORMATS;
    return formats;
}

const struct npi_format *npi_format_find(struct np_str name)
{
    for (size_t i = 0; i < N_FORMATS; i++) {
        if (npi_str_eq(npi_str(formats[i].name), name))
            return &formats[i];
    }
    return NULL;
}

static bool ends_nocase(struct np_str s, struct np_str end)
{
    return s.len >= end.len &&
           npi_str_eq_nocase(npi_str_sub(s, s.len - end.len, end.len), end);
}

const struct npi_format *npi_format_for_file(struct np_str path)
{
    const struct npi_format *best = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < N_FORMATS; i++) {
        for (size_t k = 0; k < NPI_FORMAT_ENDINGS; k++) {
            struct np_str end = npi_str(formats[i].endings[k]);
            if (end.len > longest && ends_nocase(path, end)) {
                best = &formats[i];
                longest = end.len;
            }
        }
    }
    return best;
}

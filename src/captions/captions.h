/* The stage's door: foreign caption files to one track of words with times.
 * Pure: bytes and names in, no file system, no clock.
 *
 * Times are on the file's own clock. Whatever the file's faults, a track that
 * is returned keeps these promises:
 *   - cues are in order of start, end > start, and none overlaps the next;
 *   - text is UTF-8 on one line without markup, entities, control characters
 *     and repeated lines; a word that the file shows twice or three times
 *     while its line rolls up is there once;
 *   - words lie inside their cue, in order, starts and ends never run back. */
#ifndef NPI_CAPTIONS_CAPTIONS_H
#define NPI_CAPTIONS_CAPTIONS_H

#include "base/context.h"

#define NPI_CAPTIONS_MAX ((size_t)64 << 20) /* bytes of a file we read */
#define NPI_CAPTION_CUES 200000             /* two days of speech */
#define NPI_CAPTION_WORDS 4000000

enum npi_caption_format {
    NPI_CAPTION_SRT,
    NPI_CAPTION_VTT,
    NPI_CAPTION_JSON3,   /* YouTube */
    NPI_CAPTION_WHISPER, /* whisper.cpp and the Python package */
    NPI_CAPTION_ASS,     /* and SSA */
    NPI_CAPTION_BCC,     /* Bilibili */
    NPI_CAPTION_FORMATS
};

/* How the words came about, as far as file or name tell. */
enum npi_caption_kind {
    NPI_CAPTION_UNKNOWN,
    NPI_CAPTION_HUMAN,
    NPI_CAPTION_AUTOMATIC
};

/* A run without white space, its punctuation included; where words are not
 * divided by spaces (Chinese, Japanese) each character, with the punctuation
 * behind it. */
struct npi_caption_word {
    struct np_str text; /* a piece of its cue's text */
    int64_t start;
    int64_t end;
    bool timed;       /* the file times it; else it is placed inside its cue by
                         its letters */
    bool new_speaker; /* ">>", a dash or a label stands before it */
};

struct npi_caption_cue {
    int64_t start;
    int64_t end;
    struct np_str text;
    struct np_str speaker; /* of a voice tag, an ASS name or a "NAME:" label
                              (taken out of the text); else absent */
    size_t first_word;     /* words of a cue are consecutive */
    size_t n_words;        /* 0 when sound */
    bool sound; /* no speech: [Music], (applause), ♪…♪; text tells */
};

struct npi_caption_track {
    const struct npi_caption_cue *cues;
    size_t n_cues;
    const struct npi_caption_word *words;
    size_t n_words;
    struct np_str name;     /* as given */
    struct np_str language; /* BCP 47: as the file says, else found from the
                               text; "und" */
    bool language_told;     /* the file says it */
    enum npi_caption_kind kind;
    enum npi_caption_format format;
    bool word_times; /* most words are timed */
    bool ours;       /* marked as written by this program (WebVTT, ASS) */
};

/* Reads a whole file. name is for messages and, by its extension, for files
 * whose content fits several formats; text views live in ctx->arena or borrow
 * from bytes. What is wrong in one cue is reported (up to a limit) and mended
 * or left out. A file with no cue is NP_OK, an empty track and a warning.
 * NP_ERR_NOTES with an error that names the place: not text, of no known
 * format, broken JSON, a limit passed. NP_ERR_NOMEM, NP_ERR_INTERRUPTED.
 * Becomes a source of ctx->diags only when there is something to report. */
enum np_status npi_captions_read(struct npi_context *ctx, struct np_str name,
                                 struct np_str bytes,
                                 struct npi_caption_track *track);

/* A subtitle track of a media file, one event a sample. */
struct npi_caption_event {
    int64_t start;
    int64_t end;        /* NP_NO_TIME: until the next one */
    struct np_str text; /* the sample's payload, UTF-8; must live as long as
                           the track */
};

/* The same cleaning for events in order of the file. format tells what the
 * payload is: NPI_CAPTION_SRT (also for plain text: tx3g, S_TEXT/UTF8),
 * NPI_CAPTION_VTT (S_TEXT/WEBVTT, wvtt), NPI_CAPTION_ASS (Matroska's fields:
 * ReadOrder,Layer,Style,Name,MarginL,MarginR,MarginV,Effect,Text). A payload
 * that is not UTF-8 is reported and left out. */
enum np_status npi_captions_from_events(struct npi_context *ctx,
                                        struct np_str name,
                                        enum npi_caption_format format,
                                        const struct npi_caption_event *events,
                                        size_t n,
                                        struct npi_caption_track *track);

/* "SubRip", "WebVTT", "YouTube json3", …: for messages. */
const char *npi_caption_format_name(enum npi_caption_format format);

#endif

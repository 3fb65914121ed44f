/* Which tracks of a 'moov' are subtitles of text, and what they say of
 * themselves. ISO/IEC 14496-12, 8.4, 8.5; TS 26.245, 5.16. */
#include "media/mp4/text.h"

#include "base/utf8.h"
#include "media/diags.h"
#include "media/language.h"
#include "media/mp4/movie.h"
#include "media/plan.h"

#define NAME_MAX_BYTES 1024

/* 'tx3g' says in its display flags that all its texts are forced. */
#define ALL_FORCED 0x80000000u

static const struct {
    uint32_t entry;
    const char *codec;
    enum npi_caption_format format;
    bool read; /* else we only say that it is there */
} CODECS[] = {
    {NPI_FOURCC('t', 'x', '3', 'g'), "tx3g", NPI_CAPTION_SRT, true},
    {NPI_FOURCC('t', 'e', 'x', 't'), "text", NPI_CAPTION_SRT, true},
    {NPI_FOURCC('w', 'v', 't', 't'), "wvtt", NPI_CAPTION_VTT, true},
    {NPI_FOURCC('s', 't', 'p', 'p'), "stpp", NPI_CAPTION_SRT, false},
    {NPI_FOURCC('s', 'b', 't', 't'), "sbtt", NPI_CAPTION_SRT, false},
};

bool npi_mp4_knows(struct npi_bytes *bytes)
{
    static const uint32_t FIRST[] = {
        NPI_FOURCC('f', 't', 'y', 'p'), NPI_FOURCC('m', 'o', 'o', 'v'),
        NPI_FOURCC('m', 'd', 'a', 't'), NPI_FOURCC('f', 'r', 'e', 'e'),
        NPI_FOURCC('s', 'k', 'i', 'p'), NPI_FOURCC('w', 'i', 'd', 'e'),
        NPI_FOURCC('s', 't', 'y', 'p'), NPI_FOURCC('p', 'n', 'o', 't'),
    };
    unsigned char head[8];

    if (!npi_bytes_copy(bytes, 0, head, sizeof(head)))
        return false;
    for (size_t i = 0; i < sizeof(FIRST) / sizeof(FIRST[0]); i++)
        if (npi_big_endian(head + 4, 4) == FIRST[i])
            return true;
    return false;
}

/* A text from skip bytes of a box on, up to its end or a NUL; absent if it is
 * none. QuickTime's begin with their length. */
static enum np_status read_text(const struct npi_mp4_movie *movie,
                                struct npi_mp4_place place, int64_t skip,
                                struct np_str *text)
{
    uint64_t left = place.end - place.at > skip
                        ? (uint64_t)(place.end - place.at - skip)
                        : 0;
    size_t n = left > NAME_MAX_BYTES ? NAME_MAX_BYTES : (size_t)left;
    const unsigned char *bytes = n ? npi_window_get(movie->window,
                                                    place.at + skip, n)
                                   : NULL;
    struct np_str found = {(const char *)bytes, bytes ? n : 0};
    size_t nul;
    size_t bad;

    *text = npi_str(NULL);
    if (found.len && bytes[0] == found.len - 1)
        found = npi_str_sub(found, 1, found.len);
    nul = npi_str_find_char(found, '\0');
    found = npi_str_trim(npi_str_sub(found, 0, nul));
    if (found.len == 0 || !npi_utf8_check(found, &bad))
        return NP_OK;
    *text = npi_arena_str(movie->ctx->arena, found);
    return text->ptr ? NP_OK : NP_ERR_NOMEM;
}

/* Languages of QuickTime's of old: numbers below 0x400. 19 means traditional
 * Chinese, but FFmpeg writes it for any. */
static const char *const MAC_LANGUAGES[] = {
    [0] = "en",  [1] = "fr",       [2] = "de",  [3] = "it",  [4] = "nl",
    [5] = "sv",  [6] = "es",       [7] = "da",  [8] = "pt",  [9] = "nb",
    [10] = "he", [11] = "ja",      [12] = "ar", [13] = "fi", [14] = "el",
    [15] = "is", [17] = "tr",      [18] = "hr", [19] = "zh", [21] = "hi",
    [22] = "th", [23] = "ko",      [24] = "lt", [25] = "pl", [26] = "hu",
    [32] = "ru", [33] = "zh-Hans", [80] = "vi",
};

#define N_MAC_LANGUAGES (sizeof(MAC_LANGUAGES) / sizeof(MAC_LANGUAGES[0]))

/* 'mdhd' has three letters of five bits. */
static enum np_status read_language(const struct npi_mp4_movie *movie,
                                    const struct npi_mp4_track *track,
                                    struct np_str *tag)
{
    struct npi_mp4_place place = track->parts[NPI_MP4_MDHD];
    const unsigned char *bytes = place.end - place.at >= 24
                                     ? npi_window_get(movie->window, place.at,
                                                      24)
                                     : NULL;
    int64_t at = place.at + (bytes && bytes[0] == 1 ? 32 : 20);
    char code[3];
    unsigned value;

    *tag = NPI_STR("und");
    bytes = place.end - at >= 2 ? npi_window_get(movie->window, at, 2) : NULL;
    if (!bytes)
        return NP_OK;
    value = (unsigned)npi_big_endian(bytes, 2);
    if (value < 0x400) {
        if (value < N_MAC_LANGUAGES && MAC_LANGUAGES[value])
            *tag = npi_str(MAC_LANGUAGES[value]);
        return NP_OK;
    }
    for (unsigned i = 0; i < 3; i++)
        code[i] = (char)(0x60 + (value >> (10 - 5 * i) & 31));
    return npi_language_tag(movie->ctx->arena, (struct np_str){code, 3}, tag);
}

static enum np_status describe(const struct npi_mp4_movie *movie, size_t index,
                               struct npi_text_track *out)
{
    const struct npi_mp4_track *track = &movie->tracks[index];
    struct np_str handler = {0};
    struct np_str tag = {0};
    enum np_status status = read_text(movie, track->parts[NPI_MP4_ELNG], 4,
                                      &tag);

    if (status == NP_OK)
        status = npi_language_tag(movie->ctx->arena, tag, &out->language);
    if (status == NP_OK && npi_str_eq(out->language, NPI_STR("und")))
        status = read_language(movie, track, &out->language);
    if (status == NP_OK)
        status = read_text(movie, track->parts[NPI_MP4_NAME], 0, &out->name);
    if (status == NP_OK)
        status = read_text(movie, track->parts[NPI_MP4_HDLR], 24, &handler);
    out->ours = npi_str_ends(handler, NPI_STR("(" NPI_OWN_NAME ")"));
    if (!out->name.ptr)
        out->name = handler;
    out->is_default = track->enabled;
    out->index = index;
    return status;
}

/* The first of the track's sample entries, up to its display flags. */
static bool find_entry(const struct npi_mp4_movie *movie,
                       const struct npi_mp4_track *track, uint32_t *type,
                       uint32_t *flags)
{
    struct npi_mp4_place place = track->parts[NPI_MP4_STSD];
    const unsigned char *bytes = NULL;
    struct npi_box entry;
    int64_t at = place.at + 8;

    if (npi_box_next(movie->window, &at, place.end, &entry) != NPI_BOX_OK)
        return false;
    *type = entry.type;
    if (entry.end - entry.body >= 12)
        bytes = npi_window_get(movie->window, entry.body + 8, 4);
    *flags = bytes ? (uint32_t)npi_big_endian(bytes, 4) : 0;
    return true;
}

static bool is_elsewhere(const struct npi_mp4_movie *movie,
                         const struct npi_mp4_track *track)
{
    struct npi_mp4_place place = track->parts[NPI_MP4_DREF];
    struct npi_box box;
    int64_t at = place.at + 8;

    while (npi_box_next(movie->window, &at, place.end, &box) == NPI_BOX_OK) {
        const unsigned char *flags = npi_window_get(movie->window, box.body, 4);

        if (flags && !(flags[3] & 1))
            return true;
    }
    return false;
}

static enum np_status add_track(const struct npi_mp4_movie *movie, size_t index,
                                struct npi_text_list *list)
{
    const struct npi_mp4_track *track = &movie->tracks[index];
    struct npi_text_track out = {0};
    enum np_status status;
    uint32_t type;
    uint32_t flags;
    size_t i = 0;

    if (track->chapters || !find_entry(movie, track, &type, &flags))
        return NP_OK;
    while (i < sizeof(CODECS) / sizeof(CODECS[0]) && CODECS[i].entry != type)
        i++;
    if (i == sizeof(CODECS) / sizeof(CODECS[0]))
        return NP_OK;
    if (!CODECS[i].read || is_elsewhere(movie, track)) {
        NPI_DIAG2(list->ctx->diags, TEXT_TRACK_CODEC, NPI_NOWHERE, list->name,
                  npi_str(CODECS[i].codec));
        return NP_OK;
    }
    out.codec = npi_str(CODECS[i].codec);
    out.format = CODECS[i].format;
    out.forced = type == NPI_FOURCC('t', 'x', '3', 'g') && flags & ALL_FORCED;
    status = describe(movie, index, &out);
    return status == NP_OK ? npi_text_list_add(list, &out) : status;
}

enum np_status npi_mp4_list(struct npi_text_list *list, struct npi_bytes *bytes)
{
    struct npi_window window;
    struct npi_mp4_movie movie;
    enum np_status status;

    npi_window_init(&window, bytes);
    status = npi_mp4_movie_read(list->ctx, &window, &movie);
    if (status == NP_OK && (movie.box.end == 0 || movie.too_many))
        NPI_DIAG1(list->ctx->diags, TEXT_TRACKS_BROKEN, NPI_NOWHERE,
                  list->name);
    for (size_t i = 0; i < movie.n && status == NP_OK && !movie.too_many; i++)
        status = add_track(&movie, i, list);
    return status;
}

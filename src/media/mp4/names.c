/* See names.h. */
#include "media/mp4/names.h"

#include "base/str.h"
#include "base/utf8.h"
#include "media/language.h"

#define NAME_MAX_BYTES 1024

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
static enum np_status read_code(const struct npi_mp4_movie *movie,
                                const struct npi_mp4_track *track,
                                struct np_str *found)
{
    struct npi_mp4_place place = track->parts[NPI_MP4_MDHD];
    const unsigned char *bytes = place.end - place.at >= 24
                                     ? npi_window_get(movie->window, place.at,
                                                      24)
                                     : NULL;
    int64_t at = place.at + (bytes && bytes[0] == 1 ? 32 : 20);
    char code[3];
    unsigned value;

    *found = NPI_STR("und");
    bytes = place.end - at >= 2 ? npi_window_get(movie->window, at, 2) : NULL;
    if (!bytes)
        return NP_OK;
    value = (unsigned)npi_big_endian(bytes, 2);
    if (value < 0x400) {
        if (value < N_MAC_LANGUAGES && MAC_LANGUAGES[value])
            *found = npi_str(MAC_LANGUAGES[value]);
        return NP_OK;
    }
    for (unsigned i = 0; i < 3; i++) {
        code[i] = (char)(0x60 + (value >> (10 - 5 * i) & 31));
        if (code[i] < 'a' || code[i] > 'z')
            return NP_OK; /* QuickTime's 0x7FFF: unspecified */
    }
    *found = npi_arena_str(movie->ctx->arena, (struct np_str){code, 3});
    return found->ptr ? NP_OK : NP_ERR_NOMEM;
}

enum np_status npi_mp4_names_read(const struct npi_mp4_movie *movie,
                                  const struct npi_mp4_track *track,
                                  struct npi_mp4_names *names)
{
    struct npi_arena *arena = movie->ctx->arena;
    struct np_str tag;
    enum np_status status = read_text(movie, track->parts[NPI_MP4_ELNG], 4,
                                      &tag);

    *names = (struct npi_mp4_names){0};
    if (status == NP_OK)
        status = read_code(movie, track, &names->code);
    if (status == NP_OK)
        status = npi_language_tag(arena, tag, &names->tag);
    if (status == NP_OK && npi_str_eq(names->tag, NPI_STR("und")))
        status = npi_language_tag(arena, names->code, &names->tag);
    if (status == NP_OK)
        status = read_text(movie, track->parts[NPI_MP4_NAME], 0, &names->title);
    if (status == NP_OK)
        status = read_text(movie, track->parts[NPI_MP4_HDLR], 24,
                           &names->handler);
    return status;
}

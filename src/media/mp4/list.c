/* Which tracks of a 'moov' are subtitles of text, and what they say of
 * themselves. ISO/IEC 14496-12, 8.4, 8.5; TS 26.245, 5.16. */
#include "media/mp4/text.h"

#include "base/str.h"
#include "media/diags.h"
#include "media/mp4/names.h"
#include "media/plan.h"

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

static enum np_status describe(const struct npi_mp4_movie *movie, size_t index,
                               struct npi_text_track *out)
{
    const struct npi_mp4_track *track = &movie->tracks[index];
    struct npi_mp4_names names;
    enum np_status status = npi_mp4_names_read(movie, track, &names);

    out->language = names.tag;
    out->name = names.title;
    out->ours = npi_str_ends(names.handler, NPI_STR("(" NPI_OWN_NAME ")"));
    if (!out->name.ptr)
        out->name = names.handler;
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

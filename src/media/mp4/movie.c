/* See movie.h. ISO/IEC 14496-12, 8.2 to 8.8. */
#include "media/mp4/movie.h"

#define TRAK NPI_FOURCC('t', 'r', 'a', 'k')
#define MOOV NPI_FOURCC('m', 'o', 'o', 'v')
#define STBL NPI_FOURCC('s', 't', 'b', 'l')
#define MDIA NPI_FOURCC('m', 'd', 'i', 'a')

/* References to chapters that are looked at, of all tracks together. */
#define CHAPTER_IDS_MAX 4096

static const struct {
    uint32_t type;
    uint32_t parent;
    enum npi_mp4_part part;
} PARTS[] = {
    {NPI_FOURCC('t', 'k', 'h', 'd'), TRAK, NPI_MP4_TKHD},
    {NPI_FOURCC('t', 'r', 'e', 'f'), TRAK, NPI_MP4_TREF},
    {NPI_FOURCC('m', 'd', 'h', 'd'), MDIA, NPI_MP4_MDHD},
    {NPI_FOURCC('e', 'l', 'n', 'g'), MDIA, NPI_MP4_ELNG},
    {NPI_FOURCC('h', 'd', 'l', 'r'), MDIA, NPI_MP4_HDLR},
    {NPI_FOURCC('n', 'a', 'm', 'e'), NPI_FOURCC('u', 'd', 't', 'a'),
     NPI_MP4_NAME},
    {NPI_FOURCC('e', 'l', 's', 't'), NPI_FOURCC('e', 'd', 't', 's'),
     NPI_MP4_ELST},
    {NPI_FOURCC('d', 'r', 'e', 'f'), NPI_FOURCC('d', 'i', 'n', 'f'),
     NPI_MP4_DREF},
    {NPI_FOURCC('s', 't', 's', 'd'), STBL, NPI_MP4_STSD},
    {NPI_FOURCC('s', 't', 't', 's'), STBL, NPI_MP4_STTS},
    {NPI_FOURCC('s', 't', 's', 'c'), STBL, NPI_MP4_STSC},
    {NPI_FOURCC('s', 't', 's', 'z'), STBL, NPI_MP4_STSZ},
    {NPI_FOURCC('s', 't', 'z', '2'), STBL, NPI_MP4_STZ2},
    {NPI_FOURCC('s', 't', 'c', 'o'), STBL, NPI_MP4_STCO},
    {NPI_FOURCC('c', 'o', '6', '4'), STBL, NPI_MP4_CO64},
};

static bool add_track(struct npi_mp4_movie *movie, const struct npi_box *box)
{
    struct npi_mp4_track *tracks;

    if (movie->n == NPI_TEXT_TRACKS_MAX) {
        movie->too_many = true;
        return false;
    }
    tracks = npi_arena_grow(movie->ctx->arena, movie->tracks, movie->n,
                            &movie->cap, sizeof(*tracks));
    if (!tracks) {
        movie->status = NP_ERR_NOMEM;
        return false;
    }
    movie->tracks = tracks;
    tracks[movie->n++].box = (struct npi_mp4_place){box->at, box->end};
    return true;
}

/* The ids in a 'chap' box: tracks that hold chapters. */
static bool add_chapter_ids(struct npi_mp4_movie *movie,
                            const struct npi_box *box)
{
    for (int64_t at = box->body; box->end - at >= 4; at += 4) {
        const unsigned char *id = npi_window_get(movie->window, at, 4);
        uint32_t *ids;

        if (!id || movie->n_chapter_ids == CHAPTER_IDS_MAX)
            return true;
        ids = npi_arena_grow(movie->ctx->arena, movie->chapter_ids,
                             movie->n_chapter_ids, &movie->chapter_ids_cap,
                             sizeof(*ids));
        if (!ids) {
            movie->status = NP_ERR_NOMEM;
            return false;
        }
        movie->chapter_ids = ids;
        ids[movie->n_chapter_ids++] = (uint32_t)npi_big_endian(id, 4);
    }
    return true;
}

/* The ticks a second of 'mvhd' and 'mdhd', whose beginnings are alike. */
static uint32_t read_timescale(struct npi_window *window, int64_t at,
                               int64_t end)
{
    const unsigned char *bytes = end - at >= 24 ? npi_window_get(window, at, 24)
                                                : NULL;

    if (!bytes)
        return 0;
    return (uint32_t)npi_big_endian(bytes + (bytes[0] == 1 ? 20 : 12), 4);
}

static void read_tkhd(struct npi_window *window, struct npi_mp4_track *track)
{
    const struct npi_mp4_place *place = &track->parts[NPI_MP4_TKHD];
    const unsigned char *bytes = place->end - place->at >= 24
                                     ? npi_window_get(window, place->at, 24)
                                     : NULL;

    if (!bytes)
        return;
    track->enabled = bytes[3] & 1;
    track->id = (uint32_t)npi_big_endian(bytes + (bytes[0] == 1 ? 20 : 12), 4);
}

/* The first box of a kind counts. */
static void note_part(struct npi_mp4_movie *movie, const struct npi_box *box,
                      const struct npi_box *parent)
{
    struct npi_mp4_track *track = movie->n ? &movie->tracks[movie->n - 1]
                                           : NULL;

    if (!track || box->at >= track->box.end)
        return;
    for (size_t i = 0; i < sizeof(PARTS) / sizeof(PARTS[0]); i++) {
        struct npi_mp4_place *place = &track->parts[PARTS[i].part];

        if (box->type == PARTS[i].type && parent->type == PARTS[i].parent &&
            place->end == 0)
            *place = (struct npi_mp4_place){box->body, box->end};
    }
}

static bool visit(void *user, const struct npi_box *box,
                  const struct npi_box *parent)
{
    struct npi_mp4_movie *movie = user;
    const volatile int *cancel = movie->ctx->cancel;

    if (cancel && *cancel)
        movie->status = NP_ERR_INTERRUPTED;
    if (!parent) {
        bool first = movie->box.end == 0;

        if (first && box->type == MOOV)
            movie->box = (struct npi_mp4_place){box->body, box->end};
        return first && movie->status == NP_OK;
    }
    if (parent->type == MOOV && box->type == TRAK)
        return add_track(movie, box);
    if (parent->type == MOOV && box->type == NPI_FOURCC('m', 'v', 'h', 'd'))
        movie->timescale = read_timescale(movie->window, box->body, box->end);
    else if (parent->type == MOOV &&
             box->type == NPI_FOURCC('m', 'v', 'e', 'x'))
        movie->mvex = (struct npi_mp4_place){box->body, box->end};
    else if (parent->type == NPI_FOURCC('t', 'r', 'e', 'f') &&
             box->type == NPI_FOURCC('c', 'h', 'a', 'p'))
        return add_chapter_ids(movie, box);
    else
        note_part(movie, box, parent);
    return movie->status == NP_OK;
}

static void finish_track(const struct npi_mp4_movie *movie,
                         struct npi_mp4_track *track)
{
    const struct npi_mp4_place *mdhd = &track->parts[NPI_MP4_MDHD];

    read_tkhd(movie->window, track);
    track->timescale = read_timescale(movie->window, mdhd->at, mdhd->end);
    for (size_t i = 0; i < movie->n_chapter_ids; i++)
        track->chapters |= movie->chapter_ids[i] == track->id;
}

enum np_status npi_mp4_movie_read(struct npi_context *ctx,
                                  struct npi_window *window,
                                  struct npi_mp4_movie *movie)
{
    struct npi_box_walk walk = {
        .window = window, .visit = visit, .user = movie};

    *movie = (struct npi_mp4_movie){.ctx = ctx, .window = window};
    npi_box_walk(&walk, 0, window->bytes->size, NULL);
    for (size_t i = 0; i < movie->n && movie->status == NP_OK; i++)
        finish_track(movie, &movie->tracks[i]);
    return movie->status;
}

static bool visit_part(void *user, const struct npi_box *box,
                       const struct npi_box *parent)
{
    note_part(user, box, parent);
    return true;
}

bool npi_mp4_track_read(struct npi_window *window, struct npi_mp4_place box,
                        struct npi_mp4_track *track)
{
    struct npi_mp4_movie one = {.window = window, .tracks = track, .n = 1};
    struct npi_box_walk walk = {
        .window = window, .visit = visit_part, .user = &one};
    struct npi_box trak;
    int64_t at = box.at;

    *track = (struct npi_mp4_track){.box = box};
    if (npi_box_next(window, &at, box.end, &trak) != NPI_BOX_OK ||
        trak.type != TRAK)
        return false;
    npi_box_walk(&walk, trak.body, trak.end, &trak);
    finish_track(&one, track);
    return true;
}

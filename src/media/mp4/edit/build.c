/* See build.h: the order of things in the new 'moov' is that of the old one;
 * our tracks follow the last of the others, our tags and chapters end 'udta',
 * what they replaced ends 'moov'. So the same edit twice gives the same. */
#include "media/mp4/edit/build.h"

#include "media/mp4/edit/new_tags.h"
#include "media/mp4/edit/new_track.h"
#include "media/mp4/samples.h"

bool npi_build_keeps(const struct npi_build *build,
                     const struct npi_old_track *track)
{
    if (track->chapters)
        return !build->wanted->change_chapters;
    return !(track->own && build->wanted->change_text);
}

/* The samples of a track of ours that stays: one stretch. */
static void keep_samples(struct npi_build *build, size_t i)
{
    struct npi_old *old = build->old;
    struct npi_mp4_samples *samples = NPI_ARENA_NEW(old->ctx->arena,
                                                    struct npi_mp4_samples, 1);
    struct npi_mp4_sample sample;
    int64_t from = -1;
    int64_t end = 0;

    if (!samples) {
        build->data.error = NP_ERR_NOMEM;
        return;
    }
    if (!npi_mp4_samples_init(samples, old->layout->bytes,
                              old->tracks[i].track))
        build->refusal = NPI_REFUSE_DAMAGED;
    else
        while (npi_mp4_samples_next(samples, &sample)) {
            if (from < 0)
                from = sample.at;
            else if (sample.at != end)
                build->refusal = NPI_REFUSE_DAMAGED;
            end = sample.at + sample.size;
        }
    if (samples->damaged || from < 0)
        build->refusal = NPI_REFUSE_DAMAGED;
    if (build->refusal != NPI_REFUSE_NOT)
        return;
    build->kept_at[i] = build->data.size;
    npi_recipe_range(&build->data, from, end);
    if (build->data.error == NP_OK)
        build->data.error = npi_moves_add(old->ctx->arena, &build->moves, from,
                                          end, build->kept_at[i]);
}

enum np_status npi_build_data(struct npi_build *build, struct npi_old *old,
                              const struct npi_wanted *wanted)
{
    struct npi_arena *arena = old->ctx->arena;

    build->old = old;
    build->wanted = wanted;
    npi_recipe_init(&build->data, old->ctx, old->layout->bytes);
    npi_recipe_init(&build->moov, old->ctx, old->layout->bytes);
    build->texts_at = NPI_ARENA_NEW(arena, int64_t, wanted->n_texts);
    build->kept_at = NPI_ARENA_NEW(arena, int64_t, old->n_tracks);
    if (!build->texts_at || !build->kept_at)
        return NP_ERR_NOMEM;
    npi_recipe_put(&build->data, NPI_OWN_MDAT, NPI_OWN_MDAT_BYTES);
    for (size_t i = 0; i < old->n_tracks; i++)
        if (old->tracks[i].in_unit && npi_build_keeps(build, &old->tracks[i]))
            keep_samples(build, i);
    for (size_t i = 0; i < wanted->n_texts; i++) {
        build->texts_at[i] = build->data.size;
        npi_new_text_data(&wanted->texts[i], &build->data);
    }
    build->chapters_at = build->data.size;
    npi_new_chapter_data(wanted, &build->data);
    return build->data.error;
}

/* Of a track that stays or may come back: what ours had before does not count,
 * or each edit would move on. */
static bool is_taken(const struct npi_build *build, uint32_t id)
{
    const struct npi_old *old = build->old;

    for (size_t i = 0; i < old->n_tracks; i++)
        if (old->tracks[i].track->id == id &&
            (!old->tracks[i].own || npi_build_keeps(build, &old->tracks[i])))
            return true;
    return id <= old->saved_max_id && old->saved.n_tracks;
}

static uint32_t max_id(const struct npi_build *build)
{
    const struct npi_old *old = build->old;
    uint32_t max = old->saved.n_tracks ? old->saved_max_id : 0;

    for (size_t i = 0; i < old->n_tracks; i++)
        if (old->tracks[i].track->id > max &&
            is_taken(build, old->tracks[i].track->id))
            max = old->tracks[i].track->id;
    return max;
}

/* The first of as many ids as our tracks need: behind all others, or, where
 * there is nothing behind, the first gap. */
static uint32_t next_id(const struct npi_build *build)
{
    const uint32_t n = NPI_TRACKS_MAX + 1;
    uint32_t first = max_id(build);
    uint32_t free_ids = 0;

    if (first < UINT32_MAX - n)
        return first + 1;
    for (first = 1; free_ids < n; first++)
        free_ids = is_taken(build, first) ? 0 : free_ids + 1;
    return first - n;
}

/* Ids: the subtitles first, then the chapters. */
static uint32_t chapters_id(const struct npi_build *build)
{
    if (!build->wanted->n_chapters)
        return 0;
    return next_id(build) + (uint32_t)build->wanted->n_texts;
}

static void put_mvhd(struct npi_build *build)
{
    const struct npi_box *mvhd = &build->old->mvhd;
    const unsigned char *bytes = npi_window_get(&build->old->window,
                                                mvhd->end - 4, 4);
    uint32_t next = next_id(build) + (uint32_t)build->wanted->n_texts +
                    (build->wanted->n_chapters > 0);
    uint32_t was = bytes ? (uint32_t)npi_big_endian(bytes, 4) : 0;

    npi_recipe_range(&build->moov, mvhd->at, mvhd->end - 4);
    npi_recipe_u32(&build->moov, was > next ? was : next);
}

static void put_own_tracks(struct npi_build *build)
{
    const struct npi_wanted *wanted = build->wanted;
    struct npi_new_place place = {
        .id = next_id(build),
        .wide = build->wide,
        .timescale = build->old->movie.timescale,
        .width = build->old->width,
        .height = build->old->height,
    };

    for (size_t i = 0; i < wanted->n_texts; i++) {
        place.at = build->data_at + build->texts_at[i];
        npi_new_text_track(&wanted->texts[i], &place, &build->moov);
        place.id++;
    }
    place.at = build->data_at + build->chapters_at;
    if (wanted->n_chapters)
        npi_new_chapter_track(wanted, &place, &build->moov);
}

/* A child of the old moov that is neither a track nor rewritten: padding of
 * ours and of others goes. */
static bool is_copied(const struct npi_build *build, const struct npi_box *box)
{
    const struct npi_old *old = build->old;

    return !npi_box_is_free(box) && box->at != old->udta.at &&
           box->at != old->uuid.at &&
           !(box->at == old->meta.at && !old->meta_in_udta);
}

static size_t index_of(const struct npi_old *old, int64_t at)
{
    for (size_t i = 0; i < old->n_tracks; i++)
        if (old->tracks[i].track->box.at == at)
            return i;
    return NP_NONE;
}

/* The last track that stays: ours follow it. */
static size_t last_kept(const struct npi_build *build)
{
    size_t last = NP_NONE;

    for (size_t i = 0; i < build->old->n_tracks; i++)
        if (npi_build_keeps(build, &build->old->tracks[i]))
            last = i;
    return last;
}

/* Chapter tracks of others that come back when ours go. */
static void put_back_chapters(struct npi_build *build)
{
    const struct npi_saved *saved = &build->old->saved;

    if (build->wanted->change_chapters && !build->wanted->n_chapters)
        for (size_t i = 0; i < saved->n_tracks; i++)
            npi_build_saved_track(build, saved->tracks[i]);
}

static void put_children(struct npi_build *build)
{
    struct npi_old *old = build->old;
    struct npi_box child;
    int64_t at = old->moov.body;
    size_t last = last_kept(build);

    while (npi_box_next(&old->window, &at, old->moov.end, &child) ==
           NPI_BOX_OK) {
        size_t i = child.type == NPI_FOURCC('t', 'r', 'a', 'k')
                       ? index_of(old, child.at)
                       : NP_NONE;

        if (child.at == old->mvhd.at)
            put_mvhd(build);
        else if (i != NP_NONE && npi_build_keeps(build, &old->tracks[i]))
            npi_build_track(build, i, chapters_id(build));
        else if (i == NP_NONE && is_copied(build, &child))
            npi_recipe_range(&build->moov, child.at, child.end);
        if (i != NP_NONE && i == last) {
            put_back_chapters(build);
            put_own_tracks(build);
        }
    }
}

static void put_saved_track(void *user, struct npi_mp4_place box)
{
    npi_build_saved_track(user, box);
}

enum np_status npi_build_moov(struct npi_build *build, int64_t data_at)
{
    struct npi_recipe *moov = &build->moov;
    struct npi_saved saved;
    struct npi_items items;
    enum np_status status = npi_build_saved(build, &saved);

    build->data_at = data_at;
    for (size_t i = 0; i < build->moves.n; i++)
        build->moves.items[i].to += data_at;
    if (status == NP_OK)
        status = npi_items_plan(build->old, build->wanted, &saved, &items);
    build->n_tags = build->wanted->change_tags ? saved.n_tags : 0;
    if (status != NP_OK)
        return status;
    npi_recipe_begin(moov, NPI_FOURCC('m', 'o', 'o', 'v'));
    put_children(build);
    if (build->old->meta.end ? !build->old->meta_in_udta : items.mdta)
        npi_items_write(build->old, &items, moov);
    status = npi_build_udta(build, &items, &saved);
    npi_saved_write(&saved, moov, put_saved_track, build);
    npi_recipe_end(moov);
    return status == NP_OK ? moov->error : status;
}

void npi_build_release(struct npi_build *build)
{
    npi_recipe_release(&build->data);
    npi_recipe_release(&build->moov);
}

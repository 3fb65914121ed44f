/* See build.h: what the file has and ours replaces, kept aside. */
#include "media/mp4/edit/build.h"

/* What stays known of what ours replaced. */
static enum np_status begin(const struct npi_build *build,
                            struct npi_saved *saved)
{
    const struct npi_saved *was = &build->old->saved;
    const struct npi_wanted *wanted = build->wanted;
    struct npi_arena *arena = build->old->ctx->arena;
    enum np_status status = NP_OK;

    *saved = (struct npi_saved){0};
    if (wanted->change_chapters && !wanted->n_chapters)
        return NP_OK;
    for (size_t i = 0; i < was->n_tracks && status == NP_OK; i++)
        status = npi_saved_add_track(arena, saved, was->tracks[i]);
    for (size_t i = 0; i < was->n_crefs && status == NP_OK; i++)
        status = npi_saved_add_cref(arena, saved, was->crefs[i].track,
                                    was->crefs[i].chapters);
    return status;
}

/* A chapter track that is not ours. */
static bool is_others(const struct npi_old *old, uint32_t id)
{
    for (size_t i = 0; i < old->n_tracks; i++)
        if (old->tracks[i].track->id == id)
            return !old->tracks[i].own;
    return false;
}

static enum np_status save_refs(struct npi_old *old, struct npi_saved *saved,
                                const struct npi_mp4_track *track)
{
    const struct npi_mp4_place tref = track->parts[NPI_MP4_TREF];
    const struct npi_box holder = {.body = tref.at, .end = tref.end};
    struct npi_box chap;
    enum np_status status = NP_OK;

    if (!npi_box_child(&old->window, &holder, NPI_FOURCC('c', 'h', 'a', 'p'),
                       &chap))
        return NP_OK;
    for (int64_t at = chap.body; chap.end - at >= 4 && status == NP_OK;
         at += 4) {
        const unsigned char *bytes = npi_window_get(&old->window, at, 4);
        uint32_t id = bytes ? (uint32_t)npi_big_endian(bytes, 4) : 0;

        if (is_others(old, id))
            status = npi_saved_add_cref(old->ctx->arena, saved, track->id, id);
    }
    return status;
}

/* What ours replaces of chapters, added to what is known of it. */
static enum np_status save_chapters(struct npi_old *old,
                                    struct npi_saved *saved)
{
    enum np_status status = NP_OK;

    for (size_t i = 0; i < old->n_tracks && status == NP_OK; i++) {
        const struct npi_old_track *track = &old->tracks[i];

        if (track->chapters && !track->own)
            status = npi_saved_add_track(old->ctx->arena, saved,
                                         track->track->box);
        if (status == NP_OK)
            status = save_refs(old, saved, track->track);
    }
    return status;
}

enum np_status npi_build_saved(const struct npi_build *build,
                               struct npi_saved *saved)
{
    enum np_status status = begin(build, saved);

    if (status == NP_OK && build->wanted->n_chapters)
        status = save_chapters(build->old, saved);
    return status;
}

/* An old track in the new 'moov': as it is where it can be, else box by box,
 * with its chapter references and the offsets of its chunks written anew. */
#include "media/mp4/edit/build.h"

#include "media/mp4/edit/new_track.h"

#define TRAK NPI_FOURCC('t', 'r', 'a', 'k')
#define MDIA NPI_FOURCC('m', 'd', 'i', 'a')
#define MINF NPI_FOURCC('m', 'i', 'n', 'f')
#define STBL NPI_FOURCC('s', 't', 'b', 'l')
#define TREF NPI_FOURCC('t', 'r', 'e', 'f')
#define CHAP NPI_FOURCC('c', 'h', 'a', 'p')
#define STCO NPI_FOURCC('s', 't', 'c', 'o')
#define CO64 NPI_FOURCC('c', 'o', '6', '4')

/* One track on its way. */
struct walk {
    struct npi_build *build;
    bool move;     /* write the offsets anew */
    bool refer;    /* write the references to chapters anew */
    uint32_t self; /* the track's id */
    uint32_t id;   /* of the chapter track to refer to, 0: none of ours */
    bool referred; /* done */
};

static bool is_path(uint32_t type, uint32_t parent)
{
    return (type == MDIA && parent == TRAK) ||
           (type == MINF && parent == MDIA) || (type == STBL && parent == MINF);
}

/* A chapter track of others that stays, or comes back. */
static bool stays(const struct npi_build *build, uint32_t id)
{
    for (size_t i = 0; i < build->old->n_tracks; i++)
        if (build->old->tracks[i].track->id == id)
            return npi_build_keeps(build, &build->old->tracks[i]);
    return false;
}

static void put_back_refs(struct walk *walk)
{
    const struct npi_build *build = walk->build;
    const struct npi_saved *saved = &build->old->saved;

    if (build->wanted->n_chapters)
        return;
    for (size_t i = 0; i < saved->n_crefs; i++)
        if (saved->crefs[i].track == walk->self)
            npi_recipe_u32(&walk->build->moov, saved->crefs[i].chapters);
}

static bool has_refs(const struct walk *walk, const struct npi_box *chap)
{
    const struct npi_build *build = walk->build;
    const struct npi_saved *saved = &build->old->saved;

    if (walk->id)
        return true;
    for (int64_t at = chap->body; chap->end - at >= 4; at += 4) {
        const unsigned char *id = npi_window_get(&build->old->window, at, 4);

        if (id && stays(build, (uint32_t)npi_big_endian(id, 4)))
            return true;
    }
    if (build->wanted->n_chapters)
        return false;
    for (size_t i = 0; i < saved->n_crefs; i++)
        if (saved->crefs[i].track == walk->self)
            return true;
    return false;
}

static void put_chap(struct walk *walk, const struct npi_box *chap)
{
    struct npi_build *build = walk->build;

    if (!has_refs(walk, chap))
        return;
    npi_recipe_begin(&build->moov, CHAP);
    for (int64_t at = chap->body; chap->end - at >= 4; at += 4) {
        const unsigned char *id = npi_window_get(&build->old->window, at, 4);

        if (id && stays(build, (uint32_t)npi_big_endian(id, 4)))
            npi_recipe_put(&build->moov, id, 4);
    }
    put_back_refs(walk);
    if (walk->id)
        npi_recipe_u32(&build->moov, walk->id);
    npi_recipe_end(&build->moov);
}

/* 'tref' with its other references as they are; tref may be an empty box. */
static void put_tref(struct walk *walk, const struct npi_box *tref)
{
    struct npi_build *build = walk->build;
    struct npi_box child;
    struct npi_box chap = {0};
    int64_t at = tref->body;
    bool others = false;

    walk->referred = true;
    while (npi_box_next(&build->old->window, &at, tref->end, &child) ==
           NPI_BOX_OK) {
        if (child.type == CHAP)
            chap = child;
        else
            others = true;
    }
    if (!others && !has_refs(walk, &chap))
        return;
    npi_recipe_begin(&build->moov, TREF);
    at = tref->body;
    while (npi_box_next(&build->old->window, &at, tref->end, &child) ==
           NPI_BOX_OK)
        if (child.type != CHAP)
            npi_recipe_range(&build->moov, child.at, child.end);
    put_chap(walk, &chap);
    npi_recipe_end(&build->moov);
}

/* 'stco' and 'co64' are alike but for the width. */
static void put_offsets(struct walk *walk, const struct npi_box *box)
{
    struct npi_build *build = walk->build;
    const bool wide_in = box->type == CO64;
    const bool wide_out = wide_in || build->wide;
    const int64_t width = wide_in ? 8 : 4;
    const unsigned char *head = box->end - box->body >= 8
                                    ? npi_window_get(&build->old->window,
                                                     box->body, 8)
                                    : NULL;
    uint64_t n = head ? npi_big_endian(head + 4, 4) : 0;

    if (!head || (int64_t)n > (box->end - box->body - 8) / width) {
        build->refusal = NPI_REFUSE_DAMAGED;
        return;
    }
    npi_recipe_begin_full(&build->moov, wide_out ? CO64 : STCO, 0, 0);
    npi_recipe_u32(&build->moov, (uint32_t)n);
    npi_recipe_offsets(&build->moov, box->body + 8, (uint32_t)n, wide_in,
                       wide_out);
    npi_recipe_end(&build->moov);
}

static void put_children(struct walk *walk, const struct npi_box *parent);

static void put_child(struct walk *walk, const struct npi_box *child,
                      const struct npi_box *parent)
{
    struct npi_build *build = walk->build;

    if (walk->move && parent->type == STBL &&
        (child->type == STCO || child->type == CO64)) {
        put_offsets(walk, child);
    } else if (walk->move && is_path(child->type, parent->type)) {
        npi_recipe_begin(&build->moov, child->type);
        put_children(walk, child);
        npi_recipe_end(&build->moov);
    } else if (walk->refer && parent->type == TRAK && child->type == TREF) {
        put_tref(walk, child);
    } else {
        /* Offsets of auxiliary data: encryption. */
        if (build->copy && child->type == NPI_FOURCC('s', 'a', 'i', 'o'))
            build->refusal = NPI_REFUSE_OFFSETS;
        npi_recipe_range(&build->moov, child->at, child->end);
    }
}

static void put_children(struct walk *walk, const struct npi_box *parent)
{
    struct npi_build *build = walk->build;
    struct npi_box child;
    int64_t at = parent->body;
    enum npi_box_found found;

    while ((found = npi_box_next(&build->old->window, &at, parent->end,
                                 &child)) == NPI_BOX_OK) {
        if (walk->refer && !walk->referred && parent->type == TRAK &&
            child.type == MDIA) {
            /* The reference stands before the media, as everybody has it. */
            struct npi_box tref;

            if (!npi_box_child(&build->old->window, parent, TREF, &tref)) {
                tref = (struct npi_box){.type = TREF};
                put_tref(walk, &tref);
            }
        }
        put_child(walk, &child, parent);
    }
    if (found == NPI_BOX_BAD)
        build->refusal = NPI_REFUSE_DAMAGED;
}

static void put_trak(struct walk *walk, struct npi_mp4_place place)
{
    struct npi_build *build = walk->build;
    struct npi_box box;
    int64_t at = place.at;

    if (npi_box_next(&build->old->window, &at, place.end, &box) != NPI_BOX_OK)
        return;
    npi_recipe_begin(&build->moov, TRAK);
    put_children(walk, &box);
    npi_recipe_end(&build->moov);
}

/* True if the references of a track must be written anew. */
static bool changes_refs(const struct npi_build *build,
                         const struct npi_old_track *track, bool named)
{
    const struct npi_saved *saved = &build->old->saved;

    if (!build->wanted->change_chapters)
        return false;
    if (named || track->track->parts[NPI_MP4_TREF].end)
        return true;
    for (size_t i = 0; i < saved->n_crefs; i++)
        if (saved->crefs[i].track == track->track->id)
            return true;
    return false;
}

void npi_build_track(struct npi_build *build, size_t index, uint32_t id)
{
    const struct npi_old_track *track = &build->old->tracks[index];
    const bool names = id && !track->own && !track->chapters &&
                       (track->handler == NPI_FOURCC('v', 'i', 'd', 'e') ||
                        track->handler == NPI_FOURCC('s', 'o', 'u', 'n'));
    struct walk walk = {
        .build = build,
        .move = (build->copy || track->in_unit) && !track->elsewhere,
        .refer = changes_refs(build, track, names),
        .self = track->track->id,
        .id = names ? id : 0,
    };

    if (build->copy && track->elsewhere)
        build->refusal = NPI_REFUSE_REFERENCE;
    if (!walk.move && !walk.refer)
        npi_recipe_range(&build->moov, track->track->box.at,
                         track->track->box.end);
    else
        put_trak(&walk, track->track->box);
}

void npi_build_saved_track(struct npi_build *build, struct npi_mp4_place box)
{
    struct walk walk = {.build = build, .move = build->copy};

    if (walk.move)
        put_trak(&walk, box);
    else
        npi_recipe_range(&build->moov, box.at, box.end);
}

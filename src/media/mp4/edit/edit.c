/* The plan of an edit; see edit.h. */
#include "media/mp4/edit/edit.h"

#include "media/mp4/edit/place.h"

#include <string.h>

/* Places that are tried until the index fits the one that it was made for. */
#define PLACES 4

/* Bytes of the file that must be those of a recipe. */
struct compare {
    struct npi_bytes *bytes;
    int64_t at;
    int64_t from; /* what is before is not compared: a header */
    bool differs;
};

static bool compare(void *user, const unsigned char *bytes, size_t n)
{
    struct compare *with = user;
    unsigned char have[4096];

    while (n > 0 && !with->differs) {
        size_t some = n < sizeof(have) ? n : sizeof(have);
        size_t skip = with->at < with->from ? (size_t)(with->from - with->at)
                                            : 0;

        skip = skip < some ? skip : some;
        if (!npi_bytes_copy(with->bytes, with->at, have, some) ||
            memcmp(have + skip, bytes + skip, some - skip) != 0)
            with->differs = true;
        with->at += (int64_t)some;
        bytes += some;
        n -= some;
    }
    return !with->differs;
}

static bool is_same(struct npi_bytes *bytes, const struct npi_recipe *recipe,
                    int64_t at, size_t header)
{
    struct compare with = {bytes, at, at + (int64_t)header, false};

    return npi_recipe_run(recipe, compare, &with) == NP_OK && !with.differs;
}

/* The 'mdat' of ours that the live index uses: of those that are seen the last,
 * older ones are dead. */
static const struct npi_box *own_mdat(const struct npi_layout *layout)
{
    for (size_t i = layout->n; i-- > 0;)
        if (npi_box_is_own_mdat(layout->bytes, &layout->top[i]))
            return &layout->top[i];
    return NULL;
}

static enum np_status make(struct npi_edit *edit,
                           const struct npi_wanted *wanted, int64_t data_at)
{
    enum np_status status;

    npi_build_release(&edit->build);
    edit->build = (struct npi_build){.moves.others_stay = true};
    status = npi_build_data(&edit->build, &edit->old, wanted);
    edit->build.wide = data_at > UINT32_MAX - edit->build.data.size;
    if (status == NP_OK)
        status = npi_build_moov(&edit->build, data_at);
    npi_moves_sort(&edit->build.moves);
    edit->build.moov.moves = &edit->build.moves;
    return status;
}

/* Whether what is wanted is what is there, at the place where it is. */
static enum np_status find_same(struct npi_edit *edit,
                                const struct npi_wanted *wanted)
{
    const struct npi_layout *layout = &edit->layout;
    const struct npi_box *moov = &edit->old.moov;
    const struct npi_box *mdat = own_mdat(layout);
    int64_t data_at = mdat ? mdat->body : 0;
    enum np_status status = make(edit, wanted, data_at);
    bool no_data = !mdat && edit->build.data.size == NPI_OWN_MDAT_BYTES;

    if (status != NP_OK || edit->build.refusal != NPI_REFUSE_NOT)
        return status;
    edit->same = edit->build.moov.size == layout->tail - moov->at &&
                 (no_data ||
                  (mdat && mdat->end - mdat->body == edit->build.data.size &&
                   is_same(layout->bytes, &edit->build.data, data_at, 0))) &&
                 is_same(layout->bytes, &edit->build.moov, moov->at, 8);
    return NP_OK;
}

/* Finds a place for what was made, and makes it for that place; again, if what
 * is made there is of another size: offsets beyond 4 GB are longer. */
static enum np_status place(struct npi_edit *edit,
                            const struct npi_wanted *wanted)
{
    enum np_status status = make(edit, wanted, edit->layout.leftover);
    int64_t size = -1;

    for (unsigned i = 0; status == NP_OK && edit->build.moov.size != size &&
                         edit->build.refusal == NPI_REFUSE_NOT;
         i++) {
        size = edit->build.moov.size;
        if (i == PLACES)
            edit->refusal = NPI_REFUSE_ROOM;
        if (i == PLACES ||
            !npi_place_find(edit, edit->build.data.size + 8, size))
            return NP_OK;
        status = make(edit, wanted, edit->place.unit + 8);
    }
    if (status == NP_OK && edit->build.refusal == NPI_REFUSE_NOT)
        status = npi_place_record(edit);
    edit->bytes_written = edit->place.moov_end - edit->place.unit;
    return status;
}

enum np_status npi_edit_plan(struct npi_context *ctx, struct npi_bytes *bytes,
                             const struct npi_wanted *wanted,
                             struct npi_edit *edit)
{
    enum np_status status;

    *edit = (struct npi_edit){.ctx = ctx};
    status = npi_layout_read(ctx, bytes, &edit->layout);
    edit->refusal = edit->layout.refusal;
    if (status != NP_OK || edit->refusal != NPI_REFUSE_NOT)
        return status;
    status = npi_old_read(ctx, &edit->layout, &edit->old, &edit->refusal);
    if (status != NP_OK || edit->refusal != NPI_REFUSE_NOT)
        return status;
    status = find_same(edit, wanted);
    if (status == NP_OK && !edit->same && edit->build.refusal == NPI_REFUSE_NOT)
        status = place(edit, wanted);
    if (edit->refusal == NPI_REFUSE_NOT)
        edit->refusal = edit->build.refusal;
    return status;
}

void npi_edit_release(struct npi_edit *edit)
{
    npi_build_release(&edit->build);
}

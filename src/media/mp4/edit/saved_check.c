/* Whether chapter tracks that were kept aside (saved.c) still lead to their
 * text. Programs that move the media data of a file (for a larger index in
 * front, say) write the offsets of its tracks anew; those in a box of ours they
 * leave. */
#include "media/mp4/edit/old.h"
#include "media/mp4/samples.h"

/* Of a track: more prove nothing more. */
#define SAMPLES_MAX 256
#define TEXT_MAX 1024 /* bytes of a sample; even */

static bool is_text_track(struct npi_old *old,
                          const struct npi_mp4_track *track)
{
    const struct npi_mp4_place hdlr = track->parts[NPI_MP4_HDLR];
    const unsigned char *bytes = hdlr.end - hdlr.at >= 12
                                     ? npi_window_get(&old->window, hdlr.at + 8,
                                                      4)
                                     : NULL;
    uint32_t type = bytes ? (uint32_t)npi_big_endian(bytes, 4) : 0;

    return type == NPI_FOURCC('t', 'e', 'x', 't') ||
           type == NPI_FOURCC('s', 'b', 't', 'l');
}

/* UTF-8, or a code of one byte a character; UTF-16 has a mark. */
static bool is_text(const unsigned char *bytes, size_t n)
{
    if (n >= 2 && ((bytes[0] == 0xFE && bytes[1] == 0xFF) ||
                   (bytes[0] == 0xFF && bytes[1] == 0xFE)))
        return true;
    for (size_t i = 0; i < n; i++)
        if (bytes[i] < ' ' && bytes[i] != '\n' && bytes[i] != '\r' &&
            bytes[i] != '\t')
            return false;
    return true;
}

/* A length of 16 bits, the text, boxes that say how it looks. */
static bool is_text_sample(struct npi_old *old,
                           const struct npi_mp4_sample *sample)
{
    const int64_t end = sample->at + sample->size;
    const unsigned char *bytes = NULL;
    struct npi_box box;
    size_t n = 0;
    int64_t at;

    if (sample->size == 0)
        return true;
    if (sample->size >= 2)
        bytes = npi_window_get(&old->window, sample->at, 2);
    if (bytes)
        n = (size_t)npi_big_endian(bytes, 2);
    if (!bytes || n > sample->size - 2)
        return false;
    if (n > 0) {
        size_t some = n < TEXT_MAX ? n : TEXT_MAX;

        bytes = npi_window_get(&old->window, sample->at + 2, some);
        if (!bytes || !is_text(bytes, some))
            return false;
    }
    at = sample->at + 2 + (int64_t)n;
    while (npi_box_next(&old->window, &at, end, &box) == NPI_BOX_OK)
        if (box.open)
            return false;
    return end - at < 8;
}

/* A quarter of the samples may be odd, as they were before. */
static enum np_status leads_to_text(struct npi_old *old,
                                    struct npi_mp4_place box, bool *leads)
{
    struct npi_arena *arena = old->ctx->arena;
    struct npi_mp4_samples *samples = NPI_ARENA_NEW(arena,
                                                    struct npi_mp4_samples, 1);
    struct npi_mp4_sample sample;
    struct npi_mp4_track track;
    size_t n_good = 0;
    size_t n = 0;

    *leads = true;
    if (!samples)
        return NP_ERR_NOMEM;
    if (!npi_mp4_track_read(&old->window, box, &track) ||
        !is_text_track(old, &track) ||
        !npi_mp4_samples_init(samples, old->layout->bytes, &track))
        return NP_OK;
    for (; n < SAMPLES_MAX && npi_mp4_samples_next(samples, &sample); n++)
        n_good += is_text_sample(old, &sample);
    n += samples->damaged;
    *leads = n_good >= n - n / 4;
    return NP_OK;
}

enum np_status npi_saved_check(struct npi_old *old)
{
    struct npi_saved *saved = &old->saved;
    enum np_status status = NP_OK;
    bool leads = true;

    for (size_t i = 0; i < saved->n_tracks && leads && status == NP_OK; i++)
        status = leads_to_text(old, saved->tracks[i], &leads);
    if (leads)
        return status;
    saved->moved = true;
    saved->n_tracks = 0;
    saved->n_crefs = 0;
    return status;
}

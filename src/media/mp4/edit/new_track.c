/* See new_track.h. ISO/IEC 14496-12, 8.3 to 8.7; 3GPP TS 26.245, 5.16; ISO/IEC
 * 14496-12, 8.4.6 (extended language tag); QuickTime File Format, "Text Media"
 * and "Chapter Lists". Nothing here depends on the day: times of creation are
 * 0. All samples of a track are one chunk. */
#include "media/mp4/edit/new_track.h"

#include "media/mp4/edit/boxes.h"

#include <string.h>

/* tx3g's display flags: all samples are forced. */
#define ALL_FORCED 0xC0000000u

/* Subtitle tracks are alternatives of each other. */
#define SUBTITLE_GROUP 3

static void put_tx3g(struct npi_recipe *recipe,
                     const struct npi_part_track *text,
                     const struct npi_new_place *place)
{
    static const char FONT[] = "Sans-Serif";

    npi_recipe_begin_full(recipe, NPI_FOURCC('s', 't', 's', 'd'), 0, 0);
    npi_recipe_u32(recipe, 1);
    npi_recipe_begin(recipe, NPI_FOURCC('t', 'x', '3', 'g'));
    npi_recipe_zeros(recipe, 6);
    npi_recipe_u16(recipe, 1);
    npi_recipe_u32(recipe, text->is_forced ? ALL_FORCED : 0);
    npi_recipe_u8(recipe, 1);    /* centred */
    npi_recipe_u8(recipe, 0xFF); /* at the bottom */
    npi_recipe_u32(recipe, 0);   /* nothing behind it */
    npi_recipe_zeros(recipe, 4);
    npi_recipe_u16(recipe, (unsigned)place->height);
    npi_recipe_u16(recipe, (unsigned)place->width);
    npi_recipe_u32(recipe, 0);
    npi_recipe_u16(recipe, 1); /* font */
    npi_recipe_u8(recipe, 0);
    npi_recipe_u8(recipe, npi_text_size(place->height));
    npi_recipe_u32(recipe, 0xFFFFFFFFu);
    npi_recipe_begin(recipe, NPI_FOURCC('f', 't', 'a', 'b'));
    npi_recipe_u16(recipe, 1);
    npi_recipe_u16(recipe, 1);
    npi_recipe_u8(recipe, sizeof(FONT) - 1);
    npi_recipe_put(recipe, FONT, sizeof(FONT) - 1);
    npi_recipe_end(recipe);
    npi_recipe_end(recipe);
    npi_recipe_end(recipe);
}

static struct npi_new_sample text_sample(const void *from, size_t i)
{
    const struct npi_part_packet *packet =
        (const struct npi_part_packet *)from + i;

    return (struct npi_new_sample){packet->end - packet->start,
                                   packet->data.len};
}

static void put_elng(struct npi_recipe *recipe, struct np_str tag)
{
    if (!tag.len)
        return;
    npi_recipe_begin_full(recipe, NPI_FOURCC('e', 'l', 'n', 'g'), 0, 0);
    npi_recipe_str(recipe, tag);
    npi_recipe_u8(recipe, 0);
    npi_recipe_end(recipe);
}

/* A role of DASH's, as MP4 says it of a track (ISO/IEC 14496-12, 8.10.4). */
static void put_kind(struct npi_recipe *recipe, const char *role)
{
    static const char SCHEME[] = "urn:mpeg:dash:role:2011";

    npi_recipe_begin_full(recipe, NPI_FOURCC('k', 'i', 'n', 'd'), 0, 0);
    npi_recipe_put(recipe, SCHEME, sizeof(SCHEME));
    npi_recipe_put(recipe, role, strlen(role) + 1);
    npi_recipe_end(recipe);
}

static void put_track_udta(struct npi_recipe *recipe,
                           const struct npi_part_track *text)
{
    npi_recipe_begin(recipe, NPI_FOURCC('u', 'd', 't', 'a'));
    npi_recipe_begin(recipe, NPI_FOURCC('n', 'a', 'm', 'e'));
    npi_recipe_str(recipe, text->title);
    npi_recipe_end(recipe);
    if (text->is_forced)
        put_kind(recipe, "forced-subtitle");
    else
        put_kind(recipe, text->is_original ? "caption" : "subtitle");
    npi_recipe_end(recipe);
}

static void put_minf(struct npi_recipe *recipe,
                     const struct npi_part_track *text,
                     const struct npi_new_place *place,
                     const struct npi_new_samples *samples)
{
    npi_recipe_begin(recipe, NPI_FOURCC('m', 'i', 'n', 'f'));
    npi_recipe_begin_full(recipe, NPI_FOURCC('n', 'm', 'h', 'd'), 0, 0);
    npi_recipe_end(recipe);
    npi_put_dinf(recipe);
    npi_recipe_begin(recipe, NPI_FOURCC('s', 't', 'b', 'l'));
    put_tx3g(recipe, text, place);
    npi_put_tables(recipe, samples, place);
    npi_recipe_end(recipe);
    npi_recipe_end(recipe);
}

void npi_new_text_track(const struct npi_part_track *text,
                        const struct npi_new_place *place,
                        struct npi_recipe *recipe)
{
    const struct npi_new_samples samples = {text->n_packets, text_sample,
                                            text->packets};
    int64_t length = text->packets[text->n_packets - 1].end;
    uint32_t flags = NPI_TRACK_IN_MOVIE |
                     (text->is_default ? NPI_TRACK_ENABLED : 0);

    npi_recipe_begin(recipe, NPI_FOURCC('t', 'r', 'a', 'k'));
    npi_put_tkhd(recipe, place, flags, SUBTITLE_GROUP, length);
    npi_recipe_begin(recipe, NPI_FOURCC('m', 'd', 'i', 'a'));
    npi_put_mdhd(recipe, text->language, length);
    npi_put_hdlr(recipe, NPI_FOURCC('s', 'b', 't', 'l'), text->handler);
    put_elng(recipe, text->tag);
    put_minf(recipe, text, place, &samples);
    npi_recipe_end(recipe);
    put_track_udta(recipe, text);
    npi_recipe_end(recipe);
}

void npi_new_text_data(const struct npi_part_track *text,
                       struct npi_recipe *recipe)
{
    for (size_t i = 0; i < text->n_packets; i++)
        npi_recipe_str(recipe, text->packets[i].data);
}

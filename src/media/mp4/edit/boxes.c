/* See boxes.h. ISO/IEC 14496-12, 8.3 to 8.7. */
#include "media/mp4/edit/boxes.h"

/* Ticks a second of our tracks. */
#define SCALE 1000u

static const uint32_t UNITY[9] = {0x10000, 0, 0, 0,         0x10000,
                                  0,       0, 0, 0x40000000};

void npi_put_matrix(struct npi_recipe *recipe)
{
    for (size_t i = 0; i < 9; i++)
        npi_recipe_u32(recipe, UNITY[i]);
}

/* ms in ticks of the movie; neither is large enough to overflow: 150 hours are
 * 2^29 ms. */
static uint64_t in_movie(int64_t ms, uint32_t timescale)
{
    return ((uint64_t)ms / 1000) * timescale +
           (((uint64_t)ms % 1000) * timescale + 500) / 1000;
}

static void put_time(struct npi_recipe *recipe, bool wide, uint64_t time)
{
    if (wide)
        npi_recipe_u64(recipe, time);
    else
        npi_recipe_u32(recipe, (uint32_t)time);
}

void npi_put_tkhd(struct npi_recipe *recipe, const struct npi_new_place *place,
                  uint32_t flags, unsigned group, int64_t length)
{
    uint64_t duration = in_movie(length, place->timescale);
    bool wide = duration > UINT32_MAX;

    npi_recipe_begin_full(recipe, NPI_FOURCC('t', 'k', 'h', 'd'), wide, flags);
    put_time(recipe, wide, 0);
    put_time(recipe, wide, 0);
    npi_recipe_u32(recipe, place->id);
    npi_recipe_u32(recipe, 0);
    put_time(recipe, wide, duration);
    npi_recipe_zeros(recipe, 8 + 2);
    npi_recipe_u16(recipe, group);
    npi_recipe_zeros(recipe, 2 + 2);
    npi_put_matrix(recipe);
    npi_recipe_u32(recipe, (uint32_t)place->width << 16);
    npi_recipe_u32(recipe, (uint32_t)place->height << 16);
    npi_recipe_end(recipe);
}

/* Three letters of five bits; what is no code is "und". */
static unsigned pack_language(struct np_str code)
{
    unsigned packed = 0;

    if (code.len != 3)
        code = NPI_STR("und");
    for (size_t i = 0; i < 3; i++)
        packed = packed << 5 | ((unsigned)(code.ptr[i] - 0x60) & 31);
    return packed;
}

void npi_put_mdhd(struct npi_recipe *recipe, struct np_str language,
                  int64_t length)
{
    bool wide = length > UINT32_MAX;

    npi_recipe_begin_full(recipe, NPI_FOURCC('m', 'd', 'h', 'd'), wide, 0);
    put_time(recipe, wide, 0);
    put_time(recipe, wide, 0);
    npi_recipe_u32(recipe, SCALE);
    put_time(recipe, wide, (uint64_t)length);
    npi_recipe_u16(recipe, pack_language(language));
    npi_recipe_u16(recipe, 0);
    npi_recipe_end(recipe);
}

void npi_put_hdlr(struct npi_recipe *recipe, uint32_t type, struct np_str name)
{
    npi_recipe_begin_full(recipe, NPI_FOURCC('h', 'd', 'l', 'r'), 0, 0);
    npi_recipe_u32(recipe, 0);
    npi_recipe_u32(recipe, type);
    npi_recipe_zeros(recipe, 12);
    npi_recipe_str(recipe, name);
    npi_recipe_u8(recipe, 0);
    npi_recipe_end(recipe);
}

/* The data is in this file. */
void npi_put_dinf(struct npi_recipe *recipe)
{
    npi_recipe_begin(recipe, NPI_FOURCC('d', 'i', 'n', 'f'));
    npi_recipe_begin_full(recipe, NPI_FOURCC('d', 'r', 'e', 'f'), 0, 0);
    npi_recipe_u32(recipe, 1);
    npi_recipe_begin_full(recipe, NPI_FOURCC('u', 'r', 'l', ' '), 0, 1);
    npi_recipe_end(recipe);
    npi_recipe_end(recipe);
    npi_recipe_end(recipe);
}

/* Runs of samples of the same length. */
static void put_stts(struct npi_recipe *recipe,
                     const struct npi_new_samples *samples)
{
    size_t n_runs = 0;

    for (size_t i = 0; i < samples->n; i++)
        n_runs += i == 0 || samples->get(samples->from, i).length !=
                                samples->get(samples->from, i - 1).length;
    npi_recipe_begin_full(recipe, NPI_FOURCC('s', 't', 't', 's'), 0, 0);
    npi_recipe_u32(recipe, (uint32_t)n_runs);
    for (size_t i = 0, n; i < samples->n; i += n) {
        int64_t length = samples->get(samples->from, i).length;

        for (n = 1; i + n < samples->n &&
                    samples->get(samples->from, i + n).length == length;)
            n++;
        npi_recipe_u32(recipe, (uint32_t)n);
        npi_recipe_u32(recipe, (uint32_t)length);
    }
    npi_recipe_end(recipe);
}

static void put_stsc(struct npi_recipe *recipe, size_t n)
{
    npi_recipe_begin_full(recipe, NPI_FOURCC('s', 't', 's', 'c'), 0, 0);
    npi_recipe_u32(recipe, 1);
    npi_recipe_u32(recipe, 1);
    npi_recipe_u32(recipe, (uint32_t)n);
    npi_recipe_u32(recipe, 1);
    npi_recipe_end(recipe);
}

static void put_stsz(struct npi_recipe *recipe,
                     const struct npi_new_samples *samples)
{
    npi_recipe_begin_full(recipe, NPI_FOURCC('s', 't', 's', 'z'), 0, 0);
    npi_recipe_u32(recipe, 0);
    npi_recipe_u32(recipe, (uint32_t)samples->n);
    for (size_t i = 0; i < samples->n; i++)
        npi_recipe_u32(recipe, (uint32_t)samples->get(samples->from, i).size);
    npi_recipe_end(recipe);
}

void npi_put_tables(struct npi_recipe *recipe,
                    const struct npi_new_samples *samples,
                    const struct npi_new_place *place)
{
    put_stts(recipe, samples);
    put_stsc(recipe, samples->n);
    put_stsz(recipe, samples);
    npi_recipe_begin_full(recipe,
                          place->wide ? NPI_FOURCC('c', 'o', '6', '4')
                                      : NPI_FOURCC('s', 't', 'c', 'o'),
                          0, 0);
    npi_recipe_u32(recipe, 1);
    put_time(recipe, place->wide, (uint64_t)place->at);
    npi_recipe_end(recipe);
}

/* Chapters of new_track.h, in both forms that players know. As libavformat
 * writes them, which is what they have been tried with. */
#include "media/mp4/edit/new_track.h"

#include "base/utf8.h"
#include "media/mp4/edit/boxes.h"
#include "media/plan.h"

#define CHPL_MAX 255
#define CHPL_TITLE_MAX 255

static const char HANDLER[] = "Chapters (" NPI_OWN_NAME ")";

static struct np_str title_of(const struct npi_part_chapter *chapter)
{
    return npi_utf8_clip(chapter->title, NPI_CHAPTER_TITLE_MAX);
}

/* 'encd': the text is UTF-8. */
static const unsigned char ENCODING[12] = {0,   0,   0, 12, 'e', 'n',
                                           'c', 'd', 0, 0,  1,   0};

static struct npi_new_sample chapter_sample(const void *from, size_t i)
{
    const struct npi_wanted *wanted = from;
    const struct npi_part_chapter *chapter = &wanted->chapters[i];
    int64_t end = i + 1 < wanted->n_chapters ? wanted->chapters[i + 1].start
                                             : wanted->end;

    return (struct npi_new_sample){
        end > chapter->start ? end - chapter->start : 0,
        2 + title_of(chapter).len + sizeof(ENCODING)};
}

void npi_new_chapter_data(const struct npi_wanted *wanted,
                          struct npi_recipe *recipe)
{
    for (size_t i = 0; i < wanted->n_chapters; i++) {
        struct np_str title = title_of(&wanted->chapters[i]);

        npi_recipe_u16(recipe, (unsigned)title.len);
        npi_recipe_str(recipe, title);
        npi_recipe_put(recipe, ENCODING, sizeof(ENCODING));
    }
}

/* QuickTime's header of media that are neither seen nor heard. */
static void put_gmhd(struct npi_recipe *recipe)
{
    npi_recipe_begin(recipe, NPI_FOURCC('g', 'm', 'h', 'd'));
    npi_recipe_begin_full(recipe, NPI_FOURCC('g', 'm', 'i', 'n'), 0, 0);
    npi_recipe_u16(recipe, 0x40);
    for (unsigned i = 0; i < 3; i++)
        npi_recipe_u16(recipe, 0x8000);
    npi_recipe_zeros(recipe, 4);
    npi_recipe_end(recipe);
    npi_recipe_begin(recipe, NPI_FOURCC('t', 'e', 'x', 't'));
    npi_put_matrix(recipe);
    npi_recipe_end(recipe);
    npi_recipe_end(recipe);
}

/* QuickTime's text: flags, justification, colour, box and the rest at 0, no
 * font name. */
static void put_stsd(struct npi_recipe *recipe)
{
    npi_recipe_begin_full(recipe, NPI_FOURCC('s', 't', 's', 'd'), 0, 0);
    npi_recipe_u32(recipe, 1);
    npi_recipe_begin(recipe, NPI_FOURCC('t', 'e', 'x', 't'));
    npi_recipe_zeros(recipe, 6);
    npi_recipe_u16(recipe, 1);
    npi_recipe_u32(recipe, 1);
    npi_recipe_zeros(recipe, 4 + 6 + 8 + 8 + 2 + 2 + 1 + 2 + 6 + 1);
    npi_recipe_end(recipe);
    npi_recipe_end(recipe);
}

void npi_new_chapter_track(const struct npi_wanted *wanted,
                           const struct npi_new_place *place,
                           struct npi_recipe *recipe)
{
    const struct npi_new_samples samples = {wanted->n_chapters, chapter_sample,
                                            wanted};
    struct npi_new_place unseen = *place;

    unseen.width = unseen.height = 0;
    npi_recipe_begin(recipe, NPI_FOURCC('t', 'r', 'a', 'k'));
    npi_put_tkhd(recipe, &unseen, NPI_TRACK_IN_MOVIE, 0, wanted->end);
    npi_recipe_begin(recipe, NPI_FOURCC('m', 'd', 'i', 'a'));
    npi_put_mdhd(recipe, NPI_STR("und"), wanted->end);
    npi_put_hdlr(recipe, NPI_FOURCC('t', 'e', 'x', 't'), NPI_STR(HANDLER));
    npi_recipe_begin(recipe, NPI_FOURCC('m', 'i', 'n', 'f'));
    put_gmhd(recipe);
    npi_put_dinf(recipe);
    npi_recipe_begin(recipe, NPI_FOURCC('s', 't', 'b', 'l'));
    put_stsd(recipe);
    npi_put_tables(recipe, &samples, place);
    npi_recipe_end(recipe);
    npi_recipe_end(recipe);
    npi_recipe_end(recipe);
    npi_recipe_end(recipe);
}

/* Version 1, as everybody writes it: starts in units of 100 ns. */
void npi_new_chpl(const struct npi_wanted *wanted, struct npi_recipe *recipe)
{
    size_t n = wanted->n_chapters < CHPL_MAX ? wanted->n_chapters : CHPL_MAX;

    npi_recipe_begin_full(recipe, NPI_FOURCC('c', 'h', 'p', 'l'), 1, 0);
    npi_recipe_u32(recipe, 0);
    npi_recipe_u8(recipe, (unsigned)n);
    for (size_t i = 0; i < n; i++) {
        struct np_str title = npi_utf8_clip(wanted->chapters[i].title,
                                            CHPL_TITLE_MAX);

        npi_recipe_u64(recipe, (uint64_t)wanted->chapters[i].start * 10000);
        npi_recipe_u8(recipe, (unsigned)title.len);
        npi_recipe_str(recipe, title);
    }
    npi_recipe_end(recipe);
}

/* Any bytes as a .info.json: an error that is said, or stretches in order; and
 * as names in a folder, which are ranked without a slip. */
#include "base/str.h"
#include "captions/pair.h"
#include <stdlib.h>

#define NAMES 32

static void require(bool good)
{
    if (!good)
        abort();
}

static void check_stretches(const struct npi_info_stretch *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        require(items[i].start >= 0 && items[i].end > items[i].start);
        require(i == 0 || items[i].start >= items[i - 1].start);
    }
}

static void rank(struct npi_context *ctx, struct np_str text,
                 const struct npi_video_info *info)
{
    struct np_str names[NAMES];
    const struct npi_caption_candidate *ranked;
    size_t n = 0;
    size_t n_ranked;
    struct np_str rest = text;
    while (n < NAMES && npi_str_split(&rest, '\n', &names[n]))
        n++;
    struct npi_caption_wish wish = {.info = info};
    if (n > 0) {
        wish.stems[0] = names[0];
        wish.id = npi_video_id_of_name(names[n - 1]);
        wish.spoken = npi_video_id_of_link(names[n / 2]);
    }
    require(npi_captions_rank(ctx, &wish, names, n, &ranked, &n_ranked) ==
            NP_OK);
    require(n_ranked <= n);
    for (size_t i = 0; i < n_ranked; i++)
        require(ranked[i].index < n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct np_str text = {(const char *)data, size};
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_video_info info;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    enum np_status status = npi_info_read(&ctx, NPI_STR("f"), text, &info);
    require((status == NP_OK) == (npi_diags_count(&diags, NP_ERROR) == 0));
    check_stretches(info.chapters, info.n_chapters);
    check_stretches(info.sponsors, info.n_sponsors);
    rank(&ctx, text, status == NP_OK ? &info : NULL);
    npi_arena_release(&arena);
    return 0;
}

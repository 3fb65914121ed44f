/* Any bytes as cuts, range and offset: an error that is said, or a clock whose
 * pieces are in order and whose map is monotone. The text's lines are the
 * options' values: cuts, range, offset. */
#include "clock/cuts.h"
#include "base/str.h"

#include <stdlib.h>

static void require(bool good)
{
    if (!good)
        abort();
}

static void check(const struct npi_clock_map *clock)
{
    int64_t last = INT64_MIN;

    for (size_t k = 0; k < clock->n; k++) {
        const struct np_clock_piece *p = &clock->pieces[k];

        require(p->notes >= 0 && p->media >= 0 && p->length > 0);
        require(k == 0 || (p[-1].notes + p[-1].length <= p->notes &&
                           p[-1].media + p[-1].length <= p->media));
        for (int64_t ms = p->notes - 2; ms <= p->notes + 2; ms++) {
            int64_t media = npi_clock_to_media(clock, ms);

            require(ms < p->notes - 1 || k == 0 || media >= last ||
                    p->length < 4);
            require(npi_clock_end_to_media(clock, ms) <= media);
            if (!npi_clock_gone(clock, ms))
                require(npi_clock_to_notes(clock, media) == ms);
        }
        last = npi_clock_to_media(clock, p->notes + 2);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct np_str text = {(const char *)data, size};
    struct np_str line;
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_clock_map clock;
    struct npi_cuts cuts = {.to = NP_NO_TIME};
    enum np_status status = NP_OK;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    if (size > 0 && npi_str_split(&text, '\n', &line) && line.len > 0)
        status = npi_cuts_read(&ctx, line, &cuts);
    if (!status && npi_str_split(&text, '\n', &line) && line.len > 0)
        status = npi_cuts_read_range(&ctx, line, &cuts);
    if (!status && npi_str_split(&text, '\n', &line) && line.len > 0)
        status = npi_cuts_read_offset(&ctx, line, &cuts);
    require((status == NP_ERR_USAGE) ==
            (npi_diags_count(&diags, NP_ERROR) > 0));
    if (!status) {
        npi_cuts_say_outside(&ctx, &cuts, 3600000);
        status = npi_clock_make(&arena, &cuts, &clock);
        require(status == NP_OK || status == NP_ERR_USAGE);
        check(&clock);
    }
    npi_arena_release(&arena);
    return 0;
}

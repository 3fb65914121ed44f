/* Episodes made from bytes: whatever the notes say, the timeline is sound or
 * the notes are refused. Five bytes are one piece: what it is, then a time. */
#include "support/episode.h"
#include <stdlib.h>

#define PIECES 400

static const char *const texts[] = {
    "",
    "好。",
    "这里是第二章的开头，换一个人来说一些话。",
    "Tables made for showing",
    "We made tables for showing, and 3.5 million people (10,000 a day) came.",
    "第二章的开头",
    "AI",
    "？！……",
};

/* Mostly sensible seconds, now and then any number there is. */
static int64_t time_from(const uint8_t *data)
{
    uint32_t low = (uint32_t)data[0] | (uint32_t)data[1] << 8;
    switch (data[2] % 16) {
    case 0:
        return NP_NO_TIME;
    case 1:
        return (int64_t)((uint64_t)low << 47);
    case 2:
        return -(int64_t)low;
    case 3:
        return INT64_MAX - low;
    default:
        return (int64_t)low * 100;
    }
}

static void add_piece(struct episode *e, const uint8_t *data)
{
    const char *text = texts[data[1] % (sizeof(texts) / sizeof(texts[0]))];
    int64_t ms = time_from(data + 2);
    switch (data[0] % 8) {
    case 0:
    case 1:
        episode_entry(e, 1 + data[0] / 8 % 3u, ms, npi_str(text));
        e->entries[e->episode.n_outline - 1].end = time_from(data + 1);
        e->entries[e->episode.n_outline - 1].grain = data[0] & 64 ? 1 : 1000;
        break;
    case 2:
        episode_heading(e, npi_str(text));
        e->headings[e->episode.n_headings - 1].start = data[0] & 64
                                                           ? ms
                                                           : NP_NO_TIME;
        break;
    case 3:
        e->input.length = ms > 0 ? ms : NP_NO_TIME;
        break;
    case 4:
        if (e->episode.n_turns == 0 ||
            e->turns[e->episode.n_turns - 1].n_sentences > 0)
            episode_turn(e);
        break;
    default:
        episode_say(e, data[0] & 64 ? ms : NP_NO_TIME, npi_str(text));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct episode e;
    const struct npi_flattening how = {
        2, NPI_STR("· "), (enum np_chapter_style)(size ? data[0] % 4 : 0)};
    struct np_flat_chapters flat;
    episode_init(&e);
    for (size_t i = 0; i + 5 <= size && i < (size_t)PIECES * 5; i += 5)
        add_piece(&e, data + i);
    /* A turn has at least one sentence. */
    if (e.episode.n_turns && e.turns[e.episode.n_turns - 1].n_sentences == 0)
        e.episode.n_turns--;
    enum np_status status = episode_build(&e);
    if (status != NP_OK && status != NP_ERR_NOTES)
        abort();
    if (status == NP_OK &&
        (!episode_is_sound(&e) ||
         npi_chapters_flatten(&e.ctx, &e.timeline, &how, &flat)))
        abort();
    episode_release(&e);
    return 0;
}

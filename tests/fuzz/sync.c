/* Any captions and any sound: what is found of another cut is a clock, however
 * little sense they make. A first byte tells the scale; then three bytes are a
 * caption or a stretch of speech. Both keep the promises of their headers. */
#include "clock/sync.h"
#include "base/str.h"
#include "captions/captions.h"
#include "timeline/activity.h"

#include <stdlib.h>

#define ROOM 300

static struct npi_caption_cue cues[ROOM];
static struct npi_caption_word words[ROOM];
static struct npi_stretch speech[ROOM];

static void require(bool good)
{
    if (!good)
        abort();
}

static void add_cue(struct npi_caption_track *track, uint8_t kind,
                    int64_t pause, int64_t lasts)
{
    static const char *const texts[] = {"so", "so.", "（笑）", "怎么样？",
                                        "\"No!\""};
    int64_t last = track->n_cues ? cues[track->n_cues - 1].end : 0;
    struct npi_caption_cue *cue = &cues[track->n_cues++];

    *cue = (struct npi_caption_cue){
        .start = last + pause,
        .end = last + pause + lasts + 1,
        .text = npi_str(texts[kind / 8 % 5]),
        .first_word = track->n_words,
        .sound = kind % 8 == 7,
    };
    if (cue->sound)
        return;
    cue->n_words = 1;
    words[track->n_words++] = (struct npi_caption_word){.text = cue->text,
                                                        .start = cue->start,
                                                        .end = cue->end,
                                                        .timed = kind & 64,
                                                        .new_speaker = kind &
                                                                       128};
}

static void check(const struct npi_sync *sync)
{
    struct npi_arena arena;
    struct npi_clock_map clock;

    require(sync->cuts.n <= NPI_SYNC_BREAKS);
    require(sync->verdict == NPI_SYNC_OTHER_CUT ||
            (sync->cuts.n == 0 && sync->cuts.offset == 0));
    for (size_t i = 1; i < sync->cuts.n; i++)
        require(sync->cuts.items[i].at >=
                sync->cuts.items[i - 1].at + sync->cuts.items[i - 1].removed);
    npi_arena_init(&arena);
    require(npi_clock_make(&arena, &sync->cuts, &clock) == NP_OK);
    npi_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct npi_caption_track track = {.cues = cues, .words = words};
    struct npi_activity sound = {.speech = speech};
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_sync sync;
    int64_t scale = size > 0 ? 1 + data[0] % 8 : 1;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    for (size_t i = 1; i + 3 <= size && i / 3 < ROOM; i += 3) {
        int64_t pause = data[i + 1] * scale;
        int64_t lasts = data[i + 2] * scale;

        /* One kind of byte is both: they fit each other there. */
        if (data[i] % 4 != 1)
            add_cue(&track, data[i], pause, lasts);
        if (data[i] % 4 != 0) {
            speech[sound.n].start = sound.length + pause + (sound.n > 0);
            sound.length = speech[sound.n].start + lasts + 1;
            speech[sound.n++].end = sound.length;
        }
    }
    require(npi_sync_find(&ctx, &track, &sound, &sync) == NP_OK);
    check(&sync);
    npi_sync_say(&ctx, &sync);
    npi_arena_release(&arena);
    return 0;
}

/* How well another cut is found: captions and the sound's speech in, the clock
 * out. usage: sync CAPTIONS ACTIVITY; ACTIVITY as support/activity.h reads it.
 */
#include "clock/sync.h"
#include "captions/captions.h"
#include "support/activity.h"

#include <time.h>

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    static const char *const verdicts[] = {"same",   "cut",   "few",
                                           "unsure", "drift", "many"};
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    struct npi_caption_track track;
    struct npi_activity activity;
    struct npi_sync sync;
    size_t len;
    if (argc != 3)
        return 2;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    char *bytes = test_read_file(argv[1], &len);
    if (npi_captions_read(&ctx, npi_str(argv[1]), (struct np_str){bytes, len},
                          &track))
        return 1;
    test_read_activity(&arena, argv[2], &activity);
    double before = now_ms();
    if (npi_sync_find(&ctx, &track, &activity, &sync))
        return 1;
    printf("%s\tgain %.0f\tmeet %.2f\tchance %.2f\t%.1f ms\toffset %.3f",
           verdicts[sync.verdict], sync.gain, sync.share, sync.chance,
           now_ms() - before, (double)sync.cuts.offset / 1000);
    for (size_t i = 0; i < sync.cuts.n; i++) {
        const struct npi_cut *cut = &sync.cuts.items[i];
        printf("\t%.3f%+.3f", (double)cut->at / 1000,
               (double)(cut->inserted - cut->removed) / 1000);
    }
    printf("\n");
    free(bytes);
    npi_arena_release(&arena);
    return 0;
}

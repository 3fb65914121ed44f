/* Where speech rests. In the sound that is every gap that is no mere stop of
 * the breath; captions tell it where there is time between two of them, or
 * where one ends with a mark: who made them cut there too. */
#include "timeline/silences.h"

#include "base/utf8.h"
#include "captions/captions.h"
#include "timeline/activity.h"

#define SHORTEST 150 /* ms */

static bool is_mark(uint32_t cp)
{
    switch (cp) {
    case '.':
    case ',':
    case ';':
    case ':':
    case '?':
    case '!':
    case 0x2014: /* — */
    case 0x2026: /* … */
    case 0x3001: /* 、 */
    case 0x3002: /* 。 */
    case 0xff01: /* ！ */
    case 0xff0c: /* ， */
    case 0xff1a: /* ： */
    case 0xff1b: /* ； */
    case 0xff1f: /* ？ */
        return true;
    default:
        return false;
    }
}

static bool ends_with_mark(struct np_str text)
{
    size_t at = text.len;
    return text.len > 0 && is_mark(npi_utf8_prev(text, &at));
}

static size_t of_sound(const struct npi_activity *a, struct np_pause *out)
{
    size_t n = 0;
    for (size_t i = 1; i < a->n; i++) {
        int64_t start = a->speech[i - 1].end;
        int64_t end = a->speech[i].start;
        bool heard = !a->unheard || (!a->unheard[i - 1] && !a->unheard[i]);
        if (heard && end - start >= SHORTEST)
            out[n++] = (struct np_pause){start, end};
    }
    return n;
}

static size_t of_captions(const struct npi_caption_track *track,
                          struct np_pause *out)
{
    size_t n = 0;
    for (size_t i = 1; i < track->n_cues; i++) {
        const struct npi_caption_cue *cue = &track->cues[i];
        if (cue->start - cue[-1].end >= SHORTEST ||
            ends_with_mark(cue[-1].text))
            out[n++] = (struct np_pause){cue[-1].end, cue->start};
    }
    return n;
}

enum np_status npi_silences_list(struct npi_arena *arena,
                                 const struct npi_activity *activity,
                                 const struct npi_caption_track *captions,
                                 struct np_timeline *timeline)
{
    size_t most = activity ? activity->n : captions ? captions->n_cues : 0;
    struct np_pause *pauses;
    if (!most)
        return NP_OK;
    pauses = NPI_ARENA_NEW(arena, struct np_pause, most);
    if (!pauses)
        return NP_ERR_NOMEM;
    timeline->n_pauses = activity ? of_sound(activity, pauses)
                                  : of_captions(captions, pauses);
    timeline->pauses = pauses;
    return NP_OK;
}

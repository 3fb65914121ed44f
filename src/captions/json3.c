/* YouTube's json3, which has no specification: events with a start, a
 * duration and segments; in recognised captions a segment is a word with its
 * offset. Events without segments set up windows; those with "aAppend" only
 * break lines. An event lasts until its line has scrolled away, well into the
 * next one: track.c ends it there. */
#include "captions/markup.h"
#include "captions/readers.h"
#include "captions/tree.h"

#define MARKUP (NPI_MARKUP_HTML_TAGS | NPI_MARKUP_ENTITIES)

bool npi_json3_knows(const json_t *root)
{
    return npi_tree_array(root, "events") != NULL;
}

static void put_segment(struct npi_draft *draft, const json_t *segment,
                        int64_t event_start)
{
    struct np_str text = npi_tree_text(segment, "utf8");
    int64_t offset = npi_tree_ms(segment, "tOffsetMs", 1);
    if (offset != NP_NO_TIME)
        npi_draft_mark(draft, event_start + offset);
    if (offset != NP_NO_TIME || json_object_get(segment, "acAsrConf"))
        draft->kind = NPI_CAPTION_AUTOMATIC;
    npi_markup_put(draft, text, MARKUP);
}

static void put_event(struct npi_draft *draft, const json_t *event,
                      size_t index)
{
    const json_t *segments = npi_tree_array(event, "segs");
    if (!segments)
        return;
    int64_t start = npi_tree_ms(event, "tStartMs", 1);
    int64_t lasts = npi_tree_ms(event, "dDurationMs", 1);
    if (start == NP_NO_TIME) {
        npi_draft_say_entry(draft, index);
        return;
    }
    npi_draft_add(draft, start,
                  lasts == NP_NO_TIME ? NP_NO_TIME : start + lasts, 0);
    for (size_t i = 0; i < json_array_size(segments); i++)
        put_segment(draft, json_array_get(segments, i), start);
}

void npi_json3_read(struct npi_draft *draft, const json_t *root)
{
    const json_t *events = npi_tree_array(root, "events");
    draft->kind = NPI_CAPTION_HUMAN; /* until a segment shows a machine */
    for (size_t i = 0; i < json_array_size(events) && !npi_draft_stopped(draft);
         i++)
        put_event(draft, json_array_get(events, i), i);
}

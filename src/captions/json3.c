/* YouTube's json3, which has no specification: events with a start, a
 * duration and segments; in recognised captions a segment is a word with its
 * offset. Events without segments set up windows; those with "aAppend" only
 * break lines. An event lasts until its line has scrolled away, well into the
 * next one: track.c ends it there. */
#include "captions/json.h"
#include "captions/markup.h"
#include "captions/readers.h"

#define MARKUP (NPI_MARKUP_HTML_TAGS | NPI_MARKUP_ENTITIES)

bool npi_json3_knows(const json_t *root)
{
    return npi_json_array(root, "events") != NULL;
}

static void put_segment(struct npi_draft *draft, const json_t *segment,
                        int64_t event_start)
{
    struct np_str text = npi_json_text(segment, "utf8");
    int64_t offset = npi_json_ms(segment, "tOffsetMs", 1);
    if (offset != NP_NO_TIME)
        npi_draft_mark(draft, event_start + offset);
    if (offset != NP_NO_TIME || json_object_get(segment, "acAsrConf"))
        draft->kind = NPI_CAPTION_AUTOMATIC;
    npi_markup_put(draft, text, MARKUP);
}

static void put_event(struct npi_draft *draft, const json_t *event,
                      size_t index)
{
    const json_t *segments = npi_json_array(event, "segs");
    const json_t *segment;
    size_t i;
    if (!segments)
        return;
    int64_t start = npi_json_ms(event, "tStartMs", 1);
    int64_t lasts = npi_json_ms(event, "dDurationMs", 1);
    if (start == NP_NO_TIME) {
        npi_draft_say_entry(draft, index);
        return;
    }
    npi_draft_add(draft, start,
                  lasts == NP_NO_TIME ? NP_NO_TIME : start + lasts, 0);
    json_array_foreach(segments, i, segment) put_segment(draft, segment, start);
}

void npi_json3_read(struct npi_draft *draft, const json_t *root)
{
    const json_t *event;
    size_t i;
    draft->kind = NPI_CAPTION_HUMAN; /* until a segment shows a machine */
    json_array_foreach(npi_json_array(root, "events"), i,
                       event) if (!npi_draft_stopped(draft))
        put_event(draft, event, i);
}

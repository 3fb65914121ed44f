/* One text track of a Matroska file as events: by the index if it names the
 * track's blocks, else by going from head to head through all clusters. */
#include "media/matroska/text.h"

#include "media/matroska/reader.h"

static bool stopped(struct npi_mkv_reader *reader)
{
    const volatile int *cancel = reader->events->ctx->cancel;

    if (cancel && *cancel)
        reader->events->status = NP_ERR_INTERRUPTED;
    return reader->events->status != NP_OK || reader->events->full ||
           reader->bad_at >= 0;
}

int64_t npi_mkv_reader_cluster(struct npi_mkv_reader *reader,
                               const struct npi_element *cluster)
{
    struct npi_element child;
    enum npi_element_found found = NPI_ELEMENT_END;
    uint64_t time = 0;
    int64_t at = cluster->body;

    while (!stopped(reader) &&
           (found = npi_element_next(reader->window, &at, cluster->end,
                                     &child)) == NPI_ELEMENT_OK) {
        if (cluster->open && npi_element_is_top(child.id))
            return child.at;
        if (child.open || child.cut)
            found = NPI_ELEMENT_BAD;
        else if (child.id == NPI_ID_TIMESTAMP)
            time = npi_element_uint(reader->window, &child);
        else
            npi_mkv_reader_add(reader, &child, time);
        if (found == NPI_ELEMENT_BAD)
            break;
    }
    if (found == NPI_ELEMENT_BAD && reader->bad_at < 0)
        reader->bad_at = child.at;
    return cluster->end;
}

void npi_mkv_reader_walk(struct npi_mkv_reader *reader)
{
    struct npi_element element;
    enum npi_element_found found = NPI_ELEMENT_END;
    int64_t end = reader->segment.end;
    int64_t at = reader->segment.first_cluster;

    if (at < 0)
        return;
    while (!stopped(reader) &&
           (found = npi_element_next(reader->window, &at, end, &element)) ==
               NPI_ELEMENT_OK) {
        if (element.id == NPI_ID_SEGMENT || element.id == NPI_ID_EBML)
            return; /* another file behind this one */
        if (element.id == NPI_ID_CLUSTER)
            at = npi_mkv_reader_cluster(reader, &element);
        else if (element.open)
            found = NPI_ELEMENT_BAD;
        if (found == NPI_ELEMENT_BAD)
            break;
    }
    if (found == NPI_ELEMENT_BAD && reader->bad_at < 0)
        reader->bad_at = element.at;
}

static bool is_webm_vtt(struct np_str codec)
{
    return npi_str_starts(codec, NPI_STR("D_WEBVTT/"));
}

static void read_track(struct npi_mkv_reader *reader,
                       const struct npi_text_track *which)
{
    reader->bad_at = -1;
    reader->vtt_head = is_webm_vtt(which->codec);
    if (!npi_mkv_segment_read(reader->window, &reader->segment) ||
        !npi_mkv_track_find(&reader->segment, which->index, &reader->track))
        reader->bad_at = 0;
    else if (!npi_mkv_reader_cues(reader))
        npi_mkv_reader_walk(reader);
    if (reader->bad_at >= 0)
        npi_text_events_damaged(reader->events, reader->bad_at);
}

void npi_mkv_read(struct npi_text_events *events, struct npi_bytes *bytes,
                  const struct npi_text_track *track)
{
    struct npi_window window;
    struct npi_mkv_reader reader = {.events = events, .window = &window};

    npi_window_init(&window, bytes);
    npi_buf_init(&reader.unpacked, NPI_TEXT_SAMPLE_MAX + NPI_MKV_STRIPPED_MAX);
    read_track(&reader, track);
    npi_buf_release(&reader.unpacked);
    npi_text_sample_release(&reader.packed);
}

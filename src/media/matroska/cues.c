/* The way by the index: straight to the blocks of one track.
 *
 * Muxers that name a text track in the index name all of its blocks; nobody
 * has to. So in some of the clusters all is looked at, and one block of the
 * track that the index does not know is enough to leave it aside. */
#include "media/matroska/reader.h"

#include "base/mem.h"

/* Clusters that are looked at as a whole. */
#define PROBES 8

/* Children of a cluster among which its timestamp is looked for. */
#define TIMESTAMP_WITHIN 8

struct cue {
    int64_t cluster;  /* from the segment's start */
    int64_t relative; /* of the block, from the cluster's first child; -1 */
};

struct index {
    struct npi_mkv_reader *reader;
    struct cue *items;
    size_t n;
    size_t cap;
};

static bool add_cue(struct index *index, const struct cue *cue)
{
    if (index->n == index->cap) {
        size_t cap = index->cap * 2 + 256;
        struct cue *items = npi_realloc(index->items, cap * sizeof(*items));

        if (!items) {
            index->reader->events->status = NP_ERR_NOMEM;
            return false;
        }
        index->items = items;
        index->cap = cap;
    }
    index->items[index->n++] = *cue;
    return true;
}

static bool read_positions(struct index *index,
                           const struct npi_element *positions)
{
    struct npi_window *window = index->reader->window;
    struct cue cue = {-1, -1};
    struct npi_element child;
    uint64_t track = 0;

    NPI_MKV_EACH(window, positions, &child, at)
    {
        if (child.id == NPI_ID_CUE_TRACK)
            track = npi_element_uint(window, &child);
        else if (child.id == NPI_ID_CUE_CLUSTER_POSITION)
            cue.cluster = (int64_t)npi_element_uint(window, &child);
        else if (child.id == NPI_ID_CUE_RELATIVE_POSITION)
            cue.relative = (int64_t)npi_element_uint(window, &child);
    }
    if (track != index->reader->track.number)
        return true;
    return cue.cluster >= 0 && index->n < NPI_TEXT_SAMPLES_MAX &&
           add_cue(index, &cue);
}

/* False if something in it is damaged or the memory is full. */
static bool read_index(struct index *index)
{
    struct npi_window *window = index->reader->window;
    const struct npi_element *cues = &index->reader->segment.cues;
    struct npi_element point;
    struct npi_element child;

    NPI_MKV_EACH(window, cues, &point, at)
    {
        if (point.id != NPI_ID_CUE_POINT)
            continue;
        NPI_MKV_EACH(window, &point, &child, inner)
        {
            if (child.id == NPI_ID_CUE_TRACK_POSITIONS &&
                !read_positions(index, &child))
                return false;
        }
    }
    return index->n > 0;
}

static bool find_cluster(const struct index *index, const struct cue *cue,
                         struct npi_element *cluster)
{
    const struct npi_mkv_segment *segment = &index->reader->segment;
    int64_t at = segment->at + cue->cluster;

    return cue->cluster < segment->end - segment->at &&
           npi_element_next(index->reader->window, &at, segment->end,
                            cluster) == NPI_ELEMENT_OK &&
           cluster->id == NPI_ID_CLUSTER;
}

static bool find_timestamp(struct npi_window *window,
                           const struct npi_element *cluster, uint64_t *time)
{
    struct npi_element child;
    int64_t at = cluster->body;

    for (unsigned i = 0; i < TIMESTAMP_WITHIN; i++) {
        if (npi_element_next(window, &at, cluster->end, &child) !=
                NPI_ELEMENT_OK ||
            child.open)
            return false;
        if (child.id == NPI_ID_TIMESTAMP) {
            *time = npi_element_uint(window, &child);
            return true;
        }
    }
    return false;
}

/* The one block that the entry names. */
static bool add_named(const struct index *index, const struct cue *cue,
                      const struct npi_element *cluster)
{
    struct npi_mkv_reader *reader = index->reader;
    size_t before = reader->n_blocks;
    struct npi_element block;
    uint64_t time;
    int64_t at = cluster->body + cue->relative;

    if (cue->relative > cluster->end - cluster->body ||
        !find_timestamp(reader->window, cluster, &time) ||
        npi_element_next(reader->window, &at, cluster->end, &block) !=
            NPI_ELEMENT_OK ||
        block.open || block.cut)
        return false;
    npi_mkv_reader_add(reader, &block, time);
    return reader->n_blocks == before + 1;
}

/* The entries from first on that name the same cluster. */
static size_t count_same(const struct index *index, size_t first)
{
    size_t n = 1;

    while (first + n < index->n &&
           index->items[first + n].cluster == index->items[first].cluster)
        n++;
    return n;
}

static bool has_positions(const struct index *index, size_t first, size_t n)
{
    for (size_t i = first; i < first + n; i++)
        if (index->items[i].relative < 0)
            return false;
    return true;
}

/* The blocks of one cluster, which entries [first, first + n) name. */
static bool add_cluster(const struct index *index, size_t first, size_t n,
                        bool probe)
{
    struct npi_mkv_reader *reader = index->reader;
    size_t before = reader->n_blocks;
    struct npi_element cluster;

    if (!find_cluster(index, &index->items[first], &cluster))
        return false;
    if (!probe && has_positions(index, first, n)) {
        for (size_t i = first; i < first + n; i++)
            if (!add_named(index, &index->items[i], &cluster))
                return false;
        return true;
    }
    (void)npi_mkv_reader_cluster(reader, &cluster);
    return reader->n_blocks == before + n;
}

static bool add_all(const struct index *index)
{
    struct npi_mkv_reader *reader = index->reader;
    size_t probe_each = index->n / PROBES + 1;
    size_t next_probe = 0;

    for (size_t i = 0; i < index->n;) {
        size_t n = count_same(index, i);
        bool probe = i + n > next_probe;

        if (!add_cluster(index, i, n, probe) || reader->bad_at >= 0)
            return false;
        if (reader->events->status != NP_OK || reader->events->full)
            return true;
        i += n;
        while (next_probe < i)
            next_probe += probe_each;
    }
    return true;
}

bool npi_mkv_reader_cues(struct npi_mkv_reader *reader)
{
    struct index index = {.reader = reader};
    bool good = false;

    if (reader->segment.cues.id && !reader->segment.cues.cut)
        good = read_index(&index) && add_all(&index);
    npi_free(index.items);
    if (reader->events->status != NP_OK)
        return true;
    if (!good) {
        reader->events->n = 0;
        reader->events->bytes = 0;
        reader->events->samples = 0;
        reader->bad_at = -1;
        reader->n_blocks = 0;
    }
    return good;
}

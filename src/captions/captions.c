/* The door: bytes to text, text to the reader that knows it, the reader's
 * draft to the track. */
#include "captions/captions.h"

#include "base/file.h"
#include "base/utf8.h"
#include "captions/form.h"
#include "captions/raw.h"
#include "captions/readers.h"
#include "captions/source.h"
#include "captions/track.h"
#include "captions/tree.h"

static void say_mended(struct npi_draft *draft, size_t n, size_t offset)
{
    struct npi_buf number;
    if (n == 0)
        return;
    npi_buf_init(&number, 32);
    npi_buf_put_u64(&number, n);
    npi_draft_say(draft, &NPI_D_CAPTION_BYTES, offset, 3, npi_buf_str(&number),
                  npi_str(NULL));
    npi_buf_release(&number);
}

static bool has_extension(const struct npi_draft *draft,
                          const struct npi_caption_reader *reader)
{
    return npi_str_eq_nocase(npi_path_extension(draft->name),
                             npi_str(reader->extension));
}

static enum npi_known how_known(const struct npi_caption_reader *reader,
                                const struct npi_draft *draft,
                                const json_t *root)
{
    if (root)
        return reader->knows_json && reader->knows_json(root) ? NPI_KNOWN_SURE
                                                              : NPI_KNOWN_NOT;
    return reader->knows ? reader->knows(draft->source) : NPI_KNOWN_NOT;
}

/* The reader that knows the content best; among equals the one whose extension
 * the file has, then the last row. root is NULL for a text. */
static const struct npi_caption_reader *
find_reader(const struct npi_draft *draft, const json_t *root)
{
    const struct npi_caption_reader *found = NULL;
    enum npi_known best = NPI_KNOWN_MAYBE;
    for (const struct npi_caption_reader *r = npi_caption_readers; r->name;
         r++) {
        enum npi_known known = how_known(r, draft, root);
        if (known < best ||
            (known == best && found && has_extension(draft, found)))
            continue;
        found = r;
        best = known;
    }
    return found;
}

/* A list is no caption file that we know; "[Events]" is none of JSON's. */
static bool is_json(struct np_str text)
{
    struct np_str start = npi_str_trim(npi_str_sub(text, 0, 4096));
    return start.len > 0 && start.ptr[0] == '{';
}

/* Fills the draft; the reader, or NULL with the draft's status set. An empty
 * file is a text without cues. */
static const struct npi_caption_reader *fill(struct npi_draft *draft)
{
    bool blank = npi_str_trim(draft->source).len == 0;
    json_t *root = is_json(draft->source) ? npi_tree_parse(draft) : NULL;
    const struct npi_caption_reader *reader = NULL;
    if (!draft->status)
        reader = blank ? npi_caption_readers : find_reader(draft, root);
    if (reader && root)
        reader->read_json(draft, root);
    else if (reader)
        reader->read(draft);
    json_decref(root);
    if (!reader && !draft->status) {
        draft->status = NP_ERR_NOTES;
        npi_diag_add(draft->ctx->diags, &NPI_D_CAPTION_FORMAT, NPI_NOWHERE,
                     draft->name, npi_str(NULL), npi_str(NULL), npi_str(NULL));
    }
    return reader;
}

/* The file's text in a draft; the reader that filled it, or NULL. */
static enum np_status open_draft(struct npi_context *ctx, struct np_str name,
                                 struct np_str bytes, struct npi_draft *draft,
                                 const struct npi_caption_reader **reader)
{
    struct npi_source_text source;
    enum np_status status = npi_source_decode(ctx, name, bytes,
                                              NPI_CAPTIONS_MAX, &source);
    if (status)
        return status;
    npi_draft_init(draft, ctx, name, source.text);
    say_mended(draft, source.n_mended, source.first_mended);
    *reader = fill(draft);
    return NP_OK;
}

enum np_status npi_captions_read(struct npi_context *ctx, struct np_str name,
                                 struct np_str bytes,
                                 struct npi_caption_track *track)
{
    const struct npi_caption_reader *reader;
    struct npi_draft draft;
    *track = (struct npi_caption_track){.name = name};
    enum np_status status = open_draft(ctx, name, bytes, &draft, &reader);
    if (status)
        return status;
    if (reader)
        track->format = reader->format;
    status = npi_track_make(&draft, track);
    npi_draft_release(&draft);
    return status;
}

static enum np_status copy_raw(struct npi_draft *draft,
                               struct npi_raw_captions *raw)
{
    struct npi_arena *arena = draft->ctx->arena;
    struct npi_raw_cue *cues = NPI_ARENA_NEW(arena, struct npi_raw_cue,
                                             draft->n_cues);
    struct np_str text = npi_arena_str(arena, npi_buf_str(&draft->text));
    if (!cues || !text.ptr)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < draft->n_cues; i++) {
        const struct npi_draft_cue *cue = &draft->cues[i];
        int64_t next = i + 1 < draft->n_cues ? draft->cues[i + 1].start
                                             : cue->start;
        cues[i] = (struct npi_raw_cue){
            .start = cue->start,
            .end = cue->end == NP_NO_TIME ? next : cue->end,
            .text = npi_str_sub(text, cue->text, cue->len),
            .offset = cue->offset,
        };
    }
    raw->cues = cues;
    raw->n_cues = draft->n_cues;
    return NP_OK;
}

enum np_status npi_captions_read_raw(struct npi_context *ctx,
                                     struct np_str name, struct np_str bytes,
                                     struct npi_raw_captions *raw)
{
    const struct npi_caption_reader *reader;
    struct npi_draft draft;
    *raw = (struct npi_raw_captions){.source = NP_NONE};
    enum np_status status = open_draft(ctx, name, bytes, &draft, &reader);
    if (status)
        return status;
    npi_draft_close(&draft);
    if (reader && draft.status == NP_OK && draft.n_cues == 0) {
        draft.status = NP_ERR_NOTES;
        NPI_DIAG1(ctx->diags, CAPTION_NO_CUE, NPI_NOWHERE, name);
    }
    if (reader && draft.status == NP_OK)
        npi_form_check(&draft, reader->format);
    status = draft.status;
    if (status == NP_OK)
        status = copy_raw(&draft, raw);
    if (reader) {
        raw->format = reader->format;
        raw->grain = reader->grain;
    }
    raw->n_faults = draft.n_faults;
    raw->language = npi_arena_str(ctx->arena, draft.language);
    if (status == NP_OK && reader && !reader->read_json)
        raw->source = draft.source_index != NP_NONE
                          ? draft.source_index
                          : npi_diags_add_source(ctx->diags, name,
                                                 draft.source);
    npi_draft_release(&draft);
    return status;
}

static const struct npi_caption_reader *reader_of(enum npi_caption_format f)
{
    for (const struct npi_caption_reader *r = npi_caption_readers; r->name; r++)
        if (r->format == f)
            return r;
    return NULL;
}

enum np_status npi_captions_from_events(struct npi_context *ctx,
                                        struct np_str name,
                                        enum npi_caption_format format,
                                        const struct npi_caption_event *events,
                                        size_t n,
                                        struct npi_caption_track *track)
{
    const struct npi_caption_reader *reader = reader_of(format);
    struct npi_draft draft;
    size_t n_bad = 0;
    *track = (struct npi_caption_track){.name = name, .format = format};
    npi_draft_init(&draft, ctx, name, npi_str(NULL));
    for (size_t i = 0; i < n && !npi_draft_stopped(&draft); i++) {
        size_t bad;
        if (!npi_utf8_check(events[i].text, &bad)) {
            n_bad++;
            continue;
        }
        npi_draft_add(&draft, events[i].start, events[i].end, i);
        if (reader && reader->put_payload)
            reader->put_payload(&draft, events[i].text);
    }
    say_mended(&draft, n_bad, 0);
    enum np_status status = npi_track_make(&draft, track);
    npi_draft_release(&draft);
    return status;
}

/* The door: bytes to text, text to the reader that knows it, the reader's
 * draft to the track. */
#include "captions/captions.h"

#include "base/encoding.h"
#include "base/file.h"
#include "base/utf8.h"
#include "captions/json.h"
#include "captions/readers.h"
#include "captions/track.h"

/* Of the bytes so many may be no UTF-8 in a file that is taken nevertheless:
 * whisper.cpp cuts characters in two, old files have a few Latin letters. */
#define BAD_SHARE 10

#define REPLACEMENT 0xfffd

struct mended {
    struct np_str text;
    size_t n;         /* places */
    size_t first_bad; /* offset in text */
};

/* U+FFFD for each byte that is no UTF-8. */
static bool mend(struct npi_arena *arena, struct np_str bytes,
                 struct mended *mended)
{
    struct npi_buf buf;
    npi_buf_init(&buf, NPI_CAPTIONS_MAX * 3);
    for (size_t at = 0; at < bytes.len;) {
        size_t from = at;
        uint32_t cp = npi_utf8_next(bytes, &at);
        if (cp == REPLACEMENT && at - from == 1 && mended->n++ == 0)
            mended->first_bad = buf.len;
        npi_buf_put_cp(&buf, cp);
    }
    bool good = !buf.error;
    if (good) {
        mended->text = npi_arena_str(arena, npi_buf_str(&buf));
        good = mended->text.ptr != NULL;
    }
    npi_buf_release(&buf);
    return good;
}

static bool is_mendable(struct np_str bytes)
{
    size_t bad = 0;
    if (npi_str_find_char(bytes, '\0') != NP_NONE)
        return false;
    for (size_t at = 0; at < bytes.len;) {
        size_t from = at;
        bad += npi_utf8_next(bytes, &at) == REPLACEMENT && at - from == 1;
    }
    return bad * BAD_SHARE < bytes.len;
}

/* Bytes to text; mended->n is 0 where nothing had to be mended. */
static enum np_status decode(struct npi_context *ctx, struct np_str name,
                             struct np_str bytes, struct mended *mended)
{
    enum npi_encoding encoding;
    struct npi_arena scratch;
    struct npi_diags unsaid;
    npi_arena_init(&scratch);
    npi_diags_init(&unsaid, &scratch);
    enum np_status status = npi_encoding_to_utf8(
        ctx->arena, &unsaid, name, bytes, &encoding, &mended->text);
    npi_arena_release(&scratch);
    if (status == NP_OK)
        return NP_OK;
    if (status != NP_ERR_NOTES || encoding != NPI_UTF8 || !is_mendable(bytes))
        return npi_encoding_to_utf8(ctx->arena, ctx->diags, name, bytes,
                                    &encoding, &mended->text);
    if (mend(ctx->arena, bytes, mended))
        return NP_OK;
    NPI_DIAG0(ctx->diags, NO_MEMORY, NPI_NOWHERE);
    return NP_ERR_NOMEM;
}

static void say_mended(struct npi_draft *draft, const struct mended *mended)
{
    struct npi_buf number;
    if (mended->n == 0)
        return;
    npi_buf_init(&number, 32);
    npi_buf_put_u64(&number, mended->n);
    npi_draft_say(draft, &NPI_D_CAPTION_BYTES, mended->first_bad, 3,
                  npi_buf_str(&number), npi_str(NULL));
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
    json_t *root = is_json(draft->source) ? npi_json_parse(draft) : NULL;
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

static enum np_status check_size(struct npi_context *ctx, struct np_str name,
                                 struct np_str bytes)
{
    struct npi_buf limit;
    if (bytes.len <= NPI_CAPTIONS_MAX)
        return NP_OK;
    npi_buf_init(&limit, 32);
    npi_buf_put_u64(&limit, NPI_CAPTIONS_MAX >> 20);
    NPI_DIAG2(ctx->diags, FILE_TOO_LARGE, NPI_NOWHERE, name,
              npi_buf_str(&limit));
    npi_buf_release(&limit);
    return NP_ERR_NOTES;
}

enum np_status npi_captions_read(struct npi_context *ctx, struct np_str name,
                                 struct np_str bytes,
                                 struct npi_caption_track *track)
{
    struct npi_draft draft;
    struct mended mended = {0};
    *track = (struct npi_caption_track){.name = name};
    enum np_status status = check_size(ctx, name, bytes);
    if (!status)
        status = decode(ctx, name, bytes, &mended);
    if (status)
        return status;
    npi_draft_init(&draft, ctx, name, mended.text);
    say_mended(&draft, &mended);
    const struct npi_caption_reader *reader = fill(&draft);
    if (reader)
        track->format = reader->format;
    status = npi_track_make(&draft, track);
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
    struct mended mended = {0};
    *track = (struct npi_caption_track){.name = name, .format = format};
    npi_draft_init(&draft, ctx, name, npi_str(NULL));
    for (size_t i = 0; i < n && !npi_draft_stopped(&draft); i++) {
        size_t bad;
        if (!npi_utf8_check(events[i].text, &bad)) {
            mended.n++;
            continue;
        }
        npi_draft_add(&draft, events[i].start, events[i].end, i);
        if (reader && reader->put_payload)
            reader->put_payload(&draft, events[i].text);
    }
    say_mended(&draft, &mended);
    enum np_status status = npi_track_make(&draft, track);
    npi_draft_release(&draft);
    return status;
}

/* What the fuzz targets of the caption readers share: any bytes through one
 * reader, whatever they look like, and what comes of it checked. */
#ifndef TESTS_SUPPORT_CAPTION_FUZZ_H
#define TESTS_SUPPORT_CAPTION_FUZZ_H

#include "base/utf8.h"
#include "captions/readers.h"
#include "captions/source.h"
#include "captions/track.h"
#include "captions/tree.h"
#include "support/captions.h"

static inline void fuzz_require(bool good)
{
    if (!good)
        abort();
}

static inline const struct npi_caption_reader *
fuzz_reader(enum npi_caption_format format)
{
    const struct npi_caption_reader *reader = npi_caption_readers;
    while (reader->format != format)
        reader++;
    return reader;
}

/* Text is one line of UTF-8 without control characters. */
static inline void fuzz_check_text(struct np_str text)
{
    size_t bad;
    fuzz_require(npi_utf8_check(text, &bad));
    for (size_t i = 0; i < text.len; i++)
        fuzz_require((unsigned char)text.ptr[i] >= 0x20 && text.ptr[i] != 0x7f);
}

static inline void fuzz_check(const struct npi_context *ctx,
                              enum np_status status,
                              const struct npi_caption_track *track)
{
    struct npi_buf out;
    npi_buf_init(&out, NPI_BUF_MAX);
    test_put_diags(&out, ctx->diags);
    fuzz_require((status == NP_OK) ==
                 (npi_diags_count(ctx->diags, NP_ERROR) == 0));
    if (status == NP_OK) {
        fuzz_require(test_track_is_sound(track));
        for (size_t i = 0; i < track->n_cues; i++)
            fuzz_check_text(track->cues[i].text);
        test_put_track(&out, track);
    }
    npi_buf_release(&out);
}

static inline void fuzz_read(struct npi_context *ctx,
                             const struct npi_caption_reader *reader,
                             struct np_str text)
{
    struct npi_draft draft;
    struct npi_caption_track track = {.name = NPI_STR("f")};
    npi_draft_init(&draft, ctx, NPI_STR("f"), text);
    json_t *root = reader->read_json ? npi_tree_parse(&draft) : NULL;
    if (root)
        reader->read_json(&draft, root);
    else if (reader->read)
        reader->read(&draft);
    json_decref(root);
    fuzz_check(ctx, npi_track_make(&draft, &track), &track);
    npi_draft_release(&draft);
}

/* The same bytes as samples of a media file's track, one a paragraph. */
static inline void fuzz_events(struct npi_context *ctx,
                               enum npi_caption_format format,
                               struct np_str text)
{
    enum { EVENTS = 64 };
    struct npi_caption_event events[EVENTS];
    struct npi_caption_track track;
    struct np_str line;
    size_t n = 0;
    while (n < EVENTS && npi_str_split(&text, '\n', &line)) {
        int64_t start = (int64_t)(line.len * 100);
        events[n++] = (struct npi_caption_event){
            start, line.len % 3 ? start + 1000 : NP_NO_TIME, line};
    }
    fuzz_check(
        ctx,
        npi_captions_from_events(ctx, NPI_STR("f"), format, events, n, &track),
        &track);
}

static inline int fuzz_captions(const uint8_t *data, size_t size,
                                enum npi_caption_format format)
{
    struct np_str bytes = {(const char *)data, size};
    const struct npi_caption_reader *reader = fuzz_reader(format);
    for (int way = 0; way < 3; way++) {
        struct npi_arena arena;
        struct npi_diags diags;
        struct npi_source_text source;
        struct npi_caption_track track;
        npi_arena_init(&arena);
        npi_diags_init(&diags, &arena);
        struct npi_context ctx = {&arena, &diags, NULL};
        if (way == 0)
            fuzz_check(&ctx,
                       npi_captions_read(&ctx, NPI_STR("f"), bytes, &track),
                       &track);
        else if (way == 1 &&
                 npi_source_decode(&ctx, NPI_STR("f"), bytes, NPI_CAPTIONS_MAX,
                                   &source) == NP_OK)
            fuzz_read(&ctx, reader, source.text);
        else if (way == 2 && reader->put_payload)
            fuzz_events(&ctx, format, bytes);
        npi_arena_release(&arena);
    }
    return 0;
}

#endif

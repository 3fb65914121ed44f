/* See subtitles.h. mov_text is 3GPP TS 26.245's sample: 16 bits of length and
 * plain text; what it shows between cues must be said by empty samples. How
 * text is kept from being markup is base/line's. */
#include "media/subtitles.h"

#include "base/line.h"
#include "base/utf8.h"
#include "media/overlap.h"

static const enum npi_markup markups[] = {
    [NPI_TEXT_NONE] = NPI_MARKUP_MOV,
    [NPI_TEXT_MOV] = NPI_MARKUP_MOV,
    [NPI_TEXT_SUBRIP] = NPI_MARKUP_SUBRIP,
    [NPI_TEXT_WEBVTT] = NPI_MARKUP_WEBVTT,
};

void npi_subtitle_encode(enum npi_text_codec codec, struct np_str text,
                         struct npi_buf *out)
{
    struct np_str rest = text;
    struct np_str line;
    size_t head = out->len;
    size_t body;

    if (codec == NPI_TEXT_MOV) {
        npi_buf_putc(out, 0);
        npi_buf_putc(out, 0);
    }
    body = out->len;
    while (npi_str_split(&rest, '\n', &line)) {
        line = npi_str_trim(line);
        if (npi_line_blank(line))
            continue;
        if (out->len > body)
            npi_buf_putc(out, '\n');
        npi_line_put(out, markups[codec], line);
    }
    if (codec != NPI_TEXT_MOV || out->error)
        return;
    if (out->len - body > NPI_MOV_TEXT_MAX)
        out->len = body + npi_utf8_clip(npi_str_sub(npi_buf_str(out), body,
                                                    out->len - body),
                                        NPI_MOV_TEXT_MAX)
                              .len;
    out->data[head] = (char)((out->len - body) >> 8);
    out->data[head + 1] = (char)((out->len - body) & 0xFF);
}

struct maker {
    struct npi_context *ctx;
    enum npi_text_codec codec;
    struct npi_buf buf;
    struct npi_part_packet *packets;
    size_t n;
    int64_t at;                 /* where the last packet ends */
    struct npi_overlap overlap; /* MP4's text shows one sample at a time */
    struct npi_subtitle_packets *made;
};

static enum np_status add(struct maker *maker, int64_t start, int64_t end)
{
    struct npi_part_packet *packet = &maker->packets[maker->n];

    packet->data = npi_arena_str(maker->ctx->arena, npi_buf_str(&maker->buf));
    if (maker->buf.error || !packet->data.ptr)
        return NP_ERR_NOMEM;
    packet->start = start;
    packet->end = end;
    maker->at = end;
    maker->n++;
    return NP_OK;
}

static enum np_status add_gap(struct maker *maker, int64_t until)
{
    if (maker->codec != NPI_TEXT_MOV || until <= maker->at)
        return NP_OK;
    npi_buf_clear(&maker->buf);
    npi_subtitle_encode(maker->codec, (struct np_str){"", 0}, &maker->buf);
    return add(maker, maker->at, until);
}

/* One text that is shown: its gap before it, then itself. */
static enum np_status add_text(struct maker *maker, int64_t start, int64_t end,
                               struct np_str text)
{
    enum np_status status = add_gap(maker, start);

    if (status != NP_OK)
        return status;
    npi_buf_clear(&maker->buf);
    npi_subtitle_encode(maker->codec, text, &maker->buf);
    maker->made->n_cut += maker->codec == NPI_TEXT_MOV &&
                          text.len > NPI_MOV_TEXT_MAX;
    maker->made->n_cues++;
    return add(maker, start, end);
}

/* A piece of cues that overlap; all that can go wrong is memory. */
static int put_piece(void *user, int64_t start, int64_t end, struct np_str text)
{
    return add_text(user, start, end, text) == NP_OK ? 0 : -1;
}

static enum np_status add_cue(struct maker *maker, const struct np_cue *cue,
                              int64_t end)
{
    struct npi_buf text;
    enum np_status status;

    npi_buf_init(&text, NPI_BUF_MAX);
    for (unsigned i = 0; i < cue->n_lines; i++) {
        npi_buf_puts(&text, i ? "\n" : "");
        npi_buf_put(&text, cue->lines[i]);
    }
    status = text.error;
    if (status == NP_OK && maker->codec != NPI_TEXT_MOV)
        status = add_text(maker, cue->start, end, npi_buf_str(&text));
    else if (status == NP_OK && npi_overlap_add(&maker->overlap, cue->start,
                                                end, npi_buf_str(&text)) != 0)
        status = NP_ERR_NOMEM;
    npi_buf_release(&text);
    return status;
}

/* The cues that begin before end, cut off there. */
static enum np_status add_cues(struct maker *maker, const struct np_cues *cues,
                               int64_t end)
{
    enum np_status status = NP_OK;

    for (size_t i = 0; i < cues->n_cues && status == NP_OK; i++) {
        const struct np_cue *cue = &cues->cues[i];
        int64_t stop = cue->end;

        if (end != NP_NO_TIME && cue->start >= end) {
            maker->made->n_beyond++;
            continue;
        }
        if (end != NP_NO_TIME && stop > end)
            stop = end;
        if (stop > cue->start)
            status = add_cue(maker, cue, stop);
    }
    if (status == NP_OK && npi_overlap_finish(&maker->overlap) != 0)
        status = NP_ERR_NOMEM;
    return status;
}

enum np_status npi_subtitle_packets(struct npi_context *ctx,
                                    enum npi_text_codec codec,
                                    const struct np_cues *cues, int64_t end,
                                    struct npi_subtitle_packets *made)
{
    struct maker maker = {.ctx = ctx, .codec = codec, .made = made};
    enum np_status status;

    *made = (struct npi_subtitle_packets){0};
    /* What is on changes at a start or an end; a gap goes before a start. */
    maker.packets = NPI_ARENA_NEW(ctx->arena, struct npi_part_packet,
                                  3 * cues->n_cues);
    if (!maker.packets)
        return NP_ERR_NOMEM;
    maker.overlap = (struct npi_overlap){.put = put_piece, .user = &maker};
    npi_buf_init(&maker.buf, NPI_BUF_MAX);
    status = add_cues(&maker, cues, end);
    npi_overlap_release(&maker.overlap);
    npi_buf_release(&maker.buf);
    made->packets = maker.packets;
    made->n_packets = maker.n;
    return status;
}

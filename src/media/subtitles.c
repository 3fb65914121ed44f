/* See subtitles.h. mov_text is 3GPP TS 26.245's sample: 16 bits of length and
 * plain text; what it shows between cues must be said by empty samples. How
 * text is kept from being markup is base/line's. */
#include "media/subtitles.h"

#include "base/line.h"
#include "base/utf8.h"
#include "media/overlap.h"

#define SMALL 75 /* per cent of the text's size: a second language */

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
    unsigned small; /* the size of a second language's text, 0: as the first */
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

static void put_lines(struct npi_buf *text, const struct np_str *lines,
                      unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        npi_buf_puts(text, text->len ? "\n" : "");
        npi_buf_put(text, lines[i]);
    }
}

/* Characters that the text has as a sample. */
static size_t count(struct np_str text)
{
    struct npi_buf sample;
    size_t n;

    npi_buf_init(&sample, NPI_BUF_MAX);
    npi_subtitle_encode(NPI_TEXT_MOV, text, &sample);
    n = npi_utf8_count(npi_str_sub(npi_buf_str(&sample), 2, sample.len));
    npi_buf_release(&sample);
    return n;
}

/* A style box behind the sample's text: its characters [from, to) are smaller,
 * all else about them is the track's default. */
static void put_small(struct npi_buf *out, size_t from, size_t to,
                      unsigned size)
{
    static const char HEAD[] = {0, 0, 0, 22, 's', 't', 'y', 'l', 0, 1};
    static const char TAIL[] = {(char)0xff, (char)0xff, (char)0xff, (char)0xff};
    const char record[] = {
        (char)(from >> 8),
        (char)(from & 0xff),
        (char)(to >> 8),
        (char)(to & 0xff),
        0,
        1, /* font 1 */
        0 /* neither bold … */,
        (char)size,
    };

    npi_buf_put(out, (struct np_str){HEAD, sizeof(HEAD)});
    npi_buf_put(out, (struct np_str){record, sizeof(record)});
    npi_buf_put(out, (struct np_str){TAIL, sizeof(TAIL)});
}

/* The language that is below the other one is the smaller one, where both are
 * shown. upper: the text above. */
static void make_small(struct maker *maker, struct np_str upper,
                       struct np_str whole)
{
    size_t above = count(upper);
    size_t all = count(whole);

    if (maker->codec == NPI_TEXT_MOV && maker->small > 0 && above > 0 &&
        above + 1 < all && whole.len <= NPI_MOV_TEXT_MAX)
        put_small(&maker->buf, above + 1, all, maker->small);
}

/* One text that is shown: its gap before it, then itself. upper: so many bytes
 * of it are the language above; 0: there is one. */
static enum np_status add_text(struct maker *maker, int64_t start, int64_t end,
                               struct np_str text, size_t upper)
{
    enum np_status status = add_gap(maker, start);

    if (status != NP_OK)
        return status;
    npi_buf_clear(&maker->buf);
    npi_subtitle_encode(maker->codec, text, &maker->buf);
    maker->made->n_cut += maker->codec == NPI_TEXT_MOV &&
                          text.len > NPI_MOV_TEXT_MAX;
    maker->made->n_cues++;
    if (upper > 0)
        make_small(maker, npi_str_sub(text, 0, upper), text);
    return add(maker, start, end);
}

/* A piece of cues that overlap; all that can go wrong is memory. */
static int put_piece(void *user, int64_t start, int64_t end, struct np_str text)
{
    return add_text(user, start, end, text, 0) == NP_OK ? 0 : -1;
}

/* Cues in two languages never overlap: they are not put together. */
static enum np_status put_cue(struct maker *maker, const struct np_cue *cue,
                              int64_t end, struct np_str text, size_t upper)
{
    if (maker->codec != NPI_TEXT_MOV)
        return add_text(maker, cue->start, end, text, 0);
    if (cue->n_second == 0)
        return npi_overlap_add(&maker->overlap, cue->start, end, text) == 0
                   ? NP_OK
                   : NP_ERR_NOMEM;
    return npi_overlap_finish(&maker->overlap) == 0
               ? add_text(maker, cue->start, end, text, upper)
               : NP_ERR_NOMEM;
}

static enum np_status add_cue(struct maker *maker, const struct np_cue *cue,
                              int64_t end)
{
    struct npi_buf text;
    size_t upper;
    enum np_status status;

    npi_buf_init(&text, NPI_BUF_MAX);
    if (cue->second_above)
        put_lines(&text, cue->second, cue->n_second);
    else
        put_lines(&text, cue->lines, cue->n_lines);
    upper = text.len;
    if (cue->second_above)
        put_lines(&text, cue->lines, cue->n_lines);
    else
        put_lines(&text, cue->second, cue->n_second);
    status = text.error;
    if (status == NP_OK)
        status = put_cue(maker, cue, end, npi_buf_str(&text), upper);
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
                                    unsigned text_size,
                                    struct npi_subtitle_packets *made)
{
    struct maker maker = {.ctx = ctx,
                          .codec = codec,
                          .made = made,
                          .small = text_size * SMALL / 100};
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

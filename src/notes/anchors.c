/* Stamps given beside the notes, put where their words stand in the dialogue.
 * From here on they are as if they were written there. */
#include "notes/anchors.h"

#include "base/stamp.h"
#include "base/str.h"
#include "base/utf8.h"
#include "notes/diags.h"

#include <string.h>

#define SHOWN_MAX 3    /* places that a hint lists */
#define SHOWN_WIDTH 24 /* columns of each */
/* What words share with the sentences that are shown when none has them. */
#define LIKE_LEAST 2

enum rank { NOWHERE, LIKE, INSIDE, AT_START, WHOLE };

struct finding {
    struct npi_buf want;  /* the words, plain */
    struct npi_buf plain; /* a sentence, plain, and so much of what follows in
                             its turn that the words could go on there */
    size_t own;           /* bytes of plain that are the sentence's own */
    enum rank rank;       /* of the best */
    size_t like;          /* characters shared, when rank is LIKE */
    size_t places[SHOWN_MAX];
    size_t n_places; /* as good as the best; only the first are kept */
};

/* Letters and digits alone, folded: what is left of a text when nobody cares
 * how it is dressed. */
static void put_plain(struct npi_buf *out, struct np_str text)
{
    for (size_t at = 0; at < text.len;) {
        const uint32_t cp = npi_cp_halfwidth(npi_utf8_next(text, &at));

        if (npi_cp_is_alnum(cp))
            npi_buf_put_cp(out, npi_cp_lower(cp));
    }
}

enum np_status npi_anchor_read(struct npi_diags *diags, struct np_str given,
                               struct npi_anchor *anchor)
{
    const size_t equals = npi_str_find_char(given, '=');
    const struct np_str left = npi_str_trim(npi_str_sub(given, 0, equals));
    struct npi_stamp stamp;
    size_t used = 0;
    size_t bad;

    *anchor = (struct npi_anchor){.given = given};
    if (!npi_utf8_check(given, &bad) || equals == NP_NONE ||
        !npi_stamp_read(left, &stamp, &used) || used != left.len ||
        stamp.loose) {
        NPI_DIAG1(diags, ANCHOR_FORM, NPI_NOWHERE, given);
        return NP_ERR_USAGE;
    }
    anchor->ms = stamp.ms;
    anchor->grain = stamp.grain;
    anchor->words = npi_str_trim(npi_str_sub(given, equals + 1, given.len));
    for (size_t at = 0; at < anchor->words.len;)
        if (npi_cp_is_alnum(npi_utf8_next(anchor->words, &at)) &&
            anchor->words.len <= NPI_ANCHOR_TEXT_MAX)
            return NP_OK;
    NPI_DIAG1(diags, ANCHOR_FORM, NPI_NOWHERE, given);
    return NP_ERR_USAGE;
}

/* Characters that two plain texts begin with alike. */
static size_t shared_start(struct np_str a, struct np_str b)
{
    size_t at_a = 0;
    size_t at_b = 0;
    size_t n = 0;

    while (at_a < a.len && at_b < b.len &&
           npi_utf8_next(a, &at_a) == npi_utf8_next(b, &at_b))
        n++;
    return n;
}

static enum rank rank_of(const struct finding *f, size_t *like)
{
    const struct np_str want = npi_buf_str(&f->want);
    const struct np_str plain = npi_buf_str(&f->plain);
    const struct np_str own = npi_str_sub(plain, 0, f->own);

    *like = 0;
    if (npi_str_eq(own, want))
        return WHOLE;
    if (npi_str_starts(plain, want))
        return own.len > 0 ? AT_START : NOWHERE;
    if (npi_str_find(own, want) != NP_NONE)
        return INSIDE;
    *like = shared_start(own, want);
    return *like >= LIKE_LEAST ? LIKE : NOWHERE;
}

static void consider(struct finding *f, size_t sentence)
{
    size_t like;
    const enum rank rank = rank_of(f, &like);

    if (rank == NOWHERE || rank < f->rank ||
        (rank == f->rank && like < f->like))
        return;
    if (rank > f->rank || like > f->like)
        f->n_places = 0;
    f->rank = rank;
    f->like = like;
    if (f->n_places < SHOWN_MAX)
        f->places[f->n_places] = sentence;
    f->n_places++;
}

static void read_sentence(struct finding *f, const struct np_episode *episode,
                          size_t sentence)
{
    const struct np_sentence *sentences = episode->sentences;

    npi_buf_clear(&f->plain);
    put_plain(&f->plain, sentences[sentence].text);
    f->own = f->plain.len;
    for (size_t i = sentence + 1;
         i < episode->n_sentences && f->plain.len < f->want.len &&
         sentences[i].turn == sentences[sentence].turn && !f->plain.error;
         i++)
        put_plain(&f->plain, sentences[i].text);
}

static void find(struct finding *f, const struct np_episode *episode,
                 struct np_str words)
{
    f->rank = NOWHERE;
    f->like = 0;
    f->n_places = 0;
    npi_buf_clear(&f->want);
    put_plain(&f->want, words);
    for (size_t i = 0; i < episode->n_sentences; i++) {
        read_sentence(f, episode, i);
        consider(f, i);
    }
}

/* As much of a text as a hint has room for. */
static struct np_str first_columns(struct np_str text)
{
    size_t at = 0;
    size_t width = 0;

    while (at < text.len && width < SHOWN_WIDTH)
        width += npi_cp_width(npi_utf8_next(text, &at), false);
    return npi_str_sub(text, 0, at);
}

/* "212: 一旦特斯拉…, 240: …" */
static void put_places(struct npi_buf *out, const struct finding *f,
                       const struct np_episode *episode)
{
    for (size_t i = 0; i < f->n_places && i < SHOWN_MAX; i++) {
        const struct np_sentence *one = &episode->sentences[f->places[i]];
        const struct np_str words = first_columns(one->text);

        npi_buf_puts(out, i > 0 ? " / " : "");
        npi_buf_put_u64(out, one->line);
        npi_buf_puts(out, ": ");
        npi_buf_put(out, words);
        npi_buf_puts(out, words.len < one->text.len ? "…" : "");
    }
}

static void report(struct npi_context *ctx, const struct finding *f,
                   const struct np_episode *episode,
                   const struct npi_anchor *anchor)
{
    struct npi_buf places;

    npi_buf_init(&places, NPI_BUF_MAX);
    put_places(&places, f, episode);
    if (f->rank == NOWHERE)
        NPI_DIAG1(ctx->diags, ANCHOR_MISSING, NPI_NOWHERE, anchor->words);
    else if (f->rank == LIKE)
        NPI_DIAG2(ctx->diags, ANCHOR_LIKE, NPI_NOWHERE, anchor->words,
                  npi_buf_str(&places));
    else
        NPI_DIAG2(ctx->diags, ANCHOR_AMBIGUOUS, NPI_NOWHERE, anchor->words,
                  npi_buf_str(&places));
    npi_buf_release(&places);
}

static enum np_status apply(struct npi_context *ctx, struct finding *f,
                            const struct npi_anchor *anchor,
                            const struct np_episode *episode,
                            struct np_sentence *sentences)
{
    find(f, episode, anchor->words);
    if (f->want.error || f->plain.error)
        return NP_ERR_NOMEM;
    if (f->rank < INSIDE || f->n_places != 1) {
        report(ctx, f, episode, anchor);
        return NP_ERR_USAGE;
    }
    sentences[f->places[0]].stamp = anchor->ms;
    sentences[f->places[0]].grain = anchor->grain;
    sentences[f->places[0]].anchored = true;
    return NP_OK;
}

enum np_status npi_anchors_apply(struct npi_context *ctx,
                                 const struct npi_anchor *anchors, size_t n,
                                 struct np_episode *episode)
{
    struct finding f = {.rank = NOWHERE};
    struct np_sentence *sentences;
    enum np_status status = NP_OK;

    if (n == 0)
        return NP_OK;
    sentences = NPI_ARENA_NEW(ctx->arena, struct np_sentence,
                              episode->n_sentences);
    if (!sentences)
        return NP_ERR_NOMEM;
    if (episode->n_sentences > 0)
        memcpy(sentences, episode->sentences,
               episode->n_sentences * sizeof(*sentences));
    npi_buf_init(&f.want, NPI_BUF_MAX);
    npi_buf_init(&f.plain, NPI_BUF_MAX);
    for (size_t i = 0; i < n && status != NP_ERR_NOMEM; i++) {
        const enum np_status one = apply(ctx, &f, &anchors[i], episode,
                                         sentences);

        status = status == NP_OK || one == NP_ERR_NOMEM ? one : status;
    }
    npi_buf_release(&f.want);
    npi_buf_release(&f.plain);
    if (status == NP_OK)
        episode->sentences = sentences;
    return status;
}

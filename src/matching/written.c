/* The notes' side: sentences to what they make expect. */
#include "matching/written.h"

#include "base/str.h"
#include "base/utf8.h"
#include "lexicon/fold.h"
#include "lexicon/number.h"
#include "lexicon/weight.h"
#include "matching/meaning.h"

#define NPI_LONE 0.5 /* weight of a character that is a word by itself */

struct builder {
    struct npi_arena *arena;
    struct npi_written *written;
    const struct npi_heard *heard;
    const struct npi_lexicon *lexicon;
    const struct npi_matching_model *model;
    float *sum;        /* by feature, of this sentence; else 0 */
    uint32_t *touched; /* features with a sum */
    size_t n_touched;
    uint32_t number; /* a heard one that the next word begins, or NPI_NO_ID */
    double known;    /* words */
    double words;
    size_t n_expected;
    size_t expected_cap;
    size_t n_terms;
    size_t terms_cap;
};

static void expect(struct builder *b, uint32_t id, double chance)
{
    if (b->sum[id] <= 0)
        b->touched[b->n_touched++] = id;
    b->sum[id] += (float)chance;
}

/* A word whose meanings are these; true if one of them is heard at all. */
static bool expect_meaning(struct builder *b, const struct npi_meaning *meaning,
                           double weight)
{
    uint32_t ids[NPI_MEANINGS];
    size_t n = 0;

    for (size_t i = 0; i < meaning->n; i++) {
        uint32_t id = npi_ids_find(&b->heard->ids, meaning->hashes[i]);

        if (id != NPI_NO_ID)
            ids[n++] = id;
    }
    /* None of them may be the one that was said, unless a user says so. */
    for (size_t i = 0; i < n; i++)
        expect(b, ids[i], weight / ((double)n + (meaning->glossary ? 0 : 1)));
    return n > 0;
}

static bool put_term(struct builder *b, uint64_t hash)
{
    struct npi_written *written = b->written;
    uint32_t id = npi_ids_add(&written->ids, hash);

    written->terms = npi_arena_grow(b->arena, written->terms, b->n_terms,
                                    &b->terms_cap, sizeof(*written->terms));
    if (!written->terms || id == NPI_NO_ID)
        return false;
    written->terms[b->n_terms++] = id;
    return true;
}

/* A word of other scripts than CJK. */
static bool take_word(struct builder *b, struct np_str text)
{
    char folded[NPI_FOLD_MAX];
    struct np_str word = {folded, npi_word_fold(text, folded)};
    struct npi_meaning meaning;
    uint64_t hash;
    uint32_t id;
    bool known;

    if (!word.len || npi_word_is_stop(word))
        return true;
    hash = npi_hash(NPI_HASH_START, word.ptr, word.len);
    id = npi_ids_find(&b->heard->ids, hash);
    known = id != NPI_NO_ID && b->model->identity > 0;
    if (b->number != NPI_NO_ID)
        expect(b, b->number, b->model->identity * (known ? 0.5 : 1));
    if (known)
        expect(b, id, b->model->identity * (b->number != NPI_NO_ID ? 0.5 : 1));
    known = known || b->number != NPI_NO_ID;
    b->number = NPI_NO_ID;
    npi_meaning_find(b->lexicon, word, &meaning);
    if (expect_meaning(b, &meaning, b->model->dictionary))
        known = true;
    b->words += 1;
    b->known += known;
    return put_term(b, hash);
}

/* A CJK character at offset at; covered: where the longest dictionary word so
 * far ends. */
static bool take_cjk(struct builder *b, struct np_str text, size_t at,
                     size_t *covered)
{
    struct np_str rest = npi_str_sub(text, at, text.len - at);
    struct npi_meaning meaning;
    uint64_t pair = npi_pair_hash(rest);
    uint32_t id = pair ? npi_ids_find(&b->heard->ids, pair) : NPI_NO_ID;
    double weight = at < *covered ? b->model->nested : 1;
    bool known = false;
    size_t lone = 0;

    (void)npi_utf8_next(rest, &lone);
    npi_meaning_longest(b->lexicon, rest, &meaning);
    if (meaning.len <= lone)
        weight = at < *covered ? 0 : NPI_LONE;
    if (meaning.n && weight > 0)
        known = expect_meaning(b, &meaning, weight * b->model->dictionary);
    if (meaning.n && at + meaning.len > *covered)
        *covered = at + meaning.len;
    if (id != NPI_NO_ID && b->model->identity > 0) {
        expect(b, id, b->model->identity);
        known = true;
        weight = 1;
    }
    if (!meaning.n && id == NPI_NO_ID)
        weight = at < *covered ? 0 : NPI_LONE;
    b->words += weight;
    b->known += known ? weight : 0;
    return !pair || put_term(b, pair);
}

/* A number at offset at; behind: where the last one ends. Digits are passed
 * over: next. In words it is also the words that it is said in, as the captions
 * may have them: it waits for the first of these. */
static bool take_number(struct builder *b, struct np_str text, size_t at,
                        size_t *behind, size_t *next)
{
    bool cjk = (unsigned char)text.ptr[at] >= 0x80;
    struct npi_number number;
    size_t end = at;
    uint64_t hash;
    uint32_t id;

    if (at < *behind || !npi_number_read(text, &end, &number) || number.weak)
        return true;
    hash = npi_number_hash(&number);
    id = b->model->identity > 0 ? npi_ids_find(&b->heard->ids, hash)
                                : NPI_NO_ID;
    if (id == NPI_NO_ID && !number.figures)
        return true;
    *behind = end;
    *next = at + number.figures;
    if (!number.figures && !cjk) {
        b->number = id;
        return true;
    }
    if (id != NPI_NO_ID)
        expect(b, id, b->model->identity);
    b->words += 1;
    b->known += id != NPI_NO_ID;
    return put_term(b, hash);
}

static bool read_text(struct builder *b, struct np_str text)
{
    size_t covered = 0;
    size_t behind = 0;
    size_t at = 0;

    b->number = NPI_NO_ID;
    while (at < text.len) {
        size_t next = at;
        uint32_t cp;

        if (!take_number(b, text, at, &behind, &next))
            return false;
        covered = behind > covered ? behind : covered;
        if (next > at) {
            at = next;
            continue;
        }
        cp = npi_utf8_next(text, &next);
        if (npi_cp_is_cjk(cp)) {
            if (!take_cjk(b, text, at, &covered))
                return false;
        } else if (npi_cp_is_alnum(cp)) {
            struct npi_pieces_of pieces = {.text = text, .at = at};
            struct np_str piece;

            if (npi_pieces_next(&pieces, &piece) && !take_word(b, piece))
                return false;
            next = pieces.at > next ? pieces.at : next;
        }
        at = next;
    }
    return true;
}

static bool keep(struct builder *b, size_t s)
{
    struct npi_written *written = b->written;

    for (size_t i = 0; i < b->n_touched; i++) {
        uint32_t id = b->touched[i];

        written->expected = npi_arena_grow(b->arena, written->expected,
                                           b->n_expected, &b->expected_cap,
                                           sizeof(*written->expected));
        if (!written->expected)
            return false;
        written->expected[b->n_expected++] = (struct npi_expected){
            id, (float)((double)b->sum[id] / (b->known > 0 ? b->known : 1))};
        b->sum[id] = 0;
    }
    b->n_touched = 0;
    written->words[s] = (float)b->words;
    written->mass[s] = (float)b->known;
    return true;
}

static bool read_sentence(struct builder *b, size_t s)
{
    struct npi_written *written = b->written;
    struct np_str text = written->episode->sentences[s].text;

    b->known = b->words = 0;
    written->first[s] = (uint32_t)b->n_expected;
    written->first_term[s] = (uint32_t)b->n_terms;
    written->units[s] = npi_speech_weight(text);
    return read_text(b, text) && keep(b, s);
}

static enum np_status open(struct builder *b)
{
    struct npi_written *written = b->written;
    size_t n = written->n;

    written->units = NPI_ARENA_NEW(b->arena, double, n);
    written->turn = NPI_ARENA_NEW(b->arena, bool, n + 1);
    written->first = NPI_ARENA_NEW(b->arena, uint32_t, n + 1);
    written->first_term = NPI_ARENA_NEW(b->arena, uint32_t, n + 1);
    written->mass = NPI_ARENA_NEW(b->arena, float, n);
    written->words = NPI_ARENA_NEW(b->arena, float, n);
    b->sum = NPI_ARENA_NEW(b->arena, float, b->heard->ids.n);
    b->touched = NPI_ARENA_NEW(b->arena, uint32_t, b->heard->ids.n);
    if (!written->units || !written->turn || !written->first ||
        !written->first_term || !written->mass || !written->words || !b->sum ||
        !b->touched)
        return NP_ERR_NOMEM;
    return npi_ids_init(b->arena, &written->ids);
}

enum np_status npi_written_build(struct npi_arena *arena,
                                 const struct np_episode *episode,
                                 const struct npi_lexicon *lexicon,
                                 const struct npi_heard *heard,
                                 const struct npi_matching_model *model,
                                 struct npi_written *written)
{
    struct builder b = {.arena = arena,
                        .written = written,
                        .heard = heard,
                        .lexicon = lexicon,
                        .model = model};
    enum np_status status;

    *written = (struct npi_written){.episode = episode,
                                    .n = episode->n_sentences};
    status = open(&b);
    if (status)
        return status;
    for (size_t t = 0; t < episode->n_turns; t++)
        if (episode->turns[t].first_sentence < written->n)
            written->turn[episode->turns[t].first_sentence] = true;
    for (size_t s = 0; s < written->n; s++)
        if (!read_sentence(&b, s))
            return NP_ERR_NOMEM;
    written->first[written->n] = (uint32_t)b.n_expected;
    written->first_term[written->n] = (uint32_t)b.n_terms;
    return NP_OK;
}

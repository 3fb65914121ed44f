/* Two texts are laid side by side in one pass: as long as their letters agree
 * both go on; where they do not, the captions' next letters are looked for
 * further on in the text, by a table of its runs of letters. What is not found
 * counts against them, and at the twentieth part the answer is no: captions of
 * something else are known after a few words. */
#include "captions/same.h"

#include "base/str.h"
#include "base/utf8.h"

#define SHARE 20 /* one of so many letters may be missing */

#define RUN 8               /* letters that are looked up, */
#define NEAR ((size_t)1000) /* and that do so far on; */
#define SURE 32             /* further on so many must agree */
#define TRIES 16            /* places of one run that are looked at */

/* Letters compared: some 60 hours of speech. What is behind is like it. */
#define LETTERS_MAX ((size_t)1 << 21)

struct letters {
    uint32_t *items;
    size_t n;
};

/* Places of runs: of each cell of the table, in their order. */
struct table {
    uint32_t *first; /* index + 1 of the first place not yet passed; 0: none */
    uint32_t *next;
    size_t mask;
};

static void put_letters(struct letters *letters, struct np_str text)
{
    for (size_t at = 0; at < text.len && letters->n < LETTERS_MAX;) {
        uint32_t cp = npi_cp_halfwidth(npi_utf8_next(text, &at));
        if (npi_cp_is_alnum(cp))
            letters->items[letters->n++] = npi_cp_lower(cp);
    }
}

static bool make_letters(struct npi_arena *arena, size_t bytes,
                         struct letters *letters)
{
    size_t cap = bytes < LETTERS_MAX ? bytes : LETTERS_MAX;
    letters->n = 0;
    letters->items = NPI_ARENA_NEW(arena, uint32_t, cap);
    return letters->items != NULL;
}

static bool read_texts(struct npi_arena *arena, const struct np_str *texts,
                       size_t n, struct letters *letters)
{
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += texts[i].len;
    if (!make_letters(arena, bytes, letters))
        return false;
    for (size_t i = 0; i < n; i++)
        put_letters(letters, texts[i]);
    return true;
}

static bool read_track(struct npi_arena *arena,
                       const struct npi_caption_track *track,
                       struct letters *letters)
{
    size_t bytes = 0;
    for (size_t i = 0; i < track->n_cues; i++)
        bytes += track->cues[i].text.len;
    if (!make_letters(arena, bytes, letters))
        return false;
    for (size_t i = 0; i < track->n_cues; i++)
        if (!track->cues[i].sound)
            put_letters(letters, track->cues[i].text);
    return true;
}

static size_t cell_of(const struct table *table, const uint32_t *run)
{
    uint64_t hash = npi_hash(NPI_HASH_START, run, RUN * sizeof(*run));
    return (size_t)(hash ^ hash >> 32) & table->mask;
}

static bool make_table(struct npi_arena *arena, const struct letters *text,
                       struct table *table)
{
    size_t size = 1024;
    while (size < text->n)
        size *= 2;
    table->mask = size - 1;
    table->first = NPI_ARENA_NEW(arena, uint32_t, size);
    table->next = NPI_ARENA_NEW(arena, uint32_t, text->n);
    if (!table->first || !table->next)
        return false;
    for (size_t i = text->n < RUN ? 0 : text->n - RUN + 1; i > 0; i--) {
        uint32_t *first = &table->first[cell_of(table, text->items + i - 1)];
        table->next[i - 1] = *first;
        *first = (uint32_t)i;
    }
    return true;
}

/* Letters that agree from two places on, up to SURE. */
static size_t agreeing(const struct letters *a, size_t i,
                       const struct letters *b, size_t j)
{
    size_t n = 0;
    while (n < SURE && i + n < a->n && j + n < b->n &&
           a->items[i + n] == b->items[j + n])
        n++;
    return n;
}

/* Where at or after `from` the text goes on as the captions do at i; NP_NONE
 * if nowhere. `from` never decreases: what lies before it is forgotten. */
static size_t find(const struct letters *said, size_t i,
                   const struct letters *text, size_t from, struct table *table)
{
    if (said->n - i < RUN)
        return NP_NONE;
    uint32_t *first = &table->first[cell_of(table, said->items + i)];
    while (*first && *first - 1 < from)
        *first = table->next[*first - 1];
    uint32_t at = *first;
    for (int tries = 0; at && tries < TRIES; tries++) {
        size_t n = agreeing(said, i, text, at - 1);
        if (n >= SURE || (n >= RUN && at - 1 - from <= NEAR))
            return at - 1;
        at = table->next[at - 1];
    }
    return NP_NONE;
}

static bool follows(const struct letters *said, const struct letters *text,
                    struct table *table)
{
    size_t missing = 0;
    size_t at = 0; /* in the text */
    for (size_t i = 0; i < said->n && missing * SHARE <= said->n;) {
        if (at < text->n && said->items[i] == text->items[at]) {
            i++;
            at++;
            continue;
        }
        size_t found = find(said, i, text, at, table);
        if (found == NP_NONE) {
            i++;
            missing++;
        } else {
            at = found;
        }
    }
    return missing * SHARE <= said->n;
}

enum np_status npi_captions_same(struct npi_context *ctx,
                                 const struct npi_caption_track *track,
                                 const struct np_str *texts, size_t n,
                                 bool *same)
{
    struct npi_arena scratch;
    struct letters said;
    struct letters text;
    struct table table;
    npi_arena_init(&scratch);
    *same = false;
    bool good = read_texts(&scratch, texts, n, &text) &&
                read_track(&scratch, track, &said);
    /* What is longer cannot be in it. */
    bool may = good && said.n > 0 && said.n - said.n / SHARE <= text.n;
    if (may) {
        good = make_table(&scratch, &text, &table);
        *same = good && follows(&said, &text, &table);
    }
    npi_arena_release(&scratch);
    if (!good)
        NPI_DIAG0(ctx->diags, NO_MEMORY, NPI_NOWHERE);
    return good ? NP_OK : NP_ERR_NOMEM;
}

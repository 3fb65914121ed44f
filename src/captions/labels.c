/* Labels at the start of a line: "SARAH GUO:", "Sarah Guo:", "张三：". In
 * capitals they are labels, unless all is in capitals; else they must come
 * back, for a sentence may begin with "Note:". */
#include "captions/tokens.h"

#include "base/utf8.h"

#define LABEL_WORDS 4 /* of a label; of one without spaces: */
#define LABEL_CHARS 8
#define OFTEN 3 /* times a label in small letters must stand in the file */

/* Counts of labels by their hash: a power of two cells, the first that is free
 * behind a label's own. A full table forgets the rest. */
#define CELLS 256

struct counts {
    uint64_t hash[CELLS];
    size_t n[CELLS];
    bool shouted; /* the whole file is in capitals */
};

struct label {
    size_t n; /* tokens; 0: no label */
    struct np_str name;
    bool capitals;
    uint64_t hash;
};

static size_t *count_of(struct counts *counts, uint64_t hash)
{
    for (size_t i = 0; i < CELLS; i++) {
        size_t cell = (size_t)(hash + i) % CELLS;
        if (counts->n[cell] == 0)
            counts->hash[cell] = hash;
        if (counts->hash[cell] == hash)
            return &counts->n[cell];
    }
    return NULL;
}

/* The bytes before a colon that ends the word; 0 if none does. */
static size_t before_colon(struct np_str word)
{
    if (npi_str_ends(word, NPI_STR(":")))
        return word.len - 1;
    if (npi_str_ends(word, NPI_STR("：")))
        return word.len - sizeof("：") + 1;
    return 0;
}

/* Letters, marks and digits of a name; notes whether it is in capitals. */
static bool is_name(struct np_str name, bool *capitals)
{
    size_t letters = 0;
    bool small = false;
    for (size_t at = 0; at < name.len;) {
        uint32_t cp = npi_utf8_next(name, &at);
        bool letter = npi_cp_is_alpha(cp);
        if (letters == 0 && !letter)
            return false;
        letters += letter;
        small |= letter && !npi_cp_is_upper(cp);
        if (!letter && !npi_cp_is_digit(cp) && cp != ' ' && cp != '.' &&
            cp != '-' && cp != '\'' && cp != 0x2019 && cp != 0xb7 &&
            cp != '&' && cp != '#')
            return false;
    }
    size_t at = 0;
    uint32_t first = letters ? npi_utf8_next(name, &at) : 0;
    *capitals = !small;
    return letters > 0 && (npi_cp_is_upper(first) || npi_cp_is_cjk(first));
}

/* The label that begins at token `at` of a piece that ends at `end`. */
static struct label find_label(const struct npi_pieces *pieces, size_t at,
                               size_t end)
{
    struct label label = {0};
    const struct npi_token *tokens = pieces->tokens;
    size_t max = tokens[at].cjk ? LABEL_CHARS : LABEL_WORDS;
    for (size_t i = at; i < end && i < at + max && !tokens[i].dropped; i++) {
        struct np_str word = npi_token_text(pieces, &tokens[i]);
        size_t len = before_colon(word);
        if (i > at && tokens[i].line)
            return label;
        if (len == 0)
            continue;
        size_t from = tokens[at].at;
        label.name = npi_str_sub(npi_buf_str(&pieces->draft->text), from,
                                 tokens[i].at + len - from);
        label.hash = npi_hash(NPI_HASH_START, label.name.ptr, label.name.len);
        label.n = is_name(label.name, &label.capitals) ? i + 1 - at : 0;
        return label;
    }
    return label;
}

/* Labels stand at the start of a line or where the speaker changes. */
static bool may_start(const struct npi_pieces *pieces, size_t i)
{
    const struct npi_token *token = &pieces->tokens[i];
    return !token->dropped && (token->line || token->turn);
}

static void count_labels(const struct npi_pieces *pieces,
                         const struct npi_piece *piece, struct counts *counts)
{
    size_t end = piece->first + piece->n;
    for (size_t i = piece->first; i < end; i++) {
        if (!may_start(pieces, i))
            continue;
        struct label label = find_label(pieces, i, end);
        size_t *n = label.n ? count_of(counts, label.hash) : NULL;
        if (n)
            (*n)++;
    }
}

#define SHOUT_SAMPLE 2000 /* words */

/* Hardly a word has a small letter. */
static bool is_shouted(const struct npi_pieces *pieces)
{
    size_t small = 0;
    size_t n = 0;
    for (; n < pieces->n_tokens && n < SHOUT_SAMPLE; n++) {
        struct np_str word = npi_token_text(pieces, &pieces->tokens[n]);
        bool found = false;
        for (size_t at = 0; at < word.len && !found;) {
            uint32_t cp = npi_utf8_next(word, &at);
            found = npi_cp_is_alpha(cp) && npi_cp_lower(cp) == cp;
        }
        small += found;
    }
    return small * 4 < n;
}

static void drop_label(struct npi_pieces *pieces, size_t at, size_t n,
                       size_t end)
{
    size_t next = npi_token_live(pieces, at + n, end);
    for (size_t i = at; i < at + n; i++)
        pieces->tokens[i].dropped = true;
    if (next < end) {
        pieces->tokens[next].turn = true;
        pieces->tokens[next].space = true;
    }
}

static void name_speaker(struct npi_pieces *pieces, struct npi_piece *piece,
                         struct np_str name)
{
    piece->speaker = npi_arena_str(pieces->draft->ctx->arena, name);
    if (!piece->speaker.ptr)
        npi_draft_no_memory(pieces->draft);
}

static bool is_believed(const struct label *label, struct counts *counts)
{
    size_t *n = label->n ? count_of(counts, label->hash) : NULL;
    bool stands_out = label->capitals && !counts->shouted;
    return label->n && (stands_out || (n && *n >= OFTEN));
}

static void take_labels(struct npi_pieces *pieces, struct npi_piece *piece,
                        struct counts *counts)
{
    size_t end = piece->first + piece->n;
    bool said = false; /* words before: the cue is not that speaker's alone */
    for (size_t i = piece->first; i < end; i++) {
        struct label label = {0};
        if (may_start(pieces, i))
            label = find_label(pieces, i, end);
        if (is_believed(&label, counts)) {
            drop_label(pieces, i, label.n, end);
            if (!said && !piece->speaker.ptr)
                name_speaker(pieces, piece, label.name);
        }
        said = said || !pieces->tokens[i].dropped;
    }
}

void npi_tokens_labels(struct npi_pieces *pieces)
{
    struct counts *counts = NPI_ARENA_NEW(&pieces->draft->scratch,
                                          struct counts, 1);
    if (!counts) {
        npi_draft_no_memory(pieces->draft);
        return;
    }
    for (size_t i = 0; i < pieces->n; i++)
        count_labels(pieces, &pieces->items[i], counts);
    counts->shouted = is_shouted(pieces);
    for (size_t i = 0; i < pieces->n; i++)
        take_labels(pieces, &pieces->items[i], counts);
}

/* Cutting cues into words, with the speaker changes and non-speech between
 * them. Where a script writes words without spaces each character is a word:
 * what belongs together a dictionary must say. */
#include "captions/tokens.h"

#include "base/utf8.h"

/* A Chinese syllable takes about as long as three Latin letters; each word a
 * little on top. */
#define WEIGHT_CJK 3
#define WEIGHT_WORD 1

struct cutter {
    struct npi_pieces *pieces;
    struct npi_draft *draft;
    struct np_str text; /* of the cue */
    size_t base;        /* of the cue in the draft's text */
    size_t mark;        /* the next of the cue's marks */
    size_t marks_end;
    struct npi_token token; /* being read; len 0: none */
    bool space;             /* since the last word */
    bool line;
    bool turn;
    struct np_str sound; /* the first */
    size_t until;        /* where the text of the last mark with an end ends */
    int64_t until_ms;
};

/* Scripts whose words are not divided by spaces. */
static bool is_unspaced(uint32_t cp)
{
    bool hangul = (cp >= 0x1100 && cp <= 0x11ff) ||
                  (cp >= 0x3130 && cp <= 0x318f) ||
                  (cp >= 0xac00 && cp <= 0xd7af);
    return npi_cp_is_cjk(cp) && !hangul;
}

/* Marks that repeat or lengthen the character before them. */
static bool is_lengthening(uint32_t cp)
{
    return cp == 0x3005 || cp == 0x30fc || cp == 0x309d || cp == 0x309e;
}

static bool opens(uint32_t cp)
{
    static const uint32_t marks[] = {0x201c, 0x2018, 0x300c, 0x300e, 0xff08,
                                     0x300a, 0x3008, 0x3010, '('};
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (cp == marks[i])
            return true;
    return false;
}

/* Gives the word the time that stands before it, and the end of what is timed
 * if that ends with it: a mark may time a piece of a word or several words. */
static void take_marks(struct cutter *cut)
{
    struct npi_token *token = &cut->token;
    for (; cut->mark < cut->marks_end; cut->mark++) {
        const struct npi_draft_mark *mark = &cut->draft->marks[cut->mark];
        if (mark->at >= token->at + token->len)
            break;
        if (mark->at <= token->at)
            token->start = mark->start;
        cut->until = mark->to;
        cut->until_ms = mark->end;
    }
    if (cut->until > token->at + token->len)
        return;
    token->end = cut->until_ms;
    cut->until_ms = NP_NO_TIME;
}

static void end_word(struct cutter *cut)
{
    struct npi_pieces *pieces = cut->pieces;
    if (cut->token.len == 0)
        return;
    take_marks(cut);
    struct npi_token *tokens = npi_arena_grow(
        &cut->draft->scratch, pieces->tokens, pieces->n_tokens,
        &pieces->tokens_cap, sizeof(*tokens));
    if (!tokens) {
        npi_draft_no_memory(cut->draft);
        return;
    }
    struct np_str text = npi_token_text(pieces, &cut->token);
    cut->token.hash = npi_hash(NPI_HASH_START, text.ptr, text.len);
    pieces->tokens = tokens;
    tokens[pieces->n_tokens++] = cut->token;
    cut->token.len = 0;
}

static void begin_word(struct cutter *cut, size_t at)
{
    cut->token = (struct npi_token){.at = cut->base + at,
                                    .weight = WEIGHT_WORD,
                                    .start = NP_NO_TIME,
                                    .end = NP_NO_TIME,
                                    .space = cut->space,
                                    .line = cut->line,
                                    .turn = cut->turn};
    cut->space = cut->line = cut->turn = false;
}

static void put_cp(struct cutter *cut, uint32_t cp, size_t from, size_t to)
{
    struct npi_token *token = &cut->token;
    bool unspaced = is_unspaced(cp) && !(token->cjk && is_lengthening(cp));
    bool letter = npi_cp_is_alnum(cp);
    bool has_letter = token->weight > WEIGHT_WORD;
    if (token->len > 0 && has_letter &&
        (unspaced || opens(cp) ||
         (token->cjk && letter && !is_lengthening(cp))))
        end_word(cut);
    if (token->len == 0)
        begin_word(cut, from);
    token->len += (uint32_t)(to - from);
    if (letter || unspaced) {
        token->weight += unspaced ? WEIGHT_CJK : 1;
        token->cjk = unspaced || is_lengthening(cp);
    }
}

/* "- " or "-Hello" at the start of a line: somebody else speaks. "-5" is a
 * number. */
static bool skip_dash(struct cutter *cut, uint32_t cp, size_t next)
{
    if (!cut->line || cut->token.len > 0 ||
        (cp != '-' && cp != 0x2010 && cp != 0x2013))
        return false;
    size_t behind = next;
    if (behind >= cut->text.len)
        return false;
    uint32_t follows = npi_utf8_next(cut->text, &behind);
    if (follows != ' ' && !npi_cp_is_alpha(follows))
        return false;
    cut->turn = true;
    return true;
}

/* ">>" and ">>>" of broadcast captions. */
static bool skip_arrows(struct cutter *cut, size_t *at)
{
    size_t to = *at;
    while (to < cut->text.len && cut->text.ptr[to] == '>')
        to++;
    if (cut->token.len > 0 || to - *at < 2)
        return false;
    *at = to;
    cut->turn = true;
    return true;
}

static void put_break(struct cutter *cut, uint32_t cp)
{
    end_word(cut);
    cut->space = true;
    cut->line |= cp == NPI_DRAFT_LINE;
    cut->turn |= cp == NPI_DRAFT_TURN;
}

static void cut_text(struct cutter *cut)
{
    for (size_t at = 0; at < cut->text.len && !cut->draft->status;) {
        size_t from = at;
        if (npi_sound_skip(cut->text, &at, cut->line && !cut->token.len)) {
            if (!cut->sound.ptr)
                cut->sound = npi_str_sub(cut->text, from, at - from);
            put_break(cut, ' ');
            continue;
        }
        if (skip_arrows(cut, &at))
            continue;
        uint32_t cp = npi_utf8_next(cut->text, &at);
        if (cp == ' ' || cp == NPI_DRAFT_LINE || cp == NPI_DRAFT_TURN)
            put_break(cut, cp);
        else if (!skip_dash(cut, cp, at))
            put_cp(cut, cp, from, at);
    }
    end_word(cut);
}

/* Without a letter or digit nothing is said. */
static bool says_something(const struct npi_pieces *pieces, size_t from)
{
    for (size_t i = from; i < pieces->n_tokens; i++)
        if (pieces->tokens[i].weight > WEIGHT_WORD)
            return true;
    return false;
}

static void cut_cue(struct npi_pieces *pieces, const struct npi_draft_cue *cue)
{
    struct npi_draft *draft = pieces->draft;
    struct npi_piece *piece = &pieces->items[pieces->n];
    struct np_str text = npi_str_sub(npi_buf_str(&draft->text), cue->text,
                                     cue->len);
    struct cutter cut = {.pieces = pieces,
                         .draft = draft,
                         .text = text,
                         .base = cue->text,
                         .mark = cue->first_mark,
                         .marks_end = cue->first_mark + cue->n_marks,
                         .line = true,
                         .until_ms = NP_NO_TIME};
    *piece = (struct npi_piece){.start = cue->start,
                                .end = cue->end,
                                .offset = cue->offset,
                                .first = pieces->n_tokens,
                                .speaker = cue->speaker};
    cut_text(&cut);
    if (!says_something(pieces, piece->first))
        pieces->n_tokens = piece->first;
    piece->n = pieces->n_tokens - piece->first;
    piece->sound = cut.sound;
    pieces->n += piece->n > 0 || piece->sound.ptr;
}

void npi_tokens_cut(struct npi_draft *draft, struct npi_pieces *pieces)
{
    *pieces = (struct npi_pieces){.draft = draft};
    pieces->items = NPI_ARENA_NEW(&draft->scratch, struct npi_piece,
                                  draft->n_cues);
    if (!pieces->items)
        npi_draft_no_memory(draft);
    for (size_t i = 0; i < draft->n_cues && !npi_draft_stopped(draft); i++) {
        cut_cue(pieces, &draft->cues[i]);
        if (pieces->n_tokens > NPI_CAPTION_WORDS)
            npi_draft_limit(draft, &NPI_D_CAPTION_WORDS, draft->cues[i].offset,
                            NPI_CAPTION_WORDS);
    }
}

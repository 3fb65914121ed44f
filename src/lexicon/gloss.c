/* Explanations to words. What CC-CEDICT writes how: its wiki's "Format" and
 * "Editor guidelines"; what is no translation is dropped by a table. */
#include "lexicon/gloss.h"

#include "base/str.h"
#include "base/utf8.h"
#include "lexicon/fold.h"
#include "lexicon/key.h"

#include <string.h>

/* Bytes of the words of one part: more is a treatise. */
#define WORDS_MAX 1024

/* Parts of one key's explanation that are read. */
#define PARTS_MAX 100

/* Words of a part that is a translation; every one more makes it more of an
 * explanation. */
#define SHORT_WORDS 2

/* Letters of an abbreviation. */
#define ABBREVIATION_MAX 6

/* How parts begin that say nothing of the meaning. */
static const char *const remarks[] = {
    "CL:",          "surname ",     "see ",          "see also ",
    "also written", "also pr.",     "Taiwan pr.",    "classifier for ",
    "used in ",     "variant of ",  "old variant",   "erhua variant",
    "archaic var",  "Japanese var", "two-character", "ancient variant",
    "same as ",     "pr. ",         "radical in ",   "Kangxi radical",
};

/* Of them, those that name a key with the same meaning. */
static const char *const references[] = {
    "see ",         "see also ",       "variant of ",
    "old variant",  "erhua variant",   "archaic var",
    "Japanese var", "ancient variant", "same as ",
};

/* Words that dictionaries use to talk about words, folded. */
static const char labels[] = " sb sth etc esp eg ie abbr lit fig cf usu incl "
                             "pr onom tw prc idiom ";

static bool begins_with_one(struct np_str text, const char *const *list,
                            size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (npi_str_starts_nocase(text, npi_str(list[i])))
            return true;
    return false;
}

#define BEGINS_WITH_ONE(text, list)                                            \
    begins_with_one((text), (list), sizeof(list) / sizeof((list)[0]))

struct words {
    char text[WORDS_MAX];
    size_t len;
    uint32_t n;
    bool skips_cjk;
};

static bool is_label(struct np_str word)
{
    char key[NPI_FOLD_MAX + 3] = " ";

    memcpy(key + 1, word.ptr, word.len);
    key[word.len + 1] = ' ';
    key[word.len + 2] = '\0';
    return strstr(labels, key) != NULL;
}

static void put_word(struct words *words, struct np_str raw)
{
    char folded[NPI_FOLD_MAX];
    struct np_str word = {folded, npi_word_fold(raw, folded)};

    if (npi_word_is_stop(word) || is_label(word) ||
        words->len + 1 + word.len > sizeof(words->text))
        return;
    /* A letter alone is a label of something ("vitamin C", "e.g."). */
    if (word.len == 1 && npi_cp_is_alpha((unsigned char)word.ptr[0]))
        return;
    if (words->len > 0)
        words->text[words->len++] = ' ';
    memcpy(words->text + words->len, word.ptr, word.len);
    words->len += word.len;
    words->n++;
}

/* A word that is being read: its own start and that of the whole which hyphens
 * make ("self-driving"). */
struct open_word {
    size_t from;  /* NP_NONE: none is open */
    size_t whole; /* NP_NONE: no hyphen so far */
    bool cjk;
};

static void end_word(struct words *words, struct open_word *open,
                     struct np_str text, size_t to, bool hyphen)
{
    size_t from = open->from;

    if (from != NP_NONE)
        put_word(words, npi_str_sub(text, from, to - from));
    if (hyphen) {
        if (open->whole == NP_NONE)
            open->whole = from;
    } else {
        if (open->whole != NP_NONE && from != NP_NONE && from > open->whole)
            put_word(words, npi_str_sub(text, open->whole, to - open->whole));
        open->whole = NP_NONE;
    }
    open->from = NP_NONE;
}

static bool is_opening(uint32_t cp)
{
    return cp == '(' || cp == '[' || cp == 0xff08 || cp == 0x3010;
}

static bool is_closing(uint32_t cp)
{
    return cp == ')' || cp == ']' || cp == 0xff09 || cp == 0x3011;
}

/* "(AI)" behind "artificial intelligence" is what people say instead: capitals
 * and digits alone in brackets. at: behind the bracket. */
static size_t abbreviation_at(struct np_str text, size_t at)
{
    size_t end = at;

    while (end < text.len && end - at < ABBREVIATION_MAX &&
           ((text.ptr[end] >= 'A' && text.ptr[end] <= 'Z') ||
            (text.ptr[end] >= '0' && text.ptr[end] <= '9')))
        end++;
    return end < text.len && text.ptr[end] == ')' ? end - at : 0;
}

/* The words of a text without brackets, in their order. */
static void read_words(struct words *words, struct np_str text)
{
    struct open_word open = {NP_NONE, NP_NONE, false};
    size_t depth = 0;
    size_t from = 0;

    for (size_t at = 0; at < text.len; from = at) {
        uint32_t cp = npi_utf8_next(text, &at);
        bool cjk = cp >= 0x80 && npi_cp_is_cjk(cp);
        bool letter = depth == 0 && npi_cp_is_alnum(cp) &&
                      !(cjk && words->skips_cjk);
        bool inside = open.from != NP_NONE && (cp == '\'' || cp == 0x2019);

        if (cp == '(' && depth == 0 && words->n > 0 && open.from == NP_NONE)
            put_word(words, npi_str_sub(text, at, abbreviation_at(text, at)));
        depth += is_opening(cp);
        depth -= depth > 0 && is_closing(cp);
        if (inside || (letter && open.from != NP_NONE && open.cjk == cjk))
            continue;
        if (open.from != NP_NONE || !letter)
            end_word(words, &open, text, from, cp == '-');
        if (letter) {
            open.from = from;
            open.cjk = cjk;
        }
    }
    end_word(words, &open, text, text.len, false);
}

/* What parts explanations outside of brackets; 0 for none. */
static bool is_parting(uint32_t cp)
{
    return cp == ';' || cp == ',' || cp == 0xff1b || cp == 0xff0c ||
           cp == 0x3001;
}

static struct np_str next_part(struct np_str text, size_t *at)
{
    size_t from = *at;
    size_t depth = 0;

    while (*at < text.len) {
        size_t here = *at;
        uint32_t cp = npi_utf8_next(text, at);

        depth += is_opening(cp);
        depth -= depth > 0 && is_closing(cp);
        if (depth == 0 && is_parting(cp))
            return npi_str_trim(npi_str_sub(text, from, here - from));
    }
    return npi_str_trim(npi_str_sub(text, from, *at - from));
}

/* "variant of 臺灣|台湾[Tai2 wan1]": the first run of Chinese. */
static struct np_str referred_to(struct np_str part)
{
    size_t from = NP_NONE;

    for (size_t at = 0; at < part.len;) {
        size_t here = at;
        bool cjk = npi_cp_is_cjk(npi_utf8_next(part, &at));

        if (cjk && from == NP_NONE)
            from = here;
        if (!cjk && from != NP_NONE)
            return npi_str_sub(part, from, here - from);
    }
    return from == NP_NONE ? npi_str(NULL) : npi_str_sub(part, from, part.len);
}

/* "(old) variant of …" begins with "variant of". */
static struct np_str without_first_brackets(struct np_str part)
{
    size_t depth = 0;

    for (size_t at = 0; at < part.len;) {
        size_t from = at;
        uint32_t cp = npi_utf8_next(part, &at);

        depth += is_opening(cp);
        if (depth == 0 && !npi_cp_is_space(cp))
            return npi_str_sub(part, from, part.len);
        depth -= depth > 0 && is_closing(cp);
    }
    return npi_str(NULL);
}

static void add_reference(struct npi_gloss *gloss, struct np_str part)
{
    struct np_str target = referred_to(part);

    if (!target.ptr || !BEGINS_WITH_ONE(part, references))
        return;
    for (size_t i = 0; i < NPI_GLOSS_KEYS; i++)
        if (gloss->keys[i].ptr && !npi_str_eq(gloss->keys[i], target))
            npi_entries_add_alias(gloss->entries, gloss->keys[i], target);
}

static void add_words(struct npi_gloss *gloss, struct np_str part)
{
    struct words words = {.skips_cjk = gloss->is_cedict};
    struct np_str kept;
    uint32_t rank = gloss->n_parts;

    read_words(&words, part);
    if (words.n == 0)
        return;
    gloss->n_parts++;
    rank += words.n > SHORT_WORDS ? words.n - SHORT_WORDS : 0;
    kept = npi_entries_keep(gloss->entries,
                            (struct np_str){words.text, words.len});
    for (size_t i = 0; i < NPI_GLOSS_KEYS; i++)
        if (gloss->keys[i].ptr)
            npi_entries_add(gloss->entries, gloss->keys[i], kept, rank);
}

void npi_gloss_add(struct npi_gloss *gloss, struct np_str text)
{
    for (size_t at = 0; at < text.len && gloss->n_parts < PARTS_MAX &&
                        !gloss->entries->status;) {
        struct np_str part = without_first_brackets(next_part(text, &at));

        if (gloss->is_cedict && BEGINS_WITH_ONE(part, remarks))
            add_reference(gloss, part);
        else
            add_words(gloss, part);
    }
}

struct np_str npi_gloss_words(struct npi_entries *entries, struct np_str text)
{
    struct words words = {.len = 0};

    read_words(&words, text);
    if (words.n == 0)
        return npi_str(NULL);
    return npi_entries_keep(entries, (struct np_str){words.text, words.len});
}

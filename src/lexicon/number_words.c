/* Numbers in English words: twenty-five, two million three hundred thousand and
 * five, two point five, twenty twenty four, two thirds, third, and what follows
 * digits in 2.5 million. */
#include "lexicon/decimal.h"

#include "base/str.h"
#include "base/utf8.h"

#include <string.h>

#define NPI_LONGEST 11 /* seventeenth */
#define NPI_HALVES 2   /* "second" is no part of a whole */

enum kind {
    NPI_NONE,
    NPI_UNIT,
    NPI_TEEN,
    NPI_TEN,
    NPI_HUNDRED,
    NPI_SCALE,
    NPI_PART,  /* an ordinal that may be a part: third */
    NPI_PARTS, /* thirds */
    NPI_LAST   /* any other ordinal */
};

struct numeral {
    const char *word;
    uint64_t value;
    enum kind kind;
};

static const struct numeral numerals[] = {
#define NPI_NUMERAL(word, value, kind) {word, value, kind},
#include "lexicon/number_words.def"
#undef NPI_NUMERAL
};

struct words {
    struct np_str text;
    size_t at;
    uint64_t total; /* up to the last thousand, million, … */
    uint64_t group; /* behind it */
    uint64_t scale; /* the next one must be below it */
    uint32_t divisor;
    enum kind last;
    size_t n; /* words */
};

static const struct numeral *find(struct np_str word)
{
    size_t low = 0;
    size_t high = sizeof(numerals) / sizeof(numerals[0]);

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = npi_str_cmp(word, npi_str(numerals[middle].word));

        if (order == 0)
            return &numerals[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* The word at *at in lower case, if it is of ASCII letters and not too long;
 * moves *at behind it. */
static struct np_str word_at(struct np_str text, size_t *at,
                             char out[NPI_LONGEST])
{
    size_t len = 0;
    size_t next = *at;

    while (next < text.len && len < NPI_LONGEST) {
        unsigned char c = (unsigned char)(text.ptr[next] | 0x20);

        if (c < 'a' || c > 'z')
            break;
        out[len++] = (char)c;
        next++;
    }
    *at = next;
    if (next < text.len) {
        uint32_t cp = npi_utf8_next(text, &next);

        if (npi_cp_is_alnum(cp) && !npi_cp_is_cjk(cp))
            len = 0;
    }
    return (struct np_str){out, len};
}

static const struct numeral *numeral_at(struct np_str text, size_t *at)
{
    char lower[NPI_LONGEST];
    struct np_str word = word_at(text, at, lower);

    return word.len > 2 ? find(word) : NULL;
}

static bool skip_word(struct np_str text, size_t *at, struct np_str want)
{
    char lower[NPI_LONGEST];
    size_t next = *at;

    if (!npi_str_eq(word_at(text, &next, lower), want))
        return false;
    *at = next;
    return true;
}

/* A hyphen, or white space: not a comma, which begins another number. */
static bool skip_gap(struct np_str text, size_t *at)
{
    size_t from = *at;

    if (from < text.len && text.ptr[from] == '-') {
        ++*at;
        return true;
    }
    while (*at < text.len) {
        size_t next = *at;

        if (!npi_cp_is_space(npi_utf8_next(text, &next)))
            break;
        *at = next;
    }
    return *at > from;
}

static bool is_open(const struct words *w)
{
    return w->n == 0 || w->last == NPI_HUNDRED || w->last == NPI_SCALE;
}

/* The first half of a year that is said in pairs: nineteen, twenty. */
static bool is_century(const struct words *w)
{
    return w->n == 1 && (w->last == NPI_TEEN || w->last == NPI_TEN) &&
           w->group > 10 && w->group <= 20;
}

static bool put_below_hundred(struct words *w, const struct numeral *numeral)
{
    uint64_t value = numeral->value;

    if (value < 10 && value > 0 && w->last == NPI_TEN) {
        w->group += value;
        return true;
    }
    if (value >= 10 && numeral->kind != NPI_LAST && is_century(w)) {
        w->group = w->group * 100 + value;
        return true;
    }
    if (!is_open(w) || (value == 0 && w->n > 0))
        return false;
    w->group += value;
    return true;
}

static bool put_hundred(struct words *w)
{
    if (w->n > 0 &&
        (w->group == 0 || w->group >= 100 || w->last == NPI_HUNDRED))
        return false;
    w->group = w->n == 0 ? 100 : w->group * 100;
    return true;
}

static bool put_scale(struct words *w, uint64_t scale)
{
    if (scale >= w->scale || (w->n > 0 && w->group == 0) || w->group >= 1000)
        return false;
    w->total += (w->n == 0 ? 1 : w->group) * scale;
    w->group = 0;
    w->scale = scale;
    return true;
}

/* Two thirds, else the twenty-third. */
static bool put_part(struct words *w, const struct numeral *numeral)
{
    bool many = numeral->kind == NPI_PARTS;

    if (w->n == 1 && w->last == NPI_UNIT && w->group > 0 &&
        many == (w->group > 1) && numeral->value > NPI_HALVES) {
        w->divisor = (uint32_t)numeral->value;
        return true;
    }
    return !many && put_below_hundred(w, numeral);
}

static bool put(struct words *w, const struct numeral *numeral)
{
    switch (numeral->kind) {
    case NPI_HUNDRED:
        return put_hundred(w);
    case NPI_SCALE:
        return put_scale(w, numeral->value);
    case NPI_PART:
    case NPI_PARTS:
        return put_part(w, numeral);
    default:
        return put_below_hundred(w, numeral);
    }
}

/* "a hundred". */
static void put_article(struct words *w)
{
    const struct numeral *numeral;
    size_t at = w->at;
    size_t next;

    if (!skip_word(w->text, &at, NPI_STR("a")))
        return;
    next = at;
    numeral = skip_gap(w->text, &next) ? numeral_at(w->text, &next) : NULL;
    if (!numeral ||
        (numeral->kind != NPI_HUNDRED && numeral->kind != NPI_SCALE))
        return;
    w->at = at;
    w->n = 1;
    w->group = 1;
    w->last = NPI_UNIT;
}

/* One more word of the number; at its start there is no gap. */
static bool go_on(struct words *w)
{
    const struct numeral *numeral;
    size_t at = w->at;

    if (w->last >= NPI_PART || (w->n > 0 && !skip_gap(w->text, &at)))
        return false;
    if (w->n > 0 && is_open(w) && skip_word(w->text, &at, NPI_STR("and")) &&
        !skip_gap(w->text, &at))
        return false;
    numeral = numeral_at(w->text, &at);
    if (!numeral || !put(w, numeral))
        return false;
    w->last = numeral->kind;
    w->n++;
    w->at = at;
    return true;
}

/* "point five", at most as many digits as are said. */
static void read_point(struct words *w, struct npi_decimal *value)
{
    struct npi_decimal longer = *value;
    size_t at = w->at;

    if (w->last == NPI_NONE || w->last > NPI_TEN || !skip_gap(w->text, &at) ||
        !skip_word(w->text, &at, NPI_STR("point")))
        return;
    for (;;) {
        size_t next = at;
        const struct numeral *digit = skip_gap(w->text, &next)
                                          ? numeral_at(w->text, &next)
                                          : NULL;

        if (!digit || digit->kind != NPI_UNIT ||
            longer.exponent <= -NPI_BEHIND_POINT ||
            !npi_decimal_put(&longer, (unsigned)digit->value))
            return;
        longer.exponent--;
        *value = longer;
        w->at = at = next;
    }
}

static int32_t power_of(uint64_t scale)
{
    int32_t power = 0;

    for (; scale >= 10; scale /= 10)
        power++;
    return power;
}

/* "million" behind digits, or "hundred thousand". */
static bool read_scales(struct np_str text, size_t *at,
                        struct npi_decimal *value)
{
    enum kind last = NPI_NONE;

    for (;;) {
        size_t next = *at;
        const struct numeral *numeral = skip_gap(text, &next)
                                            ? numeral_at(text, &next)
                                            : NULL;

        if (!numeral || last == NPI_SCALE ||
            (numeral->kind != NPI_SCALE &&
             (numeral->kind != NPI_HUNDRED || last != NPI_NONE)))
            return last != NPI_NONE;
        value->exponent += power_of(numeral->value);
        last = numeral->kind;
        *at = next;
    }
}

/* By itself it is one of many, a moment, or an amount that nobody counted. */
static bool is_weak(const struct words *w)
{
    return w->n == 1 && ((w->last == NPI_UNIT && w->group == 1) ||
                         (w->last == NPI_PART && w->group == 2) ||
                         w->last == NPI_HUNDRED || w->last == NPI_SCALE);
}

static bool read_alone(struct np_str text, size_t *at,
                       struct npi_decimal *value, struct npi_number *number)
{
    struct words w = {.text = text, .at = *at, .scale = UINT64_MAX};

    put_article(&w);
    while (go_on(&w)) {
    }
    if (w.n == 0)
        return false;
    *value = (struct npi_decimal){w.total + w.group, 0};
    if (w.divisor)
        number->divisor = w.divisor;
    number->weak = is_weak(&w);
    *at = w.at;
    if (w.divisor)
        return true;
    read_point(&w, value);
    if (value->exponent < 0) {
        number->weak = false;
        (void)read_scales(text, &w.at, value);
    }
    *at = w.at;
    return true;
}

/* Every word of a text comes here: its first two letters send most away. */
static bool may_begin(struct np_str text, size_t at)
{
    static const char *const seconds[26] = {
        ['a' - 'a'] = "",     ['b' - 'a'] = "i", ['e' - 'a'] = "il",
        ['f' - 'a'] = "io",   ['h' - 'a'] = "u", ['m' - 'a'] = "i",
        ['n' - 'a'] = "i",    ['o' - 'a'] = "n", ['s' - 'a'] = "ei",
        ['t' - 'a'] = "ehrw", ['z' - 'a'] = "e",
    };
    unsigned first;
    int second;

    if (text.len - at < 3)
        return false;
    first = ((unsigned char)text.ptr[at] | 0x20u) - 'a';
    second = (unsigned char)text.ptr[at + 1] | 0x20;
    if (first >= 26 || !seconds[first])
        return false;
    return first == 0 ? second < 'a' || second > 'z'
                      : strchr(seconds[first], second) != NULL;
}

bool npi_number_read_words(struct np_str text, size_t *at,
                           const struct npi_decimal *from,
                           struct npi_number *number)
{
    struct npi_decimal value = from ? *from : (struct npi_decimal){0};
    size_t next = *at;

    if (!from && !may_begin(text, *at))
        return false;
    if (from ? !read_scales(text, &next, &value)
             : !read_alone(text, &next, &value, number))
        return false;
    value = npi_decimal_trim(value);
    number->digits = value.digits;
    number->exponent = value.exponent;
    *at = next;
    return true;
}

/* Chinese numerals of digits and units: 三千零五, 两亿三千万, 三点五, 二〇二四,
 * and what follows digits in 3 万, 1亿2000万. */
#include "lexicon/han.h"

#include "base/str.h"
#include "base/utf8.h"

#define NPI_SECTION 4 /* powers of ten that 千百十 and a digit make */
#define NPI_WAN 4
#define NPI_YI 8
#define NPI_POSITIONS 3 /* digits read as they stand; two are "7 or 8" */

struct han {
    struct np_str text;
    size_t at;
    struct npi_decimal total;   /* up to the last 万 or 亿 */
    struct npi_decimal section; /* behind it, up to the last 千, 百 or 十 */
    struct npi_decimal pending; /* a digit that waits for its unit */
    bool has_pending;
    bool zero;    /* the digit has 零 before it */
    int32_t unit; /* the power of ten that was put last */
    int32_t most; /* 千百十 must be below it */
    bool wan;     /* behind 万 */
    bool yi;
    size_t n; /* characters */
};

bool npi_han_has(const char *list, struct np_str text, size_t at)
{
    size_t next = at;

    if (at >= text.len)
        return false;
    (void)npi_utf8_next(text, &next);
    return next - at == 3 &&
           npi_str_find(npi_str(list), npi_str_sub(text, at, 3)) != NP_NONE;
}

static uint32_t char_at(struct np_str text, size_t at)
{
    return at < text.len ? npi_utf8_next(text, &at) : 0;
}

/* Every character of a text comes here: a switch, no search. */
static unsigned digit_of(uint32_t cp)
{
    switch (cp) {
    case 0x96f6: /* 零 */
    case 0x3007: /* 〇 */
    case 0x25cb: /* ○ */
        return 0;
    case 0x4e00: /* 一 */
        return 1;
    case 0x4e8c: /* 二 */
    case 0x4e24: /* 两 */
    case 0x5169: /* 兩 */
        return 2;
    case 0x4e09: /* 三 */
        return 3;
    case 0x56db: /* 四 */
        return 4;
    case 0x4e94: /* 五 */
        return 5;
    case 0x516d: /* 六 */
        return 6;
    case 0x4e03: /* 七 */
        return 7;
    case 0x516b: /* 八 */
        return 8;
    case 0x4e5d: /* 九 */
        return 9;
    default:
        return NPI_NO_DIGIT;
    }
}

/* The power of ten; 0: none. */
static int32_t unit_of(uint32_t cp)
{
    switch (cp) {
    case 0x5341: /* 十 */
        return 1;
    case 0x767e: /* 百 */
        return 2;
    case 0x5343: /* 千 */
        return 3;
    case 0x4e07: /* 万 */
    case 0x842c: /* 萬 */
        return NPI_WAN;
    case 0x4ebf: /* 亿 */
    case 0x5104: /* 億 */
        return NPI_YI;
    default:
        return 0;
    }
}

unsigned npi_han_digit(struct np_str text, size_t at)
{
    return digit_of(char_at(text, at));
}

int32_t npi_han_unit(struct np_str text, size_t at)
{
    return unit_of(char_at(text, at));
}

static bool put(struct npi_decimal *sum, struct npi_decimal term, int32_t power)
{
    term.exponent += power;
    return npi_decimal_add(sum, term);
}

static bool is_zero(struct npi_decimal decimal)
{
    return decimal.digits == 0;
}

/* 十, 百, 千 with the digit before it. False: it does not go on here. */
static bool put_small(struct han *h, int32_t unit)
{
    if (unit >= h->most)
        return false;
    if (!h->has_pending) {
        if (unit != 1 || h->n > 0)
            return false;
        h->pending.digits = 1; /* 十五 */
    }
    if (!put(&h->section, h->pending, unit))
        return false;
    h->most = unit;
    return true;
}

/* 万, 亿 with all that they multiply: 三万亿, 一亿三千万. */
static bool put_big(struct han *h, int32_t unit)
{
    struct npi_decimal sum = h->section;

    if (h->has_pending && !npi_decimal_add(&sum, h->pending))
        return false;
    if (unit == NPI_WAN ? h->wan || is_zero(sum) : h->yi)
        return false;
    if (unit == NPI_WAN) {
        if (!put(&h->total, sum, NPI_WAN))
            return false;
    } else {
        if (!npi_decimal_add(&h->total, sum) || is_zero(h->total))
            return false;
        h->total.exponent += NPI_YI;
    }
    h->yi = h->yi || unit == NPI_YI;
    h->wan = unit == NPI_WAN;
    h->section = (struct npi_decimal){0};
    h->most = NPI_SECTION;
    return true;
}

static bool put_unit(struct han *h, int32_t unit)
{
    if (unit >= NPI_SECTION ? !put_big(h, unit) : !put_small(h, unit))
        return false;
    h->pending = (struct npi_decimal){0};
    h->has_pending = h->zero = false;
    h->unit = unit;
    h->at += 3;
    h->n++;
    return true;
}

/* Behind 点: the digits. 三点五十 is a time of day, 一点一点 is bit by bit. */
static bool put_point(struct han *h)
{
    struct npi_decimal sum = h->section;
    size_t at = h->at + 3;
    int32_t n = 0;
    unsigned digit;

    if (h->n == 0 || !npi_han_has("点點", h->text, h->at) ||
        h->pending.exponent < 0 || !npi_decimal_add(&sum, h->pending))
        return false;
    for (; (digit = npi_han_digit(h->text, at)) != NPI_NO_DIGIT; at += 3)
        if (n >= NPI_BEHIND_POINT ||
            !put(&sum, (struct npi_decimal){digit, 0}, -++n))
            return false;
    if (n == 0 || npi_han_has("点點", h->text, at) ||
        npi_han_unit(h->text, at) % NPI_WAN != 0)
        return false;
    h->pending = sum;
    h->has_pending = true;
    h->section = (struct npi_decimal){0};
    h->unit = 0;
    h->n += (size_t)n + 1;
    h->at = at;
    return true;
}

/* A digit; false: the number ends before it. about: it is 七八 or 二三十. */
static bool put_digit(struct han *h, unsigned digit, bool *about)
{
    if (digit == 0) {
        unsigned next = npi_han_digit(h->text, h->at + 3);

        if (h->n == 0 && npi_han_has("点點", h->text, h->at + 3))
            h->has_pending = true; /* 零点五 */
        else if (h->has_pending || h->n == 0 || next == NPI_NO_DIGIT ||
                 next == 0)
            return false;
        h->zero = true;
    } else {
        *about = h->has_pending;
        if (*about)
            return false;
        h->pending = (struct npi_decimal){digit, 0};
        h->has_pending = true;
    }
    h->at += 3;
    h->n++;
    return true;
}

/* The 2000 of 1亿2000万: digits that have a unit behind them. */
static bool put_figures(struct han *h)
{
    struct npi_decimal decimal;
    size_t at = h->at;

    if (h->n == 0 || h->has_pending ||
        !npi_decimal_read(h->text, &at, &decimal) || !npi_han_unit(h->text, at))
        return false;
    h->pending = decimal;
    h->has_pending = true;
    h->at = at;
    h->n++;
    return true;
}

/* What waits at the end: 三万五 is 三万五千. */
static bool close(struct han *h, struct npi_decimal *value)
{
    int32_t power = h->unit > 1 && !h->zero && h->has_pending ? h->unit - 1 : 0;

    *value = h->total;
    return npi_decimal_add(value, h->section) &&
           put(value, h->pending, power) && h->n > 0;
}

/* A number of digits and units. */
static bool read_units(struct han *h, struct npi_decimal *value)
{
    bool about = false;

    for (;;) {
        unsigned digit = npi_han_digit(h->text, h->at);
        int32_t unit = npi_han_unit(h->text, h->at);

        if (digit != NPI_NO_DIGIT ? put_digit(h, digit, &about)
            : unit                ? put_unit(h, unit)
                                  : put_point(h) || put_figures(h))
            continue;
        return !about && !(unit && h->has_pending) && close(h, value);
    }
}

/* Digits as they stand: 二〇二四. */
static bool read_positions(struct han *h, struct npi_decimal *value)
{
    unsigned digit;
    size_t at = h->at;
    size_t n = 0;

    *value = (struct npi_decimal){0};
    for (; (digit = npi_han_digit(h->text, at)) != NPI_NO_DIGIT; at += 3, n++)
        if (!npi_decimal_put(value, digit))
            return false;
    if (n < NPI_POSITIONS || npi_han_unit(h->text, at))
        return false;
    h->at = at;
    h->n = n;
    return true;
}

bool npi_han_read(struct np_str text, size_t *at, size_t *n,
                  struct npi_decimal *value)
{
    struct han h = {.text = text, .at = *at, .most = NPI_SECTION};

    if (!read_positions(&h, value) && !read_units(&h, value))
        return false;
    *at = h.at;
    *n = h.n;
    return true;
}

/* Digits may have 百, 千, 万, 亿 behind them. */
bool npi_han_read_behind(struct np_str text, size_t *at,
                         const struct npi_decimal *from,
                         struct npi_decimal *value)
{
    struct han h = {.text = text,
                    .at = *at,
                    .pending = *from,
                    .has_pending = true,
                    .most = NPI_SECTION};

    if (h.at < text.len && text.ptr[h.at] == ' ')
        h.at++;
    if (npi_han_unit(text, h.at) < 2 || (npi_han_unit(text, h.at) == 3 &&
                                         npi_han_has("米克瓦", text, h.at + 3)))
        return false;
    if (!read_units(&h, value))
        return false;
    *at = h.at;
    return true;
}

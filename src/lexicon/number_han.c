/* Numbers in Chinese characters: 三千零五, 两亿三千万, 三点五, 二〇二四,
 * 百分之九十, 三分之二, 第三, and what follows digits in 3 万.
 *
 * One character alone is a number only before a word that counts (三个, 十年):
 * too many words begin with one (四川, 十分). */
#include "lexicon/decimal.h"

#include "base/str.h"
#include "base/utf8.h"

#include <string.h>

#define NPI_NO_DIGIT 10u
#define NPI_SECTION 4 /* powers of ten that 千百十 and a digit make */
#define NPI_WAN 4
#define NPI_YI 8
#define NPI_POSITIONS                                                          \
    3 /* digits side by side that are read as they stand: two                  \
         are "seven or eight" */

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

/* One of these, each of three bytes as all that matter here are. */
static bool has(const char *list, struct np_str text, size_t at)
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

static unsigned digit_at(struct np_str text, size_t at)
{
    return digit_of(char_at(text, at));
}

static int32_t unit_at(struct np_str text, size_t at)
{
    return unit_of(char_at(text, at));
}

static bool may_begin(uint32_t cp)
{
    return digit_of(cp) != NPI_NO_DIGIT || unit_of(cp) > 0 ||
           cp == 0x7b2c; /* 第 */
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

    if (h->n == 0 || !has("点點", h->text, h->at) || h->pending.exponent < 0 ||
        !npi_decimal_add(&sum, h->pending))
        return false;
    for (; (digit = digit_at(h->text, at)) != NPI_NO_DIGIT; at += 3)
        if (n >= NPI_BEHIND_POINT ||
            !put(&sum, (struct npi_decimal){digit, 0}, -++n))
            return false;
    if (n == 0 || has("点點", h->text, at) ||
        unit_at(h->text, at) % NPI_WAN != 0)
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
        unsigned next = digit_at(h->text, h->at + 3);

        if (h->n == 0 && has("点點", h->text, h->at + 3))
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
        !npi_decimal_read(h->text, &at, &decimal) || !unit_at(h->text, at))
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
        unsigned digit = digit_at(h->text, h->at);
        int32_t unit = unit_at(h->text, h->at);

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
    for (; (digit = digit_at(h->text, at)) != NPI_NO_DIGIT; at += 3, n++)
        if (!npi_decimal_put(value, digit))
            return false;
    if (n < NPI_POSITIONS || unit_at(h->text, at))
        return false;
    h->at = at;
    h->n = n;
    return true;
}

static bool read_value(struct np_str text, size_t *at, size_t *n,
                       struct npi_decimal *value)
{
    struct han h = {.text = text, .at = *at, .most = NPI_SECTION};

    if (!read_positions(&h, value) && !read_units(&h, value))
        return false;
    *at = h.at;
    *n = h.n;
    return true;
}

static bool starts(struct np_str text, size_t at, const char *with)
{
    return npi_str_starts(npi_str_sub(text, at, text.len - at), npi_str(with));
}

/* Inside a number, or behind 几, as in 几十, or below 分之. */
static bool is_inside(struct np_str text, size_t at)
{
    struct np_str before = npi_str_sub(text, 0, at);
    size_t last = at >= 3 ? at - 3 : at;

    return npi_str_ends(before, NPI_STR("分之")) ||
           (last < at && (digit_at(text, last) != NPI_NO_DIGIT ||
                          unit_at(text, last) || has("几幾数數", text, last)));
}

/* Words that count, or are counted without one. */
static bool counts(struct np_str text, size_t at)
{
    if (has("分", text, at)) /* 十分钟, but not 十分 */
        return starts(text, at, "分钟") || starts(text, at, "分鐘");
    if (starts(text, at, "小时") || starts(text, at, "小時"))
        return true;
    return has(
        "个個年天日号號岁歲次种種位条條件家台臺倍块塊秒代层層张張章节節"
        "集步点點页頁篇项項类類颗顆只隻名间間场場轮輪句段级級米公斤吨噸度"
        "维維架份支组組对對套款遍排座根把者周週美英期届屆",
        text, at);
}

/* 百分之九十. */
static bool read_percent(struct np_str text, size_t *at,
                         struct npi_decimal *value)
{
    size_t n;

    *at += strlen("百分之");
    if (starts(text, *at, "百") && !unit_at(text, *at + 3)) {
        *at += 3;
        *value = (struct npi_decimal){100, 0};
        return true;
    }
    return npi_decimal_read(text, at, value) || read_value(text, at, &n, value);
}

/* 三分之二: behind 分之. value: what is before it, then the upper part. */
static bool read_fraction(struct np_str text, size_t *at,
                          struct npi_decimal *value, uint32_t *divisor)
{
    uint64_t below = value->digits;
    size_t n;

    for (int32_t i = 0; i < value->exponent && below < UINT32_MAX; i++)
        below *= 10;
    if (value->exponent < 0 || below == 0 || below >= UINT32_MAX)
        return false;
    *divisor = (uint32_t)below;
    *at += strlen("分之");
    return read_value(text, at, &n, value);
}

/* Anything but what follows digits. */
static bool read_alone(struct np_str text, size_t *at,
                       struct npi_decimal *value, struct npi_number *number)
{
    bool ordinal = starts(text, *at, "第");
    size_t n;

    if (starts(text, *at, "百分之"))
        return read_percent(text, at, value);
    *at += ordinal ? 3 : 0;
    if (!ordinal && is_inside(text, *at))
        return false;
    if (!read_value(text, at, &n, value))
        return false;
    if (starts(text, *at, "分之"))
        return !ordinal && read_fraction(text, at, value, &number->divisor);
    number->weak = !ordinal && n == 1 && value->digits == 1 &&
                   value->exponent == 0;
    return n > 1 || ordinal || counts(text, *at);
}

/* Digits may have 百, 千, 万, 亿 behind them. */
static bool read_behind(struct np_str text, size_t *at,
                        const struct npi_decimal *from,
                        struct npi_decimal *value)
{
    struct han h = {.text = text,
                    .at = *at,
                    .pending = *from,
                    .has_pending = true,
                    .most = NPI_SECTION};

    if (starts(text, h.at, " "))
        h.at++;
    if (unit_at(text, h.at) < 2 ||
        (starts(text, h.at, "千") && has("米克瓦", text, h.at + 3)))
        return false;
    if (!read_units(&h, value))
        return false;
    *at = h.at;
    return true;
}

bool npi_number_read_han(struct np_str text, size_t *at,
                         const struct npi_decimal *from,
                         struct npi_number *number)
{
    struct npi_decimal value = {0};
    size_t next = *at;

    if (!from && !may_begin(char_at(text, *at)))
        return false;
    if (from ? !read_behind(text, &next, from, &value)
             : !read_alone(text, &next, &value, number))
        return false;
    value = npi_decimal_trim(value);
    number->digits = value.digits;
    number->exponent = value.exponent;
    *at = next;
    return true;
}

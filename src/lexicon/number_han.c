/* What is a number among Chinese characters: 百分之九十, 三分之二, 第三, 三个.
 *
 * One character alone is a number only before a word that counts (三个, 十年):
 * too many words begin with one (四川, 十分). */
#include "lexicon/han.h"

#include "base/str.h"

#include <string.h>

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
           (last < at &&
            (npi_han_digit(text, last) != NPI_NO_DIGIT ||
             npi_han_unit(text, last) || npi_han_has("几幾数數", text, last)));
}

/* Words that count, or are counted without one. */
static bool counts(struct np_str text, size_t at)
{
    if (npi_han_has("分", text, at)) /* 十分钟, but not 十分 */
        return starts(text, at, "分钟") || starts(text, at, "分鐘");
    if (starts(text, at, "小时") || starts(text, at, "小時"))
        return true;
    return npi_han_has(
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
    if (starts(text, *at, "百") && !npi_han_unit(text, *at + 3)) {
        *at += 3;
        *value = (struct npi_decimal){100, 0};
        return true;
    }
    return npi_decimal_read(text, at, value) ||
           npi_han_read(text, at, &n, value);
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
    return npi_han_read(text, at, &n, value);
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
    if (!npi_han_read(text, at, &n, value))
        return false;
    if (starts(text, *at, "分之"))
        return !ordinal && read_fraction(text, at, value, &number->divisor);
    number->weak = !ordinal && n == 1 && value->digits == 1 &&
                   value->exponent == 0;
    return n > 1 || ordinal || counts(text, *at);
}

static bool may_begin(struct np_str text, size_t at)
{
    return npi_han_digit(text, at) != NPI_NO_DIGIT || npi_han_unit(text, at) ||
           npi_han_has("第", text, at);
}

bool npi_number_read_han(struct np_str text, size_t *at,
                         const struct npi_decimal *from,
                         struct npi_number *number)
{
    struct npi_decimal value = {0};
    size_t next = *at;

    if (!from && !may_begin(text, *at))
        return false;
    if (from ? !npi_han_read_behind(text, &next, from, &value)
             : !read_alone(text, &next, &value, number))
        return false;
    value = npi_decimal_trim(value);
    number->digits = value.digits;
    number->exponent = value.exponent;
    *at = next;
    return true;
}

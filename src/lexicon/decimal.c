/* Decimals: sums, and what is written in digits. */
#include "lexicon/decimal.h"

#include "base/utf8.h"

#define NPI_GROUP 3 /* digits behind a comma */

struct npi_decimal npi_decimal_trim(struct npi_decimal a)
{
    while (a.digits > 0 && a.digits % 10 == 0) {
        a.digits /= 10;
        a.exponent++;
    }
    if (a.digits == 0)
        a.exponent = 0;
    return a;
}

static bool lower(struct npi_decimal *a, int32_t exponent)
{
    while (a->exponent > exponent) {
        if (a->digits > NPI_DIGITS_MAX / 10)
            return false;
        a->digits *= 10;
        a->exponent--;
    }
    return true;
}

bool npi_decimal_add(struct npi_decimal *a, struct npi_decimal b)
{
    struct npi_decimal sum = npi_decimal_trim(*a);

    b = npi_decimal_trim(b);
    if (b.digits == 0)
        return true;
    if (sum.digits == 0) {
        *a = b;
        return true;
    }
    if (!lower(&sum, b.exponent) || !lower(&b, sum.exponent) ||
        sum.digits + b.digits > NPI_DIGITS_MAX)
        return false;
    sum.digits += b.digits;
    *a = npi_decimal_trim(sum);
    return true;
}

bool npi_decimal_put(struct npi_decimal *a, unsigned digit)
{
    if (a->digits > NPI_DIGITS_MAX / 10)
        return false;
    a->digits = a->digits * 10 + digit;
    return true;
}

/* 0 to 9, or 10. */
static unsigned digit_at(struct np_str text, size_t *at)
{
    size_t next = *at;
    uint32_t cp;

    if (next >= text.len)
        return 10;
    cp = npi_cp_halfwidth(npi_utf8_next(text, &next));
    if (cp < '0' || cp > '9')
        return 10;
    *at = next;
    return cp - '0';
}

/* A run of digits; how many, 0 if the decimal has too many with them. */
static size_t put_run(struct np_str text, size_t *at,
                      struct npi_decimal *decimal)
{
    size_t n = 0;

    for (unsigned digit; (digit = digit_at(text, at)) < 10; n++)
        if (!npi_decimal_put(decimal, digit))
            return 0;
    return n;
}

static bool is_char(struct np_str text, size_t at, char c)
{
    return at < text.len && text.ptr[at] == c;
}

/* ",000" at *at: a comma that groups has three digits behind it. */
static bool put_group(struct np_str text, size_t *at,
                      struct npi_decimal *decimal)
{
    struct npi_decimal longer = *decimal;
    size_t next = *at + 1;

    if (!is_char(text, *at, ',') || put_run(text, &next, &longer) != NPI_GROUP)
        return false;
    *decimal = longer;
    *at = next;
    return true;
}

/* ".5" at *at, but nothing of 3.13.1: that is no decimal. */
static void put_fraction(struct np_str text, size_t *at,
                         struct npi_decimal *decimal)
{
    struct npi_decimal longer = *decimal;
    size_t next = *at + 1;
    size_t behind;
    size_t n;

    if (!is_char(text, *at, '.'))
        return;
    n = put_run(text, &next, &longer);
    behind = next + 1;
    if (n == 0 || n > NPI_BEHIND_POINT ||
        (is_char(text, next, '.') && digit_at(text, &behind) < 10))
        return;
    longer.exponent = -(int32_t)n;
    *decimal = longer;
    *at = next;
}

/* The 13 of 3.13.1. */
static bool is_behind_point(struct np_str text, size_t at)
{
    size_t digit = at - 2;

    return at >= 2 && text.ptr[at - 1] == '.' && digit_at(text, &digit) < 10;
}

bool npi_decimal_read(struct np_str text, size_t *at,
                      struct npi_decimal *decimal)
{
    size_t next = *at;
    size_t n;

    *decimal = (struct npi_decimal){0};
    n = put_run(text, &next, decimal);
    if (n == 0)
        return false;
    while (n <= NPI_GROUP && put_group(text, &next, decimal)) {
    }
    if (!is_behind_point(text, *at))
        put_fraction(text, &next, decimal);
    *at = next;
    return true;
}

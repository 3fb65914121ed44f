/* Numbers: which way of writing begins at a place, and numbers in digits. */
#include "lexicon/number.h"

#include "base/str.h"
#include "base/utf8.h"
#include "lexicon/bytes.h"
#include "lexicon/decimal.h"

static uint32_t peek(struct np_str text, size_t at)
{
    return at < text.len ? npi_utf8_next(text, &at) : 0;
}

static bool is_letter(uint32_t cp)
{
    return cp && npi_cp_is_alnum(cp) && !npi_cp_is_cjk(cp);
}

/* What letters right behind digits may be; false: they make it a name. */
static bool read_suffix(struct np_str text, size_t *at,
                        struct npi_decimal *decimal)
{
    static const struct {
        struct np_str text;
        int32_t exponent;
    } suffixes[] = {
        {{"K", 1}, 3},  {{"k", 1}, 3},  {{"M", 1}, 6},
        {{"B", 1}, 9},  {{"st", 2}, 0}, {{"nd", 2}, 0},
        {{"rd", 2}, 0}, {{"th", 2}, 0}, {{"s", 1}, 0},
    };
    struct np_str rest = npi_str_sub(text, *at, text.len - *at);

    if (!is_letter(peek(text, *at)))
        return true;
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        size_t len = suffixes[i].text.len;

        if (!npi_str_starts(rest, suffixes[i].text) ||
            is_letter(peek(rest, len)))
            continue;
        decimal->exponent += suffixes[i].exponent;
        *at += len;
        return true;
    }
    return false;
}

static void set(struct npi_number *number, struct npi_decimal decimal)
{
    decimal = npi_decimal_trim(decimal);
    number->digits = decimal.digits;
    number->exponent = decimal.exponent;
}

static bool read_figures(struct np_str text, size_t *at,
                         struct npi_number *number)
{
    struct npi_decimal decimal;
    size_t from = *at;
    size_t next = from;

    if (!npi_decimal_read(text, &next, &decimal) ||
        !read_suffix(text, &next, &decimal))
        return false;
    set(number, decimal);
    number->figures = next - from;
    *at = next;
    (void)(npi_number_read_han(text, at, &decimal, number) ||
           npi_number_read_words(text, at, &decimal, number));
    return true;
}

bool npi_number_read(struct np_str text, size_t *at, struct npi_number *number)
{
    uint32_t cp = npi_cp_halfwidth(peek(text, *at));
    size_t before = *at;

    *number = (struct npi_number){.divisor = 1};
    if (cp >= 0x3007)
        return npi_number_read_han(text, at, NULL, number);
    if (cp >= 0x80 || !npi_cp_is_alnum(cp) ||
        (before > 0 && is_letter(npi_utf8_prev(text, &before))))
        return false;
    return cp <= '9' ? read_figures(text, at, number)
                     : npi_number_read_words(text, at, NULL, number);
}

uint64_t npi_number_hash(const struct npi_number *number)
{
    char key[18] = "\0#"; /* no word has such bytes */

    npi_put_le64(key + 2, number->digits);
    npi_put_le32(key + 10, (uint32_t)number->exponent);
    npi_put_le32(key + 14, number->divisor);
    return npi_hash(NPI_HASH_START, key, sizeof(key));
}

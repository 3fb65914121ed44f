/* Decimals as numbers are put together from: exact, and false where they grow
 * too long. */
#ifndef NPI_LEXICON_DECIMAL_H
#define NPI_LEXICON_DECIMAL_H

#include "lexicon/number.h"

/* digits * 10^exponent */
struct npi_decimal {
    uint64_t digits;
    int32_t exponent;
};

#define NPI_DIGITS_MAX 999999999999999999u /* eighteen of them */
#define NPI_BEHIND_POINT 18                /* digits, zeros among them */

/* No longer than it must be. */
struct npi_decimal npi_decimal_trim(struct npi_decimal a);

/* False if the sum has too many digits: *a stays. */
bool npi_decimal_add(struct npi_decimal *a, struct npi_decimal b);

/* One more digit at the end; false if there are too many. */
bool npi_decimal_put(struct npi_decimal *a, unsigned digit);

/* The two ways of writing a number in words. from: a decimal written in digits
 * that *at is behind, or NULL: it begins at *at. The value without divisor and
 * figures goes to number. */
bool npi_number_read_han(struct np_str text, size_t *at,
                         const struct npi_decimal *from,
                         struct npi_number *number);
bool npi_number_read_words(struct np_str text, size_t *at,
                           const struct npi_decimal *from,
                           struct npi_number *number);

/* The decimal that is written in digits at *at: 30,000, 2.5, ２０. */
bool npi_decimal_read(struct np_str text, size_t *at,
                      struct npi_decimal *decimal);

#endif

/* Any bytes as a text to read numbers from, at every place of it: none reads
 * behind the end or stands still, and each has the one form that equal values
 * have. */
#include "lexicon/number.h"
#include "base/utf8.h"
#include <stdlib.h>

static void require(bool good)
{
    if (!good)
        abort();
}

static void check(struct np_str text, size_t at)
{
    struct npi_number number;
    struct npi_number again;
    size_t end = at;
    size_t same = at;

    if (!npi_number_read(text, &end, &number)) {
        require(end == at);
        return;
    }
    require(end > at && end <= text.len && number.figures <= end - at);
    require(number.digits < 1000000000000000000u && number.divisor > 0);
    require(number.digits ? number.digits % 10 != 0 : number.exponent == 0);
    require(number.exponent > -20 && number.exponent < 60);
    require(npi_number_read(text, &same, &again) && same == end);
    require(npi_number_hash(&number) == npi_number_hash(&again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct np_str text = {(const char *)data, size};

    for (size_t at = 0; at < size; at++)
        check(text, at);
    return 0;
}

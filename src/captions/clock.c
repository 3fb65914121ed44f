/* Reading the times of caption files. Looser than base/stamp.h, which must
 * tell a time in running text from other numbers: here a time is wanted, and
 * many programs write it their own way ("0:1:2,5", "00: 01: 02, 500",
 * "00:01:02:500", "-00:00:00,040"). */
#include "captions/clock.h"

#include "base/stamp.h"
#include "base/str.h"

#define DIGITS_MAX 7 /* of a field: NPI_STAMP_MAX in seconds */
#define FIELDS_MAX 3

static bool is_digit(struct np_str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

static void skip_spaces(struct np_str s, size_t *at)
{
    while (*at < s.len && (s.ptr[*at] == ' ' || s.ptr[*at] == '\t'))
        (*at)++;
}

static bool read_digits(struct np_str s, size_t *at, int64_t *value)
{
    size_t from = *at;
    *value = 0;
    while (is_digit(s, *at) && *at - from <= DIGITS_MAX)
        *value = *value * 10 + (s.ptr[(*at)++] - '0');
    return *at > from && *at - from <= DIGITS_MAX;
}

/* The next field's mark, spaces around it skipped; false if another stands
 * there or no digit follows. */
static bool read_mark(struct np_str s, size_t *at, char mark)
{
    size_t next = *at;
    skip_spaces(s, &next);
    if (next >= s.len || s.ptr[next] != mark)
        return false;
    next++;
    skip_spaces(s, &next);
    if (!is_digit(s, next))
        return false;
    *at = next;
    return true;
}

/* A decimal fraction as milliseconds; digits after the third do not count. */
static int64_t read_decimals(struct np_str s, size_t *at)
{
    int64_t ms = 0;
    unsigned n = 0;
    for (; is_digit(s, *at); (*at)++)
        if (n < 3) {
            ms = ms * 10 + (s.ptr[*at] - '0');
            n++;
        }
    for (; n < 3; n++)
        ms *= 10;
    return ms;
}

static bool three_digits(struct np_str s, size_t at)
{
    return is_digit(s, at) && is_digit(s, at + 1) && is_digit(s, at + 2) &&
           !is_digit(s, at + 3);
}

static bool read_fraction(struct np_str s, size_t *at, unsigned fields,
                          int64_t *ms)
{
    size_t next = *at;
    bool colon = false;
    if (!read_mark(s, &next, '.') && !read_mark(s, &next, ',')) {
        colon = fields == FIELDS_MAX && read_mark(s, &next, ':') &&
                three_digits(s, next);
        if (!colon)
            return false;
    }
    *ms = read_decimals(s, &next);
    *at = next;
    return true;
}

bool npi_clock_read(struct np_str s, size_t *at, int64_t *ms)
{
    size_t next = *at;
    int64_t sum = 0;
    int64_t value;
    unsigned fields = 1;
    skip_spaces(s, &next);
    bool below_zero = next < s.len && s.ptr[next] == '-' &&
                      is_digit(s, next + 1);
    next += below_zero;
    if (!read_digits(s, &next, &sum))
        return false;
    while (fields < FIELDS_MAX && read_mark(s, &next, ':')) {
        if (!read_digits(s, &next, &value))
            return false;
        sum = sum * 60 + value;
        fields++;
    }
    if (fields < 2 || sum > NPI_STAMP_MAX / 1000)
        return false;
    int64_t fraction = 0;
    read_fraction(s, &next, fields, &fraction);
    *at = next;
    *ms = below_zero ? 0 : sum * 1000 + fraction;
    return true;
}

/* One to three dashes and ">", or an arrow of one character. */
static bool read_arrow(struct np_str s, size_t *at)
{
    static const char *const arrows[] = {"-->", "->", "--->", "==>", "→",
                                         "–>",  "—>", "–->",  "- ->"};
    skip_spaces(s, at);
    struct np_str rest = npi_str_sub(s, *at, s.len);
    for (size_t i = 0; i < sizeof(arrows) / sizeof(arrows[0]); i++) {
        if (npi_str_starts(rest, npi_str(arrows[i]))) {
            *at += npi_str(arrows[i]).len;
            return true;
        }
    }
    return false;
}

bool npi_clock_read_range(struct np_str line, int64_t *start, int64_t *end)
{
    size_t at = 0;
    *end = NP_NO_TIME;
    if (!npi_clock_read(line, &at, start) || !read_arrow(line, &at))
        return false;
    int64_t ms;
    if (npi_clock_read(line, &at, &ms))
        *end = ms;
    return true;
}

bool npi_clock_has_arrow(struct np_str line)
{
    return npi_str_find(line, NPI_STR("-->")) != NP_NONE;
}

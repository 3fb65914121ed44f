/* Dates as people write them: 2024-09-05, 2024/9/5, 2024.9, 2024年9月5日,
 * 20240905, September 5, 2024, 5 Sep 2024; a time of day behind is ignored. An
 * order like 9/5/2024, which nobody can read for sure, is no date. */
#include "notes/header.h"

#include "base/str.h"
#include "base/utf8.h"

#define NUMBERS_MAX 3

struct scan {
    unsigned numbers[NUMBERS_MAX];
    unsigned digits[NUMBERS_MAX]; /* digits of each */
    unsigned n;
    unsigned month; /* by name, 0 if none */
};

static unsigned month_of(struct np_str word)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr",
                                         "may", "jun", "jul", "aug",
                                         "sep", "oct", "nov", "dec"};
    for (unsigned i = 0; i < 12; i++)
        if (word.len >= 3 && npi_str_starts_nocase(word, npi_str(months[i])))
            return i + 1;
    return 0;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static void take_number(struct scan *scan, struct np_str s, size_t *at)
{
    unsigned value = 0;
    unsigned digits = 0;
    while (*at < s.len) {
        size_t next = *at;
        uint32_t cp = npi_cp_halfwidth(npi_utf8_next(s, &next));
        if (!is_digit(cp))
            break;
        value = digits < 8 ? value * 10 + (cp - '0') : value;
        digits++;
        *at = next;
    }
    if (scan->n < NUMBERS_MAX) {
        scan->numbers[scan->n] = value;
        scan->digits[scan->n++] = digits;
    }
}

static size_t word_end(struct np_str s, size_t at)
{
    while (at < s.len && (unsigned char)(s.ptr[at] | 32) >= 'a' &&
           (unsigned char)(s.ptr[at] | 32) <= 'z')
        at++;
    return at;
}

static void scan_all(struct scan *scan, struct np_str s)
{
    for (size_t at = 0; at < s.len && scan->n < NUMBERS_MAX;) {
        size_t next = at;
        uint32_t cp = npi_cp_halfwidth(npi_utf8_next(s, &next));
        size_t word = word_end(s, at);
        if (is_digit(cp)) {
            take_number(scan, s, &at);
        } else if (word > at) {
            unsigned month = month_of(npi_str_sub(s, at, word - at));
            scan->month = scan->month ? scan->month : month;
            at = word;
        } else {
            at = next;
        }
    }
}

static void put(char *out, unsigned value, unsigned digits)
{
    while (digits-- > 0) {
        out[digits] = (char)('0' + value % 10);
        value /= 10;
    }
}

static bool write_date(char *out, unsigned year, unsigned month, unsigned day)
{
    if (year < 1900 || year > 2999 || month > 12 || day > 31)
        return false;
    put(out, year, 4);
    out[4] = month ? '-' : '\0';
    put(out + 5, month, month ? 2 : 0);
    out[month ? 7 : 5] = month && day ? '-' : '\0';
    put(out + 8, day, month && day ? 2 : 0);
    out[10] = '\0';
    return true;
}

static bool write_named(const struct scan *scan, char *out)
{
    unsigned year = 0;
    unsigned day = 0;
    for (unsigned i = 0; i < scan->n; i++) {
        if (scan->digits[i] == 4 && !year)
            year = scan->numbers[i];
        else if (scan->digits[i] <= 2 && !day)
            day = scan->numbers[i];
    }
    return write_date(out, year, scan->month, day);
}

bool npi_date_read(struct np_str s, char *out)
{
    struct scan scan = {0};
    if (s.len > 64)
        return false;
    scan_all(&scan, s);
    const unsigned *n = scan.numbers;
    if (scan.month)
        return write_named(&scan, out);
    if (scan.n && scan.digits[0] == 8)
        return write_date(out, n[0] / 10000, n[0] / 100 % 100, n[0] % 100);
    if (!scan.n || scan.digits[0] != 4)
        return false;
    bool month = scan.n > 1 && scan.digits[1] <= 2;
    bool day = month && scan.n > 2 && scan.digits[2] <= 2;
    return write_date(out, n[0], month ? n[1] : 0, day ? n[2] : 0);
}

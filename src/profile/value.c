/* A setting's value: read from text, written as text. Numbers are ASCII digits
 * in base ten and nothing else; no locale, no octal, no trailing letters. What
 * a wrong value is answered with is settings.c's. */
#include "profile/value.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"

/* Word settings are stored through an unsigned: true of the enums we list on
 * every ABI that we build for, and checked here. */
_Static_assert(sizeof(enum npi_counting) == sizeof(unsigned), "enum size");
_Static_assert(sizeof(enum npi_bilingual) == sizeof(unsigned), "enum size");
_Static_assert(sizeof(enum npi_script_choice) == sizeof(unsigned), "enum size");
_Static_assert(sizeof(enum npi_tags_mode) == sizeof(unsigned), "enum size");

static char *field(const struct npi_setting *row, struct npi_settings *settings)
{
    return (char *)settings + row->offset;
}

struct np_str *npi_value_string(const struct npi_setting *row,
                                struct npi_settings *settings)
{
    bool is_string = row->type == NPI_SETTING_TEXT ||
                     row->type == NPI_SETTING_LANGUAGE;
    return is_string ? (struct np_str *)(void *)field(row, settings) : NULL;
}

static void store_number(const struct npi_setting *row,
                         struct npi_settings *settings, int64_t value)
{
    unsigned word = (unsigned)value;
    if (row->type == NPI_SETTING_WORD)
        memcpy(field(row, settings), &word, sizeof word);
    else
        memcpy(field(row, settings), &value, sizeof value);
}

static int64_t load_number(const struct npi_setting *row,
                           const struct npi_settings *settings)
{
    const char *from = (const char *)settings + row->offset;
    unsigned word = 0;
    int64_t value = 0;
    if (row->type != NPI_SETTING_WORD) {
        memcpy(&value, from, sizeof value);
        return value;
    }
    memcpy(&word, from, sizeof word);
    return word;
}

static const struct npi_word *find_word(const struct npi_setting *row,
                                        struct np_str text)
{
    for (const struct npi_word *w = row->words; w && w->word; w++)
        if (npi_str_eq(text, npi_str(w->word)))
            return w;
    return NULL;
}

/* 833ms, 7s, 0.833s: at most three decimals, so that nothing is rounded. */
static bool read_ms(struct np_str text, int64_t max, int64_t *ms)
{
    uint64_t whole = 0, fraction = 0;
    if (npi_str_ends(text, NPI_STR("ms"))) {
        bool ok = npi_str_u64(npi_str_sub(text, 0, text.len - 2), (uint64_t)max,
                              &whole);
        *ms = (int64_t)whole;
        return ok;
    }
    if (!npi_str_ends(text, NPI_STR("s")))
        return false;
    struct np_str rest = npi_str_sub(text, 0, text.len - 1), seconds;
    npi_str_split(&rest, '.', &seconds);
    if (!npi_str_u64(seconds, (uint64_t)max / 1000, &whole))
        return false;
    if (rest.ptr) {
        if (rest.len > 3 || !npi_str_u64(rest, 999, &fraction))
            return false;
        for (size_t digits = rest.len; digits < 3; digits++)
            fraction *= 10;
    }
    *ms = (int64_t)(whole * 1000 + fraction);
    return true;
}

static bool read_number(const struct npi_setting *row, struct np_str text,
                        int64_t *value)
{
    uint64_t n = 0;
    if (row->type == NPI_SETTING_MS) {
        if (!read_ms(text, row->max, value))
            return false;
    } else {
        if (!npi_str_u64(text, (uint64_t)row->max, &n))
            return false;
        *value = (int64_t)n;
    }
    return *value >= row->min && *value <= row->max;
}

/* The double quote is kept out because INI has no way to write it in a quoted
 * value, and every value must survive being written to a profile. */
static bool is_text(const struct npi_setting *row, struct np_str text)
{
    if ((int64_t)text.len > row->max)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 || c == 0x7f || c == '"')
            return false;
    }
    return true;
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The shape of a BCP 47 tag (RFC 5646, 2.1): 2 to 8 letters, then subtags of 1
 * to 8 letters or digits. Whether the subtags are registered is not checked.
 * The tag becomes part of a file's name, so nothing else may pass. */
static bool is_language(const struct npi_setting *row, struct np_str text)
{
    if ((int64_t)text.len < row->min || (int64_t)text.len > row->max)
        return false;
    struct np_str rest = text, part;
    bool first = true;
    while (npi_str_split(&rest, '-', &part)) {
        if (part.len < (first ? 2 : 1) || part.len > 8)
            return false;
        for (size_t i = 0; i < part.len; i++) {
            bool digit = part.ptr[i] >= '0' && part.ptr[i] <= '9';
            if (!is_alpha(part.ptr[i]) && (first || !digit))
                return false;
        }
        first = false;
    }
    return true;
}

bool npi_value_read(const struct npi_setting *row, struct np_str text,
                    struct npi_settings *settings)
{
    const struct npi_word *word = find_word(row, text);
    struct np_str *string = npi_value_string(row, settings);
    int64_t number = 0;
    if (string) {
        bool ok = word ||
                  (row->type == NPI_SETTING_TEXT ? is_text(row, text)
                                                 : is_language(row, text));
        if (ok)
            *string = word ? npi_str(NULL) : text;
        return ok;
    }
    if (word)
        number = word->value;
    else if (row->type == NPI_SETTING_WORD || !read_number(row, text, &number))
        return false;
    store_number(row, settings, number);
    return true;
}

/* Whole seconds as seconds, everything else as milliseconds. */
static void write_number(struct npi_buf *out, const struct npi_setting *row,
                         int64_t value)
{
    bool seconds = row->type == NPI_SETTING_MS && value % 1000 == 0;
    npi_buf_put_i64(out, seconds ? value / 1000 : value);
    if (row->type == NPI_SETTING_MS)
        npi_buf_puts(out, seconds ? "s" : "ms");
}

static const char *word_for(const struct npi_setting *row, int64_t value)
{
    for (const struct npi_word *w = row->words; w && w->word; w++)
        if (w->value == value)
            return w->word;
    return NULL;
}

void npi_setting_write(struct npi_buf *out, enum npi_setting_id id,
                       const struct npi_settings *settings)
{
    const struct npi_setting *row = &npi_setting_table[id];
    struct npi_settings copy = *settings;
    const struct np_str *string = npi_value_string(row, &copy);
    if (string && row->type == NPI_SETTING_TEXT) {
        npi_buf_putc(out, '"');
        npi_buf_put(out, *string);
        npi_buf_putc(out, '"');
    } else if (string && string->ptr) {
        npi_buf_put(out, *string);
    } else {
        int64_t value = string ? 0 : load_number(row, settings);
        const char *word = word_for(row, value);
        if (word)
            npi_buf_puts(out, word);
        else
            write_number(out, row, value);
    }
}

void npi_setting_write_range(struct npi_buf *out, enum npi_setting_id id)
{
    const struct npi_setting *row = &npi_setting_table[id];
    bool first = true;
    if (row->type == NPI_SETTING_INT || row->type == NPI_SETTING_MS) {
        write_number(out, row, row->min);
        npi_buf_puts(out, "..");
        write_number(out, row, row->max);
        first = false;
    } else if (row->type == NPI_SETTING_LANGUAGE) {
        npi_buf_puts(out, "zh, zh-Hans, chi, …");
        first = false;
    } else if (row->type == NPI_SETTING_TEXT) {
        npi_buf_puts(out, "at most ");
        npi_buf_put_i64(out, row->max);
        npi_buf_puts(out, " bytes");
    }
    for (const struct npi_word *w = row->words; w && w->word; w++) {
        npi_buf_puts(out, first ? "" : ", ");
        npi_buf_puts(out, w->word);
        first = false;
    }
}

/* Speaker labels as people and transcription programs write them. Only the
 * form is read here. */
#include "notes/label.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/names.h"

#define WORDS_MAX 5
#define HAN_MAX 8

static uint32_t peek(struct np_str s, size_t at)
{
    return at < s.len ? npi_utf8_next(s, &at) : 0;
}

static struct np_str rest_of(struct np_str s, size_t at)
{
    return npi_str_sub(s, at, s.len);
}

static void skip_spaces(struct np_str s, size_t *at)
{
    while (*at < s.len && npi_cp_is_space(peek(s, *at)))
        npi_utf8_next(s, at);
}

static bool is_colon(uint32_t cp)
{
    return cp == ':' || cp == 0xff1a;
}

static bool is_bracket(uint32_t cp)
{
    return cp == '(' || cp == 0xff08 || cp == '[' || cp == 0x3010;
}

/* Nothing of a name: the end of a sentence, a quote. */
static bool ends_sentence(uint32_t cp)
{
    switch (cp) {
    case 0x3002: /* 。 */
    case 0xff01: /* ！ */
    case 0xff1f: /* ？ */
    case '!':
    case '?':
    case 0xff0c: /* ， */
    case 0xff1b: /* ； */
    case ';':
        return true;
    default:
        return false;
    }
}

/* A colon inside a number or an address is none. */
static bool colon_counts(struct np_str s, size_t at)
{
    size_t next = at;
    size_t prev = at;
    uint32_t before = at ? npi_utf8_prev(s, &prev) : 0;
    npi_utf8_next(s, &next);
    uint32_t behind = peek(s, next);
    if (npi_str_starts(rest_of(s, next), NPI_STR("//")))
        return false;
    return !npi_cp_is_digit(before) || !npi_cp_is_digit(behind);
}

/* "(host)" behind a name, if it is no stamp: moves *at behind it. */
static void skip_role(struct np_str s, size_t *at)
{
    struct npi_stamps stamps;
    if (!is_bracket(peek(s, *at)) || npi_stamps_read(rest_of(s, *at), &stamps))
        return;
    for (size_t next = *at; next < s.len && next - *at < 80;) {
        uint32_t cp = npi_utf8_next(s, &next);
        if (cp == ')' || cp == 0xff09 || cp == ']' || cp == 0x3011) {
            *at = next;
            skip_spaces(s, at);
            return;
        }
    }
}

/* Where the name that begins at from ends; false if there is none. */
static bool find_name_end(struct np_str s, size_t from, size_t *end)
{
    struct npi_stamps stamps;
    unsigned width = 0;
    size_t at = from;
    while (at < s.len) {
        uint32_t cp = peek(s, at);
        bool gap = at > from && npi_cp_is_space(peek(s, at - 1));
        if ((is_colon(cp) && colon_counts(s, at)) || is_bracket(cp) ||
            (npi_cp_is_digit(cp) && gap &&
             npi_stamps_read(rest_of(s, at), &stamps)))
            break;
        width += npi_cp_width(cp, true);
        if (ends_sentence(cp) || width > NPI_NAME_WIDTH_MAX)
            return false;
        npi_utf8_next(s, &at);
    }
    *end = at;
    return true;
}

static bool has_letter(struct np_str s)
{
    for (size_t at = 0; at < s.len;)
        if (npi_cp_is_alpha(npi_utf8_next(s, &at)))
            return true;
    return false;
}

static bool take_stamps(struct np_str s, size_t *at, struct npi_label *label)
{
    if (label->stamped || !npi_stamps_read(rest_of(s, *at), &label->stamps))
        return false;
    *at += label->stamps.used;
    label->stamped = true;
    return true;
}

/* Between a leading stamp and the name; without a stamp only a table's bar is
 * no part of the name. */
static void skip_joint(struct np_str s, bool stamped, size_t *at)
{
    skip_spaces(s, at);
    uint32_t cp = peek(s, *at);
    bool bar = cp == '|' || cp == 0xff5c;
    if (bar || (stamped && (cp == '-' || cp == 0x2013 || cp == 0x2014))) {
        npi_utf8_next(s, at);
        skip_spaces(s, at);
    }
}

/* Name, role, stamp, colon, from at on. */
static bool read_name(struct np_str s, size_t at, struct npi_label *label)
{
    size_t end;
    if (!find_name_end(s, at, &end))
        return false;
    label->name = npi_str_trim(npi_str_sub(s, at, end - at));
    at = end;
    skip_role(s, &at);
    if (take_stamps(s, &at, label))
        skip_spaces(s, &at);
    label->colon = is_colon(peek(s, at)) && colon_counts(s, at);
    if (label->colon)
        npi_utf8_next(s, &at);
    label->text = npi_str_trim(rest_of(s, at));
    return has_letter(label->name);
}

/* The name, and not what is said as well, is marked: a line that is bold as a
 * whole is a heading, with or without a colon. */
static bool is_strong(const struct npi_reader *r, const struct npi_block *block,
                      const struct npi_label *label)
{
    static const enum npi_mark_kind kinds[] = {NPI_STRONG, NPI_EMPH, NPI_CODE};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const struct npi_mark *mark = npi_mark_at(r, block, kinds[i],
                                                  label->name.ptr);
        if (mark && (!label->text.len || mark->end <= label->text.ptr))
            return true;
    }
    return false;
}

/* "(00:01:27): text", "[00:01:27] text". */
static bool read_stamp_alone(struct np_str s, size_t at,
                             struct npi_label *label)
{
    if (!label->stamped)
        return false;
    skip_spaces(s, &at);
    label->name = npi_str(NULL);
    label->strong = false;
    label->colon = is_colon(peek(s, at));
    if (label->colon)
        npi_utf8_next(s, &at);
    label->text = npi_str_trim(rest_of(s, at));
    return true;
}

bool npi_label_read(const struct npi_reader *r, const struct npi_block *block,
                    struct np_str line, struct npi_label *label)
{
    struct np_str s = npi_str_trim(line);
    size_t at = 0;
    *label = (struct npi_label){0};
    bool leads = take_stamps(s, &at, label);
    size_t behind = at;
    if (leads)
        label->behind_stamp = npi_str_trim(rest_of(s, at));
    skip_joint(s, leads, &at);
    if (!is_colon(peek(s, at)) && read_name(s, at, label)) {
        label->strong = is_strong(r, block, label);
        if (label->text.len && npi_all_strong(r, block, s))
            return false;
        bool alone = label->text.len == 0;
        if (label->colon ||
            (alone &&
             (label->stamped || label->strong || block->kind == NPI_HEADING)) ||
            (label->strong && label->stamped && !leads))
            return true;
    }
    if (!leads)
        return false;
    label->stamped = true;
    return read_stamp_alone(s, behind, label);
}

/* Words that begin a clause, never a name. */
static bool is_clause_word(uint32_t cp)
{
    switch (cp) {
    case 0x6211: /* 我 */
    case 0x4f60: /* 你 */
    case 0x4ed6: /* 他 */
    case 0x5979: /* 她 */
    case 0x8fd9: /* 这 */
    case 0x9019: /* 這 */
    case 0x90a3: /* 那 */
    case 0x662f: /* 是 */
    case 0x7684: /* 的 */
    case 0x4e86: /* 了 */
    case 0x8bf4: /* 说 */
    case 0x8aaa: /* 說 */
    case 0x5c31: /* 就 */
    case 0x4e0d: /* 不 */
        return true;
    default:
        return false;
    }
}

/* Words of a name that are written small. */
static bool is_particle(struct np_str word)
{
    static const char *const particles[] = {"de",  "la",  "van", "von", "der",
                                            "den", "del", "di",  "da",  "al",
                                            "bin", "and", "of",  "the"};
    for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++)
        if (npi_str_eq(word, npi_str(particles[i])))
            return true;
    return false;
}

/* Counts a word; false if it cannot be part of a name. */
static bool take_word(struct np_str word, unsigned *han, unsigned *small)
{
    for (size_t at = 0; at < word.len;) {
        bool start = at == 0;
        uint32_t cp = npi_utf8_next(word, &at);
        if (is_clause_word(cp) || cp == '"' || cp == 0x201c || cp == '=')
            return false;
        *han += npi_cp_is_cjk(cp);
        *small += start && npi_cp_is_alpha(cp) && !npi_cp_is_cjk(cp) &&
                  !npi_cp_is_upper(cp) && npi_cp_lower(cp) == cp &&
                  !is_particle(word);
    }
    return true;
}

static bool has_shape(struct np_str name, unsigned han_max, bool strict)
{
    unsigned words = 0;
    unsigned han = 0;
    unsigned small = 0;
    struct np_str rest = name;
    struct np_str word;
    if (npi_str_ends(name, NPI_STR(".")) && !strict)
        return false;
    while (npi_str_split(&rest, ' ', &word)) {
        words += word.len > 0;
        if (!take_word(word, &han, &small))
            return false;
        if (small && (strict || words == 1))
            return false;
    }
    return words <= WORDS_MAX && han <= han_max;
}

bool npi_label_name_shape(struct np_str name)
{
    return has_shape(name, HAN_MAX, false);
}

bool npi_label_is_name(struct np_str name)
{
    return has_shape(name, HAN_MAX / 2, true);
}

bool npi_label_may_speak(struct np_str name)
{
    enum npi_key key = npi_name_key(name);
    return name.len && !npi_name_is_remark(name) &&
           (key == NPI_KEY_PEOPLE ||
            (key == NPI_KEY_NONE && npi_label_is_name(name) &&
             npi_name_section(name, false) == NPI_SECTION_NONE));
}

/* Extended grapheme clusters by the rules of UAX #29 (Unicode 15), over ICU's
 * property tables, which need no data file (its iterator does). */
#include "cues/grapheme.h"

#include "base/utf8.h"

#include <unicode/uchar.h>

#define VARIATION_EMOJI 0xfe0f

static int break_class(uint32_t cp)
{
    if (cp >= 0x4e00 && cp <= 0x9fff)
        return U_GCB_OTHER;
    return u_getIntPropertyValue((UChar32)cp, UCHAR_GRAPHEME_CLUSTER_BREAK);
}

static bool is_pictographic(uint32_t cp)
{
    return u_hasBinaryProperty((UChar32)cp, UCHAR_EXTENDED_PICTOGRAPHIC);
}

static bool is_control(int class)
{
    return class == U_GCB_CONTROL || class == U_GCB_CR || class == U_GCB_LF;
}

/* Neither joins another nor is joined by one, save CR LF: Latin, Chinese and
 * its punctuation, most of what there is to read. */
static bool stands_alone(uint32_t cp)
{
    return cp < 0x300 || (cp >= 0x4e00 && cp <= 0x9fff) ||
           (cp >= 0x3001 && cp <= 0x3029) || (cp >= 0xff01 && cp <= 0xff60) ||
           (cp >= 0x2010 && cp <= 0x2027);
}

/* GB6..GB8: Hangul syllables from their jamo. */
static bool hangul_joins(int left, int right)
{
    switch (left) {
    case U_GCB_L:
        return right == U_GCB_L || right == U_GCB_V || right == U_GCB_LV ||
               right == U_GCB_LVT;
    case U_GCB_LV:
    case U_GCB_V:
        return right == U_GCB_V || right == U_GCB_T;
    case U_GCB_LVT:
    case U_GCB_T:
        return right == U_GCB_T;
    default:
        return false;
    }
}

/* What has been read of the cluster so far. */
struct cluster {
    int last;      /* class of the last code point */
    bool pictures; /* a pictograph and Extend only: GB11 may join */
    bool odd_flag; /* an odd number of regional indicators: GB12 */
};

static bool joins(const struct cluster *c, uint32_t cp, int class)
{
    if (c->last == U_GCB_CR)
        return class == U_GCB_LF;
    if (is_control(c->last) || is_control(class))
        return false;
    if (class == U_GCB_EXTEND || class == U_GCB_ZWJ ||
        class == U_GCB_SPACING_MARK || c->last == U_GCB_PREPEND)
        return true;
    if (c->last == U_GCB_ZWJ && c->pictures && is_pictographic(cp))
        return true;
    if (c->odd_flag && class == U_GCB_REGIONAL_INDICATOR)
        return true;
    return hangul_joins(c->last, class);
}

/* The lead byte of ASCII or of U+4000..U+9FFF, which are nearly all of a text,
 * all stand alone and can be told without decoding. */
static bool leads_plain(char byte)
{
    unsigned char lead = (unsigned char)byte;
    return lead < 0x80 || (lead >= 0xe4 && lead <= 0xe9);
}

uint32_t npi_grapheme_next(struct np_str s, size_t *at)
{
    size_t from = *at;
    uint32_t first = npi_utf8_next(s, at);
    size_t next = *at;
    if (next >= s.len)
        return first;
    if (leads_plain(s.ptr[from]) && leads_plain(s.ptr[next]) && first != '\r')
        return first;
    uint32_t cp = npi_utf8_next(s, &next);
    if (stands_alone(first) && stands_alone(cp) && first != '\r')
        return first;
    int class = break_class(first);
    struct cluster c = {class, is_pictographic(first),
                        class == U_GCB_REGIONAL_INDICATOR};
    for (;;) {
        class = break_class(cp);
        if (!joins(&c, cp, class))
            return first;
        *at = next;
        c.last = class;
        c.odd_flag = false;
        if (class != U_GCB_EXTEND && class != U_GCB_ZWJ)
            c.pictures = is_pictographic(cp);
        if (next >= s.len)
            return first;
        cp = npi_utf8_next(s, &next);
    }
}

static bool is_flag_letter(uint32_t cp)
{
    return cp >= 0x1f1e6 && cp <= 0x1f1ff;
}

unsigned npi_grapheme_width(struct np_str cluster, enum npi_counting counting)
{
    unsigned width = 0;
    if (cluster.len == 1 && cluster.ptr[0] >= ' ' && cluster.ptr[0] < 0x7f)
        return counting == NPI_COUNT_EACH ? 2 : 1;
    for (size_t at = 0; at < cluster.len && width < 2;) {
        uint32_t cp = npi_utf8_next(cluster, &at);
        unsigned own = npi_cp_width(cp, true);
        if (cp == VARIATION_EMOJI || is_flag_letter(cp) ||
            (own && counting == NPI_COUNT_EACH))
            own = 2;
        if (own > width)
            width = own;
    }
    return width;
}

uint64_t npi_text_width(struct np_str text, enum npi_counting counting)
{
    uint64_t width = 0;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        npi_grapheme_next(text, &at);
        struct np_str cluster = {text.ptr + from, at - from};
        width += npi_grapheme_width(cluster, counting);
    }
    return width;
}

/* What belongs together: a number and its unit, a short quotation or title, the
 * words of a name. */
#include "base/str.h"
#include "base/utf8.h"
#include "cues/charset.h"
#include "cues/places/places.h"

/* Chinese numerals, and what they and digits count. */
static const char32_t numerals[] =
    U"零〇一二三四五六七八九十百千万亿两几半兩萬億幾数";
static const char32_t counted[] =
    U"个個年月日号號天周週时時点點分秒只隻条條张張位名次种種类類倍项項家款篇本"
    U"页頁章节節台辆輛部件块塊元美人岁歲米公里英尺寸克斤吨噸百千万萬亿億兆度层"
    U"層级級代届屆期集步门門票份双雙对對批排套组組词詞行列座小刻星世多余几来成"
    U"帧幀卷场場口句字段番轮輪笔筆％%℃°";
/* Latin units, as they are written after a space. */
static const char *const units[] = {
    "%",       "km",       "m",       "cm",      "mm",      "kg",
    "g",       "mg",       "t",       "s",       "ms",      "min",
    "h",       "kb",       "mb",      "gb",      "tb",      "pb",
    "hz",      "khz",      "mhz",     "ghz",     "kw",      "mw",
    "gw",      "kwh",      "w",       "v",       "fps",     "px",
    "percent", "second",   "seconds", "minute",  "minutes", "hour",
    "hours",   "day",      "days",    "week",    "weeks",   "month",
    "months",  "year",     "years",   "million", "billion", "trillion",
    "hundred", "thousand", "times",   "dollars", "euros",   "miles",
    "meters",  "metres",   "feet",    "degrees", "am",      "pm",
    "a.m.",    "p.m.",     "k",       "b",
};

/* First cell of the run of NPI_CELL_WORD that ends with cell last. */
static size_t chunk_start(const struct npi_stretch *s, size_t last)
{
    while (last > 0 && s->cells[last - 1].kind == NPI_CELL_WORD)
        last--;
    return last;
}

static struct np_str chunk_at(const struct npi_stretch *s, size_t first)
{
    size_t to = first;
    while (to < s->n && s->cells[to].kind == NPI_CELL_WORD)
        to++;
    return npi_stretch_line(s, first, to);
}

/* 80, 3.5, 10,000, $5: a chunk of digits and what is written in numbers. */
static bool is_number(const struct npi_stretch *s, size_t last)
{
    if (!npi_cp_is_digit(s->cells[last].cp))
        return false;
    for (size_t i = last + 1; i-- > 0 && s->cells[i].kind == NPI_CELL_WORD;)
        if (!npi_cp_is_digit(s->cells[i].cp) &&
            !npi_is_in(U".,$€£¥-+~", s->cells[i].cp))
            return false;
    return true;
}

static bool is_unit(struct np_str word)
{
    while (word.len &&
           npi_is_in(U".,;:!?)", (unsigned char)word.ptr[word.len - 1]))
        word.len--;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (npi_str_eq_nocase(word, npi_str(units[i])))
            return true;
    return false;
}

/* 百分|之|八十, 三分|之|二. */
static bool is_fraction(const struct npi_stretch *s, size_t i)
{
    uint32_t left = s->cells[i - 1].cp;
    uint32_t right = s->cells[i].cp;
    return (left == 0x5206 && right == 0x4e4b) || /* 分之 */
           (left == 0x4e4b && i > 1 && s->cells[i - 2].cp == 0x5206 &&
            (npi_is_in(numerals, right) || npi_cp_is_digit(right)));
}

static void keep_numbers(struct npi_stretch *s, size_t i)
{
    size_t left = npi_place_left(s, i);
    struct npi_cell *right = &s->cells[i];
    bool numeral = npi_is_in(numerals, s->cells[left].cp);
    bool ordinal = s->cells[left].cp == 0x7b2c; /* 第 */
    if (is_fraction(s, i))
        right->place = NPI_NEVER;
    if (!numeral && !ordinal && !is_number(s, left))
        return;
    if (ordinal || npi_is_in(counted, right->cp) ||
        (numeral && npi_is_in(numerals, right->cp)))
        right->place = NPI_NEVER;
    else if (!numeral && right->kind == NPI_CELL_WORD)
        right->place = is_unit(chunk_at(s, i))
                           ? NPI_NEVER
                           : (int16_t)(right->place + NPI_PLACE_PHRASE);
}

/* "Andrej Karpathy", "Model 3", and in Chinese text any Latin phrase. */
static void keep_names(struct npi_stretch *s, size_t i)
{
    size_t left = npi_place_left(s, i);
    struct npi_cell *right = &s->cells[i];
    if (left == i - 1 || s->cells[left].kind != NPI_CELL_WORD ||
        right->kind != NPI_CELL_WORD || right->place <= NPI_PLACE_LIST)
        return;
    uint32_t first = s->cells[chunk_start(s, left)].cp;
    bool name = npi_cp_is_upper(first) &&
                (npi_cp_is_upper(right->cp) || npi_cp_is_digit(right->cp));
    if (name && right->place > NPI_PLACE_HELD)
        return;
    if (name)
        right->place = NPI_PLACE_HELD;
    else if (s->counting == NPI_COUNT_WIDE)
        right->place = (int16_t)(right->place + NPI_PLACE_PHRASE);
}

/* A name with · goes on over single characters: dictionaries know few foreign
 * names. These end it. */
static const char32_t name_ends[] =
    U"的是在和与與说說了从從对對就也都我你他她这這那有被把给給";
#define NAME_CELLS 6

static bool goes_on(const struct npi_stretch *s, size_t i)
{
    return s->cells[i].kind == NPI_CELL_DICT &&
           !npi_is_in(name_ends, s->cells[i].cp);
}

static void keep_dotted(struct npi_stretch *s, size_t dot)
{
    for (size_t i = dot + 1; i + 1 < s->n && i - dot < NAME_CELLS; i++) {
        if (!goes_on(s, i) || !goes_on(s, i + 1))
            break;
        /* A word of several characters that is not the first is no name. */
        if (i + 2 < s->n && s->cells[i + 1].place != NPI_NEVER &&
            goes_on(s, i + 2) && s->cells[i + 2].place == NPI_NEVER)
            break;
        s->cells[i + 1].place = NPI_NEVER;
    }
    for (size_t i = dot; i-- > 1 && dot - i < NAME_CELLS;) {
        if (!goes_on(s, i) || !goes_on(s, i - 1))
            break;
        if (s->cells[i].place != NPI_NEVER &&
            s->cells[i - 1].place == NPI_NEVER)
            break;
        s->cells[i].place = NPI_NEVER;
    }
}

/* Cells from `open` to its closing partner, if they are short. */
static void keep_quoted(struct npi_stretch *s, size_t open, uint32_t limit)
{
    unsigned depth = 0;
    for (size_t i = open; i < s->n; i++) {
        if (s->cells[i].pos - s->cells[open].pos > limit)
            return;
        if (s->cells[i].flags & NPI_CELL_OPENS)
            depth++;
        if (!(s->cells[i].flags & NPI_CELL_CLOSES) || --depth)
            continue;
        for (size_t k = open + 1; k <= i; k++)
            if (s->cells[k].place < NPI_PLACE_FORCED)
                s->cells[k].place = (int16_t)(s->cells[k].place +
                                              NPI_PLACE_QUOTED);
        return;
    }
}

void npi_places_keep_together(struct npi_stretch *s, uint32_t limit)
{
    for (size_t i = 1; i < s->n; i++) {
        if (s->cells[i].flags & NPI_CELL_SENTENCE)
            continue;
        if (s->cells[i].place != NPI_NEVER) {
            keep_numbers(s, i);
            if (s->cells[i].place != NPI_NEVER)
                keep_names(s, i);
        }
    }
    for (size_t i = 0; i < s->n; i++) {
        if (s->cells[i].cp == 0xb7 || s->cells[i].cp == 0x2027)
            keep_dotted(s, i);
        if (s->cells[i].flags & NPI_CELL_OPENS)
            keep_quoted(s, i, limit);
    }
}

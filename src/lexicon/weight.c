/* How long a text takes to say, in units of one syllable.
 *
 * A Han character is a syllable, a kana two thirds of one (Japanese is spoken
 * about that much faster: Pellegrino et al., 2011, "A cross-language
 * perspective on speech information rate"). A Latin word has the vowel groups
 * it is written with, a word in capitals is spelled out. A digit is read as a
 * syllable, and a stop or comma is a pause. */
#include "lexicon/weight.h"

#include "base/utf8.h"

#define NPI_LEAST_WEIGHT 0.5
#define NPI_KANA 0.66
#define NPI_LETTER 0.4 /* of a script without a rule of its own */
#define NPI_STOP 1.0
#define NPI_COMMA 0.5
#define NPI_SPELLED 5 /* capitals: longer ones are shouted, not spelled */

struct word {
    unsigned letters;
    unsigned capitals;
    unsigned groups; /* of vowels */
    unsigned others; /* letters that are not Latin */
    bool in_group;
    bool last_e; /* ends in an e that is a group of its own */
};

static bool is_kana(uint32_t cp)
{
    return cp >= 0x3041 && cp <= 0x30ff;
}

/* Latin vowels, with the accents folded away by hand: the ranges of Latin-1
 * that are vowels. */
static bool is_vowel(uint32_t cp)
{
    static const char vowels[] = "aeiouy";

    for (const char *v = vowels; *v; v++)
        if (cp == (uint32_t)*v)
            return true;
    return (cp >= 0xe0 && cp <= 0xe6) || (cp >= 0xe8 && cp <= 0xef) ||
           (cp >= 0xf2 && cp <= 0xf6) || (cp >= 0xf9 && cp <= 0xfd);
}

static void word_add(struct word *word, uint32_t cp)
{
    uint32_t lower = npi_cp_lower(cp);
    bool vowel = is_vowel(lower);

    if (cp >= 0x250) {
        word->others++;
        return;
    }
    word->letters++;
    word->capitals += npi_cp_is_upper(cp);
    word->last_e = lower == 'e' && !word->in_group;
    word->groups += vowel && !word->in_group;
    word->in_group = vowel;
}

static double word_end(struct word *word)
{
    double weight = NPI_LETTER * word->others;

    if (word->letters) {
        unsigned n = word->groups - (word->last_e && word->groups > 1);
        bool spelled = word->letters > 1 && word->letters <= NPI_SPELLED &&
                       word->capitals == word->letters;

        weight += spelled ? word->letters : n > 0 ? n : 1;
    }
    *word = (struct word){0};
    return weight;
}

static double pause_of(uint32_t cp)
{
    switch (npi_cp_halfwidth(cp)) {
    case '.':
    case '!':
    case '?':
    case 0x3002: /* 。 */
        return NPI_STOP;
    case ',':
    case ';':
    case ':':
    case 0x3001: /* 、 */
    case 0x2026: /* … */
    case 0x2014: /* — */
        return NPI_COMMA;
    default:
        return 0;
    }
}

/* Marks of ASCII pause only before a space: 3.5, 10,000 and example.org are
 * read on. */
struct pause {
    double units;
    bool tight; /* an ASCII mark with nothing behind it so far */
};

static double pause_end(struct pause *pause, bool letter)
{
    double units = letter && pause->tight ? 0 : pause->units;

    *pause = (struct pause){0};
    return units;
}

double npi_speech_weight(struct np_str text)
{
    struct word word = {0};
    struct pause pause = {0};
    double weight = 0;

    for (size_t at = 0; at < text.len;) {
        uint32_t cp = npi_utf8_next(text, &at);
        bool cjk = npi_cp_is_cjk(cp);
        bool digit = !cjk && npi_cp_is_digit(cp);
        bool letter = !cjk && !digit && npi_cp_is_alpha(cp);

        if (letter || cjk || digit)
            weight += pause_end(&pause, !cjk);
        if (letter) {
            word_add(&word, cp);
            continue;
        }
        if (cp == '\'')
            continue;
        weight += word_end(&word);
        if (cjk || digit)
            weight += is_kana(cp) ? NPI_KANA : 1;
        pause.tight = cp < 0x80 && (pause.units == 0 || pause.tight) &&
                      pause_of(cp) > 0;
        if (pause_of(cp) > pause.units)
            pause.units = pause_of(cp);
    }
    weight += word_end(&word) + pause.units;
    return weight > NPI_LEAST_WEIGHT ? weight : NPI_LEAST_WEIGHT;
}

/* Which language words are in: by script where one script means one language,
 * among languages in Latin letters by their commonest words. */
#include "captions/track.h"

#include "base/utf8.h"
#include <string.h>

#define SAMPLE_WORDS 5000
#define ENOUGH 5 /* common words that must be found */

static const struct script {
    uint32_t first;
    uint32_t last;
    const char *language;
} scripts[] = {
    {0x3041, 0x30ff, "ja"}, /* before Han: Japanese has both */
    {0x4e00, 0x9fff, "zh"}, {0xac00, 0xd7af, "ko"}, {0x400, 0x4ff, "ru"},
    {0x600, 0x6ff, "ar"},   {0x900, 0x97f, "hi"},   {0xe00, 0xe7f, "th"},
    {0x590, 0x5ff, "he"},   {0x370, 0x3ff, "el"},
};

#define SCRIPTS (sizeof(scripts) / sizeof(scripts[0]))

/* Words that are common in one of these languages and rare in the others. */
static const struct common {
    const char *language;
    const char *words; /* between spaces */
} commons[] = {
    {"en", " the and that is you of it this have what so are they we but not "
           "was with for "},
    {"de", " und der das ist nicht ich ein wir es auch mit auf aber sie den "
           "haben wie "},
    {"fr", " les est pas vous une qui dans ce pour nous des je sur il mais "
           "c'est "},
    {"es", " que los el y una por para pero las con como está muy lo del es "},
    {"pt", " não uma você com mais isso são então também os muito ele eu "},
    {"it", " che non il di è una per sono della anche questo gli ma ho "},
    {"nl", " het een niet van dat zijn ik voor maar ook wij naar je "},
    {"sv", " och att det som är inte jag för på vi men har med "},
    {"pl", " nie się jest że na jak ale czy to tak od już "},
    {"tr", " bir ve bu için çok ama değil ne var gibi daha "},
    {"vi", " là và của không có được cho người này một các những "},
    {"id", " yang dan itu tidak ini untuk dengan ada dari saya kita akan "},
};

#define COMMONS (sizeof(commons) / sizeof(commons[0]))

struct counts {
    size_t script[SCRIPTS];
    size_t latin; /* words */
    size_t common[COMMONS];
};

#define WORD_MAX 24 /* bytes; longer ones are in no list */

/* " word ": lower case, marks at its ends left out; false if it is too long. */
static bool fold(struct np_str word, char out[WORD_MAX + 2], size_t *len)
{
    size_t letters_end = 1;
    *len = 1;
    out[0] = ' ';
    for (size_t at = 0; at < word.len;) {
        uint32_t cp = npi_cp_lower(npi_utf8_next(word, &at));
        bool letter = npi_cp_is_alpha(cp);
        if (!letter && *len == 1)
            continue;
        if (*len + 5 > WORD_MAX)
            return false;
        *len += npi_utf8_put(cp, out + *len);
        if (letter)
            letters_end = *len;
    }
    *len = letters_end;
    out[(*len)++] = ' ';
    return *len > 2;
}

static void count_common(struct counts *counts, struct np_str word)
{
    char folded[WORD_MAX + 2];
    size_t len;
    counts->latin++;
    if (!fold(word, folded, &len))
        return;
    for (size_t i = 0; i < COMMONS; i++)
        if (npi_str_find(npi_str(commons[i].words),
                         (struct np_str){folded, len}) != NP_NONE)
            counts->common[i]++;
}

static void count_word(struct counts *counts, struct np_str word)
{
    bool latin = false;
    for (size_t at = 0; at < word.len;) {
        uint32_t cp = npi_utf8_next(word, &at);
        latin |= npi_cp_is_alpha(cp) && cp < 0x250;
        for (size_t i = 0; i < SCRIPTS; i++)
            counts->script[i] += cp >= scripts[i].first &&
                                 cp <= scripts[i].last;
    }
    if (latin)
        count_common(counts, word);
}

static const char *by_common_words(const struct counts *counts)
{
    size_t best = 0;
    for (size_t i = 1; i < COMMONS; i++)
        if (counts->common[i] > counts->common[best])
            best = i;
    /* A twentieth of the words at least: else it is a list of names. */
    return counts->common[best] >= ENOUGH &&
                   counts->common[best] * 20 >= counts->latin
               ? commons[best].language
               : "und";
}

struct np_str npi_caption_language(const struct npi_caption_word *words,
                                   size_t n)
{
    struct counts counts;
    size_t best = 0;
    memset(&counts, 0, sizeof(counts));
    for (size_t i = 0; i < n && i < SAMPLE_WORDS; i++)
        count_word(&counts, words[i].text);
    for (size_t i = 1; i < SCRIPTS; i++)
        if (counts.script[i] > counts.script[best])
            best = i;
    /* Kana in every tenth place and it is Japanese, whatever else there is. */
    if (counts.script[0] * 10 > counts.script[1] && counts.script[0] >= ENOUGH)
        best = 0;
    /* A word of Latin letters weighs as much as two characters. */
    if (counts.script[best] >= ENOUGH && counts.script[best] > counts.latin * 2)
        return npi_str(scripts[best].language);
    return npi_str(by_common_words(&counts));
}

bool npi_caption_is_tag(struct np_str tag)
{
    size_t run = 0;
    size_t first = 0;
    for (size_t i = 0; i < tag.len; i++) {
        char c = tag.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == '-' && run > 0) {
            first = first ? first : run;
            run = 0;
        } else if (letter || (c >= '0' && c <= '9' && first)) {
            run++;
        } else {
            return false;
        }
        if (run > 8)
            return false;
    }
    first = first ? first : run;
    return run > 0 && first >= 2 && first <= 3;
}

/* One shape for the forms of a word: a light stemmer. Porter, 1980, "An
 * algorithm for suffix stripping" takes off more; here only what inflection
 * adds goes, as a word that is cut too far matches what it should not. */
#include "lexicon/fold.h"

#include "base/utf8.h"

#include <string.h>

#define NPI_LEAST 3 /* letters that a stem keeps */

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool ends(const char *word, size_t len, const char *ending)
{
    size_t n = strlen(ending);

    return len >= n + NPI_LEAST && memcmp(word + len - n, ending, n) == 0;
}

/* runn -> run, but fall, miss and buzz stay. */
static size_t single(const char *word, size_t len)
{
    char last = word[len - 1];

    if (len > NPI_LEAST && last == word[len - 2] && !is_vowel(last) &&
        last != 'l' && last != 's' && last != 'z')
        return len - 1;
    return len;
}

static bool has_vowel(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (is_vowel(word[i]))
            return true;
    return false;
}

static size_t without_plural(char *word, size_t len)
{
    if (ends(word, len, "ies")) {
        word[len - 3] = 'y';
        return len - 2;
    }
    if (ends(word, len, "sses") || ends(word, len, "xes") ||
        ends(word, len, "ches") || ends(word, len, "shes"))
        return len - 2;
    if (ends(word, len, "s") && word[len - 2] != 's' && word[len - 2] != 'u' &&
        word[len - 2] != 'i')
        return len - 1;
    return len;
}

static size_t without_ending(char *word, size_t len)
{
    if (ends(word, len, "ied")) {
        word[len - 3] = 'y';
        return len - 2;
    }
    if (ends(word, len, "ing") && has_vowel(word, len - 3))
        return single(word, len - 3);
    if (ends(word, len, "ed") && has_vowel(word, len - 2))
        return single(word, len - 2);
    if (ends(word, len, "ly"))
        return len - 2;
    return len;
}

static size_t stem(char *word, size_t len)
{
    len = without_plural(word, len);
    len = without_ending(word, len);
    /* make, making; happy, happily. */
    if (len > NPI_LEAST && word[len - 1] == 'e')
        len--;
    else if (len > NPI_LEAST && word[len - 1] == 'i')
        word[len - 1] = 'y';
    return len;
}

size_t npi_word_fold(struct np_str word, char out[NPI_FOLD_MAX])
{
    size_t len = 0;
    bool plain = true; /* a to z alone */

    for (size_t at = 0; at < word.len && len + 4 <= NPI_FOLD_MAX;) {
        uint32_t cp = npi_cp_halfwidth(npi_utf8_next(word, &at));

        if (cp == '\'' || cp == 0x2019) {
            struct np_str rest = {word.ptr + at, word.len - at};

            if (rest.len >= 1 && (rest.ptr[0] == 's' || rest.ptr[0] == 'S') &&
                (rest.len == 1 || !npi_cp_is_alpha((uint32_t)rest.ptr[1])))
                at++;
            continue;
        }
        if (!npi_cp_is_alnum(cp))
            continue;
        cp = npi_cp_lower(cp);
        plain = plain && cp >= 'a' && cp <= 'z';
        len += npi_utf8_put(cp, out + len);
    }
    return plain && len > NPI_LEAST ? stem(out, len) : len;
}

/* As npi_word_fold() leaves them. */
static const char stops[] =
    " a an the of to in on at by for with from as is are was were be been am "
    "do did don it its he she we they you i me my your our their them him her "
    "his that this these those there and or but not no if so what which who "
    "how when where than then also can could would will just like have has had "
    "get got up out about into over one some any all more very too s t re ve "
    "ll m d thi ha wa hav doe ther thes thos wher her wer ar ";

bool npi_word_is_stop(struct np_str folded)
{
    char key[NPI_FOLD_MAX + 3];

    if (folded.len == 0 || folded.len > NPI_FOLD_MAX)
        return folded.len == 0;
    key[0] = ' ';
    memcpy(key + 1, folded.ptr, folded.len);
    key[folded.len + 1] = ' ';
    key[folded.len + 2] = '\0';
    return strstr(stops, key) != NULL;
}

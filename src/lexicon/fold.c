/* One shape for the forms of a word: a light stemmer. Porter, 1980, "An
 * algorithm for suffix stripping" takes off more; here only what inflection
 * adds goes, as a word that is cut too far matches what it should not. */
#include "lexicon/fold.h"

#include "base/str.h"
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

/* runn -> run, and so fall -> fal: control and controlled must meet. */
static size_t single(const char *word, size_t len)
{
    char last = word[len - 1];

    return len > NPI_LEAST && last == word[len - 2] && !is_vowel(last) ? len - 1
                                                                       : len;
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

/* easier, easiest -> easy. */
static size_t without_comparison(char *word, size_t len)
{
    size_t n = ends(word, len, "ier") ? 3 : ends(word, len, "iest") ? 4 : 0;

    if (n == 0)
        return len;
    word[len - n] = 'y';
    return len - n + 1;
}

static size_t without_ending(char *word, size_t len)
{
    if (ends(word, len, "ied")) {
        word[len - 3] = 'y';
        return len - 2;
    }
    if (len > NPI_LEAST && memcmp(word + len - 3, "eed", 3) == 0)
        return len; /* speed, succeed */
    if (ends(word, len, "ing") && has_vowel(word, len - 3))
        return len - 3;
    if (ends(word, len, "ed") && has_vowel(word, len - 2))
        return len - 2;
    return len;
}

static size_t stem(char *word, size_t len)
{
    len = without_plural(word, len);
    len = without_ending(word, len);
    len = without_comparison(word, len);
    /* really, but not early. */
    if (len > NPI_LEAST + 2 && ends(word, len, "ly"))
        len -= 2;
    /* make, making; movie, movies; happy, happily. */
    if (len > NPI_LEAST && word[len - 1] == 'e')
        len--;
    if (len > NPI_LEAST && word[len - 1] == 'i')
        word[len - 1] = 'y';
    return single(word, len);
}

static const struct {
    const char *form;
    const char *base;
} forms[] = {
#define NPI_FORM(form, base) {form, base},
#include "lexicon/forms.def"
#undef NPI_FORM
};

/* went -> go. */
static size_t base_of(char *word, size_t len)
{
    const struct np_str key = {word, len};
    size_t low = 0;
    size_t high = sizeof(forms) / sizeof(forms[0]);

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = npi_str_cmp(key, npi_str(forms[middle].form));

        if (order == 0) {
            len = strlen(forms[middle].base);
            memcpy(word, forms[middle].base, len);
            return len;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
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
    if (plain)
        len = base_of(out, len);
    return plain && len > NPI_LEAST ? stem(out, len) : len;
}

/* As npi_word_fold() leaves them. */
static const char stops[] =
    " a about all also am an and any are arent as at be been being but by "
    "can cant could couldnt d did didnt do doe doesnt doing don dont for "
    "from get got had hadnt has hasnt hav havent he her herself hes him "
    "himself his how i id if im in into is isnt it itl its itself ive just "
    "let lik ll m me mor my myself no not of oh on one oneself or our "
    "ourselv out over re s she so som t than that thatl the their them "
    "themselv then ther thes they theyd theyl theyr theyv this thos to too "
    "uh um up us ve very was wasnt we wed wer werent wev what when wher "
    "which who whom wil with wont would wouldnt yeah you youd youl your "
    "yourself yourselv youv ";

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

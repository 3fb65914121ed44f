/* See language.h. Terminology codes come from ICU; the twenty bibliographic
 * ones that differ are ISO 639-2's list. */
#include "media/language.h"

#include <string.h>
#include <unicode/uloc.h>

static const char BIBLIOGRAPHIC[][2][NPI_ISO639_2] = {
    {"sqi", "alb"}, {"hye", "arm"}, {"eus", "baq"}, {"mya", "bur"},
    {"zho", "chi"}, {"ces", "cze"}, {"nld", "dut"}, {"fra", "fre"},
    {"kat", "geo"}, {"deu", "ger"}, {"ell", "gre"}, {"isl", "ice"},
    {"mkd", "mac"}, {"mri", "mao"}, {"msa", "may"}, {"fas", "per"},
    {"ron", "rum"}, {"slk", "slo"}, {"bod", "tib"}, {"cym", "wel"},
};

/* The longest BCP 47 tag that is taken for one. */
#define TAG_MAX 64

#define N_BIBLIOGRAPHIC (sizeof(BIBLIOGRAPHIC) / sizeof(BIBLIOGRAPHIC[0]))

/* Longer tags first: the first row that the tag is, or begins with. */
static const struct {
    const char *tag;
    const char *title;
} TITLES[] = {
    {"zh-Hans", "简体中文"}, {"zh-Hant", "繁體中文"},
    {"zh-CN", "简体中文"},   {"zh-SG", "简体中文"},
    {"zh-TW", "繁體中文"},   {"zh-HK", "繁體中文"},
    {"zh", "中文"},          {"en", "English"},
    {"ja", "日本語"},        {"ko", "한국어"},
    {"de", "Deutsch"},       {"fr", "Français"},
    {"es", "Español"},       {"pt", "Português"},
    {"it", "Italiano"},      {"nl", "Nederlands"},
    {"ru", "Русский"},       {"uk", "Українська"},
    {"pl", "Polski"},        {"tr", "Türkçe"},
    {"vi", "Tiếng Việt"},    {"id", "Bahasa Indonesia"},
    {"th", "ไทย"},           {"ar", "العربية"},
    {"he", "עברית"},         {"hi", "हिन्दी"},
};

static void primary_subtag(struct np_str tag, char out[9])
{
    size_t n = 0;

    for (; n < tag.len && n < 8 && tag.ptr[n] != '-' && tag.ptr[n] != '_'; n++)
        out[n] = tag.ptr[n];
    out[n] = '\0';
}

static void set_code(char code[NPI_ISO639_2], const char *letters)
{
    memcpy(code, letters, NPI_ISO639_2);
}

/* Terminology code of a primary subtag, which may be bibliographic; "und". */
static void terminology_code(const char *primary, char code[NPI_ISO639_2])
{
    const char *found = uloc_getISO3Language(primary);

    set_code(code, "und");
    if (found && strlen(found) == NPI_ISO639_2 - 1)
        set_code(code, found);
    for (size_t i = 0; i < N_BIBLIOGRAPHIC; i++)
        if (strcmp(primary, BIBLIOGRAPHIC[i][1]) == 0)
            set_code(code, BIBLIOGRAPHIC[i][0]);
}

void npi_language_code(struct np_str tag, const struct npi_container *container,
                       char code[NPI_ISO639_2])
{
    char primary[9];
    const char *const *known = container->languages;

    primary_subtag(tag, primary);
    terminology_code(primary, code);
    for (size_t i = 0; i < N_BIBLIOGRAPHIC && container->bibliographic; i++)
        if (strcmp(code, BIBLIOGRAPHIC[i][0]) == 0)
            set_code(code, BIBLIOGRAPHIC[i][1]);
    while (known && *known && strcmp(known[0], code) != 0)
        known += 2;
    if (known)
        set_code(code, *known ? known[1] : "und");
}

/* Subtags of 1 to 8 letters and digits, the first of letters only. */
static bool is_tag(struct np_str tag)
{
    size_t n = 0;
    size_t first = npi_str_find_char(tag, '-');

    for (size_t i = 0; i < tag.len; i++) {
        char c = tag.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (!letter && (i < first || c < '0' || c > '9') && c != '-')
            return false;
        n = c == '-' ? 0 : n + 1;
        if (n > 8 || (n == 0 && (i == 0 || tag.ptr[i - 1] == '-')))
            return false;
    }
    return n > 0 && tag.len <= TAG_MAX &&
           (first == NP_NONE ? tag.len : first) > 1;
}

enum np_status npi_language_tag(struct npi_arena *arena, struct np_str code,
                                struct np_str *tag)
{
    char primary[9];
    char language[ULOC_LANG_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    struct npi_buf out;

    *tag = NPI_STR("und");
    if (!is_tag(code))
        return NP_OK;
    primary_subtag(code, primary);
    for (size_t i = 0; i < N_BIBLIOGRAPHIC; i++)
        if (strcmp(primary, BIBLIOGRAPHIC[i][1]) == 0)
            memcpy(primary, BIBLIOGRAPHIC[i][0], NPI_ISO639_2);
    (void)uloc_getLanguage(primary, language, sizeof(language), &error);
    if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING ||
        !language[0] || strcmp(language, "und") == 0)
        return NP_OK;
    npi_buf_init(&out, TAG_MAX + sizeof(language));
    npi_buf_puts(&out, language);
    npi_buf_put(&out, npi_str_sub(code, strlen(primary), code.len));
    *tag = npi_arena_str(arena, npi_buf_str(&out));
    if (out.error)
        tag->ptr = NULL;
    npi_buf_release(&out);
    return tag->ptr ? NP_OK : NP_ERR_NOMEM;
}

static bool is_or_begins(struct np_str tag, struct np_str row)
{
    return npi_str_starts_nocase(tag, row) &&
           (tag.len == row.len || tag.ptr[row.len] == '-');
}

struct np_str npi_language_title(struct np_str tag)
{
    for (size_t i = 0; i < sizeof(TITLES) / sizeof(TITLES[0]); i++)
        if (is_or_begins(tag, npi_str(TITLES[i].tag)))
            return npi_str(TITLES[i].title);
    return tag;
}

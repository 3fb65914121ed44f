/* See language.h. Terminology codes come from ICU; the twenty bibliographic
 * ones that differ are ISO 639-2's list. */
#include "media/language.h"

#include "base/str.h"
#include <string.h>
#include <unicode/uloc.h>

static const char BIBLIOGRAPHIC[][2][NPI_ISO639_2] = {
    {"sqi", "alb"}, {"hye", "arm"}, {"eus", "baq"}, {"mya", "bur"},
    {"zho", "chi"}, {"ces", "cze"}, {"nld", "dut"}, {"fra", "fre"},
    {"kat", "geo"}, {"deu", "ger"}, {"ell", "gre"}, {"isl", "ice"},
    {"mkd", "mac"}, {"mri", "mao"}, {"msa", "may"}, {"fas", "per"},
    {"ron", "rum"}, {"slk", "slo"}, {"bod", "tib"}, {"cym", "wel"},
};

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

struct np_str npi_language_subtag(struct npi_arena *arena, struct np_str code)
{
    char primary[9];
    char three[NPI_ISO639_2];
    char subtag[9] = "";
    UErrorCode error = U_ZERO_ERROR;

    primary_subtag(code, primary);
    terminology_code(primary, three);
    if (strcmp(three, "und") == 0)
        return (struct np_str){0};
    (void)uloc_getLanguage(three, subtag, sizeof(subtag), &error);
    return U_SUCCESS(error) ? npi_arena_str(arena, npi_str(subtag))
                            : (struct np_str){0};
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

/* Language tags in file names, and languages by name. The codes are ISO 639-1,
 * and of ISO 639-2 those that players and muxers use for the same languages. */
#include "cli/language.h"

#include "base/str.h"
#include "cli/locale.h"

static const char two_letters[] =
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce "
    "ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr "
    "fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln "
    "lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw "
    "ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";
static const char three_letters[] =
    "ara bul cat ces chi cmn cze dan deu dut ell eng est eus fas fin fra fre "
    "ger gre heb hin hrv hun ind isl ita jpn kor lav lit may msa nld nor per "
    "pol por ron rum rus slk slo slv spa srp swe tam tel tha tur ukr urd vie "
    "yue zho ";

static const struct {
    const char *tag;
    const char *name;
} names[] = {
    {"zh-Hans", N_("Chinese, simplified")},
    {"zh-Hant", N_("Chinese, traditional")},
    {"zh", N_("Chinese")},
    {"yue", N_("Cantonese")},
    {"en", N_("English")},
    {"ja", N_("Japanese")},
    {"ko", N_("Korean")},
    {"de", N_("German")},
    {"es", N_("Spanish")},
    {"fr", N_("French")},
    {"it", N_("Italian")},
    {"pt", N_("Portuguese")},
    {"ru", N_("Russian")},
};

static bool in_list(struct np_str list, struct np_str code)
{
    struct np_str part;

    while (npi_str_split(&list, ' ', &part))
        if (npi_str_eq_nocase(part, code) && code.len > 0)
            return true;
    return false;
}

static bool is_subtag(struct np_str subtag)
{
    for (size_t i = 0; i < subtag.len; i++) {
        const char c = subtag.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9')))
            return false;
    }
    return subtag.len >= 2 && subtag.len <= 8;
}

bool npi_language_is_tag(struct np_str tag)
{
    struct np_str code;
    struct np_str subtag;

    if (!npi_str_split(&tag, '-', &code) ||
        (!in_list(npi_str(two_letters), code) &&
         !in_list(npi_str(three_letters), code)))
        return false;
    while (npi_str_split(&tag, '-', &subtag))
        if (!is_subtag(subtag))
            return false;
    return true;
}

/* "zh-Hans-CN" is named by "zh-Hans", and "en-GB" by "en". */
const char *npi_language_name(struct np_str tag)
{
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const struct np_str known = npi_str(names[i].tag);

        if (npi_str_starts_nocase(tag, known) &&
            (tag.len == known.len || tag.ptr[known.len] == '-'))
            return names[i].name;
    }
    return NULL;
}

struct np_str npi_language_piece(struct npi_page *page, struct np_str tag)
{
    const char *name = npi_language_name(tag);

    if (npi_str_eq(tag, NPI_STR("und")))
        return npi_str(npi_tr(N_("unknown language")));
    return name ? NPI_PIECE(page, N_("{0} ({1})"), npi_str(npi_tr(name)), tag)
                : tag;
}

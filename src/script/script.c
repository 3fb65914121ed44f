/* Which of OpenCC's ways leads from a language to a script. */
#include "script/script.h"

#include "base/mem.h"
#include "base/tag.h"
#include "script/phrases.h"
#include "script/terms.h"

#define TAG_MAX 16

struct npi_converter {
    struct npi_opencc *cc;
    struct npi_phrases phrases;
    bool terms; /* Taiwan's words that OpenCC lacks */
    char tag[TAG_MAX];
    size_t tag_len;
};

/* How the text is written, by its tag; plain "zh" is taken for simplified. */
enum written { SIMPLIFIED, TRADITIONAL, TAIWAN, HONG_KONG, WRITTEN };

/* OpenCC's configuration; NULL: it is written so already. */
static const char *const CONFIGS[WRITTEN][NPI_HAN_HANT_HK + 1] = {
    [SIMPLIFIED] = {NULL, NULL, "s2t.json", "s2twp.json", "s2hk.json"},
    [TRADITIONAL] = {NULL, "t2s.json", NULL, "t2tw.json", "t2hk.json"},
    [TAIWAN] = {NULL, "tw2sp.json", "tw2t.json", NULL, "t2hk.json"},
    [HONG_KONG] = {NULL, "hk2s.json", "hk2t.json", "t2tw.json", NULL},
};

static const char *const SUFFIXES[] = {
    [NPI_HAN_AS_IS] = "",           [NPI_HAN_HANS] = "-Hans",
    [NPI_HAN_HANT] = "-Hant",       [NPI_HAN_HANT_TW] = "-Hant-TW",
    [NPI_HAN_HANT_HK] = "-Hant-HK",
};

static const struct subtag {
    const char *subtag;
    enum written written;
} SUBTAGS[] = {
    {"hant", TRADITIONAL}, {"tw", TAIWAN},       {"hk", HONG_KONG},
    {"mo", HONG_KONG},     {"hans", SIMPLIFIED},
};

/* The last subtag that tells: zh-Hant-TW is Taiwan's, zh-HK Hong Kong's. */
static enum written written_of(struct np_str language)
{
    enum written written = SIMPLIFIED;
    struct np_str part;

    while (npi_str_split(&language, '-', &part))
        for (size_t i = 0; i < sizeof(SUBTAGS) / sizeof(*SUBTAGS); i++)
            if (npi_str_eq_nocase(part, npi_str(SUBTAGS[i].subtag)))
                written = SUBTAGS[i].written;
    return written;
}

bool npi_han_is_chinese(struct np_str language)
{
    static const char *const codes[] = {"zh", "cmn", "yue"};

    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
        if (npi_tag_same(language, npi_str(codes[i])))
            return true;
    return false;
}

static void put(struct npi_converter *converter, struct np_str text)
{
    for (size_t i = 0; i < text.len && converter->tag_len < TAG_MAX; i++)
        converter->tag[converter->tag_len++] = text.ptr[i];
}

enum np_status npi_converter_new(struct npi_context *ctx,
                                 struct np_str language, enum npi_han to,
                                 struct npi_converter **converter)
{
    const char *config = CONFIGS[written_of(language)][to];
    struct npi_converter *made;
    enum np_status status;

    *converter = NULL;
    if (!config)
        return NP_OK;
    made = npi_calloc(1, sizeof(*made));
    if (!made)
        return NP_ERR_NOMEM;
    put(made, npi_tag_primary(language));
    put(made, npi_str(SUFFIXES[to]));
    made->terms = to == NPI_HAN_HANT_TW && written_of(language) == SIMPLIFIED;
    status = npi_opencc_open(ctx, config, &made->cc);
    npi_phrases_init(&made->phrases, made->cc);
    if (status == NP_OK)
        *converter = made;
    else
        npi_converter_free(made);
    return status;
}

void npi_converter_free(struct npi_converter *converter)
{
    if (!converter)
        return;
    npi_phrases_release(&converter->phrases);
    npi_opencc_close(converter->cc);
    npi_free(converter);
}

struct np_str npi_converter_language(const struct npi_converter *converter)
{
    return (struct np_str){converter->tag, converter->tag_len};
}

enum np_status npi_converter_text(struct npi_context *ctx,
                                  struct npi_converter *converter,
                                  struct np_str text, struct np_str *converted)
{
    enum np_status status = npi_phrases_convert(ctx, &converter->phrases, text,
                                                converted);

    if (status != NP_OK || !converter->terms)
        return status;
    return npi_terms_taiwan(ctx, *converted, converted);
}

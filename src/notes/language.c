/* Scripts and languages by counting letters: scripts by Unicode block, Chinese
 * as simplified or traditional by characters that only one of them has, English
 * by its commonest words. What cannot be told is "und". */
#include "notes/language.h"

#include "base/str.h"
#include "base/utf8.h"

/* Simplified characters of common words, and the traditional forms of the same
 * (both by code point). */
static const uint16_t hans[] = {
    0x4e1a, 0x4e1c, 0x4e2a, 0x4e3a, 0x4e60, 0x4e66, 0x4e70, 0x4ea7, 0x4ece,
    0x4eec, 0x4f1a, 0x5173, 0x5199, 0x529e, 0x52a1, 0x52a8, 0x5355, 0x5356,
    0x53d1, 0x542c, 0x56fd, 0x5934, 0x5b66, 0x5b9e, 0x5bf9, 0x5e08, 0x5e26,
    0x5e94, 0x5f00, 0x5f53, 0x603b, 0x6218, 0x636e, 0x6570, 0x65f6, 0x672f,
    0x673a, 0x6765, 0x6837, 0x6b22, 0x6c14, 0x70b9, 0x73b0, 0x7535, 0x79cd,
    0x7c7b, 0x7ec3, 0x7ecf, 0x7ed9, 0x7f51, 0x89c1, 0x89c2, 0x89c9, 0x8ba4,
    0x8ba9, 0x8bad, 0x8bdd, 0x8bed, 0x8bf4, 0x8d44, 0x8f66, 0x8fb9, 0x8fbe,
    0x8fc7, 0x8fd0, 0x8fd8, 0x8fd9, 0x8fdb, 0x8fdc, 0x9009, 0x957f, 0x95e8,
    0x95ee, 0x95f4, 0x96be, 0x9898, 0x98ce, 0x98de, 0x9a6c,
};
static const uint16_t hant[] = {
    0x4f86, 0x500b, 0x5011, 0x52d5, 0x52d9, 0x554f, 0x55ae, 0x570b, 0x5b78,
    0x5be6, 0x5beb, 0x5c0d, 0x5e2b, 0x5e36, 0x5f9e, 0x61c9, 0x6230, 0x64da,
    0x6578, 0x6642, 0x66f8, 0x6703, 0x6771, 0x696d, 0x6a23, 0x6a5f, 0x6b61,
    0x6c23, 0x70ba, 0x73fe, 0x7522, 0x7576, 0x767c, 0x7a2e, 0x7d66, 0x7d93,
    0x7db2, 0x7df4, 0x7e3d, 0x7fd2, 0x807d, 0x8853, 0x898b, 0x89ba, 0x89c0,
    0x8a13, 0x8a71, 0x8a8d, 0x8a9e, 0x8aaa, 0x8b93, 0x8cb7, 0x8cc7, 0x8ce3,
    0x8eca, 0x8fa6, 0x9019, 0x9032, 0x904b, 0x904e, 0x9054, 0x9060, 0x9078,
    0x9084, 0x908a, 0x9577, 0x9580, 0x958b, 0x9593, 0x95dc, 0x96e3, 0x96fb,
    0x982d, 0x984c, 0x985e, 0x98a8, 0x98db, 0x99ac, 0x9ede,
};

static const struct block {
    uint32_t from;
    uint32_t to;
    enum npi_script script;
} blocks[] = {
    {0x0041, 0x024f, NPI_SCRIPT_LATIN},
    {0x0370, 0x03ff, NPI_SCRIPT_GREEK},
    {0x0400, 0x052f, NPI_SCRIPT_CYRILLIC},
    {0x0590, 0x05ff, NPI_SCRIPT_HEBREW},
    {0x0600, 0x077f, NPI_SCRIPT_ARABIC},
    {0x0900, 0x097f, NPI_SCRIPT_DEVANAGARI},
    {0x0e00, 0x0e7f, NPI_SCRIPT_THAI},
    {0x1100, 0x11ff, NPI_SCRIPT_HANGUL},
    {0x1e00, 0x1eff, NPI_SCRIPT_LATIN},
    {0x3041, 0x30ff, NPI_SCRIPT_KANA},
    {0x31f0, 0x31ff, NPI_SCRIPT_KANA},
    {0xac00, 0xd7af, NPI_SCRIPT_HANGUL},
    {0xff66, 0xff9f, NPI_SCRIPT_KANA},
};

/* Bytes that tell the script of a paragraph. */
#define SAMPLE 300

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static enum npi_script script_of(uint32_t cp)
{
    /* The two that most text is in go first. */
    if (cp < 0x80) {
        uint32_t small = cp | 0x20;
        return small >= 'a' && small <= 'z' ? NPI_SCRIPT_LATIN
                                            : NPI_SCRIPT_NONE;
    }
    if ((cp >= 0x4e00 && cp <= 0x9fff) || npi_cp_is_han(cp))
        return NPI_SCRIPT_HAN;
    if (!npi_cp_is_alpha(cp))
        return NPI_SCRIPT_NONE;
    for (size_t i = 0; i < COUNT(blocks); i++)
        if (cp >= blocks[i].from && cp <= blocks[i].to)
            return blocks[i].script;
    return NPI_SCRIPT_OTHER;
}

static bool is_in(const uint16_t *table, size_t n, uint32_t cp)
{
    size_t low = 0;
    while (low < n) {
        size_t mid = low + (n - low) / 2;
        if (table[mid] == cp)
            return true;
        if (table[mid] < cp)
            low = mid + 1;
        else
            n = mid;
    }
    return false;
}

static void count_word(struct npi_scripts *scripts, struct np_str word)
{
    static const char *const english[] = {
        "the", "and", "of",  "to",   "a",  "is",  "in",  "that", "it",
        "you", "we",  "for", "this", "on", "are", "was", "with", "i"};
    scripts->count[NPI_SCRIPT_LATIN]++;
    for (size_t i = 0; i < COUNT(english); i++)
        scripts->english += npi_str_eq_nocase(word, npi_str(english[i]));
}

void npi_scripts_add(struct npi_scripts *scripts, struct np_str text)
{
    size_t word = NP_NONE;
    for (size_t at = 0; at < text.len;) {
        size_t here = at;
        uint32_t cp = npi_utf8_next(text, &at);
        enum npi_script script = script_of(cp);
        bool latin = script == NPI_SCRIPT_LATIN;
        if (latin && word == NP_NONE)
            word = here;
        if (!latin && word != NP_NONE && cp != 0x27 && cp != 0x2019) {
            count_word(scripts, npi_str_sub(text, word, here - word));
            word = NP_NONE;
        }
        if (latin || script == NPI_SCRIPT_NONE)
            continue;
        scripts->count[script]++;
        if (script == NPI_SCRIPT_HAN) {
            scripts->hans += is_in(hans, COUNT(hans), cp);
            scripts->hant += is_in(hant, COUNT(hant), cp);
        }
    }
    if (word != NP_NONE)
        count_word(scripts, npi_str_sub(text, word, text.len));
}

enum npi_script npi_scripts_main(const struct npi_scripts *scripts)
{
    enum npi_script best = NPI_SCRIPT_NONE;
    size_t most = 0;
    size_t han = scripts->count[NPI_SCRIPT_HAN];
    size_t kana = scripts->count[NPI_SCRIPT_KANA];
    for (unsigned i = 0; i < NPI_SCRIPTS; i++) {
        if (scripts->count[i] > most) {
            most = scripts->count[i];
            best = (enum npi_script)i;
        }
    }
    bool japanese = kana && kana * 10 >= han && kana + han > most / 2;
    if (japanese && (best == NPI_SCRIPT_HAN || best == NPI_SCRIPT_KANA))
        return NPI_SCRIPT_KANA;
    return best;
}

struct np_str npi_scripts_language(const struct npi_scripts *scripts)
{
    switch (npi_scripts_main(scripts)) {
    case NPI_SCRIPT_HAN:
        return scripts->hans > scripts->hant   ? NPI_STR("zh-Hans")
               : scripts->hant > scripts->hans ? NPI_STR("zh-Hant")
                                               : NPI_STR("zh");
    case NPI_SCRIPT_KANA:
        return NPI_STR("ja");
    case NPI_SCRIPT_HANGUL:
        return NPI_STR("ko");
    case NPI_SCRIPT_GREEK:
        return NPI_STR("el");
    case NPI_SCRIPT_HEBREW:
        return NPI_STR("he");
    case NPI_SCRIPT_THAI:
        return NPI_STR("th");
    case NPI_SCRIPT_LATIN:
        /* A tenth of English text is these words. */
        return scripts->english * 10 >= scripts->count[NPI_SCRIPT_LATIN]
                   ? NPI_STR("en")
                   : NPI_STR("und");
    default:
        return NPI_STR("und");
    }
}

enum npi_script npi_script_of_text(struct np_str text)
{
    struct npi_scripts scripts = {0};
    npi_scripts_add(&scripts, npi_utf8_clip(text, SAMPLE));
    return npi_scripts_main(&scripts);
}

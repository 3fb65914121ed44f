/* Which script and language a text is in. */
#ifndef NPI_NOTES_LANGUAGE_H
#define NPI_NOTES_LANGUAGE_H

#include <nopriors/types.h>

enum npi_script {
    NPI_SCRIPT_NONE,
    NPI_SCRIPT_LATIN,
    NPI_SCRIPT_HAN,
    NPI_SCRIPT_KANA, /* Japanese, with or without Han */
    NPI_SCRIPT_HANGUL,
    NPI_SCRIPT_GREEK,
    NPI_SCRIPT_CYRILLIC,
    NPI_SCRIPT_HEBREW,
    NPI_SCRIPT_ARABIC,
    NPI_SCRIPT_DEVANAGARI,
    NPI_SCRIPT_THAI,
    NPI_SCRIPT_OTHER,
    NPI_SCRIPTS,
};

/* Letters of each script; Latin in words, which weigh about as much as a Han
 * character. Zero it before use. */
struct npi_scripts {
    size_t count[NPI_SCRIPTS];
    size_t hans; /* characters that only simplified text has */
    size_t hant;
    size_t english; /* the commonest English words */
};

void npi_scripts_add(struct npi_scripts *scripts, struct np_str text);
enum npi_script npi_scripts_main(const struct npi_scripts *scripts);
/* BCP 47, a constant: "zh-Hans", "en", "und", … */
struct np_str npi_scripts_language(const struct npi_scripts *scripts);
enum npi_script npi_script_of_text(struct np_str text);

#endif

/* OpenCC's phrases, held to the words that readers see. It takes the longest
 * phrase that begins where the last one ended, so 拉面 (noodles) matches in
 * 特斯拉|面临 and 多任务 in 许多|任务. Such a phrase is given up: one that
 * begins inside a word and goes on into the next, or ends inside one that it
 * does not begin. Phrases of whole words stay, however many (程序|员), and
 * terms that the dictionary of words does not know (鼠|标点|击): see stands().
 */
#ifndef NPI_SCRIPT_PHRASES_H
#define NPI_SCRIPT_PHRASES_H

#include "script/once.h"
#include "script/opencc.h"
#include "script/words.h"

struct npi_phrases {
    struct npi_opencc *cc; /* borrowed */
    struct npi_script_words words;
    struct npi_once once;  /* words, and parts of texts */
    struct npi_once whole; /* texts: titles come several times */
};

void npi_phrases_init(struct npi_phrases *phrases, struct npi_opencc *cc);
void npi_phrases_release(struct npi_phrases *phrases);

/* As npi_opencc_convert(). */
enum np_status npi_phrases_convert(struct npi_context *ctx,
                                   struct npi_phrases *phrases,
                                   struct np_str text,
                                   struct np_str *converted);

#endif

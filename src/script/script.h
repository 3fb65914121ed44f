/* The stage's door: Chinese text in the other script, simplified or
 * traditional, as Taiwan or Hong Kong write it. */
#ifndef NPI_SCRIPT_SCRIPT_H
#define NPI_SCRIPT_SCRIPT_H

#include "base/context.h"
#include <nopriors/episode.h>
#include <nopriors/timeline.h>

enum npi_han {
    NPI_HAN_AS_IS,
    NPI_HAN_HANS,
    NPI_HAN_HANT,
    NPI_HAN_HANT_TW, /* words too: 软件 is 軟體 */
    NPI_HAN_HANT_HK,
};

/* True for zh, cmn and yue, whatever follows. */
bool npi_han_is_chinese(struct np_str language);

struct npi_converter;

/* From a Chinese language (npi_han_is_chinese) to a script. *converter is NULL
 * where the text is in it already. NP_ERR_IO with a diagnostic when OpenCC or
 * its data is missing, NP_ERR_NOMEM; *converter is NULL then too. */
enum np_status npi_converter_new(struct npi_context *ctx,
                                 struct np_str language, enum npi_han to,
                                 struct npi_converter **converter);
void npi_converter_free(struct npi_converter *converter); /* NULL is fine */

/* The tag of what comes out: "zh-Hant-TW". Borrowed from the converter. */
struct np_str npi_converter_language(const struct npi_converter *converter);

/* Converted text lives in ctx->arena; what is not UTF-8 stays as it is, as does
 * what is not Chinese. NP_ERR_IO with a diagnostic, NP_ERR_NOMEM. */
enum np_status npi_converter_text(struct npi_context *ctx,
                                  struct npi_converter *converter,
                                  struct np_str text, struct np_str *converted);

/* All that an episode shows: titles, metadata, outline, names, dialogue, whole
 * sentences each; not links, nor originals beside a translation. Its language
 * becomes the converter's. New arrays in ctx->arena; an error leaves *episode
 * half done. */
enum np_status npi_converter_episode(struct npi_context *ctx,
                                     struct npi_converter *converter,
                                     struct np_episode *episode);
/* The same for the titles of chapters. */
enum np_status npi_converter_chapters(struct npi_context *ctx,
                                      struct npi_converter *converter,
                                      struct np_timeline *timeline);

#endif

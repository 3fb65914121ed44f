/* The stage's door: which words of two languages may mean the same, from a
 * bilingual dictionary and from a user's glossary. Pure: bytes in, no file
 * system.
 *
 * Words on the far side are folded as fold.h does, so that they compare equal
 * to a folded word of a text in that language. */
#ifndef NPI_LEXICON_LEXICON_H
#define NPI_LEXICON_LEXICON_H

#include "base/context.h"

struct npi_lexicon;

/* What one key leads to: each a list of folded words with one space between
 * them, the most telling ones first, no stop words, each once. */
struct npi_meanings {
    struct np_str glossary;   /* absent if the glossary lacks the key */
    struct np_str dictionary; /* absent if the dictionary lacks it */
};

/* A lexicon without any word, in ctx->arena. */
enum np_status npi_lexicon_new(struct npi_context *ctx,
                               struct npi_lexicon **lexicon);

/* Takes a dictionary: compiled (then bytes are borrowed and must live as long
 * as the lexicon; a mapped file is fine), CC-CEDICT's text (cedict_ts.u8) or a
 * list with two columns (TAB or "=" between them). A second one replaces the
 * first. NP_ERR_USAGE with an error that names line and column when it is none
 * of these, or damaged; NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_lexicon_dictionary(struct npi_context *ctx,
                                      struct npi_lexicon *lexicon,
                                      struct np_str name, struct np_str bytes);

/* Takes a user's list "特斯拉 = Tesla", one pair a line, "#" for comments;
 * looked up in both directions. Lines that contradict earlier ones are
 * reported and both hold. Errors as above. */
enum np_status npi_lexicon_glossary(struct npi_context *ctx,
                                    struct npi_lexicon *lexicon,
                                    struct np_str name, struct np_str bytes);

/* The glossaries' keys as they are written, one after the other: *at from 0;
 * false at the end. They borrow the bytes that npi_lexicon_glossary() took. */
bool npi_lexicon_glossary_next(const struct npi_lexicon *lexicon, size_t *at,
                               struct np_str *key);

/* What the glossaries call a name, or a part of one, in the other language, as
 * it is written there; false if they lack it. */
bool npi_lexicon_glossary_name(const struct npi_lexicon *lexicon,
                               struct np_str name, struct np_str *other);

/* Primary language subtags of the dictionary's two sides ("zh", "en"); absent
 * when there is none or it does not tell. */
struct np_str npi_lexicon_from(const struct npi_lexicon *lexicon);
struct np_str npi_lexicon_to(const struct npi_lexicon *lexicon);

/* Looks a key up: CJK as it is written, other scripts folded by fold.h, word by
 * word if it has several ("machine learning"). False if neither knows it. Any
 * number of threads may look up at once. */
bool npi_lexicon_find(const struct npi_lexicon *lexicon, struct np_str key,
                      struct npi_meanings *meanings);

/* The dictionary's compiled form, borrowed: these bytes in a file are a
 * dictionary too. Absent if there is none. */
struct np_str npi_lexicon_compiled(const struct npi_lexicon *lexicon);

/* True if these bytes begin as the compiled form does: such a file is worth
 * mapping, others are read. */
bool npi_lexicon_is_compiled(struct np_str bytes);

/* Bytes of the longest key that a text should be searched for at one place; 0
 * when the lexicon is empty. */
size_t npi_lexicon_longest_key(const struct npi_lexicon *lexicon);

#endif

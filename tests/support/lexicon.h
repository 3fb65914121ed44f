/* What the lexicon's tests share: a lexicon of one text. */
#ifndef TESTS_SUPPORT_LEXICON_H
#define TESTS_SUPPORT_LEXICON_H

#include "base/str.h"
#include "lexicon/lexicon.h"
#include "support/test.h"

struct test_lexicon {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_lexicon *lexicon;
};

static inline enum np_status test_lexicon_open(struct test_lexicon *t)
{
    npi_arena_init(&t->arena);
    npi_diags_init(&t->diags, &t->arena);
    t->ctx = (struct npi_context){&t->arena, &t->diags, NULL};
    return npi_lexicon_new(&t->ctx, &t->lexicon);
}

static inline void test_lexicon_close(struct test_lexicon *t)
{
    npi_arena_release(&t->arena);
}

static inline enum np_status test_dictionary(struct test_lexicon *t,
                                             struct np_str bytes)
{
    return npi_lexicon_dictionary(&t->ctx, t->lexicon, NPI_STR("words.txt"),
                                  bytes);
}

static inline enum np_status test_glossary(struct test_lexicon *t,
                                           struct np_str bytes)
{
    return npi_lexicon_glossary(&t->ctx, t->lexicon, NPI_STR("names.txt"),
                                bytes);
}

/* Words in the dictionary, else in the glossary. */
static inline struct np_str test_words_of(const struct test_lexicon *t,
                                          const char *key)
{
    struct npi_meanings meanings;

    if (!npi_lexicon_find(t->lexicon, npi_str(key), &meanings))
        return npi_str(NULL);
    return meanings.dictionary.ptr ? meanings.dictionary : meanings.glossary;
}

#endif

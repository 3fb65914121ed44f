/* The door: tells a dictionary's form from its bytes, has it read, and looks
 * keys up. Text is compiled on the way in, so that there is one look-up. */
#include "lexicon/lexicon.h"

#include "base/encoding.h"
#include "base/str.h"
#include "lexicon/compile.h"
#include "lexicon/compiled.h"
#include "lexicon/diags.h"
#include "lexicon/key.h"
#include "lexicon/readers.h"

struct npi_lexicon {
    struct npi_compiled dictionary; /* bytes absent: none */
    struct npi_compiled glossary;
    struct npi_glossary pairs; /* the glossary's, for the next file */
};

enum np_status npi_lexicon_new(struct npi_context *ctx,
                               struct npi_lexicon **lexicon)
{
    *lexicon = NPI_ARENA_NEW(ctx->arena, struct npi_lexicon, 1);
    if (!*lexicon) {
        NPI_DIAG0(ctx->diags, NO_MEMORY, NPI_NOWHERE);
        return NP_ERR_NOMEM;
    }
    npi_entries_init(&(*lexicon)->pairs.entries, ctx, ctx->arena);
    return NP_OK;
}

static enum np_status decode(struct npi_context *ctx, struct np_str name,
                             struct np_str bytes, struct np_str *text)
{
    enum npi_encoding encoding;
    enum np_status status = npi_encoding_to_utf8(ctx->arena, ctx->diags, name,
                                                 bytes, &encoding, text);

    return status == NP_ERR_NOTES ? NP_ERR_USAGE : status;
}

/* Compiles entries into the arena and opens them. */
static enum np_status take(struct npi_entries *entries, struct np_str name,
                           struct np_str from, struct np_str to,
                           struct npi_compiled *compiled)
{
    struct npi_context *ctx = entries->ctx;
    struct npi_buf out;
    struct np_str bytes = {NULL, 0};
    enum np_status status;

    npi_buf_init(&out, NPI_BUF_MAX);
    status = npi_entries_compile(entries, name, from, to, &out);
    if (status == NP_OK)
        bytes = npi_arena_str(ctx->arena, npi_buf_str(&out));
    npi_buf_release(&out);
    if (status == NP_OK && !bytes.ptr) {
        npi_entries_no_memory(entries);
        status = NP_ERR_NOMEM;
    }
    return status == NP_OK ? npi_compiled_open(ctx, name, bytes, compiled)
                           : status;
}

static bool is_cedict(struct np_str text)
{
    struct np_str line;

    for (size_t at = 0; npi_row_next(text, &at, &line);)
        if (!npi_row_is_comment(line))
            return npi_cedict_is_row(line);
    return false;
}

/* A few lines may be broken; with more of them it is another kind of file. */
static enum np_status judge(struct npi_lexicon_source *source,
                            const struct npi_unread *unread, size_t n_entries)
{
    struct npi_buf number;

    if (unread->n_bad > unread->n_rows / 2) {
        NPI_DIAG1(source->ctx->diags, DICTIONARY_FORMAT,
                  npi_lexicon_span(source, unread->first), source->name);
        return NP_ERR_USAGE;
    }
    if (n_entries == 0) {
        NPI_DIAG1(source->ctx->diags, DICTIONARY_EMPTY, NPI_NOWHERE,
                  source->name);
        return NP_ERR_USAGE;
    }
    if (unread->n_bad == 0)
        return NP_OK;
    npi_buf_init(&number, 32);
    npi_buf_put_u64(&number, unread->n_bad);
    NPI_DIAG1(source->ctx->diags, DICTIONARY_LINES,
              npi_lexicon_span(source, unread->first), npi_buf_str(&number));
    npi_buf_release(&number);
    return NP_OK;
}

static enum np_status read_text(struct npi_entries *entries,
                                struct npi_lexicon_source *source,
                                struct npi_compiled *compiled)
{
    struct npi_unread unread = {.n_rows = 0};
    struct np_str from = {NULL, 0};
    struct np_str to = {NULL, 0};
    enum np_status status;

    if (is_cedict(source->text)) {
        from = NPI_STR("zh");
        to = NPI_STR("en");
        npi_cedict_read(entries, source->text, &unread);
    } else {
        npi_list_read(entries, source->text, &unread, &from, &to);
    }
    status = entries->status;
    if (status == NP_OK)
        status = judge(source, &unread, entries->n);
    return status == NP_OK ? take(entries, source->name, from, to, compiled)
                           : status;
}

enum np_status npi_lexicon_dictionary(struct npi_context *ctx,
                                      struct npi_lexicon *lexicon,
                                      struct np_str name, struct np_str bytes)
{
    struct npi_lexicon_source source = npi_lexicon_source(ctx, name, bytes);
    struct npi_compiled compiled;
    struct npi_arena scratch;
    struct npi_entries entries;
    enum np_status status;

    if (npi_compiled_is(bytes)) {
        status = npi_compiled_open(ctx, name, bytes, &compiled);
    } else {
        status = decode(ctx, name, bytes, &source.text);
        npi_arena_init(&scratch);
        npi_entries_init(&entries, ctx, &scratch);
        if (status == NP_OK)
            status = read_text(&entries, &source, &compiled);
        npi_arena_release(&scratch);
    }
    if (status == NP_OK)
        lexicon->dictionary = compiled;
    return status;
}

enum np_status npi_lexicon_glossary(struct npi_context *ctx,
                                    struct npi_lexicon *lexicon,
                                    struct np_str name, struct np_str bytes)
{
    struct npi_lexicon_source source = npi_lexicon_source(ctx, name, bytes);
    struct npi_entries *entries = &lexicon->pairs.entries;
    enum np_status status = decode(ctx, name, bytes, &source.text);

    entries->ctx = ctx;
    if (status == NP_OK)
        status = npi_glossary_read(&lexicon->pairs, &source);
    return status == NP_OK ? take(entries, name, npi_str(NULL), npi_str(NULL),
                                  &lexicon->glossary)
                           : status;
}

bool npi_lexicon_glossary_next(const struct npi_lexicon *lexicon, size_t *at,
                               struct np_str *key)
{
    if (*at >= lexicon->pairs.n)
        return false;
    *key = lexicon->pairs.records[(*at)++].at;
    return true;
}

bool npi_lexicon_glossary_name(const struct npi_lexicon *lexicon,
                               struct np_str name, struct np_str *other)
{
    return npi_glossary_name(&lexicon->pairs, name, other);
}

struct np_str npi_lexicon_from(const struct npi_lexicon *lexicon)
{
    return lexicon->dictionary.from;
}

struct np_str npi_lexicon_to(const struct npi_lexicon *lexicon)
{
    return lexicon->dictionary.to;
}

bool npi_lexicon_find(const struct npi_lexicon *lexicon, struct np_str key,
                      struct npi_meanings *meanings)
{
    char shape[NPI_KEY_MAX];
    uint64_t hash;

    if (!npi_key_begins_han(key))
        key = npi_key_fold(key, shape);
    hash = npi_key_hash(key);
    meanings->glossary = npi_compiled_find(&lexicon->glossary, key, hash);
    meanings->dictionary = npi_compiled_find(&lexicon->dictionary, key, hash);
    return meanings->glossary.ptr || meanings->dictionary.ptr;
}

struct np_str npi_lexicon_compiled(const struct npi_lexicon *lexicon)
{
    return lexicon->dictionary.bytes;
}

bool npi_lexicon_is_compiled(struct np_str bytes)
{
    return npi_compiled_is(bytes);
}

size_t npi_lexicon_longest_key(const struct npi_lexicon *lexicon)
{
    size_t a = lexicon->dictionary.longest;
    size_t b = lexicon->glossary.longest;

    return a > b ? a : b;
}

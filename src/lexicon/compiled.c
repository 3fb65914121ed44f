/* Reading the compiled form. */
#include "lexicon/compiled.h"

#include "base/str.h"
#include "lexicon/bytes.h"
#include "lexicon/diags.h"
#include "lexicon/key.h"

#include <string.h>

bool npi_compiled_is(struct np_str bytes)
{
    return npi_str_starts(bytes, NPI_STR(NPI_COMPILED_MAGIC));
}

/* A field of the header that is padded with NULs. */
static struct np_str language_at(struct np_str bytes, size_t offset)
{
    size_t len = 0;

    while (len < NPI_COMPILED_LANGUAGE && bytes.ptr[offset + len] != '\0')
        len++;
    return (struct np_str){len > 0 ? bytes.ptr + offset : NULL, len};
}

static bool fits(const struct npi_compiled *c)
{
    return c->n_slots > 0 &&
           c->n_slots <= (c->bytes.len - NPI_COMPILED_HEADER) / 5 &&
           c->n_keys <= c->n_slots && c->probes > 0 &&
           c->probes <= c->n_slots && c->probes <= NPI_COMPILED_PROBES &&
           c->longest <= NPI_KEY_MAX;
}

/* What is wrong with the file, as far as the header tells; NULL if nothing. */
static const struct np_diag_kind *read_header(struct npi_compiled *c)
{
    const char *p = c->bytes.ptr;
    uint64_t size;

    if (c->bytes.len < NPI_COMPILED_HEADER)
        return &NPI_D_DICTIONARY_SHORT;
    if (npi_hash(NPI_HASH_START, p, 56) != npi_le64(p + 56))
        return &NPI_D_DICTIONARY_HEADER;
    if (npi_le32(p + 8) != NPI_COMPILED_VERSION)
        return &NPI_D_DICTIONARY_VERSION;
    size = npi_le64(p + 32);
    if (c->bytes.len != size)
        return c->bytes.len < size ? &NPI_D_DICTIONARY_SHORT
                                   : &NPI_D_DICTIONARY_LONG;
    c->n_keys = npi_le32(p + 12);
    c->n_slots = npi_le32(p + 16);
    c->probes = npi_le32(p + 20);
    c->longest = npi_le32(p + 24);
    c->from = language_at(c->bytes, 40);
    c->to = language_at(c->bytes, 48);
    return fits(c) ? NULL : &NPI_D_DICTIONARY_HEADER;
}

enum np_status npi_compiled_open(struct npi_context *ctx, struct np_str name,
                                 struct np_str bytes, struct npi_compiled *c)
{
    const struct np_diag_kind *fault;

    *c = (struct npi_compiled){.bytes = bytes};
    fault = read_header(c);
    if (!fault)
        return NP_OK;
    npi_diag_add(ctx->diags, fault, NPI_NOWHERE, name, npi_str(NULL),
                 npi_str(NULL), npi_str(NULL));
    return NP_ERR_USAGE;
}

/* The words of the entry at an offset if it is this key's. */
static struct np_str words_at(const struct npi_compiled *c, size_t offset,
                              struct np_str key)
{
    const char *p = c->bytes.ptr + offset;
    size_t key_len;
    size_t words_len;

    if (c->bytes.len < 4 || offset > c->bytes.len - 4)
        return npi_str(NULL);
    key_len = (unsigned char)p[0];
    words_len = npi_le32(p) >> 16;
    if (key_len != key.len || c->bytes.len - offset - 4 < key_len + words_len ||
        memcmp(p + 4, key.ptr, key_len) != 0 || words_len == 0)
        return npi_str(NULL);
    return (struct np_str){p + 4 + key_len, words_len};
}

struct np_str npi_compiled_entry(const struct npi_compiled *c,
                                 struct np_str key, uint64_t hash)
{
    const char *slots = c->bytes.ptr + NPI_COMPILED_HEADER;
    uint64_t slot = (hash >> 32) * c->n_slots >> 32;

    for (uint32_t i = 0; i < c->probes; i++) {
        uint32_t entry = npi_le32(slots + slot * 4);

        if (entry == 0)
            break;
        if ((entry & 0xff) == (hash & 0xff)) {
            struct np_str words = words_at(c, (size_t)(entry >> 8) * 4, key);

            if (words.ptr)
                return words;
        }
        if (++slot == c->n_slots)
            slot = 0;
    }
    return npi_str(NULL);
}

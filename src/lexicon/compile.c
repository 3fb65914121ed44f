/* Writing the compiled form (compiled.h). */
#include "lexicon/compile.h"

#include "base/str.h"
#include "lexicon/bytes.h"
#include "lexicon/compiled.h"
#include "lexicon/diags.h"
#include "lexicon/key.h"

#include <string.h>

#define WORDS_LEN_MAX 0xffff

/* Slots for a number of keys: five eighths of them are used, which keeps the
 * way to an empty one short and the table small enough for a cache. */
static size_t slots_for(size_t keys)
{
    return keys + keys / 5 * 3 + 8;
}

struct writer {
    struct npi_entries *entries;
    struct npi_buf *out;
    size_t start;    /* of the file in out */
    uint32_t *slots; /* in the entries' arena */
    char *filter;    /* as many bytes */
    uint32_t n_slots;
    uint32_t probes;
    uint32_t n_keys;
    size_t longest;
};

static size_t count_keys(const struct npi_entries *entries)
{
    size_t n = 0;

    for (size_t i = 0; i < entries->n; i++)
        n += i == 0 ||
             !npi_str_eq(entries->items[i].key, entries->items[i - 1].key);
    return n;
}

/* The words of a key so far. */
struct meaning {
    struct np_str words[NPI_MEANING_WORDS];
    size_t n;
    size_t len; /* with the spaces between */
};

static bool has_word(const struct meaning *meaning, struct np_str word)
{
    for (size_t i = 0; i < meaning->n; i++)
        if (npi_str_eq(meaning->words[i], word))
            return true;
    return false;
}

static void add_words(struct meaning *meaning, struct np_str words)
{
    struct np_str word;

    while (meaning->n < NPI_MEANING_WORDS && npi_str_split(&words, ' ', &word))
        if (word.len > 0 && !has_word(meaning, word) &&
            meaning->len + 1 + word.len <= WORDS_LEN_MAX) {
            meaning->words[meaning->n++] = word;
            meaning->len += word.len + (meaning->n > 1);
        }
}

static void put_entry(struct writer *w, struct np_str key,
                      const struct meaning *meaning)
{
    char lengths[4];

    npi_put_le32(lengths, (uint32_t)key.len | (uint32_t)meaning->len << 16);
    npi_buf_put(w->out, (struct np_str){lengths, sizeof(lengths)});
    npi_buf_put(w->out, key);
    for (size_t i = 0; i < meaning->n; i++) {
        npi_buf_puts(w->out, i > 0 ? " " : "");
        npi_buf_put(w->out, meaning->words[i]);
    }
    while ((w->out->len - w->start) % 4 != 0 && !w->out->error)
        npi_buf_putc(w->out, '\0');
}

/* The first free slot from the key's own on. There is one: there are more slots
 * than keys. */
static void put_slot(struct writer *w, struct np_str key, size_t offset)
{
    uint64_t hash = npi_key_hash(key);
    uint64_t slot = (hash >> 32) * w->n_slots >> 32;
    uint32_t probes = 1;

    for (; w->slots[slot] != 0; probes++)
        if (++slot == w->n_slots)
            slot = 0;
    w->filter[npi_compiled_bit(hash, w->n_slots) / 8] |=
        (char)(1 << npi_compiled_bit(hash, w->n_slots) % 8);
    w->slots[slot] = (uint32_t)(offset / 4) << 8 | (uint32_t)(hash & 0xff);
    if (probes > w->probes)
        w->probes = probes;
}

/* Writes the key of the entries from i on; where the next key begins. */
static size_t put_key(struct writer *w, size_t i)
{
    const struct npi_entries *entries = w->entries;
    struct np_str key = entries->items[i].key;
    struct meaning meaning = {.n = 0};

    for (; i < entries->n && npi_str_eq(entries->items[i].key, key); i++)
        add_words(&meaning, entries->items[i].words);
    if (meaning.n == 0)
        return i;
    put_slot(w, key, w->out->len - w->start);
    put_entry(w, key, &meaning);
    w->n_keys++;
    if (key.len > w->longest)
        w->longest = key.len;
    return i;
}

static enum np_status too_large(struct writer *w, struct np_str name)
{
    struct npi_buf limit;

    npi_buf_init(&limit, 32);
    npi_buf_put_u64(&limit, NPI_COMPILED_MAX >> 20);
    NPI_DIAG2(w->entries->ctx->diags, DICTIONARY_LARGE, NPI_NOWHERE, name,
              npi_buf_str(&limit));
    npi_buf_release(&limit);
    return NP_ERR_USAGE;
}

static void put_language(char *field, struct np_str language)
{
    if (language.ptr && language.len < NPI_COMPILED_LANGUAGE)
        memcpy(field, language.ptr, language.len);
}

/* Header, slots and filter, whose place was kept. */
static void fill_in(struct writer *w, struct np_str from, struct np_str to)
{
    char *header = w->out->data + w->start;

    memcpy(header, NPI_COMPILED_MAGIC, 8);
    npi_put_le32(header + 8, NPI_COMPILED_VERSION);
    npi_put_le32(header + 12, w->n_keys);
    npi_put_le32(header + 16, w->n_slots);
    npi_put_le32(header + 20, w->probes);
    npi_put_le32(header + 24, (uint32_t)w->longest);
    npi_put_le64(header + 32, w->out->len - w->start);
    put_language(header + 40, from);
    put_language(header + 48, to);
    npi_put_le64(header + 56, npi_hash(NPI_HASH_START, header, 56));
    for (size_t i = 0; i < w->n_slots; i++)
        npi_put_le32(header + NPI_COMPILED_HEADER + i * 4, w->slots[i]);
    memcpy(header + npi_compiled_filter(w->n_slots), w->filter, w->n_slots);
}

/* What a file may still take of one key. */
#define KEY_ROOM (4 + NPI_KEY_MAX + WORDS_LEN_MAX + 4)

static enum np_status write_keys(struct writer *w, struct np_str name)
{
    const struct npi_entries *entries = w->entries;

    const size_t room = npi_compiled_filter(w->n_slots) + w->n_slots;

    for (size_t i = 0; i < room; i += 4)
        npi_buf_put(w->out, (struct np_str){"\0\0\0", 4});
    for (size_t i = 0; i < entries->n && !w->out->error;) {
        if (w->out->len - w->start > NPI_COMPILED_MAX - KEY_ROOM)
            return too_large(w, name);
        i = put_key(w, i);
    }
    return NP_OK;
}

/* One attempt with so many slots. */
static enum np_status write_with(struct writer *w, struct np_str name,
                                 size_t slots)
{
    if (slots > NPI_COMPILED_MAX / 8)
        return too_large(w, name);
    w->n_slots = (uint32_t)slots;
    w->slots = NPI_ARENA_NEW(w->entries->arena, uint32_t, slots);
    w->filter = NPI_ARENA_NEW(w->entries->arena, char, slots);
    if (!w->slots || !w->filter) {
        npi_entries_no_memory(w->entries);
        return NP_ERR_NOMEM;
    }
    w->probes = 1;
    w->n_keys = 0;
    return write_keys(w, name);
}

enum np_status npi_entries_compile(struct npi_entries *entries,
                                   struct np_str name, struct np_str from,
                                   struct np_str to, struct npi_buf *out)
{
    struct writer w = {.entries = entries, .out = out, .start = out->len};
    enum np_status status = NP_OK;
    size_t slots;

    npi_entries_sort(entries);
    if (npi_entries_stopped(entries))
        return entries->status;
    slots = slots_for(count_keys(entries));
    /* More slots should chance have put too many keys in a row. */
    do {
        out->len = w.start;
        status = write_with(&w, name, slots);
        slots += slots / 2;
    } while (status == NP_OK && w.probes > NPI_COMPILED_PROBES);
    if (status == NP_OK && out->error) {
        npi_entries_no_memory(entries);
        status = NP_ERR_NOMEM;
    }
    if (status == NP_OK)
        fill_in(&w, from, to);
    return status;
}

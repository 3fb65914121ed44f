/* What readers of dictionaries and glossaries collect: pieces of meanings
 * under keys, in any order. compile.h makes a file of them. Errors stick, so
 * that readers need not ask after every line. */
#ifndef NPI_LEXICON_ENTRIES_H
#define NPI_LEXICON_ENTRIES_H

#include "base/context.h"

/* A piece of what a key means. */
struct npi_entry {
    struct np_str key;   /* as key.h shapes it */
    struct np_str words; /* folded, one space between; the best first */
    uint32_t rank;       /* less is more telling */
    uint32_t order;      /* in which it was read: settles equal ranks */
};

/* A key that means what another does, should it have no meaning of its own. */
struct npi_alias {
    struct np_str key;
    struct np_str target;
};

struct npi_entries {
    struct npi_context *ctx;
    struct npi_arena *arena; /* owns everything below */
    struct npi_entry *items;
    size_t n;
    size_t cap;
    struct npi_alias *aliases;
    size_t n_aliases;
    size_t aliases_cap;
    enum np_status status;
};

void npi_entries_init(struct npi_entries *entries, struct npi_context *ctx,
                      struct npi_arena *arena);

/* Copies of key and words, save where they are already in entries->arena; a key
 * that has no shape is left out. NULL in words.ptr: nothing happens. */
void npi_entries_add(struct npi_entries *entries, struct np_str key,
                     struct np_str words, uint32_t rank);
void npi_entries_add_alias(struct npi_entries *entries, struct np_str key,
                           struct np_str target);

/* A copy in entries->arena; absent with the status set when out of memory. */
struct np_str npi_entries_keep(struct npi_entries *entries, struct np_str text);

/* By key, then rank, then order; aliases resolved, those into nothing left
 * out. Sets the status when out of memory. */
void npi_entries_sort(struct npi_entries *entries);

/* True when a reader must stop: an error, or the caller wants it. */
bool npi_entries_stopped(struct npi_entries *entries);
void npi_entries_no_memory(struct npi_entries *entries);

#endif

/* Collecting and ordering what readers find. */
#include "lexicon/entries.h"

#include "base/str.h"
#include "lexicon/key.h"

#include <stdlib.h>

void npi_entries_init(struct npi_entries *entries, struct npi_context *ctx,
                      struct npi_arena *arena)
{
    *entries = (struct npi_entries){.ctx = ctx, .arena = arena};
}

void npi_entries_no_memory(struct npi_entries *entries)
{
    if (entries->status)
        return;
    entries->status = NP_ERR_NOMEM;
    NPI_DIAG0(entries->ctx->diags, NO_MEMORY, NPI_NOWHERE);
}

bool npi_entries_stopped(struct npi_entries *entries)
{
    const volatile int *cancel = entries->ctx->cancel;

    if (!entries->status && cancel && *cancel)
        entries->status = NP_ERR_INTERRUPTED;
    return entries->status != NP_OK;
}

struct np_str npi_entries_keep(struct npi_entries *entries, struct np_str text)
{
    struct np_str kept = npi_arena_str(entries->arena, text);

    if (!kept.ptr)
        npi_entries_no_memory(entries);
    return kept;
}

static void add_kept(struct npi_entries *entries, struct npi_entry entry)
{
    struct npi_entry *items = npi_arena_grow(entries->arena, entries->items,
                                             entries->n, &entries->cap,
                                             sizeof(*items));

    if (!items) {
        npi_entries_no_memory(entries);
        return;
    }
    entry.order = (uint32_t)entries->n;
    entries->items = items;
    items[entries->n++] = entry;
}

void npi_entries_add(struct npi_entries *entries, struct np_str key,
                     struct np_str words, uint32_t rank)
{
    char shape[NPI_KEY_MAX];
    struct np_str folded = npi_key_fold(key, shape);

    if (entries->status || !folded.ptr || !words.ptr)
        return;
    folded = npi_entries_keep(entries, folded);
    if (folded.ptr)
        add_kept(entries, (struct npi_entry){
                              .key = folded, .words = words, .rank = rank});
}

void npi_entries_add_alias(struct npi_entries *entries, struct np_str key,
                           struct np_str target)
{
    struct npi_alias *aliases;

    if (entries->status)
        return;
    aliases = npi_arena_grow(entries->arena, entries->aliases,
                             entries->n_aliases, &entries->aliases_cap,
                             sizeof(*aliases));
    if (!aliases) {
        npi_entries_no_memory(entries);
        return;
    }
    entries->aliases = aliases;
    aliases[entries->n_aliases].key = npi_entries_keep(entries, key);
    aliases[entries->n_aliases].target = npi_entries_keep(entries, target);
    entries->n_aliases += entries->status == NP_OK;
}

static int by_key(const void *a, const void *b)
{
    const struct npi_entry *x = a;
    const struct npi_entry *y = b;
    int order = npi_str_cmp(x->key, y->key);

    if (order != 0)
        return order;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* The first of n sorted entries with this key; n if there is none. */
static size_t first_of(const struct npi_entries *entries, size_t n,
                       struct np_str key)
{
    size_t low = 0;
    size_t high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (npi_str_cmp(entries->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && npi_str_eq(entries->items[low].key, key) ? low : n;
}

/* How many entries of one key an alias takes over: the best are first, and
 * more words than these hold are not kept anyhow. */
#define ALIAS_PIECES 24

static void resolve(struct npi_entries *entries, size_t n,
                    const struct npi_alias *alias)
{
    size_t from = first_of(entries, n, alias->target);

    if (first_of(entries, n, alias->key) < n)
        return;
    for (size_t i = from; i < n && i - from < ALIAS_PIECES &&
                          npi_str_eq(entries->items[i].key, alias->target);
         i++) {
        struct npi_entry entry = entries->items[i];

        entry.key = alias->key;
        add_kept(entries, entry);
    }
}

void npi_entries_sort(struct npi_entries *entries)
{
    size_t n = entries->n;

    if (n > 0)
        qsort(entries->items, n, sizeof(*entries->items), by_key);
    for (size_t i = 0; i < entries->n_aliases && !npi_entries_stopped(entries);
         i++)
        resolve(entries, n, &entries->aliases[i]);
    if (entries->n > n)
        qsort(entries->items, entries->n, sizeof(*entries->items), by_key);
    entries->n_aliases = 0;
}

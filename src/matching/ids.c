/* Small numbers for words: open addressing, doubled when half full. */
#include "matching/ids.h"

#define NPI_FIRST_SLOTS 1024

enum np_status npi_ids_init(struct npi_arena *arena, struct npi_ids *ids)
{
    *ids = (struct npi_ids){
        .arena = arena,
        .slots = NPI_ARENA_NEW(arena, uint32_t, NPI_FIRST_SLOTS),
        .n_slots = NPI_FIRST_SLOTS,
    };
    return ids->slots ? NP_OK : NP_ERR_NOMEM;
}

/* The slot that holds the hash, or the empty one where it would go. */
static size_t find_slot(const struct npi_ids *ids, uint64_t hash)
{
    size_t mask = ids->n_slots - 1;
    size_t at = (size_t)(hash ^ (hash >> 29)) & mask;

    while (ids->slots[at] && ids->hashes[ids->slots[at] - 1] != hash)
        at = (at + 1) & mask;
    return at;
}

static bool grow(struct npi_ids *ids)
{
    uint32_t *slots = NPI_ARENA_NEW(ids->arena, uint32_t, ids->n_slots * 2);

    if (!slots)
        return false;
    ids->slots = slots;
    ids->n_slots *= 2;
    for (size_t id = 0; id < ids->n; id++)
        ids->slots[find_slot(ids, ids->hashes[id])] = (uint32_t)id + 1;
    return true;
}

uint32_t npi_ids_add(struct npi_ids *ids, uint64_t hash)
{
    size_t slot = find_slot(ids, hash);

    if (ids->slots[slot])
        return ids->slots[slot] - 1;
    if (ids->n * 2 >= ids->n_slots) {
        if (!grow(ids))
            return NPI_NO_ID;
        slot = find_slot(ids, hash);
    }
    ids->hashes = npi_arena_grow(ids->arena, ids->hashes, ids->n, &ids->cap,
                                 sizeof(*ids->hashes));
    if (!ids->hashes)
        return NPI_NO_ID;
    ids->hashes[ids->n++] = hash;
    ids->slots[slot] = (uint32_t)ids->n;
    return (uint32_t)ids->n - 1;
}

uint32_t npi_ids_find(const struct npi_ids *ids, uint64_t hash)
{
    return ids->slots[find_slot(ids, hash)] - 1; /* 0 - 1 is NPI_NO_ID */
}

/* Small numbers for words: a hash table that only grows. */
#ifndef NPI_MATCHING_IDS_H
#define NPI_MATCHING_IDS_H

#include "base/arena.h"

#define NPI_NO_ID UINT32_MAX

struct npi_ids {
    struct npi_arena *arena;
    uint64_t *hashes; /* by id */
    size_t n;
    size_t cap;
    uint32_t *slots; /* id + 1; 0: empty */
    size_t n_slots;  /* a power of two */
};

/* NP_ERR_NOMEM. */
enum np_status npi_ids_init(struct npi_arena *arena, struct npi_ids *ids);

/* The word's number, given now if it is new; NPI_NO_ID without memory. */
uint32_t npi_ids_add(struct npi_ids *ids, uint64_t hash);

/* The word's number, or NPI_NO_ID. */
uint32_t npi_ids_find(const struct npi_ids *ids, uint64_t hash);

#endif

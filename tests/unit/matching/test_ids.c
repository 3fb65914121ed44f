/* Protects the table of words: each hash has one number, in order of arrival,
 * whatever the hashes look like and however many there are. */
#include "matching/ids.h"
#include "support/oom.h"
#include "support/test.h"

#define MANY 5000

/* Every shape of hash: few bits, the low ones alike, spread, 0. */
static uint64_t hash_of(unsigned shape, uint64_t i)
{
    switch (shape) {
    case 0:
        return i;
    case 1:
        return i << 40;
    case 2:
        return UINT64_MAX - i;
    default:
        return i * 0x9e3779b97f4a7c15u;
    }
}

static void test_numbers(void **state)
{
    (void)state;
    for (unsigned shape = 0; shape < 4; shape++) {
        struct npi_arena arena;
        struct npi_ids ids;

        npi_arena_init(&arena);
        assert_int_equal(npi_ids_init(&arena, &ids), NP_OK);
        assert_int_equal(npi_ids_find(&ids, 0), NPI_NO_ID);
        for (uint64_t i = 0; i < MANY; i++) {
            assert_int_equal(npi_ids_find(&ids, hash_of(shape, i)), NPI_NO_ID);
            assert_int_equal(npi_ids_add(&ids, hash_of(shape, i)), i);
        }
        for (uint64_t i = 0; i < MANY; i++) {
            assert_int_equal(npi_ids_add(&ids, hash_of(shape, i)), i);
            assert_int_equal(npi_ids_find(&ids, hash_of(shape, i)), i);
        }
        assert_int_equal(ids.n, MANY);
        assert_int_equal(npi_ids_find(&ids, hash_of(shape, MANY)), NPI_NO_ID);
        npi_arena_release(&arena);
    }
}

/* What is there stays when there is no memory for more. */
static enum np_status fill(void *user)
{
    struct npi_arena arena;
    struct npi_ids ids;
    enum np_status status;

    (void)user;
    npi_arena_init(&arena);
    status = npi_ids_init(&arena, &ids);
    for (uint64_t i = 0; !status && i < 3000; i++) {
        uint32_t id = npi_ids_add(&ids, i * i);

        if (id == NPI_NO_ID)
            status = NP_ERR_NOMEM;
        else if (id != i || npi_ids_find(&ids, i * i) != i)
            status = NP_ERR_USAGE;
    }
    npi_arena_release(&arena);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    test_each_allocation(fill, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

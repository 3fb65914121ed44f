/* Protects the arena (alignment, zeroing, overflow, growth) and the hook that
 * every out-of-memory test rests on. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "support/oom.h"

#include <stdalign.h>

static int refuse(void *user, size_t size)
{
    (void)user;
    (void)size;
    return 1;
}

static void test_hook(void **state)
{
    (void)state;
    void *kept = npi_malloc(8);
    assert_non_null(kept);
    npi_mem_set_hook(refuse, NULL);
    assert_null(npi_malloc(1));
    assert_null(npi_calloc(1, 1));
    assert_null(npi_realloc(kept, 100)); /* kept is still ours */
    npi_mem_set_hook(NULL, NULL);
    npi_free(kept);
    void *none = npi_malloc(0);
    assert_non_null(none);
    npi_free(none);
    none = npi_calloc(0, 8);
    assert_non_null(none);
    npi_free(none);
    assert_null(npi_calloc(SIZE_MAX / 2, 3));
}

static void test_arena_pieces(void **state)
{
    struct npi_arena arena;
    (void)state;
    npi_arena_init(&arena);
    for (size_t size = 0; size < 300000; size = size * 2 + 1) {
        unsigned char *piece = npi_arena_alloc(&arena, size, 1);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xa5, size);
    }
    assert_null(npi_arena_alloc(&arena, SIZE_MAX, 1));
    assert_null(npi_arena_alloc(&arena, SIZE_MAX / 2, 3));
    assert_null(npi_arena_alloc(&arena, SIZE_MAX - 64, 1));
    npi_arena_release(&arena);
    assert_int_equal(arena.used, 0);
    assert_non_null(npi_arena_alloc(&arena, 1, 1)); /* may be used again */
    npi_arena_release(&arena);
}

static void test_arena_str(void **state)
{
    struct npi_arena arena;
    (void)state;
    npi_arena_init(&arena);
    struct np_str copy = npi_arena_str(&arena, NPI_STR("题目"));
    assert_str(copy, "题目");
    assert_int_equal(copy.ptr[copy.len], 0);
    copy = npi_arena_str(&arena, npi_str(NULL));
    assert_non_null(copy.ptr);
    assert_int_equal(copy.len, 0);
    npi_arena_release(&arena);
}

/* Grown in place or moved, the elements stay and the new ones are zero. */
static void test_arena_grow(void **state)
{
    struct npi_arena arena;
    uint32_t *items[2] = {NULL, NULL};
    size_t caps[2] = {0, 0};
    (void)state;
    npi_arena_init(&arena);
    for (uint32_t n = 0; n < 20000; n++) {
        size_t which = n / 1000 % 2; /* taking turns, one must move */
        size_t at = n / 2000 * 1000 + n % 1000;
        items[which] = npi_arena_grow(&arena, items[which], at, &caps[which],
                                      sizeof(uint32_t));
        assert_non_null(items[which]);
        assert_int_equal(items[which][at], 0);
        items[which][at] = n + 1;
    }
    for (uint32_t n = 0; n < 20000; n++)
        assert_int_equal(items[n / 1000 % 2][n / 2000 * 1000 + n % 1000],
                         n + 1);
    size_t cap = SIZE_MAX / 2 + 1;
    assert_null(npi_arena_grow(&arena, NULL, cap, &cap, 8));
    npi_arena_release(&arena);
}

static enum np_status fill(void *user)
{
    struct npi_arena arena;
    struct npi_buf buf;
    size_t cap = 0;
    uint64_t *items = NULL;
    enum np_status status = NP_OK;
    (void)user;
    npi_arena_init(&arena);
    npi_buf_init(&buf, NPI_BUF_MAX);
    for (size_t n = 0; n < 50000 && status == NP_OK; n++) {
        uint64_t *grown = npi_arena_grow(&arena, items, n, &cap,
                                         sizeof(*items));
        if (!grown) {
            status = NP_ERR_NOMEM;
            break;
        }
        items = grown;
        items[n] = n;
        npi_buf_put_u64(&buf, n);
        status = buf.error;
    }
    npi_buf_release(&buf);
    npi_arena_release(&arena);
    return status;
}

/* What is taken over stays where it is, and new pieces do not run into it. */
static void test_arena_adopt(void **state)
{
    struct npi_arena a;
    struct npi_arena b;
    struct np_str first;
    struct np_str second;
    (void)state;
    npi_arena_init(&a);
    npi_arena_init(&b);
    npi_arena_adopt(&a, &b); /* nothing by nothing */
    first = npi_arena_str(&a, NPI_STR("first"));
    second = npi_arena_str(&b, NPI_STR("second"));
    npi_arena_adopt(&a, &b);
    assert_null(b.block);
    memset(npi_arena_alloc(&a, 1 << 16, 1), 'x', 1 << 16);
    memset(npi_arena_alloc(&b, 64, 1), 'y', 64);
    npi_arena_release(&b);
    assert_true(npi_str_eq(first, NPI_STR("first")));
    assert_true(npi_str_eq(second, NPI_STR("second")));
    npi_arena_release(&a);
}

static void test_out_of_memory(void **state)
{
    (void)state;
    test_each_allocation(fill, NULL);
}

static void test_exit_codes(void **state)
{
    (void)state;
    assert_int_equal(np_status_exit_code(NP_OK), 0);
    assert_int_equal(np_status_exit_code(NP_ERR_NOTES), 1);
    assert_int_equal(np_status_exit_code(NP_ERR_USAGE), 2);
    assert_int_equal(np_status_exit_code(NP_ERR_IO), 3);
    assert_int_equal(np_status_exit_code(NP_ERR_NOMEM), 3);
    assert_int_equal(np_status_exit_code(NP_ERR_MEDIA), 4);
    assert_int_equal(np_status_exit_code(NP_ERR_INTERRUPTED), 130);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hook),
        cmocka_unit_test(test_arena_pieces),
        cmocka_unit_test(test_arena_str),
        cmocka_unit_test(test_arena_grow),
        cmocka_unit_test(test_arena_adopt),
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_exit_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

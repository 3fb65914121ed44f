/* The n-th-allocation test: runs a piece of work again and again, each time
 * with a later allocation refused, until it gets through without one. */
#ifndef TESTS_SUPPORT_OOM_H
#define TESTS_SUPPORT_OOM_H

#include "base/mem.h"
#include "support/test.h"

/* Does the work from start to end and releases everything. Returns what the
 * stage returned. It must check its result itself when the status is NP_OK. */
typedef enum np_status (*test_work)(void *user);

struct test_oom {
    size_t left;   /* allocations that still pass */
    size_t failed; /* allocations refused */
    int once;      /* only one is refused, the later ones pass */
};

static inline int test_oom_hook(void *user, size_t size)
{
    struct test_oom *oom = user;
    (void)size;
    if (oom->left > 0) {
        oom->left--;
        return 0;
    }
    if (oom->once && oom->failed)
        return 0;
    oom->failed++;
    return 1;
}

/* A refused allocation must end in NP_ERR_NOMEM, or in NP_OK when the work can
 * do without (a diagnostic that was dropped); anything else is a failure, as
 * is a crash or, under the sanitizers, a leak. Each allocation is refused
 * twice: alone, and with all that follow. */
static inline void test_each_allocation(test_work work, void *user)
{
    for (int once = 0; once <= 1; once++) {
        size_t n = 0;
        for (;; n++) {
            struct test_oom oom = {n, 0, once};
            npi_mem_set_hook(test_oom_hook, &oom);
            enum np_status status = work(user);
            npi_mem_set_hook(NULL, NULL);
            if (oom.failed == 0) {
                assert_int_equal(status, NP_OK);
                break;
            }
            if (status != NP_OK && status != NP_ERR_NOMEM)
                fail_msg("allocation %zu refused: status %d", n, (int)status);
        }
        assert_true(n > 0); /* else the hook saw nothing: no test */
    }
}

#endif

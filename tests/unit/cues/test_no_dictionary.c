/* ICU that cannot open its dictionary (no memory, other data): lines break
 * between characters, everything else holds, and it is said once. A program of
 * its own: ICU's allocator can be set only before ICU's first use. */
#include "base/str.h"
#include "support/cues_hold.h"
#include "support/dialogue.h"

#include <unicode/uclean.h>

static void *U_CALLCONV no_alloc(const void *context, size_t size)
{
    (void)context;
    (void)size;
    return NULL;
}

static void *U_CALLCONV no_realloc(const void *context, void *old, size_t size)
{
    (void)context;
    (void)old;
    (void)size;
    return NULL;
}

static void U_CALLCONV no_free(const void *context, void *old)
{
    (void)context;
    (void)old;
}

static void test_build(void **state)
{
    struct dialogue d;
    (void)state;
    dialogue_init(&d, "zh");
    for (size_t i = 0; i < 4; i++)
        dialogue_add(&d, (int64_t)i * 9000, (int64_t)i * 9000 + 9000, i, false,
                     NPI_STR("我们希望所有人都能够继续研究这个非常重要的"
                             "问题直到 2030 年，“真的”。"));
    assert_int_equal(dialogue_build(&d), NP_OK);
    assert_null(cues_hold(&d.episode, &d.cues, &d.config.settings));
    for (size_t i = 0; i < d.n_breaches; i++)
        assert_false(d.breaches[i].hard);
    assert_int_equal(d.diags.n, 1);
    assert_string_equal(d.diags.items[0].kind->code, "cues-no-dictionary");
    dialogue_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_build)};
    UErrorCode error = U_ZERO_ERROR;
    u_setMemoryFunctions(NULL, no_alloc, no_realloc, no_free, &error);
    if (U_FAILURE(error))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* effects.def: each row names an option or setting that there is, and none is
 * hidden by a row above it. */
#include "support/test.h"

#include "base/str.h"
#include "profile/options.h"
#include "profile/settings.h"

static const struct {
    const char *name;
    const char *value;
} rows[] = {
#define NPI_EFFECT(name, value, need) {name, value},
#include "cli/effects.def"
#undef NPI_EFFECT
};

#define N_ROWS (sizeof(rows) / sizeof(rows[0]))

static bool is_known(struct np_str name)
{
    if (!npi_str_ends(name, NPI_STR(".")))
        return npi_option_find(name) ||
               npi_setting_find(name) != NPI_SETTINGS_N;
    for (size_t i = 0; i < NPI_SETTINGS_N; i++)
        if (npi_str_starts(npi_str(npi_setting_table[i].key), name))
            return true;
    return false;
}

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_ROWS; i++)
        if (!is_known(npi_str(rows[i].name)))
            fail_msg("no option and no setting: %s", rows[i].name);
}

static void test_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_ROWS; i++) {
        const struct np_str row = npi_str(rows[i].name);

        for (size_t k = i + 1; k < N_ROWS; k++)
            if (!rows[i].value &&
                (npi_str_eq(npi_str(rows[k].name), row) ||
                 (npi_str_ends(row, NPI_STR(".")) &&
                  npi_str_starts(npi_str(rows[k].name), row))))
                fail_msg("%s is hidden by %s", rows[k].name, rows[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

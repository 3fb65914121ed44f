/* The longest common subsequence, by its table. */
#include "matching/bridge_common.h"

#include "base/str.h"
#include "lexicon/fold.h"

uint64_t npi_common_word(struct np_str word)
{
    char folded[NPI_FOLD_MAX];
    size_t len = npi_word_fold(word, folded);

    return len ? npi_hash(NPI_HASH_START, folded, len) : 0;
}

static bool alike(const struct npi_common *common, size_t i, size_t k)
{
    return common->ours[i] && common->ours[i] == common->theirs[k];
}

/* most[i][k]: of our words from i on and theirs from k on. */
static void measure(struct npi_common *common)
{
    for (size_t k = 0; k <= common->n_theirs; k++)
        common->most[common->n][k] = 0;
    for (size_t i = common->n; i-- > 0;) {
        common->most[i][common->n_theirs] = 0;
        for (size_t k = common->n_theirs; k-- > 0;) {
            uint8_t most = common->most[i + 1][k];

            if (common->most[i][k + 1] > most)
                most = common->most[i][k + 1];
            if (alike(common, i, k) && common->most[i + 1][k + 1] >= most)
                most = (uint8_t)(common->most[i + 1][k + 1] + 1);
            common->most[i][k] = most;
        }
    }
}

void npi_common_find(struct npi_common *common)
{
    size_t k = 0;

    measure(common);
    for (size_t i = 0; i < common->n; i++) {
        size_t at = k;

        common->found[i] = NP_NONE;
        if (common->most[i][k] == common->most[i + 1][k])
            continue;
        while (!alike(common, i, at) ||
               common->most[i][k] != common->most[i + 1][at + 1] + 1)
            at++;
        common->found[i] = at;
        k = at + 1;
    }
}

/* Any text as a list of two columns and as a user's glossary, alone and behind
 * another one: an error that is said, or words as lexicon.h promises them. */
#include "support/lexicon_fuzz.h"

#include "lexicon/readers.h"

static void read_list(struct np_str text)
{
    struct fuzz_lexicon f;
    struct npi_entries entries;
    struct npi_unread unread = {.n_rows = 0};
    struct np_str from = {NULL, 0};
    struct np_str to = {NULL, 0};
    size_t bad;

    if (!npi_utf8_check(text, &bad))
        return;
    fuzz_open(&f);
    npi_entries_init(&entries, &f.ctx, &f.arena);
    npi_list_read(&entries, text, &unread, &from, &to);
    fuzz_require(entries.status == NP_OK && unread.n_bad <= unread.n_rows);
    fuzz_require((from.ptr == NULL) == (to.ptr == NULL) && from.len <= 3);
    fuzz_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct np_str text = {(const char *)data, size};
    struct fuzz_lexicon f;

    fuzz_open(&f);
    for (int again = 0; again < 2; again++) {
        size_t errors = npi_diags_count(&f.diags, NP_ERROR);
        enum np_status status = npi_lexicon_glossary(&f.ctx, f.lexicon,
                                                     NPI_STR("g"), text);

        fuzz_require((status == NP_OK) ==
                     (npi_diags_count(&f.diags, NP_ERROR) == errors));
    }
    (void)fuzz_look_up(f.lexicon, text, true);
    fuzz_close(&f);
    read_list(text);
    return 0;
}

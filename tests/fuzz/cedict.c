/* Any text as CC-CEDICT: an error that is said, or words as lexicon.h promises
 * them, and a compiled form that is read as the same. */
#include "support/lexicon_fuzz.h"

#include "lexicon/readers.h"

static void read_rows(struct np_str text)
{
    struct fuzz_lexicon f;
    struct npi_entries entries;
    struct npi_unread unread = {.n_rows = 0};
    size_t bad;

    if (!npi_utf8_check(text, &bad))
        return;
    fuzz_open(&f);
    npi_entries_init(&entries, &f.ctx, &f.arena);
    npi_cedict_read(&entries, text, &unread);
    npi_entries_sort(&entries);
    fuzz_require(entries.status == NP_OK && unread.n_bad <= unread.n_rows);
    for (size_t i = 0; i < entries.n; i++)
        fuzz_require(entries.items[i].key.len > 0 &&
                     entries.items[i].words.len > 0);
    fuzz_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct np_str text = {(const char *)data, size};
    struct fuzz_lexicon f;

    fuzz_open(&f);
    enum np_status status = npi_lexicon_dictionary(&f.ctx, f.lexicon,
                                                   NPI_STR("d"), text);
    fuzz_require((status == NP_OK) ==
                 (npi_diags_count(&f.diags, NP_ERROR) == 0));
    if (status == NP_OK && !npi_lexicon_is_compiled(text)) {
        struct np_str compiled = npi_lexicon_compiled(f.lexicon);

        (void)fuzz_look_up(f.lexicon, text, true);
        fuzz_require(npi_lexicon_dictionary(&f.ctx, f.lexicon, NPI_STR("c"),
                                            compiled) == NP_OK);
    }
    fuzz_close(&f);
    read_rows(text);
    return 0;
}

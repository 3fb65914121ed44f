/* Any bytes behind a header that is right, as a compiled dictionary, and the
 * bytes as they are: no look-up reads outside of them. */
#include "support/lexicon_fuzz.h"

#include "lexicon/bytes.h"
#include "lexicon/compiled.h"

static void try_bytes(struct np_str bytes, struct np_str text)
{
    struct fuzz_lexicon f;

    fuzz_open(&f);
    if (npi_lexicon_dictionary(&f.ctx, f.lexicon, NPI_STR("d"), bytes) == NP_OK)
        (void)fuzz_look_up(f.lexicon, text, false);
    fuzz_close(&f);
}

/* Magic, size and check sum put right: else the fuzzer sees headers alone. */
static void mend(char *p, size_t size)
{
    memcpy(p, NPI_COMPILED_MAGIC, 8);
    npi_put_le32(p + 8, NPI_COMPILED_VERSION);
    npi_put_le64(p + 32, size);
    npi_put_le64(p + 56, npi_hash(NPI_HASH_START, p, 56));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct np_str bytes = {(const char *)data, size};
    char *copy = malloc(size ? size : 1);

    try_bytes(bytes, bytes);
    if (copy && size >= NPI_COMPILED_HEADER) {
        memcpy(copy, data, size);
        mend(copy, size);
        try_bytes((struct np_str){copy, size}, bytes);
    }
    free(copy);
    return 0;
}

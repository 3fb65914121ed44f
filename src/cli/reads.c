/* What a run reads, and must not write over. */
#include "cli/reads.h"

#include "base/file.h"

bool npi_reads_file(const struct npi_cli *cli, const char *path)
{
    const struct npi_args *args = &cli->args;
    const char *captions = cli->job->captions.path;

    if (npi_file_same(path, args->notes) ||
        (args->media && npi_file_same(path, args->media)) ||
        (captions && npi_file_same(path, captions)))
        return true;
    for (size_t i = 0; i < args->n_uses; i++) {
        const struct npi_option_use *use = &args->uses[i];

        if ((use->id == NPI_OPTION_DICTIONARY ||
             use->id == NPI_OPTION_GLOSSARY) &&
            npi_file_same(path, use->value.ptr))
            return true;
    }
    return false;
}

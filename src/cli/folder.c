/* The folder that -d names: made when it is missing, with those above it, and
 * taken away again, each that was made, should nothing come of it. */
#include "cli/folder.h"

#include "base/file.h"
#include "cli/diags.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

bool npi_folder_is_new(const struct npi_cli *cli)
{
    return cli->args.folder && !npi_file_exists(cli->args.folder);
}

/* Remembers one that was made. */
static enum np_status remember(struct npi_cli *cli, const char *path)
{
    struct npi_made *made = NPI_ARENA_NEW(&cli->job->arena, struct npi_made, 1);

    if (!made) {
        (void)rmdir(path);
        return NP_ERR_NOMEM;
    }
    made->path = path;
    made->before = cli->made;
    cli->made = made;
    return NP_OK;
}

/* The first n bytes of the path: a folder that is there or is made; with
 * --dry-run, one that is missing could be. */
static enum np_status make(struct npi_cli *cli, size_t n)
{
    struct np_job *job = cli->job;
    const struct np_str part = {cli->args.folder, n};
    const char *path = npi_arena_str(&job->arena, part).ptr;

    if (!path)
        return NP_ERR_NOMEM;
    if (npi_file_is_folder(path) ||
        (cli->args.dry_run && !npi_file_exists(path)))
        return NP_OK;
    if (mkdir(path, 0777) == 0)
        return remember(cli, path);
    if (errno == EEXIST && npi_file_is_folder(path))
        return NP_OK;
    NPI_DIAG2(&job->diags, FILE_UNWRITABLE, NPI_NOWHERE,
              npi_str(cli->args.folder),
              npi_str(npi_errno_text(errno == EEXIST ? ENOTDIR : errno)));
    return NP_ERR_IO;
}

/* Each level ends before a slash, or with the path. */
enum np_status npi_folder_make(struct npi_cli *cli)
{
    const struct np_str path = npi_str(cli->args.folder);
    enum np_status status = NP_OK;

    for (size_t i = 1; i <= path.len && status == NP_OK; i++)
        if (i == path.len || (path.ptr[i] == '/' && path.ptr[i - 1] != '/'))
            status = make(cli, i);
    if (status != NP_OK)
        npi_folder_unmake(cli);
    return status;
}

void npi_folder_unmake(struct npi_cli *cli)
{
    for (; cli->made && rmdir(cli->made->path) == 0;
         cli->made = cli->made->before) {
    }
}

void npi_folder_put(struct npi_page *page, const struct npi_cli *cli)
{
    NPI_SAY(page,
            cli->args.dry_run ? N_("{0}: folder, would be made")
                              : N_("{0}: folder, made"),
            npi_str(cli->args.folder));
    npi_page_puts(page, "\n");
}

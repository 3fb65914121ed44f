/* The folder that -d names: made when it is missing, but only the last level,
 * so that a slip in a path does not grow a tree. */
#include "cli/folder.h"

#include "base/file.h"
#include "cli/command.h"
#include "cli/diags.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

bool npi_folder_is_new(const struct npi_cli *cli)
{
    return cli->args.folder && !npi_file_exists(cli->args.folder);
}

/* "a/b" of "a/b/c" and "a/b/c//". */
static struct np_str parent_of(const char *path)
{
    struct np_str text = npi_str(path);

    while (text.len > 1 && text.ptr[text.len - 1] == '/')
        text.len--;
    return npi_path_folder(text);
}

static enum np_status make(struct npi_cli *cli)
{
    struct np_job *job = cli->job;
    const char *path = cli->args.folder;

    if (mkdir(path, 0777) == 0 || (errno == EEXIST && npi_file_is_folder(path)))
        return NP_OK;
    NPI_DIAG2(&job->diags, FILE_UNWRITABLE, NPI_NOWHERE, npi_str(path),
              npi_str(npi_errno_text(errno)));
    return NP_ERR_IO;
}

enum np_status npi_folder_make(struct npi_cli *cli)
{
    struct np_job *job = cli->job;
    const char *path = cli->args.folder;
    const char *parent = npi_arena_str(&job->arena, parent_of(path)).ptr;

    if (!parent)
        return NP_ERR_NOMEM;
    if (npi_file_is_folder(parent))
        return cli->args.dry_run ? NP_OK : make(cli);
    NPI_DIAG3(&job->diags, FOLDER_PARENT, NPI_NOWHERE, npi_str(path),
              npi_str(parent),
              npi_command_option(&job->arena, "mkdir -p", path));
    return NP_ERR_IO;
}

void npi_folder_unmake(const struct npi_cli *cli)
{
    if (!cli->args.dry_run)
        (void)rmdir(cli->args.folder);
}

void npi_folder_put(struct npi_page *page, const struct npi_cli *cli)
{
    NPI_SAY(page,
            cli->args.dry_run ? N_("{0}: folder, would be made")
                              : N_("{0}: folder, made"),
            npi_str(cli->args.folder));
    npi_page_puts(page, "\n");
}

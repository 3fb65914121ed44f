/* --for NAME: the formats and settings of a destination, and, when its files
 * are there, what to do with them. The rows are the profile stage's. */
#include "cli/destination.h"

#include "base/file.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/report.h"
#include "cli/table.h"

enum np_status npi_destination_take(struct np_job *job, struct np_str name,
                                    const struct npi_destination **found)
{
    struct np_str rest;
    struct np_str word;
    enum np_status status = npi_destination_find(
        &job->ctx, job->profile_folders, name, found);

    if (status != NP_OK)
        return status;
    rest = (*found)->settings;
    while (status == NP_OK && npi_str_split(&rest, ' ', &word))
        if (word.len > 0)
            status = npi_config_set_pair(&job->ctx, &job->config, word);
    return status;
}

static const struct npi_destination_file *
file_of(const struct npi_destination_file *files, size_t n, struct np_str name)
{
    for (size_t i = 0; i < n; i++)
        if (npi_str_eq(npi_str(files[i].format->name), name))
            return &files[i];
    return NULL;
}

/* "{srt}" becomes the path of that file, behind a "/" (of an address) its name
 * only; of one that was not written, the name of its format. */
static void put_step(struct npi_page *page, struct np_str text,
                     const struct npi_destination_file *files, size_t n)
{
    while (text.len > 0) {
        size_t open = npi_str_find_char(text, '{');
        size_t close = npi_str_find_char(text, '}');
        const struct npi_destination_file *file;
        struct np_str name;

        if (open == NP_NONE || close == NP_NONE || close < open) {
            npi_page_put(page, text, SIZE_MAX);
            return;
        }
        name = npi_str_sub(text, open + 1, close - open - 1);
        file = file_of(files, n, name);
        npi_page_put(page, npi_str_sub(text, 0, open), SIZE_MAX);
        if (file)
            name = open > 0 && text.ptr[open - 1] == '/'
                       ? npi_path_name(npi_str(file->path))
                       : npi_str(file->path);
        npi_page_put(page, name, SIZE_MAX);
        text = npi_str_sub(text, close + 1, text.len);
    }
}

void npi_destination_put(struct npi_page *page,
                         const struct npi_destination *destination,
                         const struct npi_destination_file *files, size_t n)
{
    const bool chinese = npi_tr_is("zh");

    npi_page_puts(page, "\n");
    npi_page_put(page, destination->title, SIZE_MAX);
    npi_page_puts(page, ":\n");
    for (size_t i = 0; i < NPI_DESTINATION_STEPS; i++) {
        struct np_str text = destination->steps[i].english;

        if (chinese && destination->steps[i].chinese.ptr)
            text = destination->steps[i].chinese;
        if (text.len == 0)
            continue;
        npi_page_puts(page, "  ");
        npi_buf_put_u64(&page->buf, i + 1);
        npi_page_puts(page, ". ");
        put_step(page, text, files, n);
        npi_page_puts(page, "\n");
    }
}

enum np_status npi_destinations_show(struct npi_cli *cli)
{
    static const struct npi_column columns[] = {
        {N_("destination"), false, false},
        {N_("what it is"), false, false},
        {N_("formats"), false, true},
    };
    const struct npi_destination *items;
    struct npi_row *rows;
    struct npi_page page;
    size_t n;
    enum np_status status = npi_destinations_list(
        &cli->job->ctx, cli->job->profile_folders, &items, &n);

    if (status != NP_OK)
        return status;
    rows = NPI_ARENA_NEW(&cli->job->arena, struct npi_row, n);
    if (!rows)
        return NP_ERR_NOMEM;
    npi_cli_page(cli, &page);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct npi_row){
            .cells = {items[i].name, items[i].title, items[i].formats},
            .color = ""};
    npi_table_print(&page, columns, sizeof(columns) / sizeof(columns[0]), rows,
                    n);
    return npi_cli_show(cli, &page);
}

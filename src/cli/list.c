/* The tables of what there is: formats, profiles, settings. */
#include "cli/cli.h"

#include "cli/table.h"

static struct np_str option_piece(struct npi_page *page, const char *name)
{
    const size_t mark = page->buf.len;

    npi_page_puts(page, "--");
    npi_page_puts(page, name);
    return npi_piece_since(page, mark);
}

static struct np_str yes(unsigned carries, unsigned bit)
{
    return (carries & bit) ? NPI_STR("✓") : NPI_STR("·");
}

/* STEM.zh.vtt */
static struct np_str file_piece(struct npi_page *page,
                                const struct npi_format *format)
{
    const size_t mark = page->buf.len;

    npi_page_puts(page, "STEM");
    npi_page_puts(page, format->suffix);
    return npi_piece_since(page, mark);
}

enum np_status npi_formats_show(struct npi_cli *cli)
{
    static const struct npi_column columns[] = {
        {N_("option"), false, false},   {N_("file with -d"), false, false},
        {N_("cues"), false, false},     {N_("chapters"), false, false},
        {N_("levels"), false, false},   {N_("speakers"), false, false},
        {N_("metadata"), false, false}, {N_("confidence"), false, false},
    };
    struct npi_row rows[NPI_FORMATS_MAX];
    struct npi_page page;
    size_t n;
    const struct npi_format *formats = npi_formats(&n);

    npi_cli_page(cli, &page);
    for (size_t i = 0; i < n && i < NPI_FORMATS_MAX; i++) {
        const unsigned c = formats[i].carries;

        rows[i] = (struct npi_row){
            .cells = {option_piece(&page, formats[i].name),
                      file_piece(&page, &formats[i]), yes(c, NPI_CARRIES_CUES),
                      yes(c, NPI_CARRIES_CHAPTERS), yes(c, NPI_CARRIES_LEVELS),
                      yes(c, NPI_CARRIES_SPEAKERS),
                      yes(c, NPI_CARRIES_METADATA),
                      yes(c, NPI_CARRIES_CONFIDENCE)},
            .color = "",
        };
    }
    npi_table_print(&page, columns, sizeof(columns) / sizeof(columns[0]), rows,
                    n);
    npi_page_puts(&page, "\n");
    for (size_t i = 0; i < n; i++) {
        NPI_SAY(&page,
                formats[i].lost ? N_("{0}: {1}; without {2}") : N_("{0}: {1}"),
                npi_str(formats[i].name), npi_str(npi_tr(formats[i].title)),
                npi_str(formats[i].lost ? npi_tr(formats[i].lost) : NULL));
        npi_page_puts(&page, "\n");
    }
    return npi_cli_show(cli, &page);
}

enum np_status npi_profiles_show(struct npi_cli *cli)
{
    static const struct npi_column columns[] = {
        {N_("profile"), false, false},
        {N_("what it is for"), false, false},
        {N_("where"), false, false},
    };
    const struct npi_profile_info *infos;
    struct npi_row *rows;
    struct npi_page page;
    size_t n;
    enum np_status status = npi_profiles_list(
        &cli->job->ctx, cli->job->profile_folders, &infos, &n);

    if (status != NP_OK)
        return status;
    rows = NPI_ARENA_NEW(&cli->job->arena, struct npi_row, n);
    if (!rows)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct npi_row){
            .cells = {infos[i].name, infos[i].description,
                      infos[i].path.ptr ? infos[i].path
                                        : npi_str(npi_tr(N_("built in")))},
            .color = "",
        };
    npi_cli_page(cli, &page);
    npi_table_print(&page, columns, sizeof(columns) / sizeof(columns[0]), rows,
                    n);
    return npi_cli_show(cli, &page);
}

static struct np_str origin_piece(struct npi_page *page,
                                  const struct npi_origin *origin)
{
    if (origin->layer == NPI_LAYER_BUILT_IN)
        return npi_str(npi_tr(N_("built in")));
    if (origin->line > 0)
        return NPI_PIECE(page, N_("{0}, line {1}"), origin->name,
                         npi_piece_number(page, origin->line));
    return origin->name;
}

/* "subtitles.lines" */
static struct np_str key_piece(struct npi_page *page, enum npi_setting_id id)
{
    const size_t mark = page->buf.len;

    npi_page_puts(page, npi_setting_table[id].section);
    npi_page_puts(page, ".");
    npi_page_puts(page, npi_setting_table[id].name);
    return npi_piece_since(page, mark);
}

static struct np_str value_piece(struct npi_page *page, enum npi_setting_id id,
                                 const struct npi_config *config)
{
    const size_t mark = page->buf.len;

    npi_setting_write(&page->buf, id, &config->settings);
    return npi_piece_since(page, mark);
}

enum np_status npi_profile_show(struct npi_cli *cli)
{
    static const struct npi_column columns[] = {
        {N_("setting"), false, false},
        {N_("value"), false, false},
        {N_("from"), false, false},
        {N_("what it is"), false, false},
    };
    const struct npi_config *config = &cli->job->config;
    struct npi_row rows[NPI_SETTINGS_N];
    struct npi_page page;

    npi_cli_page(cli, &page);
    for (size_t i = 0; i < NPI_SETTINGS_N; i++) {
        const enum npi_setting_id id = (enum npi_setting_id)i;

        rows[i] = (struct npi_row){
            .cells = {key_piece(&page, id), value_piece(&page, id, config),
                      origin_piece(&page, &config->origins[i]),
                      npi_str(npi_tr(npi_setting_table[i].help))},
            .color = config->origins[i].layer == NPI_LAYER_GIVEN
                         ? page.palette->bold
                         : "",
        };
    }
    npi_table_print(&page, columns, sizeof(columns) / sizeof(columns[0]), rows,
                    NPI_SETTINGS_N);
    return npi_cli_show(cli, &page);
}

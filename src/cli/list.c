/* The tables of what there is: formats, profiles, settings. */
#include "cli/cli.h"

#include "cli/table.h"

#include <string.h>

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

static void put_format(struct npi_page *page, const struct npi_format *format)
{
    const size_t mark = page->buf.len;

    NPI_SAY(page, N_("{0}: {1}; with -d STEM{2}"), npi_str(format->name),
            npi_str(npi_tr(format->title)), npi_str(format->suffix));
    if (format->lost)
        NPI_SAY(page, N_("; without {0}"), npi_str(npi_tr(format->lost)));
    npi_page_wrap(page, npi_piece_since(page, mark), 4);
    npi_page_puts(page, "\n");
}

enum np_status npi_formats_show(struct npi_cli *cli)
{
    static const struct npi_column columns[] = {
        {N_("option"), false, false},     {N_("cues"), false, false},
        {N_("chapters"), false, false},   {N_("levels"), false, false},
        {N_("speakers"), false, false},   {N_("metadata"), false, false},
        {N_("confidence"), false, false},
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
                      yes(c, NPI_CARRIES_CUES), yes(c, NPI_CARRIES_CHAPTERS),
                      yes(c, NPI_CARRIES_LEVELS), yes(c, NPI_CARRIES_SPEAKERS),
                      yes(c, NPI_CARRIES_METADATA),
                      yes(c, NPI_CARRIES_CONFIDENCE)},
            .color = "",
        };
    }
    npi_table_print(&page, columns, sizeof(columns) / sizeof(columns[0]), rows,
                    n);
    npi_page_puts(&page, "\n");
    npi_page_wrap(&page,
                  npi_str(npi_tr(N_("speakers: kept apart from the words; "
                                    "--speaker on-change puts their names into "
                                    "the words, in every format with cues "
                                    "but json and sentences"))),
                  4);
    npi_page_puts(&page, "\n\n");
    for (size_t i = 0; i < n; i++)
        put_format(&page, &formats[i]);
    return npi_cli_show(cli, &page);
}

/* -q: the names alone, one a line, for scripts and completions. */
static void put_names(struct npi_page *page,
                      const struct npi_profile_info *infos, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        npi_buf_put(&page->buf, infos[i].name);
        npi_page_puts(page, "\n");
    }
}

enum np_status npi_profiles_show(struct npi_cli *cli)
{
    static const struct npi_column columns[] = {
        {N_("profile"), false, false},
        {N_("what it is for, and where it is"), false, false},
    };
    const struct npi_profile_info *infos;
    struct npi_row *rows;
    struct npi_page page;
    size_t n;
    enum np_status status = npi_profiles_list(
        &cli->job->ctx, cli->job->profile_folders, &infos, &n);

    if (status != NP_OK)
        return status;
    npi_cli_page(cli, &page);
    if (cli->args.quiet) {
        put_names(&page, infos, n);
        return npi_cli_show(cli, &page);
    }
    rows = NPI_ARENA_NEW(&cli->job->arena, struct npi_row, 2 * n);
    if (!rows) {
        npi_page_release(&page);
        return NP_ERR_NOMEM;
    }
    for (size_t i = 0; i < n; i++) {
        rows[2 * i] = (struct npi_row){
            .cells = {infos[i].name, infos[i].description}, .color = ""};
        rows[2 * i + 1] = (struct npi_row){
            .cells = {npi_str(""), infos[i].path.ptr
                                       ? infos[i].path
                                       : npi_str(npi_tr(N_("built in")))},
            .color = page.palette->dim};
    }
    npi_table_print(&page, columns, sizeof(columns) / sizeof(columns[0]), rows,
                    2 * n);
    return npi_cli_show(cli, &page);
}

/* Who gave a value: "--set", "phone.ini:9". */
static void put_origin(struct npi_page *page, const struct npi_origin *origin)
{
    if (origin->layer == NPI_LAYER_BUILT_IN) {
        npi_page_puts(page, npi_tr(N_("built in")));
        return;
    }
    npi_page_put(page, origin->name, SIZE_MAX);
    if (origin->line > 0) {
        npi_page_puts(page, ":");
        npi_buf_put_u64(&page->buf, origin->line);
    }
}

static struct np_str value_piece(struct npi_page *page, enum npi_setting_id id,
                                 const struct npi_settings *settings)
{
    const size_t mark = page->buf.len;

    npi_setting_write(&page->buf, id, settings);
    return npi_piece_since(page, mark);
}

static void put_setting(struct npi_page *page, enum npi_setting_id id,
                        const struct npi_config *config,
                        const struct npi_settings *given)
{
    const struct npi_setting *setting = &npi_setting_table[id];
    const struct np_str value = value_piece(page, id, &config->settings);

    npi_page_puts(page, page->palette->dim);
    npi_page_puts(page, "# ");
    npi_page_puts(page, npi_tr(setting->help));
    npi_page_puts(page, " [");
    put_origin(page, &config->origins[id]);
    if (given && !npi_str_eq(value_piece(page, id, given), value))
        npi_page_puts(page, npi_tr(N_(": auto, from the language")));
    npi_page_puts(page, "]");
    npi_page_puts(page, page->palette->reset);
    npi_page_puts(page, "\n");
    npi_page_puts(page, setting->name);
    npi_page_puts(page, " = ");
    npi_buf_put(&page->buf, value);
    npi_page_puts(page, "\n");
}

/* As a profile's file, so that it can be saved and changed. */
enum np_status npi_profile_show(struct npi_cli *cli,
                                const struct npi_settings *given)
{
    const char *section = "";
    struct npi_page page;

    npi_cli_page(cli, &page);
    for (size_t i = 0; i < NPI_SETTINGS_N; i++) {
        if (strcmp(npi_setting_table[i].section, section) != 0) {
            npi_page_puts(&page, *section ? "\n[" : "[");
            section = npi_setting_table[i].section;
            npi_page_puts(&page, section);
            npi_page_puts(&page, "]\n");
        }
        put_setting(&page, (enum npi_setting_id)i, &cli->job->config, given);
    }
    return npi_cli_show(cli, &page);
}

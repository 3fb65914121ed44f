/* --help and --version. The options come from the one table. */
#include "cli/cli.h"

#include "base/utf8.h"
#include "cli/table.h"

#define OPTIONS_COLUMNS 27 /* before the explanation */

static const struct {
    const char *command;
    const char *what;
} examples[] = {
    {"nopriors-export notes.md", N_("what is in there, and how it was timed")},
    {"nopriors-export --vtt notes.md > ep.zh.vtt",
     N_("subtitles to standard output")},
    {"nopriors-export -o ep.zh.srt notes.md", N_("the format from the name")},
    {"nopriors-export --srt --ffmetadata -d out/ notes.md",
     N_("several files")},
    {"nopriors-export notes.md ep.mp4",
     N_("chapters, subtitles, metadata into ep.nopriors.mp4")},
    {"nopriors-export --replace notes.md ep.mp4",
     N_("the checked copy takes ep.mp4's place")},
};

static void put_examples(struct npi_page *page)
{
    npi_page_puts(page, npi_tr(N_("Usage:")));
    npi_page_puts(page, " nopriors-export [");
    npi_page_puts(page, npi_tr(N_("OPTION")));
    npi_page_puts(page, "]... NOTES [MEDIA]\n\n");
    npi_page_wrap(
        page,
        npi_str(npi_tr(N_("Turns Markdown interview notes into subtitles and "
                          "chapters, and puts them into the episode's own "
                          "file."))),
        0);
    npi_page_puts(page, "\n\n");
    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
        npi_page_puts(page, "  ");
        npi_page_puts(page, examples[i].command);
        npi_page_puts(page, "\n      ");
        npi_page_puts(page, page->palette->dim);
        npi_page_puts(page, npi_tr(examples[i].what));
        npi_page_puts(page, page->palette->reset);
        npi_page_puts(page, "\n");
    }
}

/* "  -o, --output FILE" */
static struct np_str syntax_piece(struct npi_page *page,
                                  const struct npi_option *option)
{
    const size_t mark = page->buf.len;

    if (option->letter) {
        npi_page_puts(page, "-");
        npi_buf_putc(&page->buf, option->letter);
        npi_page_puts(page, ", ");
    } else {
        npi_page_spaces(page, 4);
    }
    npi_page_puts(page, "--");
    npi_page_puts(page, option->name);
    if (option->takes == NPI_TAKES_OPTIONAL)
        npi_page_puts(page, "[=");
    else if (option->argument)
        npi_page_puts(page, " ");
    npi_page_puts(page, option->argument ? option->argument : "");
    npi_page_puts(page, option->takes == NPI_TAKES_OPTIONAL ? "]" : "");
    return npi_piece_since(page, mark);
}

static void put_option(struct npi_page *page, const struct npi_option *option)
{
    const struct np_str syntax = syntax_piece(page, option);
    const size_t width = npi_str_width(syntax, false);
    struct np_str help = npi_str(npi_tr(option->help));

    if (option->choices)
        help = NPI_PIECE(page, N_("{0} ({1})"), help, npi_str(option->choices));
    npi_page_spaces(page, 2);
    npi_buf_put(&page->buf, syntax);
    if (width + 1 > OPTIONS_COLUMNS - 2) {
        npi_page_puts(page, "\n");
        npi_page_spaces(page, OPTIONS_COLUMNS);
    } else {
        npi_page_spaces(page, OPTIONS_COLUMNS - 2 - width);
    }
    npi_page_wrap(page, help, OPTIONS_COLUMNS);
    npi_page_puts(page, "\n");
}

static void put_options(struct npi_page *page)
{
    size_t n;
    const struct npi_option *options = npi_options(&n);

    for (size_t group = 0; group < NPI_GROUPS_N; group++) {
        npi_page_heading(page, npi_option_groups[group]);
        for (size_t i = 0; i < n; i++)
            if (options[i].group == group)
                put_option(page, &options[i]);
    }
}

static void put_exit_codes(struct npi_page *page)
{
    static const struct {
        const char *code;
        const char *meaning;
    } codes[] = {
        {"0", N_("done, with warnings or without")},
        {"1", N_("the notes: not text, too long, nothing to export, a rule "
                 "broken under --check=style")},
        {"2", N_("wrong usage, an unknown or faulty profile")},
        {"3", N_("a file missing, unreadable or not writable; output closed "
                 "or full")},
        {"4", N_("MEDIA not recognised, cut short, refused; the result fails "
                 "its check")},
        {"130", N_("interrupted")},
    };

    npi_page_heading(page, N_("Exit codes"));
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        npi_page_spaces(page, 2);
        npi_page_puts(page, codes[i].code);
        npi_page_spaces(page, 5 - npi_str(codes[i].code).len);
        npi_page_wrap(page, npi_str(npi_tr(codes[i].meaning)), 7);
        npi_page_puts(page, "\n");
    }
}

enum np_status npi_help_show(struct npi_cli *cli)
{
    struct npi_page page;

    npi_cli_page(cli, &page);
    put_examples(&page);
    put_options(&page);
    put_exit_codes(&page);
    return npi_cli_show(cli, &page);
}

enum np_status npi_version_show(struct npi_cli *cli)
{
    struct npi_page page;

    npi_cli_page(cli, &page);
    npi_page_puts(&page, "nopriors-export " NP_VERSION "\n");
    return npi_cli_show(cli, &page);
}

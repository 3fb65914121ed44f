/* --for NAME: the formats and settings of a destination, and, when its files
 * are there, what to do with them. The rows are the profile stage's. */
#include "cli/destination.h"

#include "base/file.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/quote.h"
#include "cli/report.h"
#include "cli/table.h"

#include <string.h>

/* Its settings give way to what the user says, wherever that stands. */
static enum np_status take_setting(struct np_job *job,
                                   const struct npi_destination *destination,
                                   struct np_str pair)
{
    const struct npi_origin origin = {.layer = NPI_LAYER_PROFILE,
                                      .name = destination->path};
    size_t equals = npi_str_find_char(pair, '=');

    return npi_config_set(&job->ctx, &job->config, npi_str_sub(pair, 0, equals),
                          equals == NP_NONE
                              ? npi_str(NULL)
                              : npi_str_sub(pair, equals + 1, pair.len),
                          origin, NPI_NOWHERE);
}

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
            status = take_setting(job, *found, word);
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

/* A name in an address: what is not plain becomes %XX, each byte. */
static void put_address(struct npi_page *page, struct np_str name)
{
    static const char HEX[] = "0123456789ABCDEF";
    static const char PLAIN[] = "-._~";

    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                     (c >= 'A' && c <= 'Z') || (c && strchr(PLAIN, c));

        if (plain) {
            npi_buf_putc(&page->buf, (char)c);
            continue;
        }
        npi_buf_putc(&page->buf, '%');
        npi_buf_putc(&page->buf, HEX[c >> 4]);
        npi_buf_putc(&page->buf, HEX[c & 15]);
    }
}

/* A file's path as a shell reads it, or, behind a "/", its name in an address.
 */
static void put_file(struct npi_page *page, struct np_str path, bool address)
{
    if (address)
        put_address(page, npi_path_name(path));
    else
        npi_quote_file(&page->buf, path);
}

/* The files of a step, while it is taken apart. */
struct step {
    const struct npi_destination_file *files;
    size_t n;
    struct np_str missing; /* the first format that has no file, or absent */
};

/* Takes the next piece off the text: up to a "{", its name behind it; false at
 * the end. */
static bool next_piece(struct np_str *text, struct np_str *plain,
                       struct np_str *name)
{
    const size_t open = npi_str_find_char(*text, '{');
    const size_t close = npi_str_find_char(*text, '}');

    if (text->len == 0)
        return false;
    *plain = *text;
    *name = npi_str(NULL);
    if (open != NP_NONE && close != NP_NONE && close > open) {
        *plain = npi_str_sub(*text, 0, open);
        *name = npi_str_sub(*text, open + 1, close - open - 1);
        *text = npi_str_sub(*text, close + 1, text->len);
    } else {
        *text = npi_str_sub(*text, text->len, 0);
    }
    return true;
}

static void look_for_files(struct step *step, struct np_str text)
{
    struct np_str plain;
    struct np_str name;

    while (next_piece(&text, &plain, &name))
        if (name.ptr && !step->missing.ptr &&
            !file_of(step->files, step->n, name))
            step->missing = name;
}

static void put_part(struct npi_page *page, const struct step *step,
                     struct np_str text)
{
    struct np_str plain;
    struct np_str name;

    while (next_piece(&text, &plain, &name)) {
        const struct npi_destination_file *file = file_of(step->files, step->n,
                                                          name);

        npi_page_put(page, plain, SIZE_MAX);
        if (file)
            put_file(page, npi_str(file->path),
                     npi_str_ends(plain, NPI_STR("/")));
    }
}

/* How long the part in brackets at the text's start is, with them; 0 if there
 * is none: it names a file. */
static size_t optional_len(struct np_str text)
{
    const size_t close = npi_str_find_char(text, ']');

    if (!npi_str_starts(text, NPI_STR("[")) || close == NP_NONE ||
        npi_str_find_char(npi_str_sub(text, 0, close), '{') == NP_NONE)
        return 0;
    return close + 1;
}

/* Takes the next part off the text, one in brackets or what is before one. */
static bool next_part(struct np_str *text, struct np_str *part, bool *optional)
{
    size_t len = optional_len(*text);

    if (text->len == 0)
        return false;
    *optional = len > 0;
    *part = npi_str_sub(*text, 1, len - 2);
    if (!*optional) {
        for (len = 1; len < text->len; len++)
            if (optional_len(npi_str_sub(*text, len, text->len)) > 0)
                break;
        *part = npi_str_sub(*text, 0, len);
    }
    *text = npi_str_sub(*text, len, text->len);
    return true;
}

/* A file is named that was not written: no advice can be given. Parts in
 * brackets are left out for themselves, unless none of them is left. */
static void find_missing(struct step *step, struct np_str text)
{
    struct np_str first = npi_str(NULL); /* of the parts in brackets */
    struct np_str part;
    bool optional;
    bool any = false;

    while (next_part(&text, &part, &optional)) {
        struct step one = {.files = step->files, .n = step->n};

        look_for_files(&one, part);
        if (!optional && !step->missing.ptr)
            step->missing = one.missing;
        if (optional && !first.ptr)
            first = one.missing;
        any |= optional && !one.missing.ptr;
    }
    if (!step->missing.ptr && !any)
        step->missing = first;
}

static void put_step(struct npi_page *page, struct step *step,
                     struct np_str text)
{
    struct np_str part;
    bool optional;

    find_missing(step, text);
    if (step->missing.ptr) {
        NPI_SAY(page, N_("left out, as there is no file in the format {0}"),
                step->missing);
        return;
    }
    while (next_part(&text, &part, &optional)) {
        struct step one = {.files = step->files, .n = step->n};

        look_for_files(&one, part);
        if (!one.missing.ptr)
            put_part(page, step, part);
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
        struct step step = {.files = files, .n = n};
        struct np_str text = destination->steps[i].english;

        if (chinese && destination->steps[i].chinese.ptr)
            text = destination->steps[i].chinese;
        if (text.len == 0)
            continue;
        npi_page_puts(page, "  ");
        npi_buf_put_u64(&page->buf, i + 1);
        npi_page_puts(page, ". ");
        put_step(page, &step, text);
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

/* Command lines we propose. */
#include "cli/command.h"

#include "cli/quote.h"

#include <string.h>

static bool is_setting(enum npi_option_id id)
{
    return id == NPI_OPTION_PROFILE || id == NPI_OPTION_SET ||
           id == NPI_OPTION_SETTING || id == NPI_OPTION_LANG;
}

/* The settings that were given: another command should do as this one. */
static void put_settings(struct npi_buf *out, const struct npi_args *args)
{
    for (size_t i = 0; i < args->n_uses; i++) {
        const struct npi_option_use *use = &args->uses[i];

        if (!is_setting(use->id))
            continue;
        npi_buf_puts(out, " --");
        npi_buf_puts(out, use->option->name);
        npi_buf_puts(out, " ");
        npi_quote_word(out, use->value);
    }
}

static void put_operand(struct npi_buf *out, const char *file)
{
    npi_buf_puts(out, " ");
    if (strcmp(file, "-") == 0)
        npi_buf_puts(out, "-");
    else
        npi_quote_file(out, npi_str(file));
}

static struct np_str keep(struct npi_arena *arena, struct npi_buf *buf)
{
    struct np_str text = {NULL, 0};

    if (buf->error == NP_OK)
        text = npi_arena_str(arena, npi_buf_str(buf));
    npi_buf_release(buf);
    return text;
}

struct np_str npi_command(struct npi_arena *arena, const struct npi_args *args,
                          struct np_str options, const char *media)
{
    struct npi_buf out;

    npi_buf_init(&out, NPI_BUF_MAX);
    npi_quote_word(&out, npi_str(args->program));
    put_settings(&out, args);
    if (options.len > 0)
        npi_buf_puts(&out, " ");
    npi_buf_put(&out, options);
    if (args->notes)
        put_operand(&out, args->notes);
    if (media)
        put_operand(&out, media);
    return keep(arena, &out);
}

struct np_str npi_command_option(struct npi_arena *arena, const char *option,
                                 const char *file)
{
    struct npi_buf out;

    npi_buf_init(&out, NPI_BUF_MAX);
    npi_buf_puts(&out, option);
    npi_buf_puts(&out, " ");
    npi_quote_file(&out, npi_str(file));
    return keep(arena, &out);
}

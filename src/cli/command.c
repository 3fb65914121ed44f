/* Command lines we propose. */
#include "cli/command.h"

#include "cli/quote.h"

#include <string.h>

static bool is_setting(enum npi_option_id id)
{
    return id == NPI_OPTION_PROFILE || id == NPI_OPTION_SET ||
           id == NPI_OPTION_SETTING || id == NPI_OPTION_LANG ||
           id == NPI_OPTION_DICTIONARY || id == NPI_OPTION_GLOSSARY ||
           id == NPI_OPTION_ANCHOR || id == NPI_OPTION_CAPTIONS ||
           id == NPI_OPTION_CAPTIONS_CLOCK || id == NPI_OPTION_SUBS ||
           id == NPI_OPTION_SYNC || id == NPI_OPTION_CUTS ||
           id == NPI_OPTION_RANGE;
}

static bool is_about_copy(enum npi_option_id id)
{
    return id == NPI_OPTION_ONLY || id == NPI_OPTION_REPLACE ||
           id == NPI_OPTION_IN_PLACE || id == NPI_OPTION_VIA ||
           id == NPI_OPTION_KEEP_CHAPTERS || id == NPI_OPTION_DROP_UNSUPPORTED;
}

/* The options of a kind that were given, with their values. */
static void put_given(struct npi_buf *out, const struct npi_args *args,
                      bool (*wanted)(enum npi_option_id id))
{
    for (size_t i = 0; i < args->n_uses; i++) {
        const struct npi_option_use *use = &args->uses[i];

        if (!wanted(use->id))
            continue;
        npi_buf_puts(out, out->len > 0 ? " --" : "--");
        npi_buf_puts(out, use->option->name);
        if (use->option->takes == NPI_TAKES_NONE)
            continue;
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
    put_given(&out, args, is_setting); /* it should do as this one */
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

struct np_str npi_command_copy_options(struct npi_arena *arena,
                                       const struct npi_args *args)
{
    struct npi_buf out;

    npi_buf_init(&out, NPI_BUF_MAX);
    put_given(&out, args, is_about_copy);
    return keep(arena, &out);
}

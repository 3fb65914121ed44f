/* The command line to struct npi_args: one option at a time. The table and the
 * syntax are profile/options.h's. */
#include "cli/args.h"

#include "base/str.h"
#include "cli/destination.h"
#include "cli/diags.h"
#include "cli/language.h"

#include <stddef.h>

/* The word that a choice or a part is, by its place in a table. */
static size_t word_index(struct np_str word, const char *const *words)
{
    size_t i = 0;

    while (words[i] && !npi_str_eq(word, npi_str(words[i])))
        i++;
    return i;
}

static enum npi_when read_when(struct np_str value)
{
    static const char *const words[] = {"auto", "always", "never", NULL};

    return value.ptr ? (enum npi_when)word_index(value, words) : NPI_ALWAYS;
}

static enum np_audio read_audio(struct np_str value)
{
    static const char *const words[] = {"auto", "on", "off", NULL};

    return (enum np_audio)word_index(value, words);
}

/* "chapters,subs": each is a choice already. */
static unsigned read_parts(struct np_str value)
{
    static const char *const words[] = {"chapters", "subs", "tags", NULL};
    struct np_str word;
    unsigned parts = 0;

    while (npi_str_split(&value, ',', &word))
        parts |= 1u << word_index(word, words);
    return parts & NP_PARTS_ALL;
}

static enum np_status add_format(struct np_job *job, struct npi_args *args,
                                 struct np_str name)
{
    const struct npi_format *format = npi_job_find_format(job, name);

    if (!format)
        return NP_ERR_USAGE;
    for (size_t i = 0; i < args->n_formats; i++)
        if (args->formats[i] == format)
            return NP_OK;
    if (args->n_formats < NPI_FORMATS_MAX)
        args->formats[args->n_formats++] = format;
    return NP_OK;
}

/* Its files go where the user says, else here. */
static enum np_status
take_destination(struct np_job *job, struct npi_args *args, struct np_str name)
{
    struct np_str rest;
    struct np_str format;
    const struct npi_destination *found;
    enum np_status status = npi_destination_take(job, name, &found);

    if (status != NP_OK)
        return status;
    for (size_t i = 0; i < args->n_destinations; i++)
        if (npi_str_eq(args->destinations[i]->name, name))
            return NP_OK;
    if (args->n_destinations < NPI_DESTINATIONS_MAX)
        args->destinations[args->n_destinations++] = found;
    rest = found->formats;
    while (status == NP_OK && npi_str_split(&rest, ' ', &format))
        if (format.len > 0)
            status = add_format(job, args, format);
    return status;
}

static enum np_status add_operand(struct np_job *job, struct npi_args *args,
                                  struct np_str value)
{
    if (!args->notes) {
        args->notes = value.ptr;
    } else if (!args->media) {
        args->media = value.ptr;
    } else {
        NPI_DIAG1(&job->diags, OPTION_OPERANDS, NPI_NOWHERE, value);
        return NP_ERR_USAGE;
    }
    return NP_OK;
}

struct np_str npi_args_option(struct np_job *job, const char *name)
{
    struct npi_buf buf;
    struct np_str text;

    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_puts(&buf, "--");
    npi_buf_puts(&buf, name);
    text = npi_arena_str(&job->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return text;
}

static enum np_status set(struct np_job *job, const struct npi_option *option,
                          struct np_str value)
{
    const struct np_str who = npi_args_option(job, option->name);

    return who.ptr ? npi_job_set_by(job, option->setting, value.ptr, who.ptr)
                   : NP_ERR_NOMEM;
}

/* Options that are one bit of struct npi_args. */
static const struct {
    enum npi_option_id id;
    size_t offset;
} flags[] = {
    {NPI_OPTION_IN_PLACE, offsetof(struct npi_args, in_place)},
    {NPI_OPTION_REPLACE, offsetof(struct npi_args, replace)},
    {NPI_OPTION_FORCE, offsetof(struct npi_args, force)},
    {NPI_OPTION_DROP_UNSUPPORTED, offsetof(struct npi_args, drop_unsupported)},
    {NPI_OPTION_DRY_RUN, offsetof(struct npi_args, dry_run)},
    {NPI_OPTION_QUIET, offsetof(struct npi_args, quiet)},
    {NPI_OPTION_VERBOSE, offsetof(struct npi_args, verbose)},
};

/* Options that ask for something else than the work. */
static const struct {
    enum npi_option_id id;
    enum npi_request request;
} requests[] = {
    {NPI_OPTION_HELP, NPI_REQUEST_HELP},
    {NPI_OPTION_VERSION, NPI_REQUEST_VERSION},
    {NPI_OPTION_LIST_FORMATS, NPI_REQUEST_LIST_FORMATS},
    {NPI_OPTION_LIST_PROFILES, NPI_REQUEST_LIST_PROFILES},
    {NPI_OPTION_LIST_DESTINATIONS, NPI_REQUEST_LIST_DESTINATIONS},
    {NPI_OPTION_SHOW_PROFILE, NPI_REQUEST_SHOW_PROFILE},
    {NPI_OPTION_CHECK, NPI_REQUEST_CHECK},
};

static void apply_bare(struct npi_args *args, enum npi_option_id id)
{
    for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
        if (flags[i].id == id)
            *(bool *)((char *)args + flags[i].offset) = true;
    for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
        if (requests[i].id == id && args->request == NPI_REQUEST_WORK)
            args->request = requests[i].request;
}

static enum np_status set_language(struct np_job *job, struct np_str tag)
{
    enum np_status status = np_job_set_language(job, tag.ptr);

    if (status == NP_OK && !npi_language_is_tag(tag))
        NPI_DIAG1(&job->diags, LANGUAGE_CODE, NPI_NOWHERE, tag);
    return status;
}

static enum np_status apply(struct np_job *job, struct npi_args *args,
                            const struct npi_option_use *use)
{
    const struct np_str value = use->value;

    switch (use->id) {
    case NPI_OPTION_OPERAND:
        return add_operand(job, args, value);
    case NPI_OPTION_FORMAT:
        return add_format(job, args, value);
    case NPI_OPTION_FOR:
        return take_destination(job, args, value);
    case NPI_OPTION_PROFILE:
        return np_job_load_profile(job, value.ptr);
    case NPI_OPTION_SET:
        return npi_config_set_pair(&job->ctx, &job->config, value);
    case NPI_OPTION_SETTING:
        return set(job, use->option, value);
    case NPI_OPTION_LANG:
        return set_language(job, value);
    case NPI_OPTION_DICTIONARY:
        return np_job_set_dictionary(job, value.ptr);
    case NPI_OPTION_GLOSSARY:
        return np_job_add_glossary(job, value.ptr);
    case NPI_OPTION_ANCHOR:
        return np_job_add_anchor(job, value.ptr);
    case NPI_OPTION_LINT:
        args->lint = value.ptr;
        if (args->request == NPI_REQUEST_WORK)
            args->request = NPI_REQUEST_LINT;
        break;
    case NPI_OPTION_STAMP:
        args->stamp = value.ptr;
        break;
    case NPI_OPTION_CAPTIONS:
        return np_job_set_captions(job, value.ptr);
    case NPI_OPTION_CAPTIONS_CLOCK:
        return np_job_set_captions_clock(job, value.ptr);
    case NPI_OPTION_SUBS:
        return np_job_set_subtitles(job, value.ptr);
    case NPI_OPTION_SYNC:
        return np_job_set_sync(job, value.ptr);
    case NPI_OPTION_CUTS:
        return np_job_set_cuts(job, value.ptr);
    case NPI_OPTION_RANGE:
        return np_job_set_range(job, value.ptr);
    case NPI_OPTION_OUTPUT:
        args->output = value.ptr;
        break;
    case NPI_OPTION_DIRECTORY:
        args->folder = value.ptr;
        break;
    case NPI_OPTION_ONLY:
        args->parts |= read_parts(value);
        break;
    case NPI_OPTION_KEEP_CHAPTERS:
    case NPI_OPTION_REPLACE_CHAPTERS:
        args->keep_chapters = use->id == NPI_OPTION_KEEP_CHAPTERS;
        break;
    case NPI_OPTION_COVER:
        args->cover = value.ptr;
        break;
    case NPI_OPTION_VIA:
        args->via_libav = npi_str_eq(value, NPI_STR("libav"));
        break;
    case NPI_OPTION_REMOVE:
    case NPI_OPTION_UNDO:
        args->restore = value.ptr;
        args->undo = use->id == NPI_OPTION_UNDO;
        if (args->request == NPI_REQUEST_WORK)
            args->request = NPI_REQUEST_RESTORE;
        break;
    case NPI_OPTION_AUDIO:
        args->audio = read_audio(value);
        break;
    case NPI_OPTION_PROGRESS:
        args->progress = read_when(value);
        break;
    case NPI_OPTION_COLOR:
        args->color = read_when(value);
        break;
    default:
        apply_bare(args, use->id);
        if (use->id == NPI_OPTION_CHECK && value.ptr &&
            args->request == NPI_REQUEST_CHECK)
            args->request = NPI_REQUEST_CHECK_STYLE;
        break;
    }
    return NP_OK;
}

/* Options that add to what was given before. */
static bool may_come_again(enum npi_option_id id)
{
    static const enum npi_option_id ids[] = {
        NPI_OPTION_OPERAND, NPI_OPTION_FORMAT,  NPI_OPTION_FOR,
        NPI_OPTION_ONLY,    NPI_OPTION_SET,     NPI_OPTION_PROFILE,
        NPI_OPTION_ANCHOR,  NPI_OPTION_GLOSSARY};

    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
        if (ids[i] == id)
            return true;
    return false;
}

/* Of two values the last one counts, which is said. */
static void say_twice(struct np_job *job, const struct npi_args *args, size_t i)
{
    const struct npi_option_use *use = &args->uses[i];

    for (size_t k = i + 1; k < args->n_uses; k++) {
        const struct npi_option_use *later = &args->uses[k];

        if (later->option != use->option || may_come_again(use->id) ||
            npi_str_eq(later->value, use->value))
            continue;
        NPI_DIAG3(&job->diags, OPTION_TWICE, NPI_NOWHERE,
                  npi_args_option(job, use->option->name), later->value,
                  use->value);
        return;
    }
}

enum np_status npi_args_read(struct np_job *job, int argc, char *const *argv,
                             struct npi_args *args)
{
    enum np_status status;

    *args = (struct npi_args){.program = argc > 0 ? argv[0] : NULL};
    if (!args->program || !*args->program)
        args->program = "nopriors-export";
    status = npi_options_parse(&job->ctx, argc, argv, &args->uses,
                               &args->n_uses);
    if (status == NP_ERR_NOMEM)
        return status;
    for (size_t i = 0; i < args->n_uses; i++) {
        const enum np_status one = apply(job, args, &args->uses[i]);

        say_twice(job, args, i);
        if (status == NP_OK)
            status = one;
    }
    if (args->n_destinations > 0 && !args->output && !args->folder)
        args->folder = ".";
    return status;
}

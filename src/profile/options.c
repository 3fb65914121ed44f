/* The option table and a parser over it; see options.h. What the options mean
 * together is the command's business. */
#include "profile/options.h"

#include "base/str.h"
#include "profile/nearest.h"

const char *const npi_option_groups[NPI_GROUPS_N] = {
    [NPI_GROUP_TEXT] = N_("Text formats"),
    [NPI_GROUP_MEDIA] = N_("Into the episode's file"),
    [NPI_GROUP_SETTINGS] = N_("Settings"),
    [NPI_GROUP_RUN] = N_("Looking first"),
    [NPI_GROUP_OTHER] = N_("Messages"),
};

static const struct npi_option table[] = {
#define NPI_OPTION(id, name, letter, takes, argument, choices, completes,      \
                   setting, implied, group, help)                              \
    {NPI_OPTION_##id,           name,     letter,                              \
     NPI_TAKES_##takes,         argument, choices,                             \
     NPI_COMPLETES_##completes, setting,  implied,                             \
     NPI_GROUP_##group,         help},
#include "profile/options.def"
#undef NPI_OPTION
};

#define TABLE_N (sizeof table / sizeof *table)

const struct npi_option *npi_options(size_t *n)
{
    *n = TABLE_N;
    return table;
}

const struct npi_option *npi_option_find(struct np_str name)
{
    for (size_t i = 0; i < TABLE_N; i++)
        if (npi_str_eq(name, npi_str(table[i].name)))
            return &table[i];
    return NULL;
}

static const struct npi_option *find_letter(char letter)
{
    for (size_t i = 0; i < TABLE_N; i++)
        if (table[i].letter == letter && letter)
            return &table[i];
    return NULL;
}

struct parse {
    struct npi_context *ctx;
    char *const *argv;
    int argc;
    int next; /* the argument to be read next */
    struct npi_option_use *uses;
    size_t n;
    size_t cap;
    size_t faults;
    bool out_of_memory;
};

/* What an option is called in a message: "--name" or "-n". The text lives in
 * buf. */
static struct np_str shown(struct npi_buf *buf, struct np_str name)
{
    npi_buf_clear(buf);
    npi_buf_puts(buf, name.len == 1 ? "-" : "--");
    npi_buf_put(buf, name);
    return npi_buf_str(buf);
}

/* dashes: as they were typed. */
static void fault_unknown(struct parse *p, const char *dashes,
                          struct np_str name)
{
    struct npi_nearest near;
    struct npi_buf option, better;
    npi_buf_init(&option, NPI_BUF_MAX);
    npi_buf_init(&better, NPI_BUF_MAX);
    npi_buf_puts(&option, dashes);
    npi_buf_put(&option, name);
    npi_nearest_init(&near, name);
    for (size_t i = 0; i < TABLE_N && name.len > 1; i++)
        npi_nearest_try(&near, npi_str(table[i].name));
    if (near.best.ptr)
        NPI_DIAG2(p->ctx->diags, OPTION_UNKNOWN_NEAR, NPI_NOWHERE,
                  npi_buf_str(&option), shown(&better, near.best));
    else
        NPI_DIAG1(p->ctx->diags, OPTION_UNKNOWN, NPI_NOWHERE,
                  npi_buf_str(&option));
    p->faults++;
    npi_buf_release(&option);
    npi_buf_release(&better);
}

static void fault_value(struct parse *p, const struct npi_option *option,
                        struct np_str value)
{
    struct npi_nearest near;
    struct npi_buf name, all;
    struct np_str rest = npi_str(option->choices), choice;
    npi_nearest_init(&near, value);
    npi_buf_init(&name, NPI_BUF_MAX);
    npi_buf_init(&all, NPI_BUF_MAX);
    while (npi_str_split(&rest, '|', &choice)) {
        npi_nearest_try(&near, choice);
        npi_buf_puts(&all, all.len ? ", " : "");
        npi_buf_put(&all, choice);
    }
    if (near.best.ptr)
        NPI_DIAG3(p->ctx->diags, OPTION_VALUE_NEAR, NPI_NOWHERE,
                  shown(&name, npi_str(option->name)), value, near.best);
    else
        NPI_DIAG3(p->ctx->diags, OPTION_VALUE, NPI_NOWHERE,
                  shown(&name, npi_str(option->name)), value,
                  npi_buf_str(&all));
    p->faults++;
    npi_buf_release(&name);
    npi_buf_release(&all);
}

/* "$out", which is not set. */
static void fault_empty(struct parse *p, const struct npi_option *option)
{
    struct npi_buf name;
    npi_buf_init(&name, NPI_BUF_MAX);
    if (option)
        NPI_DIAG2(p->ctx->diags, OPTION_EMPTY, NPI_NOWHERE,
                  shown(&name, npi_str(option->name)),
                  npi_str(option->argument));
    else
        NPI_DIAG0(p->ctx->diags, OPERAND_EMPTY, NPI_NOWHERE);
    p->faults++;
    npi_buf_release(&name);
}

static bool is_path(const struct npi_option *option)
{
    return option->completes == NPI_COMPLETES_FILE ||
           option->completes == NPI_COMPLETES_FOLDER;
}

static bool is_choice(const struct npi_option *option, struct np_str value)
{
    struct np_str rest = npi_str(option->choices), choice;
    while (npi_str_split(&rest, '|', &choice))
        if (npi_str_eq(choice, value))
            return true;
    return false;
}

static bool check_value(struct parse *p, const struct npi_option *option,
                        struct np_str value)
{
    struct np_str rest = value, part;
    char separator = option->takes == NPI_TAKES_LIST ? ',' : '\0';
    while (npi_str_split(&rest, separator, &part)) {
        if (!is_choice(option, part)) {
            fault_value(p, option, part);
            return false;
        }
    }
    return true;
}

static void add(struct parse *p, const struct npi_option *option,
                struct np_str value)
{
    struct npi_option_use *grown = npi_arena_grow(p->ctx->arena, p->uses, p->n,
                                                  &p->cap, sizeof *p->uses);
    if (!grown) {
        p->out_of_memory = true;
        return;
    }
    p->uses = grown;
    p->uses[p->n++] = (struct npi_option_use){
        option, option ? option->id : NPI_OPTION_OPERAND, value};
}

static void add_option(struct parse *p, const struct npi_option *option,
                       struct np_str value)
{
    if (option->implied)
        value = npi_str(option->implied);
    if (value.ptr && value.len == 0 && is_path(option))
        fault_empty(p, option);
    else if (!value.ptr || !option->choices || check_value(p, option, value))
        add(p, option, value);
}

/* A whole name of an option, with its dashes. */
static bool is_option(struct np_str arg)
{
    return npi_str_starts(arg, NPI_STR("--")) &&
           npi_option_find(npi_str_sub(arg, 2, arg.len));
}

/* The value is the next argument, whatever it looks like, but another option:
 * that is a slip. */
static void take_next(struct parse *p, const struct npi_option *option,
                      struct np_str name)
{
    struct np_str next = npi_str(NULL);
    struct npi_buf buf;
    if (p->next < p->argc)
        next = npi_str(p->argv[p->next]);
    if (next.ptr && !is_option(next)) {
        add_option(p, option, next);
        p->next++;
        return;
    }
    npi_buf_init(&buf, NPI_BUF_MAX);
    if (next.ptr)
        NPI_DIAG3(p->ctx->diags, OPTION_NEEDS_BEFORE, NPI_NOWHERE,
                  shown(&buf, name), npi_str(option->argument), next);
    else
        NPI_DIAG2(p->ctx->diags, OPTION_NEEDS, NPI_NOWHERE, shown(&buf, name),
                  npi_str(option->argument));
    p->faults++;
    npi_buf_release(&buf);
}

static bool needs_value(const struct npi_option *option)
{
    return option->takes == NPI_TAKES_VALUE || option->takes == NPI_TAKES_LIST;
}

/* arg: behind the "--". */
static void parse_long(struct parse *p, struct np_str arg)
{
    struct np_str rest = arg, name;
    struct npi_buf buf;
    npi_str_split(&rest, '=', &name);
    const struct npi_option *option = npi_option_find(name);
    if (!option) {
        fault_unknown(p, "--", name);
    } else if (rest.ptr && option->takes == NPI_TAKES_NONE) {
        npi_buf_init(&buf, NPI_BUF_MAX);
        NPI_DIAG1(p->ctx->diags, OPTION_TAKES_NONE, NPI_NOWHERE,
                  shown(&buf, name));
        p->faults++;
        npi_buf_release(&buf);
    } else if (!rest.ptr && needs_value(option)) {
        take_next(p, option, name);
    } else {
        add_option(p, option, rest);
    }
}

/* arg: behind the "-", at least one letter. */
static void parse_letters(struct parse *p, struct np_str arg)
{
    for (size_t i = 0; i < arg.len; i++) {
        struct np_str name = npi_str_sub(arg, i, 1);
        const struct npi_option *option = find_letter(arg.ptr[i]);
        if (!option) {
            /* The rest may be a whole name with one dash too few. */
            fault_unknown(p, "-", i == 0 ? arg : name);
            return;
        }
        if (!needs_value(option)) {
            add_option(p, option, npi_str(NULL));
            continue;
        }
        if (i + 1 < arg.len)
            add_option(p, option, npi_str_sub(arg, i + 1, arg.len));
        else
            take_next(p, option, name);
        return;
    }
}

static void parse_argument(struct parse *p, bool *options_ended)
{
    struct np_str arg = npi_str(p->argv[p->next++]);
    if (arg.len == 0)
        fault_empty(p, NULL);
    else if (*options_ended || arg.len < 2 || arg.ptr[0] != '-')
        add(p, NULL, arg);
    else if (npi_str_eq(arg, NPI_STR("--")))
        *options_ended = true;
    else if (arg.ptr[1] == '-')
        parse_long(p, npi_str_sub(arg, 2, arg.len));
    else
        parse_letters(p, npi_str_sub(arg, 1, arg.len));
}

enum np_status npi_options_parse(struct npi_context *ctx, int argc,
                                 char *const *argv,
                                 const struct npi_option_use **uses,
                                 size_t *n_uses)
{
    struct parse p = {.ctx = ctx, .argv = argv, .argc = argc, .next = 1};
    bool options_ended = false;
    while (p.next < argc && !p.out_of_memory)
        parse_argument(&p, &options_ended);
    *uses = p.uses;
    *n_uses = p.n;
    if (p.out_of_memory)
        return NP_ERR_NOMEM;
    return p.faults ? NP_ERR_USAGE : NP_OK;
}

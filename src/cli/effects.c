/* Which options have no effect: what each needs is in effects.def, what a run
 * has is told by its plan, its formats and what the job took. A mere report has
 * it all: the commands that it proposes keep the options. */
#include "cli/effects.h"

#include "base/str.h"
#include "cli/diags.h"

struct effect {
    const char *name;
    const char *value;
    enum npi_need need;
};

static const struct effect effects[] = {
#define NPI_EFFECT(name, value, need) {name, value, NPI_NEED_##need},
#include "cli/effects.def"
#undef NPI_EFFECT
};

static unsigned bit(enum npi_need need)
{
    return 1u << need;
}

static unsigned of_format(const struct npi_format *format)
{
    static const struct {
        unsigned follows;
        enum npi_need need;
    } rows[] = {
        {NPI_FOLLOWS_CUES, NPI_NEED_CUES},
        {NPI_FOLLOWS_SPEAKER, NPI_NEED_SPEAKER},
        {NPI_FOLLOWS_LEVELS, NPI_NEED_LEVELS},
        {NPI_FOLLOWS_STYLE, NPI_NEED_STYLE},
    };
    unsigned has = format->carries & NPI_CARRIES_CUES ? bit(NPI_NEED_WORDS) : 0;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (format->follows & rows[i].follows)
            has |= bit(rows[i].need);
    return has;
}

static unsigned of_copy(const struct npi_args *args)
{
    const unsigned parts = args->parts ? args->parts : NP_PARTS_ALL;
    unsigned has = bit(NPI_NEED_MEDIA_WRITTEN) | bit(NPI_NEED_FILE) |
                   bit(NPI_NEED_OUTPUT);

    if (parts & NP_PART_CHAPTERS)
        has |= bit(NPI_NEED_LEVELS) | bit(NPI_NEED_STYLE) |
               bit(NPI_NEED_MEDIA_CHAPTERS);
    if (parts & NP_PART_SUBTITLES)
        has |= bit(NPI_NEED_CUES) | bit(NPI_NEED_WORDS);
    if (parts & NP_PART_TAGS)
        has |= bit(NPI_NEED_TAGS);
    return has;
}

static unsigned of_mode(const struct npi_cli *cli)
{
    switch (cli->plan.mode) {
    case NPI_MODE_REPORT:
        return ~0u;
    case NPI_MODE_CHECK:
    case NPI_MODE_STYLE:
        return bit(NPI_NEED_CUES) | bit(NPI_NEED_SPEAKER) |
               bit(NPI_NEED_WORDS) | bit(NPI_NEED_LEVELS) | bit(NPI_NEED_STYLE);
    case NPI_MODE_STAMP:
        return bit(NPI_NEED_OUTPUT) |
               (cli->args.output || cli->args.replace ? bit(NPI_NEED_FILE) : 0);
    case NPI_MODE_STDOUT:
        return bit(NPI_NEED_OUTPUT);
    case NPI_MODE_FILES:
        return bit(NPI_NEED_OUTPUT) | bit(NPI_NEED_FILE) |
               (cli->args.folder ? bit(NPI_NEED_FOLDER) : 0);
    case NPI_MODE_COPY:
        return of_copy(&cli->args);
    }
    return ~0u;
}

static unsigned all(const struct npi_cli *cli)
{
    unsigned has = bit(NPI_NEED_NOTHING) | of_mode(cli);

    for (size_t i = 0; i < cli->plan.n_formats; i++)
        has |= of_format(cli->plan.formats[i]);
    if (cli->args.media)
        has |= bit(NPI_NEED_MEDIA);
    if (cli->job->captions.is_taken)
        has |= bit(NPI_NEED_CAPTIONS);
    return has;
}

static bool fits(const struct effect *effect, struct np_str name,
                 struct np_str value)
{
    const struct np_str row = npi_str(effect->name);

    return (npi_str_eq(row, name) ||
            (npi_str_ends(row, NPI_STR(".")) && npi_str_starts(name, row))) &&
           (!effect->value || npi_str_eq(value, npi_str(effect->value)));
}

static enum npi_need need_of(const struct npi_option_use *use)
{
    struct np_str name = npi_str(use->option->name);

    if (use->option->setting)
        name = npi_str(use->option->setting);
    if (use->id == NPI_OPTION_SET) /* "key=value" */
        name = npi_str_trim(
            npi_str_sub(use->value, 0, npi_str_find_char(use->value, '=')));
    for (size_t i = 0; i < sizeof(effects) / sizeof(effects[0]); i++)
        if (fits(&effects[i], name, use->value))
            return effects[i].need;
    return NPI_NEED_NOTHING;
}

/* "--speaker", "--subs both", "--set subtitles.lines=1" */
static struct np_str shown(struct np_job *job, const struct npi_option_use *use)
{
    struct npi_buf buf;
    struct np_str text;

    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_puts(&buf, "--");
    npi_buf_puts(&buf, use->option->name);
    if (use->option->takes != NPI_TAKES_NONE && use->value.len > 0) {
        npi_buf_puts(&buf, " ");
        npi_buf_put(&buf, use->value);
    }
    text = npi_arena_str(&job->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return text;
}

static void say(struct npi_cli *cli, const struct npi_option_use *use,
                enum npi_need need)
{
    static const struct np_diag_kind *const kinds[NPI_NEEDS_N] = {
        [NPI_NEED_CUES] = &NPI_D_NO_EFFECT_CUES,
        [NPI_NEED_SPEAKER] = &NPI_D_NO_EFFECT_SPEAKER,
        [NPI_NEED_WORDS] = &NPI_D_NO_EFFECT_CUES,
        [NPI_NEED_LEVELS] = &NPI_D_NO_EFFECT_LEVELS,
        [NPI_NEED_STYLE] = &NPI_D_NO_EFFECT_STYLE,
        [NPI_NEED_TAGS] = &NPI_D_NO_EFFECT_TAGS,
        [NPI_NEED_MEDIA] = &NPI_D_NO_EFFECT_MEDIA,
        [NPI_NEED_MEDIA_WRITTEN] = &NPI_D_NO_EFFECT_MEDIA_WRITTEN,
        [NPI_NEED_MEDIA_CHAPTERS] = &NPI_D_NO_EFFECT_MEDIA_CHAPTERS,
        [NPI_NEED_CAPTIONS] = &NPI_D_NO_EFFECT_CAPTIONS,
        [NPI_NEED_FOLDER] = &NPI_D_NO_EFFECT_FOLDER,
        [NPI_NEED_FILE] = &NPI_D_NO_EFFECT_FILE,
        [NPI_NEED_OUTPUT] = &NPI_D_NO_EFFECT_FILE,
    };

    npi_diag_add(&cli->job->diags, kinds[need], NPI_NOWHERE,
                 shown(cli->job, use), npi_str(NULL), npi_str(NULL),
                 npi_str(NULL));
}

void npi_effects_say(struct npi_cli *cli)
{
    const unsigned has = all(cli);

    for (size_t i = 0; i < cli->args.n_uses; i++) {
        const struct npi_option_use *use = &cli->args.uses[i];

        if (use->option && !(has & bit(need_of(use))))
            say(cli, use, need_of(use));
    }
}

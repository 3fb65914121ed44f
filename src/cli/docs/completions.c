/* The option table as the shells' completion scripts want it. What a script
 * does with it is the template's: nopriors-export.{bash,zsh,fish}.in. */
#include "base/str.h"
#include "cli/docs/docs.h"
#include "export/export.h"
#include "profile/options.h"
#include "profile/settings.h"

/* For single quotes in a shell. extra: characters that get a backslash. */
static void put_single_quoted(struct npi_buf *out, const char *text,
                              const char *extra, const char *quote)
{
    for (const char *c = text; *c; c++) {
        if (*c == '\'') {
            npi_buf_puts(out, quote);
            continue;
        }
        if (npi_str_find_char(npi_str(extra), *c) != NP_NONE)
            npi_buf_putc(out, '\\');
        npi_buf_putc(out, *c);
    }
}

/* "a b c" out of "a|b|c". */
static void put_choices(struct npi_buf *out, const char *choices)
{
    struct np_str rest = npi_str(choices), choice;
    const char *space = "";
    while (npi_str_split(&rest, '|', &choice)) {
        npi_buf_puts(out, space);
        npi_buf_put(out, choice);
        space = " ";
    }
}

static void put_formats(struct npi_buf *out)
{
    size_t n = 0;
    const struct npi_format *formats = npi_formats(&n);
    for (size_t i = 0; i < n; i++) {
        npi_buf_puts(out, i ? " " : "");
        npi_buf_puts(out, formats[i].name);
    }
}

static void put_setting_keys(struct npi_buf *out)
{
    for (int i = 0; i < NPI_SETTINGS_N; i++) {
        npi_buf_puts(out, i ? " " : "");
        npi_buf_puts(out, npi_setting_table[i].key);
        npi_buf_putc(out, '=');
    }
}

/* The next word is its value. */
static bool takes_next(const struct npi_option *o)
{
    return o->takes == NPI_TAKES_VALUE || o->takes == NPI_TAKES_LIST;
}

/* bash: the words that complete to an option. */
void npi_docs_bash_options(struct npi_buf *out)
{
    size_t n = 0;
    const struct npi_option *options = npi_options(&n);
    for (size_t i = 0; i < n; i++) {
        npi_buf_puts(out, "    --");
        npi_buf_puts(out, options[i].name);
        npi_buf_puts(out, takes_next(&options[i]) ? "=\n" : "\n");
    }
}

/* --output | -o */
static void put_bash_names(struct npi_buf *out, const struct npi_option *o)
{
    npi_buf_puts(out, "--");
    npi_buf_puts(out, o->name);
    if (o->letter) {
        npi_buf_puts(out, " | -");
        npi_buf_putc(out, o->letter);
    }
}

/* bash: a case arm for the options whose value is the next word. */
void npi_docs_bash_takes(struct npi_buf *out)
{
    size_t n = 0;
    const struct npi_option *options = npi_options(&n);
    const char *separator = "    ";
    for (size_t i = 0; i < n; i++) {
        if (!takes_next(&options[i]))
            continue;
        npi_buf_puts(out, separator);
        put_bash_names(out, &options[i]);
        separator = " | \\\n        ";
    }
    npi_buf_puts(out, ") return 0 ;;\n");
}

/* bash: the function of the template that completes an option's value. */
static void put_bash_action(struct npi_buf *out, const struct npi_option *o)
{
    switch (o->completes) {
    case NPI_COMPLETES_FILE:
        npi_buf_puts(out, "_nopriors_export_files");
        return;
    case NPI_COMPLETES_FOLDER:
        npi_buf_puts(out, "_nopriors_export_folders");
        return;
    case NPI_COMPLETES_PROFILE:
        npi_buf_puts(out, "_nopriors_export_profiles");
        return;
    case NPI_COMPLETES_FORMAT:
        npi_buf_puts(out, "_nopriors_export_words '");
        put_formats(out);
        break;
    case NPI_COMPLETES_SETTING:
        npi_buf_puts(out, "_nopriors_export_words '");
        put_setting_keys(out);
        break;
    case NPI_COMPLETES_NOTHING:
        npi_buf_puts(out, o->takes == NPI_TAKES_LIST
                              ? "_nopriors_export_list '"
                              : "_nopriors_export_words '");
        put_choices(out, o->choices);
    }
    npi_buf_putc(out, '\'');
}

/* bash: a case arm for each option that takes a value. */
void npi_docs_bash_values(struct npi_buf *out)
{
    size_t n = 0;
    const struct npi_option *options = npi_options(&n);
    for (size_t i = 0; i < n; i++) {
        if (options[i].takes == NPI_TAKES_NONE)
            continue;
        npi_buf_puts(out, "    ");
        put_bash_names(out, &options[i]);
        npi_buf_puts(out, ") ");
        put_bash_action(out, &options[i]);
        npi_buf_puts(out, " ;;\n");
    }
}

static void put_zsh_action(struct npi_buf *out, const struct npi_option *o)
{
    switch (o->completes) {
    case NPI_COMPLETES_FILE:
        npi_buf_puts(out, "_files");
        return;
    case NPI_COMPLETES_FOLDER:
        npi_buf_puts(out, "_files -/");
        return;
    case NPI_COMPLETES_PROFILE:
        npi_buf_puts(out, "_nopriors_export_profiles");
        return;
    case NPI_COMPLETES_SETTING:
        npi_buf_puts(out, "_nopriors_export_settings");
        return;
    case NPI_COMPLETES_FORMAT:
        npi_buf_putc(out, '(');
        put_formats(out);
        break;
    case NPI_COMPLETES_NOTHING:
        if (!o->choices) {
            npi_buf_putc(out, ' '); /* anything, and nothing to offer */
            return;
        }
        if (o->takes == NPI_TAKES_LIST) {
            npi_buf_puts(out, "_values -s , part ");
            put_choices(out, o->choices);
            return;
        }
        npi_buf_putc(out, '(');
        put_choices(out, o->choices);
    }
    npi_buf_putc(out, ')');
}

/* '(-o --output)'{-o+,--output=}, or '*--format=' for those that repeat. */
static void put_zsh_names(struct npi_buf *out, const struct npi_option *o)
{
    bool repeats = o->id == NPI_OPTION_FORMAT || o->id == NPI_OPTION_SET ||
                   o->id == NPI_OPTION_PROFILE;
    const char *equals = o->takes == NPI_TAKES_NONE       ? ""
                         : o->takes == NPI_TAKES_OPTIONAL ? "=-"
                                                          : "=";
    if (o->letter) {
        npi_buf_puts(out, "'(-");
        npi_buf_putc(out, o->letter);
        npi_buf_puts(out, " --");
        npi_buf_puts(out, o->name);
        npi_buf_puts(out, ")'{-");
        npi_buf_putc(out, o->letter);
        npi_buf_puts(out, *equals ? "+" : "");
        npi_buf_puts(out, ",--");
        npi_buf_puts(out, o->name);
        npi_buf_puts(out, equals);
        npi_buf_puts(out, "}'");
        return;
    }
    npi_buf_puts(out, repeats && !o->implied ? "'*--" : "'--");
    npi_buf_puts(out, o->name);
    npi_buf_puts(out, equals);
}

/* zsh: arguments of _arguments, one a line. */
void npi_docs_zsh_options(struct npi_buf *out)
{
    size_t n = 0;
    const struct npi_option *options = npi_options(&n);
    for (size_t i = 0; i < n; i++) {
        const struct npi_option *o = &options[i];
        npi_buf_puts(out, "        ");
        put_zsh_names(out, o);
        npi_buf_putc(out, '[');
        put_single_quoted(out, o->help, "[]:\\", "'\\''");
        npi_buf_putc(out, ']');
        if (o->takes != NPI_TAKES_NONE) {
            npi_buf_puts(out, o->takes == NPI_TAKES_OPTIONAL ? "::" : ":");
            npi_buf_puts(out, o->argument);
            npi_buf_putc(out, ':');
            put_zsh_action(out, o);
        }
        npi_buf_puts(out, "' \\\n");
    }
}

/* zsh: 'key:help', one a line. */
void npi_docs_zsh_settings(struct npi_buf *out)
{
    for (int i = 0; i < NPI_SETTINGS_N; i++) {
        npi_buf_puts(out, "        '");
        npi_buf_puts(out, npi_setting_table[i].key);
        npi_buf_putc(out, ':');
        put_single_quoted(out, npi_setting_table[i].help, "\\", "'\\''");
        npi_buf_puts(out, "'\n");
    }
}

static void put_fish_action(struct npi_buf *out, const struct npi_option *o)
{
    switch (o->completes) {
    case NPI_COMPLETES_FILE:
        npi_buf_puts(out, " -r -F");
        return;
    case NPI_COMPLETES_FOLDER:
        npi_buf_puts(out, " -x -a '(__fish_complete_directories)'");
        return;
    case NPI_COMPLETES_PROFILE:
        npi_buf_puts(out, " -r -F -a '(__nopriors_export_profiles)'");
        return;
    case NPI_COMPLETES_FORMAT:
        npi_buf_puts(out, " -x -a '");
        put_formats(out);
        break;
    case NPI_COMPLETES_SETTING:
        npi_buf_puts(out, " -x -a '");
        put_setting_keys(out);
        break;
    case NPI_COMPLETES_NOTHING:
        npi_buf_puts(out,
                     o->takes == NPI_TAKES_OPTIONAL ? " -f -a '" : " -x -a '");
        put_choices(out, o->choices);
    }
    npi_buf_putc(out, '\'');
}

/* fish: one command an option. */
void npi_docs_fish_options(struct npi_buf *out)
{
    size_t n = 0;
    const struct npi_option *options = npi_options(&n);
    for (size_t i = 0; i < n; i++) {
        npi_buf_puts(out, "complete -c nopriors-export -l ");
        npi_buf_puts(out, options[i].name);
        if (options[i].letter) {
            npi_buf_puts(out, " -s ");
            npi_buf_putc(out, options[i].letter);
        }
        if (options[i].takes != NPI_TAKES_NONE)
            put_fish_action(out, &options[i]);
        npi_buf_puts(out, " -d '");
        put_single_quoted(out, options[i].help, "\\", "\\'");
        npi_buf_puts(out, "'\n");
    }
}

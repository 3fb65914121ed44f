/* The man page's tables as mdoc(7). The prose around them is the template
 * nopriors-export.1.in. */
#include "base/str.h"
#include "cli/docs/docs.h"
#include "export/export.h"
#include "profile/options.h"
#include "profile/settings.h"

#define COLUMNS 72 /* of an input line, after which the next space ends it */

static size_t column(const struct npi_buf *out)
{
    size_t last = npi_str_rfind_char(npi_buf_str(out), '\n');
    return last == NP_NONE ? out->len : out->len - last - 1;
}

/* Text between macros, wrapped where there are spaces. A line's first
 * character and backslashes are kept from being orders. */
static void put_text(struct npi_buf *out, struct np_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ' ' && column(out) >= COLUMNS)
            c = '\n';
        if (column(out) == 0 && (c == '.' || c == '\''))
            npi_buf_puts(out, "\\&");
        if (c == '\\')
            npi_buf_puts(out, "\\e");
        else
            npi_buf_putc(out, c);
    }
}

static void put_line(struct npi_buf *out, const char *text)
{
    put_text(out, npi_str(text));
    npi_buf_putc(out, '\n');
}

/* A sentence out of a table's text: capital first letter, full stop. */
static void put_sentence(struct npi_buf *out, const char *text)
{
    struct np_str s = npi_str(text);
    char first = s.len > 0 ? s.ptr[0] : '\0';
    if (first >= 'a' && first <= 'z') {
        npi_buf_putc(out, (char)(first - 'a' + 'A'));
        s = npi_str_sub(s, 1, s.len);
    }
    put_text(out, s);
    npi_buf_puts(out, ".\n");
}

/* .It Fl o Ar FILE , Fl -output Ns = Ns Ar FILE */
static void put_option_head(struct npi_buf *out, const struct npi_option *o)
{
    npi_buf_puts(out, ".It ");
    if (o->letter) {
        npi_buf_puts(out, "Fl ");
        npi_buf_putc(out, o->letter);
        if (o->argument) {
            npi_buf_puts(out, " Ar ");
            npi_buf_puts(out, o->argument);
        }
        npi_buf_puts(out, " , ");
    }
    npi_buf_puts(out, "Fl -");
    npi_buf_puts(out, o->name);
    if (o->takes == NPI_TAKES_OPTIONAL)
        npi_buf_puts(out, " Ns Op = Ns Ar ");
    else if (o->argument)
        npi_buf_puts(out, " Ns = Ns Ar ");
    npi_buf_puts(out, o->argument ? o->argument : "");
    npi_buf_putc(out, '\n');
}

static void put_choices(struct npi_buf *out, const struct npi_option *o)
{
    struct np_str rest = npi_str(o->choices), choice;
    const char *separator = "";
    npi_buf_puts(out, ".Ar ");
    npi_buf_puts(out, o->argument);
    npi_buf_puts(out, "\nis\n");
    while (npi_str_split(&rest, '|', &choice)) {
        npi_buf_puts(out, separator);
        npi_buf_puts(out, ".Cm ");
        npi_buf_put(out, choice);
        separator = rest.ptr && npi_str_find_char(rest, '|') == NP_NONE
                        ? "\nor\n"
                        : " ,\n";
    }
    npi_buf_puts(out, " .\n");
}

static void put_option(struct npi_buf *out, const struct npi_option *o)
{
    put_option_head(out, o);
    put_sentence(out, o->help);
    if (o->choices)
        put_choices(out, o);
    if (o->takes == NPI_TAKES_OPTIONAL &&
        npi_str_eq(npi_str(o->argument), NPI_STR("WHEN")))
        npi_buf_puts(out, "Without a value:\n.Cm always .\n");
    if (o->setting) {
        npi_buf_puts(out, "The same as\n.Fl -set Ns = Ns Cm ");
        npi_buf_puts(out, o->setting);
        npi_buf_puts(out, " Ns = Ns Ar ");
        npi_buf_puts(out, o->argument);
        npi_buf_puts(out, " .\n");
    }
}

void npi_docs_man_options(struct npi_buf *out)
{
    size_t n = 0;
    const struct npi_option *options = npi_options(&n);
    for (int group = 0; group < NPI_GROUPS_N; group++) {
        npi_buf_puts(out, ".Ss ");
        put_line(out, npi_option_groups[group]);
        npi_buf_puts(out, ".Bl -tag -width Ds\n");
        for (size_t i = 0; i < n; i++)
            if ((int)options[i].group == group)
                put_option(out, &options[i]);
        npi_buf_puts(out, ".El\n");
    }
}

/* "STEM.zh.srt": what {tag} stands for, by example. */
static void put_file_name(struct npi_buf *out, const struct npi_format *format)
{
    struct np_str suffix = npi_str(format->suffix), tag = NPI_STR("{tag}");
    size_t at = npi_str_find(suffix, tag);
    npi_buf_puts(out, ".Pa ");
    npi_buf_puts(out, "STEM");
    npi_buf_put(out, npi_str_sub(suffix, 0, at == NP_NONE ? suffix.len : at));
    if (at != NP_NONE) {
        npi_buf_puts(out, "zh");
        npi_buf_put(out, npi_str_sub(suffix, at + tag.len, suffix.len));
    }
    npi_buf_putc(out, '\n');
}

void npi_docs_man_formats(struct npi_buf *out)
{
    size_t n = 0;
    const struct npi_format *formats = npi_formats(&n);
    npi_buf_puts(out, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < n; i++) {
        npi_buf_puts(out, ".It Cm ");
        put_line(out, formats[i].name);
        put_sentence(out, formats[i].title);
        npi_buf_puts(out, "With\n.Fl d :\n");
        put_file_name(out, &formats[i]);
        if (formats[i].lost) {
            npi_buf_puts(out, ".br\nIt does not carry: ");
            put_text(out, npi_str(formats[i].lost));
            npi_buf_puts(out, ".\n");
        }
    }
    npi_buf_puts(out, ".El\n");
}

static void put_setting(struct npi_buf *out, enum npi_setting_id id)
{
    const struct npi_setting *row = &npi_setting_table[id];
    struct npi_settings built_in;
    struct npi_buf text;
    npi_settings_defaults(&built_in);
    npi_buf_init(&text, NPI_BUF_MAX);
    npi_buf_puts(out, ".It Cm ");
    put_line(out, row->key);
    put_sentence(out, row->help);
    npi_buf_puts(out, "Values: ");
    npi_setting_write_range(&text, id);
    put_text(out, npi_buf_str(&text));
    npi_buf_puts(out, row->unit ? " (" : "");
    npi_buf_puts(out, row->unit ? row->unit : "");
    npi_buf_puts(out, row->unit ? ").\n" : ".\n");
    npi_buf_puts(out, "Default: ");
    npi_buf_clear(&text);
    npi_setting_write(&text, id, &built_in);
    put_text(out, npi_buf_str(&text));
    npi_buf_puts(out, ".\n");
    npi_buf_release(&text);
}

void npi_docs_man_settings(struct npi_buf *out)
{
    npi_buf_puts(out, ".Bl -tag -width Ds\n");
    for (int i = 0; i < NPI_SETTINGS_N; i++)
        put_setting(out, (enum npi_setting_id)i);
    npi_buf_puts(out, ".El\n");
}

/* Which diagnostics are shown: errors, then warnings, then notes, each in the
 * order they were found; of one kind only the first few, since the hundredth
 * says no more than the third. What points into no file begins with our name:
 * in a pipe it would else be nobody's. */
#include "cli/messages.h"

#include "cli/cli.h"

#include <string.h>

struct npi_messages npi_messages_for(const struct npi_args *args)
{
    if (args->quiet)
        return (struct npi_messages){NP_ERROR, 3, 10};
    if (args->verbose)
        return (struct npi_messages){NP_NOTE, SIZE_MAX, SIZE_MAX};
    return (struct npi_messages){NP_WARNING, 2, 6};
}

/* How many of the same code come before this one. */
static size_t earlier(const struct npi_diags *diags, size_t at)
{
    size_t n = 0;

    for (size_t i = 0; i < at; i++)
        n += strcmp(diags->items[i].kind->code, diags->items[at].kind->code) ==
             0;
    return n;
}

/* All of a severity, dropped ones too. */
static size_t total(const struct npi_diags *diags, enum np_severity severity)
{
    size_t n = 0;

    for (size_t i = 0; i < diags->n_tallies; i++)
        if (diags->tallies[i].kind->severity == severity)
            n += diags->tallies[i].n;
    return n;
}

/* The system's reasons are messages too, and so is the one name of a file that
 * is ours. */
static struct np_diag with_reason(const struct np_diag *diag)
{
    struct np_diag said = *diag;

    if (diag->kind != &NPI_D_FILE_UNREADABLE &&
        diag->kind != &NPI_D_FILE_UNWRITABLE)
        return said;
    if (npi_str_eq(said.args[0], npi_str(NPI_STANDARD_OUTPUT)))
        said.args[0] = npi_str(npi_tr(NPI_STANDARD_OUTPUT));
    if (said.args[1].len > 0)
        said.args[1] = npi_str(npi_tr(said.args[1].ptr));
    return said;
}

static size_t put_severity(struct npi_page *page, const struct npi_diags *diags,
                           enum np_severity severity,
                           const struct npi_messages *which, size_t room,
                           const struct npi_diag_colors *colors)
{
    size_t shown = 0;

    for (size_t i = 0; i < diags->n && shown < room; i++) {
        const struct np_diag *diag = &diags->items[i];
        struct np_diag said;

        if (diag->kind->severity != severity ||
            earlier(diags, i) >= which->per_kind)
            continue;
        if (diag->span.source >= diags->n_sources)
            npi_page_puts(page, "nopriors-export: ");
        said = with_reason(diag);
        npi_diag_render(&page->buf, diags, &said, npi_tr, colors);
        shown++;
    }
    return shown;
}

static void put_left_out(struct npi_page *page, size_t n)
{
    const struct np_str count = npi_piece_count(page, "{0} more message",
                                                "{0} more messages", n);

    npi_page_puts(page, page->palette->dim);
    NPI_SAY(page, N_("({0}; -v shows all)"), count);
    npi_page_puts(page, page->palette->reset);
    npi_page_puts(page, "\n");
}

bool npi_messages_put(struct npi_page *page, const struct npi_diags *diags,
                      const struct npi_messages *which,
                      const struct npi_diag_colors *colors)
{
    size_t room = which->in_all;
    size_t left = 0;
    size_t all = 0;

    for (int s = NP_ERROR; s >= (int)which->least; s--) {
        const enum np_severity severity = (enum np_severity)s;
        const size_t shown = put_severity(
            page, diags, severity, which,
            severity == NP_ERROR ? SIZE_MAX : room, colors);

        all += shown;
        left += total(diags, severity) - shown;
        if (severity != NP_ERROR)
            room -= shown;
    }
    if (left > 0)
        put_left_out(page, left);
    return all > 0;
}

/* What we write to. Colour follows https://no-color.org and TERM=dumb; the
 * width is that of the terminal, or what COLUMNS says. */
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE /* TIOCGWINSZ, which POSIX.1-2017 does not have */
#endif

#include "cli/terminal.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define COLUMNS_DEFAULT 80
#define COLUMNS_MIN 40
#define COLUMNS_MAX 400

static const struct npi_palette plain = {{0}, "", "", "", "", ""};
static const struct npi_palette colored = {
    .diag = {.error = "\033[1;31m",
             .warning = "\033[1;33m",
             .note = "\033[1;36m",
             .bold = "\033[1m",
             .reset = "\033[0m"},
    .bold = "\033[1m",
    .dim = "\033[2m",
    .good = "\033[32m",
    .doubtful = "\033[33m",
    .reset = "\033[0m",
};

static size_t asked_columns(int fd)
{
#ifdef TIOCGWINSZ
    struct winsize size;

    if (ioctl(fd, TIOCGWINSZ, &size) == 0)
        return size.ws_col;
#else
    (void)fd;
#endif
    return 0;
}

static size_t find_columns(const struct npi_terminal *terminal)
{
    uint64_t columns = 0;

    if (!npi_str_u64(npi_str(getenv("COLUMNS")), COLUMNS_MAX, &columns)) {
        if (terminal->out_is_tty)
            columns = asked_columns(STDOUT_FILENO);
        else if (terminal->err_is_tty)
            columns = asked_columns(STDERR_FILENO);
    }
    if (columns == 0)
        return COLUMNS_DEFAULT;
    if (columns < COLUMNS_MIN)
        return COLUMNS_MIN;
    return columns > COLUMNS_MAX ? COLUMNS_MAX : (size_t)columns;
}

static bool wants_color(enum npi_when when, bool is_tty)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    if (when != NPI_AUTO)
        return when == NPI_ALWAYS;
    return is_tty && !(no_color && *no_color) &&
           !(term && strcmp(term, "dumb") == 0);
}

void npi_terminal_init(struct npi_terminal *terminal, enum npi_when color)
{
    terminal->out_is_tty = isatty(STDOUT_FILENO) == 1;
    terminal->err_is_tty = isatty(STDERR_FILENO) == 1;
    terminal->columns = find_columns(terminal);
    terminal->out = wants_color(color, terminal->out_is_tty) ? colored : plain;
    terminal->err = wants_color(color, terminal->err_is_tty) ? colored : plain;
}

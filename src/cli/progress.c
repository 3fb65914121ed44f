/* The progress bar. A step that ends within a moment shows none. */
#include "cli/progress.h"

#include "base/utf8.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 300    /* ms before a step is shown on a terminal */
#define INTERVAL 100    /* ms between two drawings on a terminal */
#define LINE_EVERY 2000 /* ms between two lines elsewhere */
#define BAR_MAX 30      /* columns */
#define BAR_MIN 8
#define BESIDE_BAR 56 /* columns the words beside the bar may take */

static int64_t now(void)
{
    struct timespec time;

    if (clock_gettime(CLOCK_MONOTONIC, &time) != 0)
        return 0;
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static const char *step_name(const char *step)
{
    static const struct {
        const char *step;
        const char *name;
    } names[] = {
        {"listen", N_("listening")}, {"copy", N_("copying")},
        {"check", N_("checking")},   {"compare", N_("comparing")},
        {"sync", N_("to the disk")},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(names[i].step, step) == 0)
            return npi_tr(names[i].name);
    return step;
}

static void put_bar(struct npi_page *page, double share)
{
    const size_t room = page->columns > BESIDE_BAR ? page->columns - BESIDE_BAR
                                                   : 0;
    const size_t width = room > BAR_MAX ? BAR_MAX : room;
    const size_t full = (size_t)(share * (double)width);

    if (width < BAR_MIN)
        return;
    npi_page_puts(page, page->palette->good);
    for (size_t i = 0; i < width; i++) {
        if (i == full)
            npi_page_puts(page, page->palette->dim);
        npi_page_puts(page, i < full ? "━" : "─");
    }
    npi_page_puts(page, page->palette->reset);
    npi_page_puts(page, "  ");
}

static void put_rate(struct npi_page *page, const struct np_progress *progress,
                     int64_t elapsed)
{
    const double rate = (double)progress->done / (double)elapsed * 1000;
    const double left = (double)(progress->total - progress->done) / rate;

    NPI_SAY(page, N_(", {0}/s"), npi_piece_bytes(page, (uint64_t)rate));
    if (progress->done < progress->total && left < 360000)
        NPI_SAY(page, N_(", {0} left"),
                npi_piece_stamp(page, (int64_t)(left * 1000) + 999));
}

void npi_progress_put(struct npi_page *page, const struct np_progress *progress,
                      int64_t elapsed)
{
    const bool known = progress->total > 0;
    const double share = known
                             ? (double)progress->done / (double)progress->total
                             : 0;

    npi_page_puts(page, step_name(progress->step));
    npi_page_puts(page, "  ");
    if (known) {
        put_bar(page, share < 1 ? share : 1);
        NPI_SAY(page, N_("{0} %, {1} of {2}"),
                npi_piece_fixed(page, share * 100, 0),
                npi_piece_bytes(page, (uint64_t)progress->done),
                npi_piece_bytes(page, (uint64_t)progress->total));
    } else {
        npi_buf_put(&page->buf,
                    npi_piece_bytes(page, (uint64_t)progress->done));
    }
    if (elapsed > 0 && progress->done > 0)
        put_rate(page, progress, elapsed);
}

void npi_progress_init(struct npi_progress_bar *bar, struct npi_arena *arena,
                       const struct npi_terminal *terminal, enum npi_when when)
{
    *bar = (struct npi_progress_bar){
        .enabled = when == NPI_ALWAYS ||
                   (when == NPI_AUTO && terminal->err_is_tty),
        .on_terminal = terminal->err_is_tty,
    };
    npi_page_init(&bar->page, arena, &terminal->err, terminal->columns);
}

static void clear_line(struct npi_progress_bar *bar)
{
    if (bar->drawn && bar->on_terminal)
        npi_page_puts(&bar->page, "\r\033[K");
    bar->drawn = false;
}

/* A failure to draw is not worth a message, and must not end the job. */
static void show(struct npi_progress_bar *bar)
{
    const struct np_str text = npi_buf_str(&bar->page.buf);

    if (bar->page.buf.error == NP_OK && text.len > 0 &&
        write(STDERR_FILENO, text.ptr, text.len) < 0)
        bar->enabled = false;
    npi_buf_clear(&bar->page.buf);
}

/* Whether the moment has come to draw; a step's end is always drawn once a bar
 * stands there. */
static bool is_due(const struct npi_progress_bar *bar, int64_t time, bool done)
{
    const int64_t interval = bar->on_terminal ? INTERVAL : LINE_EVERY;

    if (done)
        return !bar->ended && (bar->drawn || !bar->on_terminal);
    return time - bar->started >= PATIENCE &&
           time - bar->last_shown >= interval;
}

void npi_progress_report(void *user, const struct np_progress *progress)
{
    struct npi_progress_bar *bar = user;
    const int64_t time = bar->enabled ? now() : 0;
    const bool done = progress->total > 0 && progress->done >= progress->total;

    if (!bar->enabled)
        return;
    if (!bar->step || strcmp(bar->step, progress->step) != 0) {
        bar->step = progress->step;
        bar->started = time;
        bar->last_shown = 0;
        bar->ended = false;
    }
    if (!is_due(bar, time, done))
        return;
    clear_line(bar);
    npi_progress_put(&bar->page, progress, time - bar->started);
    npi_page_puts(&bar->page, bar->on_terminal ? "" : "\n");
    bar->drawn = true;
    bar->ended = done;
    bar->last_shown = time;
    show(bar);
}

void npi_progress_release(struct npi_progress_bar *bar)
{
    clear_line(bar);
    show(bar);
    npi_page_release(&bar->page);
}

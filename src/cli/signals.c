/* Signals. They are caught only while something is being written: before that
 * there is nothing to clean up, and waiting for standard input must end at
 * once. */
#include "cli/signals.h"

#include <signal.h>
#include <stddef.h>

static struct np_job *volatile running;

static void on_signal(int number)
{
    struct np_job *job = running;

    (void)number;
    if (job)
        np_job_cancel(job);
}

static void install(void (*handler)(int), int flags)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction old;
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(numbers[i], &action, NULL);
}

void npi_signals_catch(struct np_job *job)
{
    running = job;
    install(on_signal, (int)(SA_RESTART | SA_RESETHAND));
}

void npi_signals_release(void)
{
    install(SIG_DFL, 0);
    running = NULL;
}

void npi_signals_as_errors(void)
{
    struct sigaction action = {.sa_handler = SIG_IGN};

    sigemptyset(&action.sa_mask);
    (void)sigaction(SIGPIPE, &action, NULL);
    (void)sigaction(SIGXFSZ, &action, NULL);
}

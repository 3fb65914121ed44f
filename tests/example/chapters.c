/* The library from outside: reads notes and prints their chapters. Compiled by
 * the tests against an installed copy:
 *
 *   cc chapters.c $(pkg-config --cflags --libs nopriors) -o chapters
 */
#include <nopriors/nopriors.h>
#include <stdio.h>

static void print_chapters(const struct np_timeline *timeline)
{
    for (size_t i = 0; i < timeline->n_chapters; i++) {
        const struct np_chapter *chapter = &timeline->chapters[i];
        long long seconds = chapter->start / 1000;
        printf("%lld:%02lld %.*s\n", seconds / 60, seconds % 60,
               (int)chapter->title.len, chapter->title.ptr);
    }
}

static void print_diagnostics(const struct np_job *job)
{
    size_t n;
    const struct np_diag *diags = np_job_diagnostics(job, &n);
    for (size_t i = 0; i < n; i++)
        fprintf(stderr, "%s: %s\n", diags[i].kind->code,
                diags[i].kind->message);
}

int main(int argc, char **argv)
{
    struct np_job *job;
    enum np_status status;
    if (argc != 2) {
        fprintf(stderr, "usage: chapters NOTES\n");
        return np_status_exit_code(NP_ERR_USAGE);
    }
    status = np_job_new(&job);
    if (status != NP_OK)
        return np_status_exit_code(status);
    status = np_job_read_notes(job, argv[1]);
    if (status == NP_OK)
        status = np_job_run(job);
    if (status == NP_OK)
        print_chapters(np_job_timeline(job));
    else
        print_diagnostics(job);
    np_job_free(job);
    return np_status_exit_code(status);
}

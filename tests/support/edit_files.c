/* Puts chapters, subtitles and tags into each of many files, by the library and
 * in one process, and holds what came of it against what must be:
 *   edit_files WAY FOLDER < PATHS
 * WAY: copy, libav (a copy by libavformat), replace, or in-place, which is also
 * undone to the very bytes. FOLDER: an empty one to work in. Each path, one a
 * line, is copied there as ep.mp4. Refused: an error says why, MEDIA is what it
 * was, and nothing else is left in FOLDER; done: there is a result, and MEDIA
 * is what it was unless it was to be changed. Prints how often what was said;
 * the path of the file that broke it is the last one on standard error. Each
 * has 20 seconds. */
#include "base/buf.h"
#include "base/platform.h"
#include "base/str.h"

#include <dirent.h>
#include <nopriors/job.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECONDS 20
#define KINDS 100

static const char notes[] =
    "---\ntitle: T\n---\n\n### 大纲\n\n* **0:00 开场**\n* **0:01 结尾**\n\n"
    "## 对话\n\n**开场**\n\n**甲:** 欢迎来到节目。\n\n**结尾**\n\n"
    "**乙:** 谢谢大家。\n";

struct said {
    const char *code;
    size_t n;
};

struct runner {
    struct np_media_options options;
    bool changes; /* MEDIA itself */
    char media[4096];
    char out[4096];
    char program[4096];
    const char *folder;
    const char *now;
    struct said said[KINDS];
    size_t done;
    size_t same; /* there was nothing to do */
};

static void require(const struct runner *run, bool good, const char *what)
{
    if (good)
        return;
    (void)fprintf(stderr, "%s: %s\n", run->now, what);
    abort();
}

static void read_all(const struct runner *run, const char *path,
                     struct npi_buf *buf)
{
    char piece[65536];
    size_t n;
    FILE *file = fopen(path, "rb");

    npi_buf_init(buf, NPI_BUF_MAX);
    require(run, file != NULL, "cannot be read");
    while ((n = fread(piece, 1, sizeof piece, file)) > 0)
        npi_buf_put(buf, (struct np_str){piece, n});
    (void)fclose(file);
    require(run, buf->error == NP_OK, "cannot be held");
}

static void write_all(const struct runner *run, struct np_str bytes)
{
    FILE *file = fopen(run->media, "wb");

    require(run, file != NULL, "MEDIA cannot be made");
    require(run, fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len,
            "MEDIA cannot be written");
    require(run, fclose(file) == 0, "MEDIA cannot be written");
}

static size_t files_left(const struct runner *run)
{
    size_t n = 0;
    DIR *dir = opendir(run->folder);

    require(run, dir != NULL, "the folder is gone");
    while (readdir(dir))
        n++;
    (void)closedir(dir);
    return n - 2;
}

static void count(struct runner *run, const char *code)
{
    size_t i = 0;

    while (i < KINDS - 1 && run->said[i].code &&
           strcmp(run->said[i].code, code) != 0)
        i++;
    run->said[i].code = code;
    run->said[i].n++;
}

/* The last error's code; there must be one, save that tables that claim to be
 * huge are more than libavformat gets memory for. */
static const char *last_error(const struct runner *run, struct np_job *job,
                              enum np_status status)
{
    size_t n;
    const struct np_diag *diags = np_job_diagnostics(job, &n);

    if (status == NP_ERR_NOMEM)
        return "out of memory";
    while (n > 0 && diags[n - 1].kind->severity != NP_ERROR)
        n--;
    require(run, n > 0, "refused and nothing said");
    return diags[n - 1].kind->code;
}

static enum np_status edit(struct runner *run, struct np_job *job,
                           struct np_media_result *result)
{
    enum np_status status = np_job_set_folders(job, run->program, NULL);

    np_job_set_audio(job, NP_AUDIO_OFF);
    if (status == NP_OK)
        status = np_job_set_captions(job, "none");
    if (status == NP_OK)
        status = np_job_set_dictionary(job, "none");
    if (status == NP_OK)
        status = np_job_read_notes_text(job, "notes.md", notes,
                                        sizeof notes - 1);
    require(run, status == NP_OK, "the notes are not read");
    status = np_job_open_media(job, run->media);
    if (status == NP_OK)
        status = np_job_run(job);
    if (status == NP_OK)
        status = np_job_write_media(job, &run->options, result);
    return status;
}

static void check(struct runner *run, enum np_status status,
                  const struct np_media_result *result, struct np_str before)
{
    struct npi_buf after;
    bool same;

    read_all(run, run->media, &after);
    same = npi_str_eq(npi_buf_str(&after), before);
    npi_buf_release(&after);
    if (status != NP_OK) {
        require(run, same, "refused, and MEDIA was changed");
        require(run, files_left(run) == 1, "refused, and files are left");
    } else if (run->changes) {
        require(run, same == result->up_to_date, "nothing was written");
        require(run, files_left(run) == 1, "files are left");
    } else {
        require(run, same, "MEDIA was changed");
        require(run, files_left(run) == 2, "no copy, or files are left");
        require(run, unlink(run->out) == 0, "the copy is gone");
    }
}

/* What was edited in place becomes what it was. */
static void undo(struct runner *run, struct np_str before)
{
    struct np_restore_result undone;
    struct np_job *job;
    struct npi_buf after;

    require(run, np_job_new(&job) == NP_OK, "no memory");
    require(run,
            np_job_undo_media(job, run->media, false, &undone) == NP_OK &&
                undone.exact,
            "cannot be undone");
    np_job_free(job);
    read_all(run, run->media, &after);
    require(run, npi_str_eq(npi_buf_str(&after), before),
            "undone, and not what it was");
    npi_buf_release(&after);
}

static void one(struct runner *run)
{
    struct np_media_result result = {0};
    struct np_job *job;
    struct npi_buf before;
    enum np_status status;

    (void)fprintf(stderr, "file %s\n", run->now);
    read_all(run, run->now, &before);
    write_all(run, npi_buf_str(&before));
    (void)alarm(SECONDS);
    require(run, np_job_new(&job) == NP_OK, "no memory");
    status = edit(run, job, &result);
    (void)alarm(0);
    if (status == NP_OK && result.up_to_date)
        run->same++;
    else if (status == NP_OK)
        run->done++;
    else
        count(run, last_error(run, job, status));
    np_job_free(job);
    check(run, status, &result, npi_buf_str(&before));
    if (status == NP_OK && run->options.in_place && !result.up_to_date)
        undo(run, npi_buf_str(&before));
    npi_buf_release(&before);
    (void)unlink(run->media);
}

/* Sets what the way's name asks for; false if there is no such way. */
static bool choose(struct runner *run, const char *way)
{
    run->options = (struct np_media_options){
        .out = run->out, .drop_unsupported = true, .verify = NP_VERIFY_NONE};
    run->options.via_libav = strcmp(way, "libav") == 0;
    if (strcmp(way, "copy") == 0 || run->options.via_libav)
        return true;
    run->changes = true;
    run->options.out = run->media;
    run->options.in_place = strcmp(way, "in-place") == 0;
    run->options.replace = run->options.in_place || strcmp(way, "replace") == 0;
    return run->options.replace;
}

/* The folder above this program's, where the media part is. */
static void find_program(struct runner *run)
{
    char *slash = NULL;

    require(run, npi_platform_program(run->program, sizeof run->program),
            "this program is nowhere");
    for (int i = 0; i < 2; i++) {
        slash = strrchr(run->program, '/');
        require(run, slash != NULL, "this program is nowhere");
        *slash = '\0';
    }
}

int main(int argc, char **argv)
{
    static struct runner run;
    static char line[4096];

    run.now = "edit_files";
    if (argc != 3) {
        (void)fprintf(stderr, "usage: edit_files WAY FOLDER < PATHS\n");
        return 2;
    }
    run.folder = argv[2];
    (void)snprintf(run.media, sizeof run.media, "%s/ep.mp4", run.folder);
    (void)snprintf(run.out, sizeof run.out, "%s/out.mp4", run.folder);
    find_program(&run);
    if (!choose(&run, argv[1]) || files_left(&run) != 0)
        return 2;
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        run.now = line;
        one(&run);
    }
    printf("%7zu done\n%7zu nothing to do\n", run.done, run.same);
    for (size_t i = 0; i < KINDS && run.said[i].code; i++)
        printf("%7zu refused: %s\n", run.said[i].n, run.said[i].code);
    return 0;
}

/* Any bytes as somebody's subtitles: an error that is said, or cues of which
 * each breach names one and a rule, and JSON that can be written. */
#include "export/lint.h"
#include "base/platform.h"
#include "job/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void require(bool good)
{
    if (!good)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct np_lint *lint;
    struct np_job *job;
    struct npi_buf out;
    char path[32];
    int fd = npi_platform_memory_file(
        (struct np_str){(const char *)data, size});

    require(fd >= 0 && np_job_new(&job) == NP_OK);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", fd);
    npi_buf_init(&out, NPI_BUF_MAX);
    if (np_job_lint(job, path, &lint) == NP_OK) {
        for (size_t i = 0; i < lint->n_breaches; i++)
            require(lint->breaches[i].cue < lint->cues.n_cues &&
                    np_rule_find(lint->breaches[i].rule));
        require(npi_write_lint(lint, &job->diags, &out) == NP_OK);
    } else {
        require(npi_diags_count(&job->diags, NP_ERROR) > 0);
    }
    npi_buf_release(&out);
    np_job_free(job);
    (void)close(fd);
    return 0;
}

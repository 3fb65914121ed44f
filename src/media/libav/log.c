/* See log.h. */
#include "media/libav/log.h"

#include "media/libav/text.h"

#include <libavutil/log.h>
#include <string.h>

#define LINES_MAX 4
#define LINE_BYTES 256

static _Thread_local struct {
    bool open;
    int prefix;
    size_t n;
    char lines[LINES_MAX][LINE_BYTES];
} kept;

/* "[mov @ 0x55…] text\n" without the address, which no two runs share. */
static void tidy(char *line)
{
    char *at = strstr(line, " @ 0x");
    char *bracket = at ? strchr(at, ']') : NULL;

    if (line[0] == '[' && bracket)
        memmove(at, bracket, strlen(bracket) + 1);
    for (char *c = line; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
    while (*line && line[strlen(line) - 1] == ' ')
        line[strlen(line) - 1] = '\0';
}

static void keep(void *avcl, int level, const char *format, va_list args)
{
    char *line = kept.lines[kept.n % LINES_MAX];

    if (!kept.open || (level & 0xFF) > AV_LOG_ERROR || kept.n >= LINES_MAX)
        return;
    kept.prefix = 1;
    av_log_format_line2(avcl, level, format, args, line, LINE_BYTES,
                        &kept.prefix);
    tidy(line);
    for (size_t i = 0; i < kept.n; i++)
        if (strcmp(kept.lines[i], line) == 0)
            return;
    if (*line)
        kept.n++;
}

void npi_log_begin(void)
{
    kept.open = true;
    kept.n = 0;
    av_log_set_callback(keep);
}

struct np_str npi_log_last(void)
{
    return kept.n ? npi_str(kept.lines[kept.n - 1]) : npi_str(NULL);
}

void npi_log_end(const struct npi_part_host *host)
{
    for (size_t i = 0; i < kept.n; i++)
        host->tell(host->ctx, NPI_P_MEDIA_SAYS,
                   npi_av_text(host->ctx->arena, kept.lines[i]), npi_str(NULL),
                   npi_str(NULL));
    kept.open = false;
    kept.n = 0;
}

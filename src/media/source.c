/* See source.h. Playlists and scripts are known by their first words: they are
 * refused here by name, and the media part would not follow one either. */
#include "media/source.h"

#include "base/file.h"
#include "media/diags.h"
#include "media/say.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define HEAD_BYTES 1024

static const struct {
    const char *start; /* of the text, without case; anywhere in an XML head */
    const char *kind;
    bool xml;
} PLAYLISTS[] = {
    {"#EXTM3U", "M3U", false},     {"[playlist]", "PLS", false},
    {"[reference]", "ASX", false}, {"ffconcat", "ffconcat", false},
    {"v=0\r\no=", "SDP", false},   {"v=0\no=", "SDP", false},
    {"http://", "M3U", false},     {"https://", "M3U", false},
    {"RTSPtext", "RTSP", false},   {"<asx", "ASX", true},
    {"<MPD", "DASH", true},        {"<playlist", "XSPF", true},
    {"<smil", "SMIL", true},       {"<SmoothStreamingMedia", "ISM", true},
};

static bool holds_nocase(struct np_str text, struct np_str part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (npi_str_starts_nocase(npi_str_sub(text, i, part.len), part))
            return true;
    return false;
}

const char *npi_playlist_kind(struct np_str head)
{
    struct np_str text = npi_str_trim(head);

    for (size_t i = 0; i < sizeof(PLAYLISTS) / sizeof(PLAYLISTS[0]); i++) {
        struct np_str start = npi_str(PLAYLISTS[i].start);

        if (npi_str_starts_nocase(text, start))
            return PLAYLISTS[i].kind;
        if (PLAYLISTS[i].xml && npi_str_starts(text, NPI_STR("<?xml")) &&
            holds_nocase(text, start))
            return PLAYLISTS[i].kind;
    }
    return NULL;
}

/* "scheme://" or an address that people paste without one. */
static bool is_address(struct np_str path)
{
    size_t colon = npi_str_find(path, NPI_STR("://"));

    if (npi_str_starts_nocase(path, NPI_STR("www.")) ||
        npi_str_starts_nocase(path, NPI_STR("youtu.be/")) ||
        npi_str_starts_nocase(path, NPI_STR("youtube.com/")))
        return true;
    if (colon == NP_NONE || colon == 0)
        return false;
    for (size_t i = 0; i < colon; i++) {
        char c = path.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (i && ((c >= '0' && c <= '9') || c == '+' || c == '-'))))
            return false;
    }
    return true;
}

/* The address as one word of a shell: it may hold anything. */
static enum np_status refuse_address(struct npi_context *ctx,
                                     struct np_str address)
{
    struct npi_buf word;

    npi_buf_init(&word, NPI_BUF_MAX);
    npi_buf_putc(&word, '\'');
    for (size_t i = 0; i < address.len; i++)
        if (address.ptr[i] == '\'')
            npi_buf_puts(&word, "'\\''");
        else
            npi_buf_putc(&word, address.ptr[i]);
    npi_buf_putc(&word, '\'');
    NPI_DIAG2(ctx->diags, MEDIA_URL, NPI_NOWHERE, address, npi_buf_str(&word));
    npi_buf_release(&word);
    return NP_ERR_MEDIA;
}

static enum np_status missing(struct npi_context *ctx, const char *path,
                              int reason)
{
    struct np_str name = npi_str(path);

    if (reason != ENOENT && reason != ENOTDIR && reason != ENAMETOOLONG) {
        NPI_DIAG2(ctx->diags, FILE_UNREADABLE, NPI_NOWHERE, name,
                  npi_str(npi_errno_text(reason)));
        return NP_ERR_IO;
    }
    if (is_address(name))
        return refuse_address(ctx, name);
    NPI_DIAG1(ctx->diags, FILE_MISSING, NPI_NOWHERE, name);
    return NP_ERR_IO;
}

enum np_status npi_source_check_kind(struct npi_context *ctx, const char *path,
                                     const struct stat *st)
{
    if (S_ISREG(st->st_mode))
        return NP_OK;
    if (S_ISDIR(st->st_mode))
        NPI_DIAG1(ctx->diags, FILE_FOLDER, NPI_NOWHERE, npi_str(path));
    else
        NPI_DIAG1(ctx->diags, MEDIA_NOT_FILE, NPI_NOWHERE, npi_str(path));
    return NP_ERR_IO;
}

static enum np_status look_inside(struct npi_context *ctx, const char *path,
                                  struct npi_source_file *file)
{
    char head[HEAD_BYTES];
    ssize_t n = pread(file->fd, head, sizeof(head), 0);
    const char *kind;

    if (n < 0)
        return missing(ctx, path, errno);
    if (n == 0) {
        NPI_DIAG1(ctx->diags, MEDIA_EMPTY, NPI_NOWHERE, npi_str(path));
        return NP_ERR_MEDIA;
    }
    kind = npi_playlist_kind((struct np_str){head, (size_t)n});
    if (kind) {
        NPI_DIAG2(ctx->diags, MEDIA_PLAYLIST, NPI_NOWHERE, npi_str(path),
                  npi_str(kind));
        return NP_ERR_MEDIA;
    }
    npi_shape_read(file->fd, file->size, &file->shape);
    if (!file->shape.cut_name.ptr)
        return NP_OK;
    NPI_DIAG3(ctx->diags, MEDIA_TRUNCATED, NPI_NOWHERE, npi_str(path),
              file->shape.cut_name, npi_say_number(ctx, file->shape.cut_bytes));
    return NP_ERR_MEDIA;
}

enum np_status npi_source_open(struct npi_context *ctx, const char *path,
                               struct npi_source_file *file)
{
    struct stat st;
    enum np_status status;

    *file = (struct npi_source_file){.fd = -1};
    if (stat(path, &st) != 0)
        return missing(ctx, path, errno);
    status = npi_source_check_kind(ctx, path, &st);
    if (status != NP_OK)
        return status;
    file->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (file->fd < 0)
        return missing(ctx, path, errno);
    if (fstat(file->fd, &st) == 0)
        status = npi_source_check_kind(ctx, path, &st);
    file->size = (int64_t)st.st_size;
    file->modified = st.st_mtim;
    if (status == NP_OK)
        status = look_inside(ctx, path, file);
    if (status != NP_OK) {
        close(file->fd);
        file->fd = -1;
    }
    return status;
}

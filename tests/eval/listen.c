/* For measurements: the speech in a media file, one stretch a line, start and
 * end in ms. The media part is looked for in FOLDER.
 *
 *   listen FOLDER MEDIA */
#include "base/str.h"
#include "media/media.h"

#include <stdio.h>

static enum np_status run(struct npi_context *ctx, const char *folder,
                          const char *path)
{
    const char *folders[] = {folder, NULL};
    const struct npi_media_listening how = {0};
    const struct np_media_info *info;
    struct npi_media *media;
    struct npi_activity activity = {0};
    enum np_status status = npi_media_open(ctx, folders, path, &media, &info);

    if (!status)
        status = npi_media_listen(ctx, media, &how, &activity);
    for (size_t i = 0; i < activity.n; i++)
        (void)printf("%lld\t%lld\n", (long long)activity.speech[i].start,
                     (long long)activity.speech[i].end);
    for (size_t i = 0; i < ctx->diags->n; i++)
        (void)fprintf(stderr, "listen: %s\n", ctx->diags->items[i].kind->code);
    npi_media_close(media);
    return status;
}

int main(int argc, char **argv)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    enum np_status status;

    if (argc != 3) {
        (void)fprintf(stderr, "usage: listen FOLDER MEDIA\n");
        return 2;
    }
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    status = run(&ctx, argv[1], argv[2]);
    npi_arena_release(&arena);
    return status ? 1 : 0;
}

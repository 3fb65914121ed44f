/* What the media part makes of a file's packets, for tests that compare.
 *
 * usage: media_look FILE [AT BYTE]
 *            a line for each stream: codec, packets, hash of their bytes, hash
 *            of their times; as if the byte at AT (from 0) were BYTE
 *        media_look FILE STREAM MS...
 *            a line for each time: start in ms and length of the packet that
 *            is found there
 *
 * With just two numbers they are AT and BYTE. The part is in $NP_BUILD. */
#include "media/loader.h"

#include "base/str.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define TIMES_MAX 16

static void tell(struct npi_context *ctx, enum npi_media_problem problem,
                 struct np_str a, struct np_str b, struct np_str c)
{
    (void)ctx;
    (void)c;
    (void)fprintf(stderr, "problem %d: %.*s %.*s\n", (int)problem, (int)a.len,
                  a.len ? a.ptr : "", (int)b.len, b.len ? b.ptr : "");
}

static int show_hashes(const struct npi_part_host *host,
                       const struct npi_part_ops *ops,
                       struct npi_part_media *media,
                       const struct npi_part_info *info)
{
    struct npi_part_hash *hashes = calloc(info->n_streams, sizeof(*hashes));
    int code = 1;

    if (hashes && ops->hash(host, media, info->n_streams, hashes) == NP_OK) {
        for (size_t i = 0; i < info->n_streams; i++)
            printf("%.*s %lld %016llx%016llx %016llx%016llx\n",
                   (int)info->streams[i].codec.len, info->streams[i].codec.ptr,
                   (long long)hashes[i].n,
                   (unsigned long long)hashes[i].data[0],
                   (unsigned long long)hashes[i].data[1],
                   (unsigned long long)hashes[i].shown[0],
                   (unsigned long long)hashes[i].shown[1]);
        code = 0;
    }
    free(hashes);
    return code;
}

static int show_samples(const struct npi_part_host *host,
                        const struct npi_part_ops *ops,
                        struct npi_part_media *media, char **args, size_t n)
{
    struct npi_part_sample samples[TIMES_MAX];
    int64_t times[TIMES_MAX];

    n = n > TIMES_MAX ? TIMES_MAX : n;
    for (size_t i = 0; i < n; i++)
        times[i] = atoll(args[i + 1]);
    if (ops->sample(host, media, (size_t)atoll(args[0]), times, n, samples) !=
        NP_OK)
        return 1;
    for (size_t i = 0; i < n; i++)
        if (samples[i].data.ptr)
            printf("%lld %zu\n", (long long)samples[i].start,
                   samples[i].data.len);
        else
            printf("none\n");
    return 0;
}

int main(int argc, char **argv)
{
    const char *folders[] = {getenv("NP_BUILD"), NULL};
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    struct npi_part_overlay overlay = {0};
    struct npi_part_host host = {.ctx = &ctx, .tell = tell};
    const struct npi_part_ops *ops;
    struct npi_part_media *media = NULL;
    struct npi_part_info info;
    struct stat st;
    int fd = argc > 1 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;
    int code = 1;

    if (fd < 0 || fstat(fd, &st) != 0 || !folders[0])
        return 2;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    if (argc == 4) {
        overlay.n = 1;
        overlay.size = (int64_t)st.st_size;
        overlay.patches[0].at = atoll(argv[2]);
        overlay.patches[0].n = 1;
        overlay.patches[0].bytes[0] = (unsigned char)atoi(argv[3]);
        host.overlay = &overlay;
    }
    if (npi_loader_get(&ctx, folders, &ops) == NP_OK &&
        ops->open(&host, fd, argv[1], true, &media, &info) == NP_OK) {
        code = argc > 4
                   ? show_samples(&host, ops, media, argv + 2, (size_t)argc - 3)
                   : show_hashes(&host, ops, media, &info);
        ops->close(media);
    }
    npi_arena_release(&arena);
    return code;
}

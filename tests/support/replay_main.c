/* Gives files to a fuzz target, one after the other: a main for compilers
 * without libFuzzer. Each file has NP_REPLAY_SECONDS (60), so that a target
 * that is not linear fails. Ends with the number of files. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Exactly as large as the file: the sanitizer sees a read behind its end. */
static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    long end = -1;
    if (file && fseek(file, 0, SEEK_END) == 0)
        end = ftell(file);
    if (end >= 0) {
        *size = (size_t)end;
        rewind(file);
        data = malloc(*size ? *size : 1);
        if (data && fread(data, 1, *size, file) != *size)
            *size = 0;
    }
    if (file)
        (void)fclose(file);
    return data;
}

int main(int argc, char **argv)
{
    const char *seconds = getenv("NP_REPLAY_SECONDS");
    for (int i = 1; i < argc; i++) {
        size_t size = 0;
        uint8_t *data = read_file(argv[i], &size);
        if (!data) {
            (void)fprintf(stderr, "cannot read %s\n", argv[i]);
            return 1;
        }
        (void)fprintf(stderr, "replay %s\n", argv[i]);
        alarm(seconds ? (unsigned)strtoul(seconds, NULL, 10) : 60);
        LLVMFuzzerTestOneInput(data, size);
        free(data);
    }
    printf("%d\n", argc - 1);
    return 0;
}

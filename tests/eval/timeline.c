/* For measurements: notes to a timeline as JSON, with the model's numbers set
 * by hand. It leaves cues, formats and messages to the program.
 *
 *   timeline [--length SECONDS] [--set NAME=NUMBER]... NOTES */
#include "timeline/timeline.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/str.h"
#include "notes/notes.h"
#include "timeline/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    size_t offset;
} numbers[] = {
#define NUMBER(field)                                                          \
    {                                                                          \
#field, offsetof(struct npi_model, field)                              \
    }
    NUMBER(rate),           NUMBER(spread),        NUMBER(slack),
    NUMBER(unplaced),       NUMBER(words),         NUMBER(shown),
    NUMBER(soon),           NUMBER(memory),        NUMBER(early),
    NUMBER(bigram),         NUMBER(headings),      NUMBER(at_heading),
    NUMBER(before_heading), NUMBER(heading_reach), NUMBER(turns),
    NUMBER(at_turn),        NUMBER(stamp_error),   NUMBER(drift),
#undef NUMBER
};

static bool set_number(struct npi_model *model, const char *pair)
{
    const char *equals = strchr(pair, '=');
    size_t len = equals ? (size_t)(equals - pair) : 0;

    if (len == 6 && memcmp(pair, "rounds", 6) == 0) {
        model->rounds = (unsigned)strtoul(equals + 1, NULL, 10);
        return model->rounds > 0;
    }
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        if (strlen(numbers[i].name) == len &&
            memcmp(numbers[i].name, pair, len) == 0) {
            double value = strtod(equals + 1, NULL);

            memcpy((char *)model + numbers[i].offset, &value, sizeof(value));
            return true;
        }
    return false;
}

static void put_string(struct np_str text)
{
    (void)putchar('"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c < 0x20)
            (void)printf("\\u%04x", c);
        else if (c == '"' || c == '\\')
            (void)printf("\\%c", c);
        else
            (void)putchar(c);
    }
    (void)putchar('"');
}

static void put_sentence(const struct np_episode *episode,
                         const struct np_timeline *timeline, size_t s)
{
    const struct np_timed_sentence *timed = &timeline->sentences[s];

    (void)printf("{\"start\":%.3f,\"end\":%.3f,\"evidence\":%u,"
                 "\"confidence\":%.4f,\"text\":",
                 (double)timed->start / 1000, (double)timed->end / 1000,
                 timed->evidence, timed->confidence);
    put_string(episode->sentences[s].text);
    (void)putchar('}');
}

static void put_turns(const struct np_episode *episode,
                      const struct np_timeline *timeline)
{
    for (size_t t = 0; t < episode->n_turns; t++) {
        const struct np_turn *turn = &episode->turns[t];

        (void)printf("%s{\"sentences\":[", t ? "," : "");
        for (size_t s = 0; s < turn->n_sentences; s++) {
            (void)fputs(s ? "," : "", stdout);
            put_sentence(episode, timeline, turn->first_sentence + s);
        }
        (void)fputs("]}", stdout);
    }
}

static void put_chapters(const struct np_timeline *timeline)
{
    for (size_t i = 0; i < timeline->n_chapters; i++) {
        const struct np_chapter *chapter = &timeline->chapters[i];
        long long place = chapter->sentence == NP_NONE
                              ? -1
                              : (long long)chapter->sentence;

        (void)printf("%s{\"start\":%.3f,\"level\":%u,\"sentence\":%lld,"
                     "\"evidence\":%u,\"confidence\":%.4f,\"title\":",
                     i ? "," : "", (double)chapter->start / 1000,
                     chapter->level, place, chapter->evidence,
                     chapter->confidence);
        put_string(chapter->title);
        (void)putchar('}');
    }
}

static void put_codes(const struct npi_diags *diags)
{
    for (size_t i = 0; i < diags->n; i++)
        (void)printf("%s\"%s\"", i ? "," : "", diags->items[i].kind->code);
}

static enum np_status run(struct npi_context *ctx, const char *path,
                          struct npi_timeline_input *input)
{
    struct np_str bytes;
    struct np_str text;
    enum npi_encoding encoding;
    struct np_episode episode = {0};
    struct np_timeline timeline = {0};
    enum np_status status = npi_file_read(ctx->arena, ctx->diags, path,
                                          NPI_NOTES_MAX, &bytes);

    if (!status)
        status = npi_encoding_to_utf8(ctx->arena, ctx->diags, npi_str(path),
                                      bytes, &encoding, &text);
    if (!status)
        status = npi_notes_read(
            ctx, npi_diags_add_source(ctx->diags, npi_str(path), text), text,
            npi_str(NULL), &episode);
    input->episode = &episode;
    if (!status)
        status = npi_timeline_build(ctx, input, &timeline);
    if (!status) {
        (void)fputs("{\"turns\":[", stdout);
        put_turns(&episode, &timeline);
        (void)fputs("],\"chapters\":[", stdout);
        put_chapters(&timeline);
        (void)fputs("],\"diagnostics\":[", stdout);
        put_codes(ctx->diags);
        (void)fputs("]}\n", stdout);
    }
    return status;
}

int main(int argc, char **argv)
{
    struct npi_model model = npi_model_default;
    struct npi_timeline_input input = {.length = NP_NO_TIME, .model = &model};
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    enum np_status status;
    int i = 1;

    for (; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--length") == 0)
            input.length = (int64_t)(strtod(argv[i + 1], NULL) * 1000);
        else if (strcmp(argv[i], "--set") != 0 ||
                 !set_number(&model, argv[i + 1]))
            break;
    }
    if (i + 1 != argc) {
        (void)fprintf(stderr, "usage: timeline [--length SECONDS] "
                              "[--set NAME=NUMBER]... NOTES\n");
        return 2;
    }
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    status = run(&ctx, argv[i], &input);
    npi_arena_release(&arena);
    return status ? 1 : 0;
}

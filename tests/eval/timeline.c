/* For measurements: notes to a timeline as JSON, with the models' numbers set
 * by hand. It leaves cues, formats and messages to the program.
 *
 *   timeline [--length SECONDS] [--captions FILE] [--dictionary FILE]
 *            [--glossary FILE] [--activity FILE] [--set NAME=NUMBER]... NOTES
 *
 * FILE of --activity: what tests/eval/listen.c prints. NAME is of
 * src/timeline/model.h, or with "m." before it of src/matching/model.h. */
#include "timeline/timeline.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/str.h"
#include "captions/captions.h"
#include "lexicon/lexicon.h"
#include "matching/model.h"
#include "notes/notes.h"
#include "timeline/activity.h"
#include "timeline/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct number {
    const char *name;
    size_t offset;
};

static const struct number numbers[] = {
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

/* The same of the matching's model. */
static const struct number matching_numbers[] = {
#define NUMBER(field)                                                          \
    {                                                                          \
        "m." #field, offsetof(struct npi_matching_model, field)                \
    }
    NUMBER(explained),   NUMBER(smooth),       NUMBER(nested),
    NUMBER(learnt),      NUMBER(doubt),        NUMBER(dictionary),
    NUMBER(identity),    NUMBER(spread),       NUMBER(slack),
    NUMBER(length),      NUMBER(aside),        NUMBER(aside_unit),
    NUMBER(passage),     NUMBER(passage_unit), NUMBER(lacks),
    NUMBER(lacks_more),  NUMBER(lacks_silent), NUMBER(lacks_more_silent),
    NUMBER(ending),      NUMBER(ending_unit),  NUMBER(borders),
    NUMBER(hints),       NUMBER(hint_error),   NUMBER(guess_error),
    NUMBER(guess_floor),
#undef NUMBER
};

static bool set_in(void *model, const struct number *table, size_t n,
                   const char *pair)
{
    const char *equals = strchr(pair, '=');
    size_t len = equals ? (size_t)(equals - pair) : 0;

    for (size_t i = 0; i < n; i++)
        if (strlen(table[i].name) == len &&
            memcmp(table[i].name, pair, len) == 0) {
            double value = strtod(equals + 1, NULL);

            memcpy((char *)model + table[i].offset, &value, sizeof(value));
            return true;
        }
    return false;
}

static bool set_rounds(unsigned *rounds, const char *name, const char *pair)
{
    if (strncmp(pair, name, strlen(name)) != 0)
        return false;
    *rounds = (unsigned)strtoul(pair + strlen(name), NULL, 10);
    return *rounds > 0;
}

static bool set_number(struct npi_model *model,
                       struct npi_matching_model *matching, const char *pair)
{
    return set_rounds(&model->rounds, "rounds=", pair) ||
           set_rounds(&matching->rounds, "m.rounds=", pair) ||
           set_in(model, numbers, sizeof(numbers) / sizeof(numbers[0]), pair) ||
           set_in(matching, matching_numbers,
                  sizeof(matching_numbers) / sizeof(matching_numbers[0]), pair);
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

/* Files besides the notes; NULL: none. */
struct files {
    const char *captions;
    const char *dictionary;
    const char *glossary;
};

static enum np_status read_lexicon(struct npi_context *ctx,
                                   const struct files *files,
                                   struct npi_lexicon **lexicon)
{
    struct np_str bytes;
    enum np_status status = npi_lexicon_new(ctx, lexicon);

    if (!status && files->dictionary)
        status = npi_file_read(ctx->arena, ctx->diags, files->dictionary,
                               SIZE_MAX / 2, &bytes);
    if (!status && files->dictionary)
        status = npi_lexicon_dictionary(ctx, *lexicon,
                                        npi_str(files->dictionary), bytes);
    if (!status && files->glossary)
        status = npi_file_read(ctx->arena, ctx->diags, files->glossary,
                               NPI_NOTES_MAX, &bytes);
    if (!status && files->glossary)
        status = npi_lexicon_glossary(ctx, *lexicon, npi_str(files->glossary),
                                      bytes);
    return status;
}

static enum np_status read_captions(struct npi_context *ctx, const char *path,
                                    struct npi_caption_track *track)
{
    struct np_str bytes;
    enum np_status status = npi_file_read(ctx->arena, ctx->diags, path,
                                          NPI_CAPTIONS_MAX, &bytes);

    return status ? status
                  : npi_captions_read(ctx, npi_str(path), bytes, track);
}

/* Lines of start and end in ms; the length is the last end. */
static bool read_activity(struct npi_arena *arena, const char *path,
                          struct npi_activity *activity)
{
    struct npi_stretch *speech = NULL;
    size_t cap = 0;
    long long start;
    long long end;
    FILE *file = fopen(path, "r");

    *activity = (struct npi_activity){0};
    while (file && fscanf(file, "%lld %lld", &start, &end) == 2) {
        speech = npi_arena_grow(arena, speech, activity->n, &cap,
                                sizeof(*speech));
        if (!speech)
            break;
        speech[activity->n++] = (struct npi_stretch){start, end};
        activity->length = end;
    }
    activity->speech = speech;
    return file && fclose(file) == 0 && activity->n > 0;
}

static enum np_status run(struct npi_context *ctx, const char *path,
                          const struct files *files,
                          struct npi_timeline_input *input)
{
    struct npi_caption_track track;
    struct npi_lexicon *lexicon;
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
        status = read_lexicon(ctx, files, &lexicon);
    if (!status && files->captions)
        status = read_captions(ctx, files->captions, &track);
    if (!status && files->captions) {
        input->captions = &track;
        input->lexicon = lexicon;
    }
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
    struct npi_matching_model matching = npi_matching_model_default;
    struct npi_timeline_input input = {
        .length = NP_NO_TIME, .model = &model, .matching_model = &matching};
    struct files files = {0};
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    struct npi_activity activity;
    enum np_status status;
    int i = 1;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    for (; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--length") == 0)
            input.length = (int64_t)(strtod(argv[i + 1], NULL) * 1000);
        else if (strcmp(argv[i], "--captions") == 0)
            files.captions = argv[i + 1];
        else if (strcmp(argv[i], "--dictionary") == 0)
            files.dictionary = argv[i + 1];
        else if (strcmp(argv[i], "--glossary") == 0)
            files.glossary = argv[i + 1];
        else if (strcmp(argv[i], "--activity") == 0 &&
                 read_activity(&arena, argv[i + 1], &activity))
            input.activity = &activity;
        else if (strcmp(argv[i], "--set") != 0 ||
                 !set_number(&model, &matching, argv[i + 1]))
            break;
    }
    if (i + 1 != argc) {
        (void)fprintf(stderr, "usage: timeline [--length SECONDS] "
                              "[--captions FILE] [--dictionary FILE] "
                              "[--glossary FILE] [--activity FILE] "
                              "[--set NAME=NUMBER]... NOTES\n");
        npi_arena_release(&arena);
        return 2;
    }
    status = run(&ctx, argv[i], &files, &input);
    npi_arena_release(&arena);
    return status ? 1 : 0;
}

/* An episode's texts, array by array: a table tells which fields of a row are
 * text. */
#include "script/script.h"

#include <string.h>

/* A row's fields that are converted. */
struct row {
    size_t size;
    size_t texts[3]; /* offsets of its struct np_str */
    size_t n;
};

#define TEXT(type, field) offsetof(struct type, field)

static const struct row PEOPLE = {
    sizeof(struct np_person),
    {TEXT(np_person, name), TEXT(np_person, about)},
    2};
static const struct row FIELDS = {
    sizeof(struct np_field), {TEXT(np_field, key), TEXT(np_field, value)}, 2};
static const struct row ITEMS = {
    sizeof(struct np_item), {TEXT(np_item, text)}, 1};
static const struct row PROSE = {
    sizeof(struct np_prose),
    {TEXT(np_prose, heading), TEXT(np_prose, text)},
    2};
static const struct row NODES = {
    sizeof(struct np_node), {TEXT(np_node, title)}, 1};
static const struct row ENTRIES = {
    sizeof(struct np_entry), {TEXT(np_entry, title)}, 1};
static const struct row NAMES = {sizeof(struct np_str), {0}, 1};
static const struct row HEADINGS = {
    sizeof(struct np_heading), {TEXT(np_heading, text)}, 1};
static const struct row SENTENCES = {
    sizeof(struct np_sentence), {TEXT(np_sentence, text)}, 1};
static const struct row CHAPTERS = {
    sizeof(struct np_chapter), {TEXT(np_chapter, title)}, 1};

static enum np_status convert_at(struct npi_context *ctx,
                                 struct npi_converter *converter, char *at)
{
    struct np_str text;
    enum np_status status;

    memcpy(&text, at, sizeof(text));
    status = npi_converter_text(ctx, converter, text, &text);
    memcpy(at, &text, sizeof(text));
    return status;
}

/* A converted copy of n rows, or NULL with *status. After an error it does
 * nothing. */
static const void *convert(struct npi_context *ctx,
                           struct npi_converter *converter,
                           const struct row *row, const void *rows, size_t n,
                           enum np_status *status)
{
    char *copy;

    if (*status != NP_OK || n == 0)
        return rows;
    copy = npi_arena_alloc(ctx->arena, n, row->size);
    if (!copy) {
        *status = NP_ERR_NOMEM;
        return rows;
    }
    memcpy(copy, rows, n * row->size);
    for (size_t i = 0; i < n; i++) {
        if (ctx->cancel && *ctx->cancel)
            *status = NP_ERR_INTERRUPTED;
        for (size_t k = 0; k < row->n && *status == NP_OK; k++)
            *status = convert_at(ctx, converter,
                                 copy + i * row->size + row->texts[k]);
    }
    return copy;
}

static enum np_status convert_header(struct npi_context *ctx,
                                     struct npi_converter *converter,
                                     struct np_episode *episode)
{
    enum { TEXTS = 4 };
    struct np_str *const texts[TEXTS] = {&episode->title, &episode->show,
                                         &episode->category, &episode->summary};
    enum np_status status = NP_OK;

    for (size_t i = 0; status == NP_OK && i < TEXTS; i++)
        status = npi_converter_text(ctx, converter, *texts[i], texts[i]);
    if (status != NP_OK)
        return status;
    episode->language = npi_arena_str(ctx->arena,
                                      npi_converter_language(converter));
    return episode->language.ptr ? NP_OK : NP_ERR_NOMEM;
}

#define CONVERT(row, field)                                                    \
    (episode->field = convert(ctx, converter, &(row), episode->field,          \
                              episode->n_##field, &status))

enum np_status npi_converter_episode(struct npi_context *ctx,
                                     struct npi_converter *converter,
                                     struct np_episode *episode)
{
    enum np_status status = convert_header(ctx, converter, episode);

    CONVERT(PEOPLE, people);
    CONVERT(ITEMS, tags);
    CONVERT(ITEMS, key_points);
    CONVERT(FIELDS, fields);
    CONVERT(PROSE, prose);
    CONVERT(NODES, mind_map);
    CONVERT(ENTRIES, outline);
    CONVERT(NAMES, speakers);
    CONVERT(HEADINGS, headings);
    CONVERT(SENTENCES, sentences);
    return status;
}

enum np_status npi_converter_chapters(struct npi_context *ctx,
                                      struct npi_converter *converter,
                                      struct np_timeline *timeline)
{
    enum np_status status = NP_OK;

    timeline->chapters = convert(ctx, converter, &CHAPTERS, timeline->chapters,
                                 timeline->n_chapters, &status);
    return status;
}

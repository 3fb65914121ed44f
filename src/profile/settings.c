/* The settings' table, and setting one with a record of who did. Reading and
 * writing values is value.c's, reading files profile.c's. */
#include "profile/settings.h"

#include <nopriors/cues.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "profile/nearest.h"
#include "profile/value.h"

static const struct npi_word words_auto[] = {{"auto", 0}, {NULL, 0}};
static const struct npi_word words_counting[] = {{"auto", NPI_COUNT_AUTO},
                                                 {"wide", NPI_COUNT_WIDE},
                                                 {"each", NPI_COUNT_EACH},
                                                 {NULL, 0}};
static const struct npi_word words_end_marks[] = {{"auto", NPI_END_MARKS_AUTO},
                                                  {"keep", NPI_END_MARKS_KEEP},
                                                  {"drop", NPI_END_MARKS_DROP},
                                                  {NULL, 0}};
static const struct npi_word words_inner_marks[] = {
    {"keep", NPI_INNER_MARKS_KEEP},
    {"space", NPI_INNER_MARKS_SPACE},
    {NULL, 0}};
static const struct npi_word words_off_on[] = {
    {"off", 0}, {"on", 1}, {NULL, 0}};
static const struct npi_word words_latin_space[] = {
    {"as-is", NPI_LATIN_SPACE_AS_IS},
    {"none", NPI_LATIN_SPACE_NONE},
    {"space", NPI_LATIN_SPACE_ONE},
    {NULL, 0}};
static const struct npi_word words_ellipsis[] = {
    {"as-is", NPI_ELLIPSIS_AS_IS},
    {"low", NPI_ELLIPSIS_LOW},
    {"middle", NPI_ELLIPSIS_MIDDLE},
    {NULL, 0}};
static const struct npi_word words_dash[] = {
    {"as-is", NPI_DASH_AS_IS}, {"double", NPI_DASH_DOUBLE}, {NULL, 0}};
static const struct npi_word words_quotes[] = {{"as-is", NPI_QUOTES_AS_IS},
                                               {"curly", NPI_QUOTES_CURLY},
                                               {"corner", NPI_QUOTES_CORNER},
                                               {NULL, 0}};
static const struct npi_word words_levels[] = {
    {"auto", NPI_LEVELS_AUTO}, {"all", NPI_LEVELS_ALL}, {NULL, 0}};
static const struct npi_word words_bilingual[] = {
    {"no", NPI_BILINGUAL_NO},
    {"notes-first", NPI_BILINGUAL_NOTES_FIRST},
    {"captions-first", NPI_BILINGUAL_CAPTIONS_FIRST},
    {NULL, 0}};
static const struct npi_word words_script[] = {
    {"as-is", NPI_SCRIPT_AS_IS},     {"hans", NPI_SCRIPT_HANS},
    {"hant", NPI_SCRIPT_HANT},       {"hant-tw", NPI_SCRIPT_HANT_TW},
    {"hant-hk", NPI_SCRIPT_HANT_HK}, {NULL, 0}};
static const struct npi_word words_tags[] = {{"fill", NPI_TAGS_FILL},
                                             {"replace", NPI_TAGS_REPLACE},
                                             {"none", NPI_TAGS_NONE},
                                             {NULL, 0}};

static const struct npi_word words_speaker[] = {
    {"auto", NPI_SPEAKER_AUTO},           {"never", NPI_SPEAKER_NEVER},
    {"on-change", NPI_SPEAKER_ON_CHANGE}, {"always", NPI_SPEAKER_ALWAYS},
    {"voice", NPI_SPEAKER_VOICE},         {"colour", NPI_SPEAKER_COLOUR},
    {"dash", NPI_SPEAKER_DASH},           {NULL, 0}};

static const struct npi_word words_style[] = {
    {"flat", NP_CHAPTERS_FLAT},
    {"parents", NP_CHAPTERS_PARENTS},
    {"children", NP_CHAPTERS_CHILDREN},
    {"joined", NP_CHAPTERS_JOINED},
    {NULL, 0}};

static const struct npi_word words_verify[] = {{"none", NP_VERIFY_NONE},
                                               {"quick", NP_VERIFY_QUICK},
                                               {"full", NP_VERIFY_FULL},
                                               {NULL, 0}};

static const struct npi_word words_times[] = {
    {"keep", NPI_TIMES_KEEP}, {"now", NPI_TIMES_NOW}, {NULL, 0}};

const struct npi_setting npi_setting_table[] = {
#define NPI_SETTING(id, section, name, type, min, max, words, built_in, unit,  \
                    help, field)                                               \
    {section "." name,                                                         \
     section,                                                                  \
     name,                                                                     \
     NPI_SETTING_##type,                                                       \
     min,                                                                      \
     max,                                                                      \
     words,                                                                    \
     built_in,                                                                 \
     unit,                                                                     \
     help,                                                                     \
     offsetof(struct npi_settings, field)},
#include "profile/settings.def"
#undef NPI_SETTING
};

enum npi_setting_id npi_setting_find(struct np_str key)
{
    for (int i = 0; i < NPI_SETTINGS_N; i++)
        if (npi_str_eq(key, npi_str(npi_setting_table[i].key)))
            return (enum npi_setting_id)i;
    return NPI_SETTINGS_N;
}

void npi_settings_defaults(struct npi_settings *settings)
{
    memset(settings, 0, sizeof *settings);
    for (int i = 0; i < NPI_SETTINGS_N; i++)
        npi_value_read(&npi_setting_table[i],
                       npi_str(npi_setting_table[i].built_in), settings);
}

void npi_config_init(struct npi_config *config)
{
    memset(config, 0, sizeof *config);
    npi_settings_defaults(&config->settings);
}

/* The key that was meant: its section and its name are compared apart, since a
 * long section that is right would make any name look near. */
static struct np_str nearest_key(struct np_str key)
{
    struct np_str name = key, section = npi_str(NULL), best = npi_str(NULL);
    struct npi_nearest sections, names;
    npi_str_split(&name, '.', &section);
    npi_nearest_init(&sections, section);
    npi_nearest_init(&names, name);
    for (int i = 0; i < NPI_SETTINGS_N; i++) {
        const struct npi_setting *row = &npi_setting_table[i];
        /* Many know the name and forget the section. */
        if (!name.ptr && npi_str_eq(key, npi_str(row->name)))
            return npi_str(row->key);
        npi_nearest_try(&sections, npi_str(row->section));
    }
    for (int i = 0; i < NPI_SETTINGS_N && sections.best.ptr; i++) {
        const struct npi_setting *row = &npi_setting_table[i];
        size_t before = names.distance;
        if (npi_str_eq(sections.best, npi_str(row->section)))
            npi_nearest_try(&names, npi_str(row->name));
        if (names.distance < before)
            best = npi_str(row->key);
    }
    return best;
}

static void report_unknown(struct npi_context *ctx, struct np_str key,
                           struct np_span where)
{
    struct np_str near = nearest_key(key);
    if (near.ptr)
        NPI_DIAG2(ctx->diags, SETTING_UNKNOWN_NEAR, where, key, near);
    else
        NPI_DIAG1(ctx->diags, SETTING_UNKNOWN, where, key);
}

static bool is_number(struct np_str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return false;
    return value.len > 0;
}

static void report_value(struct npi_context *ctx, enum npi_setting_id id,
                         struct np_str value, struct np_span where)
{
    const struct npi_setting *row = &npi_setting_table[id];
    struct np_str key = npi_str(row->key);
    struct npi_nearest near;
    struct npi_buf takes;
    npi_nearest_init(&near, value);
    for (const struct npi_word *w = row->words; w && w->word; w++)
        npi_nearest_try(&near, npi_str(w->word));
    npi_buf_init(&takes, NPI_BUF_MAX);
    if (row->type == NPI_SETTING_TEXT)
        npi_buf_put_i64(&takes, row->max);
    else
        npi_setting_write_range(&takes, id);
    if (near.best.ptr)
        NPI_DIAG3(ctx->diags, SETTING_VALUE_NEAR, where, key, value, near.best);
    else if (row->type == NPI_SETTING_MS && is_number(value))
        NPI_DIAG3(ctx->diags, SETTING_UNIT, where, key, value,
                  npi_buf_str(&takes));
    else if (row->type == NPI_SETTING_TEXT)
        NPI_DIAG3(ctx->diags, SETTING_TEXT, where, key, value,
                  npi_buf_str(&takes));
    else
        NPI_DIAG3(ctx->diags, SETTING_VALUE, where, key, value,
                  npi_buf_str(&takes));
    npi_buf_release(&takes);
}

enum np_status npi_config_set(struct npi_context *ctx,
                              struct npi_config *config, struct np_str key,
                              struct np_str value, struct npi_origin origin,
                              struct np_span where)
{
    enum npi_setting_id id = npi_setting_find(key);
    struct npi_settings changed = config->settings;
    if (id == NPI_SETTINGS_N) {
        report_unknown(ctx, key, where);
        return NP_ERR_USAGE;
    }
    const struct npi_setting *row = &npi_setting_table[id];
    if (!npi_value_read(row, value, &changed)) {
        report_value(ctx, id, value, where);
        return NP_ERR_USAGE;
    }
    struct np_str *string = npi_value_string(row, &changed);
    if (string && string->ptr) {
        *string = npi_arena_str(ctx->arena, *string);
        if (!string->ptr)
            return NP_ERR_NOMEM;
    }
    if (origin.layer < config->origins[id].layer)
        return NP_OK;
    config->settings = changed;
    config->origins[id] = origin;
    return NP_OK;
}

enum np_status npi_config_set_pair(struct npi_context *ctx,
                                   struct npi_config *config,
                                   struct np_str pair)
{
    struct npi_origin origin = {NPI_LAYER_GIVEN, NPI_STR("--set"), 0};
    struct np_str rest = pair, key;
    bool complete = npi_str_split(&rest, '=', &key) && rest.ptr && key.len > 0;
    if (!complete) {
        NPI_DIAG1(ctx->diags, SETTING_PAIR, NPI_NOWHERE, pair);
        return NP_ERR_USAGE;
    }
    return npi_config_set(ctx, config, npi_str_trim(key), rest, origin,
                          NPI_NOWHERE);
}

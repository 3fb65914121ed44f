/* The stage: text to episode, part by part. */
#include "notes/notes.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/front.h"
#include "notes/language.h"
#include "notes/markdown.h"
#include "notes/parts.h"
#include "notes/sections.h"

/* Line ends as Markdown has them: \n, \r\n, \r. */
static bool ends_line(struct np_str text, size_t at)
{
    return text.ptr[at] == '\n' ||
           (text.ptr[at] == '\r' &&
            (at + 1 == text.len || text.ptr[at + 1] != '\n'));
}

static bool find_lines(struct npi_reader *r)
{
    size_t n = 1;
    for (size_t i = 0; i < r->notes.len; i++)
        n += ends_line(r->notes, i);
    r->lines = NPI_ARENA_NEW(r->ctx->arena, size_t, n);
    if (!r->lines) {
        r->status = NP_ERR_NOMEM;
        return false;
    }
    r->n_lines = 1;
    for (size_t i = 0; i < r->notes.len; i++)
        if (ends_line(r->notes, i))
            r->lines[r->n_lines++] = i + 1;
    return true;
}

static void add_sample(struct npi_scripts *scripts, struct np_str text,
                       size_t *left)
{
    text = npi_utf8_clip(text, *left);
    npi_scripts_add(scripts, text);
    *left -= text.len;
}

/* Bytes of text that tell its language. */
#define LANGUAGE_SAMPLE 12000

/* Languages with Han, kana or Hangul. */
static bool is_cjk(struct np_str tag)
{
    static const char *const codes[] = {"zh",  "zho", "chi", "cmn", "yue",
                                        "wuu", "nan", "hak", "gan", "lzh",
                                        "ja",  "jpn", "ko",  "kor"};
    struct np_str code;
    (void)npi_str_split(&tag, '-', &code);
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        if (npi_str_eq_nocase(code, npi_str(codes[i])))
            return true;
    return false;
}

/* The language that the user gave cannot be that of the text. */
static void check_language(struct npi_reader *r,
                           const struct npi_scripts *scripts)
{
    enum npi_script script = npi_scripts_main(scripts);
    bool cjk = script == NPI_SCRIPT_HAN || script == NPI_SCRIPT_KANA ||
               script == NPI_SCRIPT_HANGUL;
    if (!r->language.len || cjk == is_cjk(r->language))
        return;
    if (cjk)
        NPI_DIAG2(r->ctx->diags, LANGUAGE_OTHER, NPI_NOWHERE, r->language,
                  npi_scripts_language(scripts));
    else if (script == NPI_SCRIPT_LATIN)
        NPI_DIAG1(r->ctx->diags, LANGUAGE_LATIN, NPI_NOWHERE, r->language);
}

static void find_language(struct npi_reader *r)
{
    size_t left = LANGUAGE_SAMPLE;
    struct npi_scripts scripts = {0};
    struct np_episode *episode = r->episode;
    for (size_t i = 0; i < r->sentences.n; i++)
        add_sample(&scripts, r->sentences.items[i].text, &left);
    /* A short talk may not tell simplified from traditional. */
    bool unsure = scripts.hans == scripts.hant &&
                  npi_scripts_main(&scripts) == NPI_SCRIPT_HAN;
    for (size_t i = 0; i < r->outline.n && (!r->sentences.n || unsure); i++)
        add_sample(&scripts, r->outline.items[i].title, &left);
    if (unsure)
        add_sample(&scripts, episode->summary, &left);
    episode->language = r->language.len ? r->language
                                        : npi_scripts_language(&scripts);
    check_language(r, &scripts);
}

/* The lists to the episode's arrays. */
static void hand_over(struct npi_reader *r)
{
    struct np_episode *e = r->episode;
    e->people = r->people.items;
    e->n_people = r->people.n;
    e->tags = r->tags.items;
    e->n_tags = r->tags.n;
    e->key_points = r->key_points.items;
    e->n_key_points = r->key_points.n;
    e->fields = r->fields.items;
    e->n_fields = r->fields.n;
    e->prose = r->prose.items;
    e->n_prose = r->prose.n;
    e->mind_map = r->mind_map.items;
    e->n_mind_map = r->mind_map.n;
    e->outline = r->outline.items;
    e->n_outline = r->outline.n;
    e->speakers = r->speakers.items;
    e->n_speakers = r->speakers.n;
    e->headings = r->headings.items;
    e->n_headings = r->headings.n;
    e->turns = r->turns.items;
    e->n_turns = r->turns.n;
    e->sentences = r->sentences.items;
    e->n_sentences = r->sentences.n;
    e->originals = r->originals.items;
    e->n_originals = r->originals.n;
}

static void read_parts(struct npi_reader *r)
{
    static void (*const steps[])(struct npi_reader *) = {
        npi_front_read,    npi_markdown_read, npi_sections_assign,
        npi_about_read,    npi_outline_read,  npi_dialogue_read,
        npi_mind_map_read,
    };
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        if (npi_reader_ok(r))
            steps[i](r);
    if (npi_reader_ok(r) && !r->outline.n)
        npi_outline_from_headings(r);
}

/* Nobody sees them, and players choke on them. */
static void report_controls(struct npi_reader *r)
{
    size_t n = 0;
    size_t len = 0;
    size_t first = npi_text_find_control(r->notes, 0, &len);
    struct np_span span = {r->source, first, len};
    for (size_t at = first; at != NP_NONE; n++)
        at = npi_text_find_control(r->notes, at + len, &len);
    if (n)
        npi_reader_tell(r, &NPI_D_NOTES_CONTROL, span, n);
}

static void check_content(struct npi_reader *r)
{
    if (r->outline.n || r->sentences.n) {
        npi_outline_check_hours(r);
        npi_unused_report(r);
        return;
    }
    if (npi_str_trim(r->notes).len == 0)
        NPI_DIAG0(r->ctx->diags, NOTES_EMPTY, NPI_NOWHERE);
    else
        NPI_DIAG0(r->ctx->diags, NOTES_NOTHING, NPI_NOWHERE);
    r->status = NP_ERR_NOTES;
}

enum np_status npi_notes_read(struct npi_context *ctx, size_t source,
                              struct np_str text, struct np_str language,
                              struct np_episode *episode)
{
    struct npi_reader r = {.ctx = ctx,
                           .source = source,
                           .notes = text,
                           .language = language,
                           .episode = episode};
    *episode = (struct np_episode){.link_time = NP_NO_TIME};
    if (text.len > NPI_NOTES_MAX) {
        NPI_DIAG1(ctx->diags, NOTES_TOO_LONG, NPI_NOWHERE, NPI_STR("32"));
        return NP_ERR_NOTES;
    }
    npi_text_init(&r.text, ctx->arena);
    if (find_lines(&r))
        read_parts(&r);
    if (npi_reader_ok(&r)) {
        check_content(&r);
        report_controls(&r);
        find_language(&r);
        hand_over(&r);
        (void)npi_reader_ok(&r);
    }
    return r.status;
}

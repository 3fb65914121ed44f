/* Choosing among the files beside the notes. A name is taken apart into stem,
 * tag and extension; the candidates are sorted by what the tag and the video's
 * info say. No content is looked at: a file that turns out to be something
 * else is the next one's turn. */
#include "captions/pair.h"

#include "base/file.h"
#include "base/tag.h"
#include "captions/name_tag.h"
#include <stdlib.h>

/* Extensions of captions; among files that say the same the one that tells
 * more (the times of words) comes first. */
static const char *const extensions[] = {"json3", "vtt", "json", "ass",
                                         "ssa",   "srt", "bcc"};

#define EXTENSIONS (sizeof(extensions) / sizeof(extensions[0]))

/* How fit a language is, best first. */
enum fit { FIT_SPOKEN, FIT_UNTOLD, FIT_OTHER, FIT_TRANSLATED };

/* How the words came about, best first. */
enum made { MADE_BY_PEOPLE, MADE_UNTOLD, MADE_ORIGINAL, MADE_AUTOMATIC };

struct candidate {
    struct npi_caption_candidate out;
    struct npi_name_tag tag;
    struct np_str name;
    enum fit fit;
    enum made made;
    unsigned far; /* from the tag that is wanted: 0 the same */
    size_t extension;
};

struct ranker {
    const struct npi_caption_wish *wish;
    struct np_str spoken; /* the wish's, the info's, or what names tell */
    struct candidate *items;
    size_t n;
};

static bool same_language(struct np_str a, struct np_str b)
{
    return a.len > 0 && npi_tag_same(a, b);
}

static size_t extension_of(struct np_str name)
{
    struct np_str extension = npi_path_extension(name);
    size_t i = 0;
    while (i < EXTENSIONS &&
           !npi_str_eq_nocase(extension, npi_str(extensions[i])))
        i++;
    return i;
}

/* What follows the stem, if the name begins with it. */
static bool after_stem(struct np_str body, struct np_str stem,
                       struct np_str *middle)
{
    if (stem.len == 0 || !npi_str_starts(body, stem))
        return false;
    *middle = npi_str_sub(body, stem.len, body.len);
    return middle->len == 0 || middle->ptr[0] == '.';
}

/* What follows the stem without its own language: "ep.zh" pairs "ep.en", and
 * "ep.zh" itself is in Chinese. */
static bool after_bare_stem(struct np_str body, struct np_str stem,
                            struct np_str *middle)
{
    struct npi_name_tag tag;
    size_t dot = npi_str_rfind_char(stem, '.');
    return dot != NP_NONE && dot != 0 &&
           npi_name_tag_read(npi_str_sub(stem, dot, stem.len), &tag) &&
           after_stem(body, npi_str_sub(stem, 0, dot), middle) &&
           npi_name_tag_read(*middle, &tag);
}

static bool pairs_stem(struct np_str body, struct np_str stem,
                       struct np_str *middle)
{
    return after_bare_stem(body, stem, middle) ||
           after_stem(body, stem, middle);
}

static bool is_bound(struct np_str s, size_t at, const char *allowed)
{
    return npi_str_find_char(npi_str(allowed), s.ptr[at]) != NP_NONE;
}

/* "Title [id]", "Title-id", "id": the id whole, nothing but a tag behind. */
static bool pairs_id(struct np_str body, struct np_str id,
                     struct np_str *middle)
{
    size_t at = id.len ? npi_str_find(body, id) : NP_NONE;
    if (at == NP_NONE || (at > 0 && !is_bound(body, at - 1, "[(-_ ")))
        return false;
    size_t end = at + id.len;
    end += end < body.len && is_bound(body, end, "])");
    *middle = npi_str_sub(body, end, body.len);
    return middle->len == 0 || middle->ptr[0] == '.';
}

static bool is_listed(struct np_str language, const struct np_str *list,
                      size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (npi_str_eq_nocase(list[i], language))
            return true;
    return false;
}

static void add(struct ranker *ranker, struct np_str name, size_t index)
{
    const struct npi_caption_wish *wish = ranker->wish;
    struct candidate *c = &ranker->items[ranker->n];
    struct np_str middle;
    *c = (struct candidate){.name = name, .extension = extension_of(name)};
    if (c->extension == EXTENSIONS)
        return;
    struct np_str body = npi_path_stem(name);
    bool by_stem = pairs_stem(body, wish->stems[0], &middle) ||
                   pairs_stem(body, wish->stems[1], &middle);
    bool by_id = !by_stem && pairs_id(body, wish->id, &middle);
    if ((!by_stem && !by_id) || !npi_name_tag_read(middle, &c->tag))
        return;
    c->out.index = index;
    c->out.language = c->tag.language;
    c->out.by_id = by_id;
    ranker->n++;
}

static struct np_str told_language(const struct npi_caption_wish *wish)
{
    if (wish->spoken.len > 0)
        return wish->spoken;
    return wish->info ? wish->info->language : npi_str(NULL);
}

/* The names alone may tell what is spoken: "-orig", or what a translation was
 * made from. */
static void find_spoken(struct ranker *ranker)
{
    ranker->spoken = told_language(ranker->wish);
    for (size_t i = 0; i < ranker->n && !ranker->spoken.len; i++)
        if (ranker->items[i].tag.original && !ranker->items[i].tag.from.ptr)
            ranker->spoken = ranker->items[i].tag.language;
    for (size_t i = 0; i < ranker->n && !ranker->spoken.len; i++)
        ranker->spoken = ranker->items[i].tag.from;
}

static enum made made_of(const struct npi_video_info *info,
                         const struct npi_name_tag *tag)
{
    if (tag->original)
        return MADE_ORIGINAL;
    if (tag->automatic || tag->from.ptr)
        return MADE_AUTOMATIC;
    if (tag->named ||
        (info && is_listed(tag->language, info->human, info->n_human)))
        return MADE_BY_PEOPLE;
    if (info && is_listed(tag->language, info->automatic, info->n_automatic))
        return MADE_AUTOMATIC;
    return MADE_UNTOLD;
}

/* Recognised captions are in the spoken language; in any other a machine
 * translated them. */
static enum fit fit_of(const struct ranker *ranker, const struct candidate *c)
{
    bool spoken = same_language(ranker->spoken, c->tag.language);
    if (c->tag.from.ptr)
        return FIT_TRANSLATED;
    if (!c->tag.language.ptr)
        return FIT_UNTOLD;
    if (spoken || c->tag.original)
        return FIT_SPOKEN;
    if (ranker->spoken.len && c->made == MADE_AUTOMATIC && !c->tag.automatic)
        return FIT_TRANSLATED;
    return ranker->spoken.len ? FIT_OTHER : FIT_UNTOLD;
}

static void judge(const struct ranker *ranker, struct candidate *c)
{
    static const enum npi_caption_kind kinds[] = {
        [MADE_BY_PEOPLE] = NPI_CAPTION_HUMAN,
        [MADE_UNTOLD] = NPI_CAPTION_UNKNOWN,
        [MADE_ORIGINAL] = NPI_CAPTION_AUTOMATIC,
        [MADE_AUTOMATIC] = NPI_CAPTION_AUTOMATIC,
    };
    c->made = made_of(ranker->wish->info, &c->tag);
    c->fit = fit_of(ranker, c);
    c->far = !npi_str_eq_nocase(c->tag.language, ranker->spoken);
    c->out.kind = kinds[c->made];
    c->out.translated = c->fit == FIT_TRANSLATED;
}

static int by_name(const void *left, const void *right)
{
    const struct candidate *a = left;
    const struct candidate *b = right;
    return npi_str_cmp(a->name, b->name);
}

static int better(const void *left, const void *right)
{
    const struct candidate *a = left;
    const struct candidate *b = right;
    if (a->fit != b->fit)
        return a->fit < b->fit ? -1 : 1;
    if (a->made != b->made)
        return a->made < b->made ? -1 : 1;
    if (a->far != b->far)
        return a->far < b->far ? -1 : 1;
    if (a->extension != b->extension)
        return a->extension < b->extension ? -1 : 1;
    return by_name(a, b);
}

static enum np_status no_memory(struct npi_context *ctx)
{
    NPI_DIAG0(ctx->diags, NO_MEMORY, NPI_NOWHERE);
    return NP_ERR_NOMEM;
}

enum np_status npi_captions_rank(struct npi_context *ctx,
                                 const struct npi_caption_wish *wish,
                                 const struct np_str *names, size_t n,
                                 const struct npi_caption_candidate **ranked,
                                 size_t *n_ranked)
{
    struct ranker ranker = {
        .wish = wish,
        .items = NPI_ARENA_NEW(ctx->arena, struct candidate, n + 1)};
    *n_ranked = 0;
    *ranked = NULL;
    if (!ranker.items)
        return no_memory(ctx);
    for (size_t i = 0; i < n; i++)
        add(&ranker, names[i], i);
    qsort(ranker.items, ranker.n, sizeof(*ranker.items), by_name);
    find_spoken(&ranker);
    for (size_t i = 0; i < ranker.n; i++)
        judge(&ranker, &ranker.items[i]);
    qsort(ranker.items, ranker.n, sizeof(*ranker.items), better);
    struct npi_caption_candidate *out = NPI_ARENA_NEW(
        ctx->arena, struct npi_caption_candidate, ranker.n);
    if (!out)
        return no_memory(ctx);
    for (size_t i = 0; i < ranker.n; i++)
        out[i] = ranker.items[i].out;
    *ranked = out;
    *n_ranked = ranker.n;
    return NP_OK;
}

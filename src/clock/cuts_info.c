/* Which of SponsorBlock's stretches were cut out of a file: .info.json does not
 * say, but the file's length does. */
#include "clock/cuts.h"

#include "base/str.h"
#include "clock/diags.h"
#include "timeline/say.h"

/* Cutting at key frames leaves a little of each stretch or takes more. */
#define SLACK_ALL 1000 /* ms: durations are whole seconds */
#define SLACK_EACH 500 /* ms for each stretch cut out */
#define CATEGORIES 10  /* subsets of so many are tried */

struct info_cut {
    const struct npi_video_info *info;
    struct np_str categories[CATEGORIES];
    size_t n_categories;
    struct npi_cut *items; /* room for all stretches */
};

/* The category's bit; 0 for those that do not count. */
static unsigned bit_of(const struct info_cut *c, struct np_str name)
{
    for (size_t i = 0; i < c->n_categories; i++)
        if (npi_str_eq(c->categories[i], name))
            return 1u << i;
    return 0;
}

/* A chapter of SponsorBlock's own and a highlight are never cut out. */
static bool may_be_cut(struct np_str name)
{
    return name.len > 0 && !npi_str_eq(name, NPI_STR("chapter")) &&
           !npi_str_eq(name, NPI_STR("poi_highlight"));
}

static void list_categories(struct info_cut *c)
{
    for (size_t i = 0; i < c->info->n_sponsors; i++) {
        struct np_str name = c->info->sponsors[i].category;

        if (may_be_cut(name) && !bit_of(c, name) &&
            c->n_categories < CATEGORIES)
            c->categories[c->n_categories++] = name;
    }
}

/* The stretches of a set of categories, joined where they overlap. */
static size_t take(const struct info_cut *c, unsigned set, int64_t *sum)
{
    size_t n = 0;

    *sum = 0;
    for (size_t i = 0; i < c->info->n_sponsors; i++) {
        const struct npi_info_stretch *s = &c->info->sponsors[i];
        struct npi_cut *last = n > 0 ? &c->items[n - 1] : NULL;

        if (!(bit_of(c, s->category) & set))
            continue;
        if (!last || s->start > last->at + last->removed)
            c->items[n++] = (struct npi_cut){s->start, s->end - s->start, 0};
        else if (s->end > last->at + last->removed)
            last->removed = s->end - last->at;
    }
    for (size_t i = 0; i < n; i++)
        *sum += c->items[i].removed;
    return n;
}

/* The set that fits best, of equals the one of fewest categories; the whole
 * (0) is one of them. UINT_MAX: none fits. */
static unsigned best_set(const struct info_cut *c, int64_t lacks)
{
    unsigned best = UINT32_MAX;
    int64_t least = INT64_MAX;

    for (unsigned set = 0; set < 1u << c->n_categories; set++) {
        int64_t sum;
        size_t n = take(c, set, &sum);
        int64_t off = lacks > sum ? lacks - sum : sum - lacks;

        if (off <= SLACK_ALL + (int64_t)n * SLACK_EACH && off < least) {
            least = off;
            best = set;
        }
    }
    return best;
}

static void say_taken(struct npi_context *ctx, const struct info_cut *c,
                      unsigned set, size_t n, int64_t sum)
{
    struct npi_buf names;
    struct npi_said count = npi_say_count(n);
    struct npi_said length = npi_say_time(sum);

    npi_buf_init(&names, NPI_BUF_MAX);
    for (size_t i = 0; i < c->n_categories; i++) {
        if (!(set >> i & 1))
            continue;
        npi_buf_puts(&names, names.len > 0 ? ", " : "");
        npi_buf_put(&names, c->categories[i]);
    }
    NPI_DIAG3(ctx->diags, INFO_CUTS, NPI_NOWHERE, npi_said_str(&count),
              npi_said_str(&length), npi_buf_str(&names));
    npi_buf_release(&names);
}

static void decide(struct npi_context *ctx, const struct info_cut *c,
                   int64_t length, struct npi_cuts *cuts)
{
    unsigned set = best_set(c, c->info->duration - length);
    struct npi_said had = npi_say_time(length);
    struct npi_said whole = npi_say_time(c->info->duration);
    int64_t sum;

    if (set == UINT32_MAX) {
        NPI_DIAG2(ctx->diags, INFO_CUTS_UNFIT, NPI_NOWHERE, npi_said_str(&had),
                  npi_said_str(&whole));
    } else if (set == 0) {
        NPI_DIAG1(ctx->diags, INFO_CUTS_WHOLE, NPI_NOWHERE, npi_said_str(&had));
    } else {
        cuts->n = take(c, set, &sum);
        cuts->items = c->items;
        say_taken(ctx, c, set, cuts->n, sum);
    }
}

enum np_status npi_cuts_from_info(struct npi_context *ctx,
                                  const struct npi_video_info *info,
                                  int64_t length, struct npi_cuts *cuts)
{
    struct info_cut c = {.info = info};

    cuts->items = NULL;
    cuts->n = 0;
    if (info->duration == NP_NO_TIME || info->n_sponsors == 0) {
        NPI_DIAG0(ctx->diags, INFO_CUTS_NONE, NPI_NOWHERE);
        return NP_OK;
    }
    c.items = NPI_ARENA_NEW(ctx->arena, struct npi_cut, info->n_sponsors);
    if (!c.items)
        return NP_ERR_NOMEM;
    list_categories(&c);
    decide(ctx, &c, length, cuts);
    return NP_OK;
}

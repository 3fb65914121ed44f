/* Which pieces of the dialogue are the original beside its translation: whole
 * sections in another script, what is folded away in <details>, and paragraphs
 * that alternate with the translation. Who merely speaks another language is
 * not: there the speaker changes with the script. */
#include "base/str.h"
#include "notes/speech.h"

/* Alternating pieces: at least so many, so much of all, and so many of them
 * beside their translation (percent). */
#define ALTERNATE_MIN 2
#define ALTERNATE_SHARE 25
#define ALTERNATE_PAIRED 70

struct tally {
    size_t n[NPI_SCRIPTS];
};

static enum npi_script most(const struct tally *tally, enum npi_script but)
{
    enum npi_script best = NPI_SCRIPT_NONE;
    for (unsigned i = 1; i < NPI_SCRIPTS; i++)
        if (i != (unsigned)but && tally->n[i] > tally->n[best])
            best = (enum npi_script)i;
    return best;
}

/* The script that the notes' own words are in: outline, title. */
static enum npi_script notes_script(const struct npi_reader *r)
{
    struct npi_scripts scripts = {0};
    for (size_t i = 0; i < r->outline.n && i < 200; i++)
        npi_scripts_add(&scripts, r->outline.items[i].title);
    if (npi_scripts_main(&scripts) == NPI_SCRIPT_NONE)
        npi_scripts_add(&scripts, r->episode->title);
    return npi_scripts_main(&scripts);
}

static bool is_words(const struct npi_speech *speech)
{
    return !speech->heading && !speech->apart &&
           speech->script != NPI_SCRIPT_NONE;
}

/* The translation's script: the notes' own if a good part is in it. */
static enum npi_script main_script(const struct npi_reader *r,
                                   const struct tally *tally)
{
    enum npi_script first = most(tally, NPI_SCRIPT_NONE);
    enum npi_script own = notes_script(r);
    if (own != NPI_SCRIPT_NONE && tally->n[own] * 4 >= tally->n[first])
        return own;
    if (tally->n[NPI_SCRIPT_HAN] * 4 >= tally->n[first] &&
        tally->n[NPI_SCRIPT_HAN])
        return NPI_SCRIPT_HAN;
    return first;
}

static bool same_speaker(const struct npi_speech *a, const struct npi_speech *b)
{
    return !a->voice || !b->voice || a->voice == b->voice;
}

/* How many pieces of the other script have one of the main script right after
 * (step 1) or before them (step -1). */
static size_t count_pairs(const struct npi_speeches *s, enum npi_script script,
                          enum npi_script other, int step)
{
    size_t pairs = 0;
    for (size_t i = 0; i < s->list.n; i++) {
        const struct npi_speech *speech = &s->list.items[i];
        if (speech->heading || speech->script != other ||
            (step < 0 && i == 0) || (step > 0 && i + 1 == s->list.n))
            continue;
        const struct npi_speech *beside = speech + step;
        pairs += !beside->heading && beside->script == script &&
                 same_speaker(speech, beside);
    }
    return pairs;
}

static bool alternates(const struct npi_speeches *s, const struct tally *tally,
                       enum npi_script script, enum npi_script other)
{
    size_t n = tally->n[other];
    size_t all = n + tally->n[script];
    if (n < ALTERNATE_MIN || n * 100 < all * ALTERNATE_SHARE)
        return false;
    size_t after = count_pairs(s, script, other, 1);
    size_t before = count_pairs(s, script, other, -1);
    size_t pairs = after > before ? after : before;
    return pairs * 100 >= n * ALTERNATE_PAIRED;
}

static void mark(struct npi_speeches *s, enum npi_script other)
{
    for (size_t i = 0; i < s->list.n; i++)
        if (!s->list.items[i].heading && s->list.items[i].script == other)
            s->list.items[i].original = true;
}

/* A section under a heading of its own that is in another script as a whole. */
static void mark_sections(struct npi_speeches *s, enum npi_script script)
{
    size_t from = 0;
    while (from < s->list.n) {
        struct tally tally = {{0}};
        size_t to = from;
        size_t group = s->list.items[from].block->group;
        for (; to < s->list.n && s->list.items[to].block->group == group; to++)
            if (is_words(&s->list.items[to]))
                tally.n[s->list.items[to].script]++;
        enum npi_script first = most(&tally, NPI_SCRIPT_NONE);
        bool whole = from > 0 || to < s->list.n;
        for (size_t i = from; i < to; i++)
            if (whole && first != script &&
                tally.n[script] * 10 < tally.n[first])
                s->list.items[i].original = s->list.items[i].apart = true;
        from = to;
    }
}

static void mark_details(struct npi_reader *r, struct npi_speeches *s,
                         enum npi_script script)
{
    for (size_t i = 0; i < s->list.n; i++) {
        struct npi_speech *speech = &s->list.items[i];
        if (speech->block->details &&
            (r->details_original || speech->script != script))
            speech->original = true;
    }
}

bool npi_speeches_find_originals(struct npi_reader *r, struct npi_speeches *s)
{
    struct tally all = {{0}};
    struct tally open = {{0}}; /* not folded away */
    size_t n_open = 0;
    for (size_t i = 0; i < s->list.n; i++) {
        const struct npi_speech *speech = &s->list.items[i];
        if (!is_words(speech))
            continue;
        all.n[speech->script]++;
        if (speech->block->details)
            continue;
        open.n[speech->script]++;
        n_open++;
    }
    enum npi_script script = main_script(r, n_open ? &open : &all);
    mark_sections(s, script);
    if (n_open)
        mark_details(r, s, script);
    enum npi_script other = most(&open, script);
    if (!alternates(s, &open, script, other))
        return false;
    mark(s, other);
    return true;
}

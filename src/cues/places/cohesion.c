/* Words that recur together, by counts of short runs of characters: two words
 * hold together if their run is not rare and is a good part of what there is of
 * either. The measure is the cosine of co-occurrence ("Ochiai coefficient",
 * Ochiai, 1957), which needs no sample size as PMI does. Counts are a count-min
 * sketch (Cormode and Muthukrishnan, 2005): of a fixed size, never too low, and
 * exact as long as the episode is one that somebody speaks. */
#include "cues/places/cohesion.h"

#include "base/str.h"
#include "base/utf8.h"

#define REACH 2         /* characters of a word, next to the other one */
#define RUN (2 * REACH) /* the longest run that is counted */
#define RARE 3          /* a run seen less often says nothing */
#define APART 4         /* together at least one in so many, squared */
#define LEAST_SLOTS ((uint32_t)1 << 10)
#define MOST_SLOTS ((uint32_t)1 << 20)
/* An episode's words are known after so many bytes; what comes later, of a text
 * longer than a day of talk, is not counted. */
#define SEEN ((size_t)1 << 20)

/* A hash that takes a run's characters from the last to the first, so that one
 * pass serves all runs that end at a character. */
static uint64_t add(uint64_t hash, uint32_t cp)
{
    hash = (hash ^ cp) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

static uint16_t *slot(const struct npi_cohesion *c, uint64_t hash, unsigned row)
{
    uint32_t at = (uint32_t)(row ? hash >> 32 : hash) & c->mask;
    return &c->counts[(size_t)row * (c->mask + 1) + at];
}

static void count(struct npi_cohesion *c, uint64_t hash)
{
    for (unsigned row = 0; row < 2; row++) {
        uint16_t *n = slot(c, hash, row);
        if (*n < UINT16_MAX)
            ++*n;
    }
}

static uint64_t count_of(const struct npi_cohesion *c,
                         const struct npi_stretch *s, size_t from, size_t to)
{
    uint64_t hash = 0;
    for (size_t i = to; i-- > from;)
        hash = add(hash, s->cells[i].cp);
    uint16_t a = *slot(c, hash, 0);
    uint16_t b = *slot(c, hash, 1);
    return a < b ? a : b;
}

static void count_text(struct npi_cohesion *c, struct np_str text)
{
    uint32_t last[RUN];
    size_t n = 0; /* Han characters in a row */
    for (size_t at = 0; at < text.len;) {
        uint32_t cp = npi_utf8_next(text, &at);
        if (!npi_cp_is_han(cp)) {
            n = 0;
            continue;
        }
        uint64_t hash = 0;
        last[n++ % RUN] = cp;
        for (size_t k = 1; k <= RUN && k <= n; k++) {
            hash = add(hash, last[(n - k) % RUN]);
            count(c, hash);
        }
    }
}

static size_t extent(const struct np_episode *episode)
{
    size_t bytes = 0;
    for (size_t i = 0; i < episode->n_sentences && bytes < SEEN; i++)
        bytes += episode->sentences[i].text.len;
    return bytes < SEEN ? bytes : SEEN;
}

enum np_status npi_cohesion_init(struct npi_arena *scratch,
                                 const struct np_episode *episode,
                                 struct npi_cohesion *cohesion)
{
    size_t bytes = extent(episode);
    uint32_t slots = LEAST_SLOTS;
    while (slots < MOST_SLOTS && slots < bytes * 2)
        slots *= 2;
    cohesion->mask = slots - 1;
    cohesion->counts = NPI_ARENA_NEW(scratch, uint16_t, (size_t)slots * 2);
    if (!cohesion->counts)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < episode->n_outline; i++)
        if (episode->outline[i].title.len <= SEEN)
            count_text(cohesion, episode->outline[i].title);
    size_t left = SEEN;
    for (size_t i = 0; i < episode->n_sentences; i++) {
        struct np_str text = episode->sentences[i].text;
        if (text.len > left)
            break;
        count_text(cohesion, text);
        left -= text.len;
    }
    return NP_OK;
}

bool npi_cohesion_holds(const struct npi_cohesion *cohesion,
                        const struct npi_stretch *s, size_t from, size_t at,
                        size_t to)
{
    if (!cohesion->counts)
        return false;
    if (at - from > REACH)
        from = at - REACH;
    if (to - at > REACH)
        to = at + REACH;
    uint64_t both = count_of(cohesion, s, from, to);
    return both >= RARE &&
           both * both * APART >=
               count_of(cohesion, s, from, at) * count_of(cohesion, s, at, to);
}

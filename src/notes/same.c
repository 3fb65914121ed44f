/* Whether two readings tell the same episode. Every field that somebody could
 * see is compared, so that what a stamp does to its surroundings is noticed
 * wherever it shows. */
#include "notes/same.h"

#include "base/str.h"

#define EACH(a, b, list, same)                                                 \
    ((a)->n_##list == (b)->n_##list && each_##same((a), (b)))

static bool is_first(const struct np_episode *e, size_t s)
{
    return e->turns[e->sentences[s].turn].first_sentence == s;
}

static struct np_str speaker_of(const struct np_episode *e, size_t s)
{
    const size_t speaker = e->turns[e->sentences[s].turn].speaker;

    return speaker == NP_NONE ? npi_str(NULL) : e->speakers[speaker];
}

static size_t heading_of(const struct np_episode *e, size_t s)
{
    return e->turns[e->sentences[s].turn].heading;
}

bool npi_same_sentence(const struct np_episode *a, size_t i,
                       const struct np_episode *b, size_t j)
{
    const struct np_sentence *x = &a->sentences[i];
    const struct np_sentence *y = &b->sentences[j];

    return npi_str_eq(x->text, y->text) &&
           x->paragraph_start == y->paragraph_start &&
           x->direction == y->direction && is_first(a, i) == is_first(b, j) &&
           npi_str_eq(speaker_of(a, i), speaker_of(b, j)) &&
           heading_of(a, i) == heading_of(b, j);
}

static bool each_entry(const struct np_episode *a, const struct np_episode *b)
{
    for (size_t i = 0; i < a->n_outline; i++) {
        const struct np_entry *x = &a->outline[i];
        const struct np_entry *y = &b->outline[i];

        if (!npi_str_eq(x->title, y->title) || x->level != y->level ||
            x->parent != y->parent || x->start != y->start ||
            x->end != y->end || x->grain != y->grain)
            return false;
    }
    return true;
}

static bool each_heading(const struct np_episode *a, const struct np_episode *b)
{
    for (size_t i = 0; i < a->n_headings; i++) {
        const struct np_heading *x = &a->headings[i];
        const struct np_heading *y = &b->headings[i];

        if (!npi_str_eq(x->text, y->text) || x->start != y->start ||
            x->sentence != y->sentence || x->level != y->level)
            return false;
    }
    return true;
}

static bool each_original(const struct np_episode *a,
                          const struct np_episode *b)
{
    for (size_t i = 0; i < a->n_originals; i++)
        if (a->originals[i].turn != b->originals[i].turn ||
            !npi_str_eq(a->originals[i].text, b->originals[i].text))
            return false;
    return true;
}

static bool each_speaker(const struct np_episode *a, const struct np_episode *b)
{
    for (size_t i = 0; i < a->n_speakers; i++)
        if (!npi_str_eq(a->speakers[i], b->speakers[i]))
            return false;
    return true;
}

static bool each_person(const struct np_episode *a, const struct np_episode *b)
{
    for (size_t i = 0; i < a->n_people; i++)
        if (!npi_str_eq(a->people[i].name, b->people[i].name) ||
            !npi_str_eq(a->people[i].about, b->people[i].about))
            return false;
    return true;
}

static bool each_field(const struct np_episode *a, const struct np_episode *b)
{
    for (size_t i = 0; i < a->n_fields; i++)
        if (!npi_str_eq(a->fields[i].key, b->fields[i].key) ||
            !npi_str_eq(a->fields[i].value, b->fields[i].value))
            return false;
    return true;
}

static bool each_prose(const struct np_episode *a, const struct np_episode *b)
{
    for (size_t i = 0; i < a->n_prose; i++)
        if (!npi_str_eq(a->prose[i].heading, b->prose[i].heading) ||
            !npi_str_eq(a->prose[i].text, b->prose[i].text))
            return false;
    return true;
}

static bool each_node(const struct np_episode *a, const struct np_episode *b)
{
    for (size_t i = 0; i < a->n_mind_map; i++)
        if (a->mind_map[i].parent != b->mind_map[i].parent ||
            !npi_str_eq(a->mind_map[i].title, b->mind_map[i].title))
            return false;
    return true;
}

static bool same_items(const struct np_item *a, size_t n_a,
                       const struct np_item *b, size_t n_b)
{
    for (size_t i = 0; i < n_a && n_a == n_b; i++)
        if (!npi_str_eq(a[i].text, b[i].text))
            return false;
    return n_a == n_b;
}

static bool same_names(const struct np_episode *a, const struct np_episode *b)
{
    return npi_str_eq(a->title, b->title) &&
           npi_str_eq(a->original_title, b->original_title) &&
           npi_str_eq(a->show, b->show) && npi_str_eq(a->link, b->link) &&
           npi_str_eq(a->date, b->date) &&
           npi_str_eq(a->category, b->category) &&
           npi_str_eq(a->summary, b->summary) &&
           npi_str_eq(a->language, b->language);
}

bool npi_same_rest(const struct np_episode *a, const struct np_episode *b)
{
    return same_names(a, b) && EACH(a, b, outline, entry) &&
           EACH(a, b, headings, heading) && EACH(a, b, originals, original) &&
           EACH(a, b, speakers, speaker) && EACH(a, b, people, person) &&
           EACH(a, b, fields, field) && EACH(a, b, prose, prose) &&
           EACH(a, b, mind_map, node) && a->n_turns == b->n_turns &&
           same_items(a->tags, a->n_tags, b->tags, b->n_tags) &&
           same_items(a->key_points, a->n_key_points, b->key_points,
                      b->n_key_points);
}

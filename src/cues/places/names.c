/* Finding names in a stretch: byte for byte, save for the case of ASCII
 * letters. A Latin name is one where no letter stands beside it; a Chinese one
 * anywhere. Each part of a name with · is one of its own: 马斯克 of
 * 埃隆·马斯克. */
#include "cues/places/names.h"

#include "base/str.h"
#include "base/utf8.h"

#define LONGEST 96 /* bytes: more is no name but a description */
#define LEAST 2    /* characters: one cannot be cut */

struct npi_name {
    struct np_str text;
    uint16_t next; /* index + 1 of the next one of its slot, no longer */
};

/* What may stand behind a name in a list of people: （OpenAI）, a comma. */
static bool ends_name(uint32_t cp)
{
    switch (cp) {
    case '(':
    case ',':
    case '/':
    case ':':
    case 0xff08: /* （ */
    case 0xff0c: /* ， */
    case 0x3001: /* 、 */
    case 0xff1a: /* ： */
        return true;
    default:
        return false;
    }
}

static bool is_dot(uint32_t cp)
{
    return cp == 0xb7 || cp == 0x2022 || cp == 0x2027 || cp == 0x30fb;
}

/* By its first character, in either case: Latin letters and Han alike. */
static unsigned slot_of(struct np_str text)
{
    size_t at = 0;
    uint32_t cp = npi_cp_lower(npi_utf8_next(text, &at));
    return (cp ^ cp >> 8) % NPI_NAMES_SLOTS;
}

/* Keeps a slot's names by their length, the longest first. */
static void add(struct npi_names *names, struct np_str text)
{
    unsigned alike = 0;
    text = npi_str_trim(text);
    if (names->n == NPI_NAMES_MAX || text.len > LONGEST ||
        npi_utf8_count(text) < LEAST)
        return;
    uint16_t *link = &names->first[slot_of(text)];
    while (*link && names->items[*link - 1].text.len >= text.len) {
        if (npi_str_eq(names->items[*link - 1].text, text) ||
            ++alike == NPI_NAMES_ALIKE)
            return;
        link = &names->items[*link - 1].next;
    }
    names->items[names->n] = (struct npi_name){text, *link};
    *link = (uint16_t)++names->n;
}

/* The name up to what is said of it, whole and by its parts. */
static void add_all(struct npi_names *names, struct np_str text)
{
    size_t part = 0;
    size_t end = 0;
    bool dotted = false;
    for (size_t at = 0; at < text.len && at <= LONGEST; end = at) {
        uint32_t cp = npi_utf8_next(text, &at);
        if (ends_name(cp))
            break;
        if (!is_dot(cp))
            continue;
        add(names, npi_str_sub(text, part, end - part));
        part = at;
        dotted = true;
    }
    if (dotted)
        add(names, npi_str_sub(text, part, end - part));
    add(names, npi_str_sub(text, 0, end));
}

enum np_status npi_names_init(struct npi_arena *scratch,
                              const struct np_episode *episode,
                              const struct npi_lexicon *lexicon,
                              struct npi_names *names)
{
    size_t at = 0;
    struct np_str key;
    *names = (struct npi_names){0};
    names->items = NPI_ARENA_NEW(scratch, struct npi_name, NPI_NAMES_MAX);
    if (!names->items)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < episode->n_people && i < NPI_NAMES_MAX; i++)
        add_all(names, episode->people[i].name);
    for (size_t i = 0; i < episode->n_speakers && i < NPI_NAMES_MAX; i++)
        add_all(names, episode->speakers[i]);
    add_all(names, episode->show);
    while (lexicon && names->n < NPI_NAMES_MAX &&
           npi_lexicon_glossary_next(lexicon, &at, &key))
        add_all(names, key);
    return NP_OK;
}

/* The cell behind a name that begins with cell i; i if none does. */
static size_t name_end(const struct npi_stretch *s, size_t i,
                       struct np_str name)
{
    size_t from = s->cells[i].offset;
    struct np_str here = npi_str_sub(s->text, from, name.len);
    size_t end = i;
    if (!npi_str_eq_nocase(here, name))
        return i;
    while (end < s->n && s->cells[end].offset < from + name.len)
        end++;
    if (s->cells[end].offset != from + name.len)
        return i;
    bool goes_on = end < s->n && s->cells[end].kind == NPI_CELL_WORD &&
                   s->cells[end - 1].kind == NPI_CELL_WORD &&
                   npi_cp_is_alnum(s->cells[end].cp);
    return goes_on ? i : end;
}

static void keep_whole(struct npi_stretch *s, size_t from, size_t to,
                       uint32_t limit)
{
    if (npi_stretch_width(s, from, to) > limit)
        return;
    for (size_t i = from + 1; i < to; i++)
        if (s->cells[i].flags & NPI_CELL_SENTENCE)
            return;
    for (size_t i = from + 1; i < to; i++)
        s->cells[i].place = NPI_NEVER;
}

/* The cell behind the longest name that begins with cell i; i if none does. */
static size_t longest_end(const struct npi_names *names,
                          const struct npi_stretch *s, size_t i)
{
    struct np_str rest = npi_str_sub(s->text, s->cells[i].offset, s->text.len);
    unsigned n = 0;
    for (uint16_t k = names->first[slot_of(rest)]; k && n < 2 * NPI_NAMES_ALIKE;
         k = names->items[k - 1].next, n++) {
        size_t end = name_end(s, i, names->items[k - 1].text);
        if (end > i)
            return end;
    }
    return i;
}

void npi_names_keep(const struct npi_names *names, struct npi_stretch *s,
                    uint32_t limit)
{
    for (size_t i = 0; names->n && i < s->n; i++) {
        const struct npi_cell *cell = &s->cells[i];
        bool inside = i > 0 && cell->kind == NPI_CELL_WORD &&
                      cell[-1].kind == NPI_CELL_WORD &&
                      npi_cp_is_alnum(cell[-1].cp);
        size_t end = inside ? i : longest_end(names, s, i);
        if (end == i)
            continue;
        keep_whole(s, i, end, limit);
        i = end - 1;
    }
}

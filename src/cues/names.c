/* Finding names in a stretch: byte for byte, save for the case of ASCII
 * letters. A Latin name is one where no letter stands beside it; a Chinese one
 * anywhere. Each part of a name with · is one of its own: 马斯克 of
 * 埃隆·马斯克. */
#include "cues/names.h"

#include "base/str.h"
#include "base/utf8.h"

#define LONGEST 96 /* bytes: more is no name but a description */
#define LEAST 2    /* characters: one cannot be cut */

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

static unsigned begin_bit(char byte)
{
    unsigned char c = (unsigned char)byte;
    return (unsigned)(c >= 'A' && c <= 'Z' ? c + 32 : c) % 64;
}

/* Han characters have three first bytes between them: the second one tells
 * more. */
static unsigned bit_of(struct np_str text)
{
    bool ascii = (unsigned char)text.ptr[0] < 0x80;
    return begin_bit(text.ptr[ascii || text.len < 2 ? 0 : 1]);
}

static void add(struct npi_names *names, struct np_str name)
{
    size_t k;
    name = npi_str_trim(name);
    if (names->n == NPI_NAMES_MAX || name.len > LONGEST ||
        npi_utf8_count(name) < LEAST)
        return;
    for (k = 0; k < names->n; k++)
        if (npi_str_eq(names->items[k], name))
            return;
    for (; k > 0 && names->items[k - 1].len < name.len; k--)
        names->items[k] = names->items[k - 1];
    names->items[k] = name;
    names->n++;
    names->begins |= (uint64_t)1 << bit_of(name);
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
                              struct npi_names *names)
{
    *names = (struct npi_names){0};
    names->items = NPI_ARENA_NEW(scratch, struct np_str, NPI_NAMES_MAX);
    if (!names->items)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < episode->n_people && names->n < NPI_NAMES_MAX; i++)
        add_all(names, episode->people[i].name);
    for (size_t i = 0; i < episode->n_speakers && names->n < NPI_NAMES_MAX; i++)
        add_all(names, episode->speakers[i]);
    add_all(names, episode->show);
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

void npi_names_keep(const struct npi_names *names, struct npi_stretch *s,
                    uint32_t limit)
{
    for (size_t i = 0; names->n && i < s->n; i++) {
        const struct npi_cell *cell = &s->cells[i];
        struct np_str rest = npi_str_sub(s->text, cell->offset, s->text.len);
        bool inside = i > 0 && cell->kind == NPI_CELL_WORD &&
                      cell[-1].kind == NPI_CELL_WORD &&
                      npi_cp_is_alnum(cell[-1].cp);
        if (inside || !(names->begins >> bit_of(rest) & 1))
            continue;
        for (size_t k = 0; k < names->n; k++) {
            size_t end = name_end(s, i, names->items[k]);
            if (end == i)
                continue;
            keep_whole(s, i, end, limit);
            i = end - 1;
            break;
        }
    }
}

/* See particles.h. Words that are no rows of their own but made of such are
 * weighed by their parts: 也是 is drawn as 也 and repels as 是. */
#include "cues/places/particles.h"

#include "base/str.h"
#include "cues/charset.h"

#include <string.h>

#define SUFFIX 200 /* such a row never begins a word: 的|是 */

static const struct npi_particle particles[] = {
#define NPI_PARTICLE(word, before, after) {word, before, after},
#include "cues/places/particles.def"
#undef NPI_PARTICLE
};

const struct npi_particle npi_particle_lonely = {"", 90, 90};

/* 一位, 这门, 几家, 多个: they go with what they count, whatever it is. Those
 * that are said alone too (次, 里, 样, 天) are not among them. */
static const char32_t counting[] = U"一两兩几幾数數多每某这這那哪各半另整";
static const char32_t counted[] =
    U"个個位名门門家台项項套条條种種些群件本部篇款张張份座类類场場股批片段支"
    U"隻只块塊颗顆层層对對双雙组組副根间間所辆輛艘架句首枚排串堆代届屆";
static const struct npi_particle measure = {"", -20, 130};
static const struct npi_particle plain = {"", 0, 0};
static const struct npi_particle verb_to = {"", 0, 60};

/* Eight bytes as a number that sorts as they do. Written out: compilers know
 * it, and load it at once. */
static uint64_t eight(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return (uint64_t)b[0] << 56 | (uint64_t)b[1] << 48 | (uint64_t)b[2] << 40 |
           (uint64_t)b[3] << 32 | (uint64_t)b[4] << 24 | (uint64_t)b[5] << 16 |
           (uint64_t)b[6] << 8 | (uint64_t)b[7];
}

static bool is_before(uint64_t high, uint64_t low, const char *word)
{
    uint64_t other = eight(word);
    return high < other || (high == other && low < eight(word + 8));
}

/* The row of a word with zeros behind it. */
static const struct npi_particle *find(const char word[NPI_PARTICLE_BYTES])
{
    uint64_t high = eight(word);
    uint64_t low = eight(word + 8);
    const struct npi_particle *row = particles;
    size_t n = sizeof particles / sizeof particles[0];
    while (n > 1) {
        size_t half = n / 2;
        if (!is_before(high, low, row[half].word))
            row += half;
        n -= half;
    }
    return memcmp(row->word, word, NPI_PARTICLE_BYTES) == 0 ? row : NULL;
}

const struct npi_particle *npi_particle_find(struct np_str word)
{
    char padded[NPI_PARTICLE_BYTES] = {0};
    if (word.len == 0 || word.len > sizeof padded)
        return NULL;
    memcpy(padded, word.ptr, word.len);
    return find(padded);
}

size_t npi_said_end(const struct npi_stretch *s, size_t from)
{
    uint8_t kind = s->cells[from].kind;
    size_t to = from + 1;
    if (kind != NPI_CELL_WORD && kind != NPI_CELL_DICT)
        return to;
    while (to < s->n && s->cells[to].kind == kind &&
           !(s->cells[to].flags & (NPI_CELL_BORDER | NPI_CELL_SENTENCE)))
        to++;
    return to;
}

static const struct npi_particle *find_cells(const struct npi_stretch *s,
                                             size_t from, size_t to)
{
    size_t len = s->cells[to].offset - s->cells[from].offset;
    char word[NPI_PARTICLE_BYTES] = {0};
    if (len > sizeof word)
        return NULL;
    memcpy(word, s->text.ptr + s->cells[from].offset, len);
    for (size_t i = 0; i < len; i++)
        if (word[i] >= 'A' && word[i] <= 'Z')
            word[i] = (char)(word[i] + 32);
    return find(word);
}

/* Both rows of a word made of two particles; false if it is not. */
static bool find_parts(const struct npi_stretch *s, const struct npi_said *word,
                       const struct npi_particle *parts[2])
{
    if (word->to != word->from + 2 ||
        s->cells[word->from].kind != NPI_CELL_DICT)
        return false;
    parts[0] = find_cells(s, word->from, word->from + 1);
    parts[1] = parts[0] ? find_cells(s, word->from + 1, word->to) : NULL;
    return parts[1] != NULL;
}

static bool is_measure(const struct npi_stretch *s, const struct npi_said *word)
{
    return word->to == word->from + 2 &&
           npi_is_in(counting, s->cells[word->from].cp) &&
           npi_is_in(counted, s->cells[word->from + 1].cp);
}

/* What a word's second half makes of them both, or NULL if they are two. */
static const struct npi_particle *joined(uint32_t first, uint32_t second)
{
    if (npi_is_in(counting, first) && npi_is_in(counted, second))
        return &measure;
    return first == 0x4e4b ? &plain : NULL; /* 之|处 */
}

bool npi_said_joins(const struct npi_stretch *s, const struct npi_said *left,
                    struct npi_said *right)
{
    const struct npi_particle *row;
    if (left->to != right->from || left->to != left->from + 1 ||
        right->to != right->from + 1)
        return false;
    row = joined(s->cells[left->from].cp, s->cells[right->from].cp);
    if (!row)
        return false;
    right->known = true;
    right->after = row->after;
    return true;
}

/* 放在, 归到, 交给: a verb that goes with what follows. */
static bool is_verb_to(const struct npi_stretch *s, const struct npi_said *word)
{
    return word->to == word->from + 2 &&
           s->cells[word->from].kind == NPI_CELL_DICT &&
           npi_is_in(U"在到给給于於", s->cells[word->to - 1].cp);
}

static void weigh(struct npi_said *word, const struct npi_particle *first,
                  const struct npi_particle *last)
{
    word->known = true;
    word->before = first->before;
    word->after = last->after;
}

struct npi_said npi_said_at(const struct npi_stretch *s, size_t from)
{
    struct npi_said word = {.from = from, .to = npi_said_end(s, from)};
    const struct npi_particle *row = find_cells(s, from, word.to);
    const struct npi_particle *parts[2];
    if (row) {
        weigh(&word, row, row);
    } else if (is_measure(s, &word)) {
        weigh(&word, &measure, &measure);
    } else if (find_parts(s, &word, parts) &&
               (parts[0]->before < 0 || parts[0]->before >= SUFFIX)) {
        weigh(&word, parts[0], parts[1]);
    } else if (word.to > from + 1 && s->cells[word.to - 1].cp == 0x7684) {
        row = find_cells(s, word.to - 1, word.to); /* 最好的 */
        weigh(&word, &plain, row ? row : &plain);
    } else if (is_verb_to(s, &word)) {
        weigh(&word, &verb_to, &verb_to);
    } else if (word.to == from + 1 && s->cells[from].kind == NPI_CELL_DICT) {
        weigh(&word, &npi_particle_lonely, &npi_particle_lonely);
        word.known = false;
        word.lonely = true;
    }
    return word;
}

bool npi_said_is(const struct npi_stretch *s, const struct npi_said *word,
                 const char *text)
{
    const char *at = s->text.ptr + s->cells[word->from].offset;
    const char *end = s->text.ptr + s->cells[word->to].offset;
    /* By hand: it is asked of many texts, which differ soon. */
    while (at < end && *text && *at == *text) {
        at++;
        text++;
    }
    return at == end && !*text;
}

/* The break in it is a good one: 社区中|有. */
static bool is_two(const struct npi_stretch *s, const struct npi_said *word)
{
    static const char32_t places[] = U"上下中里裡内內外";
    const struct npi_particle *parts[2];
    return npi_is_in(places, s->cells[word->from].cp) &&
           find_parts(s, word, parts) && parts[1]->before <= 0 &&
           parts[1]->before >= -10 && !find_cells(s, word->from, word->to);
}

/* The dictionary cuts 实际|上; it is a row. */
static void join(struct npi_stretch *s, const struct npi_said *word)
{
    size_t at = word->to;
    if (at + 1 < s->n && s->cells[at].cp == 0x4e0a &&
        npi_said_end(s, at) == at + 1 && find_cells(s, word->from, at + 1))
        s->cells[at].flags &= (uint8_t)~NPI_CELL_BORDER;
}

void npi_said_mend(struct npi_stretch *s)
{
    for (size_t from = 0; from < s->n;) {
        struct npi_said word = {.from = from, .to = npi_said_end(s, from)};
        if (s->cells[from].flags & NPI_CELL_BORDER) {
            if (is_two(s, &word))
                s->cells[from + 1].flags |= NPI_CELL_BORDER;
            else
                join(s, &word);
        }
        from = word.to;
    }
}

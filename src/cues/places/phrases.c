/* What several words say together: 的 with the noun that it leads to, and what
 * stands inside a frame (在…之上, 当…时, 除了…以外). */
#include "cues/places/particles.h"
#include "cues/places/places.h"

#include "cues/charset.h"

#define SHORT_HEAD 2 /* a noun that would be lonely without 的: characters */
#define HEAD 4       /* … and one that would not look it */
#define SUFFIX 60    /* leans so much on what stands before it */
#define PLACES (-20) /* at most: 里, 之上 */
#define ENDS 12      /* words that end a frame, at most */

/* What opens a frame, and what ends it. */
struct frame {
    const char *opens;
    const char *ends[ENDS];
};

static const struct frame frames[] = {
    {"在",
     {"上", "中", "里", "裡", "下", "内", "內", "时", "時", "前", "后", "後"}},
    {"在",
     {"之上", "之中", "之下", "之内", "之內", "之前", "之后", "之後", "之间",
      "之間", "之外"}},
    {"在",
     {"里面", "裡面", "上面", "下面", "期间", "期間", "以前", "以后", "以後",
      "方面", "当中", "當中"}},
    {"当", {"时", "时候", "之后", "之前", "以后"}},
    {"當", {"時", "時候", "之後", "之前", "以後"}},
    {"从", {"来看", "来说", "来讲", "开始", "起", "中", "里", "上"}},
    {"從", {"來看", "來說", "來講", "開始", "起", "中", "裡", "上"}},
    {"对", {"来说", "而言", "来讲"}},
    {"對", {"來說", "而言", "來講"}},
    {"对于", {"来说", "而言", "来讲"}},
    {"對於", {"來說", "而言", "來講"}},
    {"除了", {"以外", "之外", "外"}},
    {"像", {"一样", "一樣", "那样", "那樣", "这样", "這樣"}},
    {"跟", {"一样", "一樣"}},
    {"和", {"一样", "一樣"}},
};

/* What they open with, for a first look. */
static const char32_t openers[] = U"在当當从從对對除像跟和";

#define N_FRAMES (sizeof frames / sizeof *frames)

/* The first frame that the word opens, or N_FRAMES. */
static size_t opened(const struct npi_stretch *s, const struct npi_said *word)
{
    size_t k = 0;
    while (k < N_FRAMES && !npi_said_is(s, word, frames[k].opens))
        k++;
    return k;
}

/* k: the first frame that opener opens; the others stand behind it. */
static bool ends_frame(const struct npi_stretch *s, const struct npi_said *word,
                       const struct npi_said *opener, size_t k)
{
    for (; k < N_FRAMES && npi_said_is(s, opener, frames[k].opens); k++)
        for (size_t i = 0; i < ENDS && frames[k].ends[i]; i++)
            if (npi_said_is(s, word, frames[k].ends[i]))
                return true;
    return false;
}

static void add(struct npi_stretch *s, size_t i, int more)
{
    int16_t *place = &s->cells[i].place;
    if (*place > NPI_PLACE_LIST && *place < NPI_PLACE_HELD)
        *place = (int16_t)(*place + more);
}

/* Breaks between opener and what ends its frame, if that is near, in the same
 * clause. */
static void keep_frame(struct npi_stretch *s, const struct npi_said *opener,
                       uint32_t reach)
{
    size_t k = opened(s, opener);
    if (k == N_FRAMES)
        return;
    for (size_t from = opener->to; from < s->n;) {
        struct npi_said word = {.from = from, .to = npi_said_end(s, from)};
        if (s->cells[from].place <= NPI_PLACE_LIST ||
            npi_stretch_width(s, opener->from, word.to) > reach)
            return;
        if (word.from > opener->to && ends_frame(s, &word, opener, k)) {
            for (size_t i = opener->to; i <= word.from; i++)
                add(s, i, NPI_PLACE_FRAMED);
            return;
        }
        from = word.to;
    }
}

/* 的, 了 and their like end a noun; other words that lean on what stands before
 * them are a part of it: 启发|式, 应用|领域. */
static bool goes_on(const struct npi_stretch *s, const struct npi_said *word)
{
    static const char32_t ends[] = U"的了着著过過得地吗嗎呢吧啊呀嘛";
    return !word->known || (word->before >= SUFFIX &&
                            !npi_is_in(ends, s->cells[word->to - 1].cp));
}

/* 志愿|者: more of a noun seldom comes behind it. */
static bool closes(const struct npi_stretch *s, const struct npi_said *word)
{
    static const char32_t last[] = U"者员員师師家人性感率";
    return word->known && npi_is_in(last, s->cells[word->to - 1].cp);
}

/* 头号 Python 播客: a name or a foreign word follows, after a space or none. */
static bool meets_latin(const struct npi_stretch *s, size_t i)
{
    if (i < s->n && s->cells[i].kind == NPI_CELL_SPACE)
        i++;
    return i < s->n && s->cells[i].kind == NPI_CELL_WORD &&
           s->cells[i].place > NPI_PLACE_LIST;
}

/* Characters from cell `from` to the next particle or mark, without 里 and its
 * like; more than HEAD if a foreign word follows. */
static size_t head_length(const struct npi_stretch *s, size_t from)
{
    size_t n = 0;
    size_t i = from;
    while (i < s->n && s->cells[i].kind == NPI_CELL_DICT &&
           (i == from || s->cells[i].place > NPI_PLACE_LIST)) {
        struct npi_said word = npi_said_at(s, i);
        /* 经验|放|在: behind a word a lone character is rather a verb. */
        if (!goes_on(s, &word) || (word.lonely && n >= SHORT_HEAD))
            return n;
        if (word.after > PLACES)
            n += word.to - word.from;
        if (closes(s, &word))
            return n;
        i = word.to;
    }
    return n > 0 && meets_latin(s, i) ? n + HEAD : n;
}

static bool is_pronoun(const struct npi_stretch *s, const struct npi_said *word)
{
    static const char32_t first[] = U"我你您他她它咱";
    return word->to > word->from && npi_is_in(first, s->cells[word->from].cp);
}

/* A word with 的 at its end, after `owner`, and its noun: 你|的|产品 is as one
 * word. */
static void keep_head(struct npi_stretch *s, const struct npi_said *owner,
                      const struct npi_said *word)
{
    size_t i = word->to;
    size_t head = head_length(s, i);
    if (head > 0 && head <= SHORT_HEAD)
        add(s, i, NPI_PLACE_HEAD);
    else if (head > 0 && (head <= HEAD || is_pronoun(s, owner)))
        add(s, i, NPI_PLACE_HEAD / 2);
}

void npi_places_in_phrases(struct npi_stretch *s, uint32_t limit)
{
    struct npi_said left = {0};
    for (size_t from = 0; from < s->n;) {
        struct npi_said word = {.from = from, .to = npi_said_end(s, from)};
        from = word.to;
        if (from == s->n)
            return;
        if (s->cells[from - 1].cp == 0x7684) /* 的 */
            keep_head(s, &left, &word);
        else if (npi_is_in(openers, s->cells[word.from].cp))
            keep_frame(s, &word, limit * 3 / 4);
        left = word;
    }
}

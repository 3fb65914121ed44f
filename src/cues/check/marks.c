/* The style check's rules on what a cue says: marks, spaces, brackets, what is
 * too short to be read, what flickers, who speaks. They look at the lines as
 * they are. */
#include "base/str.h"
#include "base/utf8.h"
#include "cues/charset.h"
#include "cues/check/check.h"

/* Cues in which an opened bracket may still be closed. */
#define BRACKET_CUES 8
/* A cue with the same words so soon after the one before has blinked. */
#define FLICKER_MS 1000
/* Half-widths that are too little for a line, or a cue. */
#define ORPHAN_WIDTH 4

/* Written in Chinese or Japanese, whose marks are full-width. */
static bool is_chinese(const struct npi_subject *s)
{
    return s->settings->counting == NPI_COUNT_WIDE;
}

static const char32_t dropped[] = U"。，；";
static const char32_t doubled[] = U"。，、；：？！,;:";
static const char32_t half_width[] = U",;:?!()";

static bool is_doubled(uint32_t left, uint32_t right)
{
    return left == right && npi_is_in(doubled, right) && right != U'！' &&
           right != U'？';
}

/* A half-width mark directly behind a Chinese character. */
static bool is_half(const struct npi_subject *s, uint32_t left, uint32_t mark)
{
    return is_chinese(s) && npi_is_in(half_width, mark) && npi_cp_is_cjk(left);
}

static size_t faults_of_marks(const struct npi_subject *s, struct np_str line)
{
    uint32_t left = 0;
    size_t n = 0;

    for (size_t at = 0; at < line.len;) {
        uint32_t cp = npi_utf8_next(line, &at);

        n += is_doubled(left, cp) || is_half(s, left, cp);
        left = cp;
    }
    return n + (s->settings->end_marks == NPI_END_MARKS_DROP &&
                npi_is_in(dropped, left));
}

bool npi_rule_punctuation(const struct npi_subject *s, double *value,
                          double *limit)
{
    *limit = 0;
    for (unsigned k = 0; k < s->cue->n_lines; k++)
        *value += (double)faults_of_marks(s, s->cue->lines[k]);
    return *value > 0;
}

bool npi_rule_spaces(const struct npi_subject *s, double *value, double *limit)
{
    *limit = 0;
    for (unsigned k = 0; k < s->cue->n_lines; k++) {
        struct np_str line = s->cue->lines[k];
        uint32_t left = U' ';

        for (size_t at = 0; at < line.len;) {
            uint32_t cp = npi_utf8_next(line, &at);

            *value += npi_cp_is_space(cp) && npi_cp_is_space(left);
            left = cp;
        }
        *value += line.len > 0 && npi_cp_is_space(left) &&
                  npi_str_trim(line).len > 0;
    }
    return *value > 0;
}

/* Openings and their closings, by their places. */
static const char32_t openings[] = U"(（[【{「『《〈“";
static const char32_t closings[] = U")）]】}」』》〉”";

static size_t place_in(const char32_t *set, uint32_t cp)
{
    for (size_t i = 0; set[i]; i++)
        if (set[i] == cp)
            return i;
    return NP_NONE;
}

#define DEPTH_MAX 32

struct nesting {
    size_t open[DEPTH_MAX]; /* places in openings */
    size_t n;
    size_t lost; /* closed and never opened */
};

static void follow(struct nesting *nesting, struct np_str line)
{
    for (size_t at = 0; at < line.len;) {
        uint32_t cp = npi_utf8_next(line, &at);
        size_t opens = place_in(openings, cp);
        size_t closes = place_in(closings, cp);

        if (opens != NP_NONE && nesting->n < DEPTH_MAX)
            nesting->open[nesting->n++] = opens;
        if (closes == NP_NONE)
            continue;
        if (nesting->n > 0 && nesting->open[nesting->n - 1] == closes)
            nesting->n--;
        else
            nesting->lost++;
    }
}

static bool has_brackets(const struct np_cue *cue)
{
    for (unsigned k = 0; k < cue->n_lines; k++)
        for (size_t at = 0; at < cue->lines[k].len;) {
            uint32_t cp = npi_utf8_next(cue->lines[k], &at);
            if (npi_is_in(openings, cp) || npi_is_in(closings, cp))
                return true;
        }
    return false;
}

static void follow_cue(struct nesting *nesting, const struct np_cue *cue)
{
    for (unsigned k = 0; k < cue->n_lines; k++)
        follow(nesting, cue->lines[k]);
}

/* What this cue opens and none of the next ones closes, or closes and none of
 * those before opened. */
bool npi_rule_brackets(const struct npi_subject *s, double *value,
                       double *limit)
{
    struct nesting before = {.n = 0};
    struct nesting with;
    struct nesting after;
    size_t first = s->index > BRACKET_CUES ? s->index - BRACKET_CUES : 0;
    size_t last = s->index + BRACKET_CUES;

    *limit = 0;
    if (!has_brackets(s->cue))
        return false; /* most cues; the look around is dear */
    for (size_t i = first; i < s->index; i++)
        follow_cue(&before, &s->cues->cues[i]);
    with = before;
    follow_cue(&with, s->cue);
    after = with;
    for (size_t i = s->index + 1;
         i <= last && i < s->cues->n_cues && after.n > before.n; i++)
        follow_cue(&after, &s->cues->cues[i]);
    *value = (double)(with.lost - before.lost) +
             (double)(with.n > before.n && after.n > before.n
                          ? after.n - before.n
                          : 0);
    return *value > 0;
}

/* Widths of lines with next to nothing, where there would be room for them on
 * another one; a short answer of somebody's is none. */
bool npi_rule_orphan(const struct npi_subject *s, double *value, double *limit)
{
    *limit = (double)ORPHAN_WIDTH / 2;
    if (s->cue->n_lines < 2)
        return false;
    *value = *limit + 1;
    for (unsigned k = 0; k < s->cue->n_lines; k++)
        if ((double)s->widths[k] / 2 < *value)
            *value = (double)s->widths[k] / 2;
    return *value <= *limit;
}

static bool same_lines(const struct np_cue *a, const struct np_cue *b)
{
    if (a->n_lines != b->n_lines || a->n_lines == 0)
        return false;
    for (unsigned k = 0; k < a->n_lines; k++)
        if (!npi_str_eq(a->lines[k], b->lines[k]))
            return false;
    return true;
}

bool npi_rule_flicker(const struct npi_subject *s, double *value, double *limit)
{
    *limit = FLICKER_MS;
    if (!s->before || !same_lines(s->before, s->cue))
        return false;
    *value = (double)(s->cue->start - s->before->end);
    return *value < *limit;
}

/* "-", "–" or "—" and what is said; "——" and "--" are no dashes of this kind.
 */
static bool has_dash(struct np_str line)
{
    size_t at = 0;
    uint32_t first = line.len ? npi_utf8_next(line, &at) : 0;
    uint32_t second = at < line.len ? npi_utf8_next(line, &at) : 0;

    return (first == U'-' || first == U'–' || first == U'—' || first == U'‐') &&
           second && second != first;
}

/* A line that begins with a dash beside one that does not; lines that go on are
 * none, so only two lines tell. */
bool npi_rule_speakers(const struct npi_subject *s, double *value,
                       double *limit)
{
    *limit = 0;
    if (s->cue->n_lines != 2)
        return false;
    *value = !has_dash(s->cue->lines[0]) && has_dash(s->cue->lines[1]);
    return *value > 0;
}

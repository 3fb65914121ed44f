/* The style check's rules on where lines end: kinsoku and broken words. They
 * look at the two characters on either side, and know nothing of dictionaries
 * or of how the breaks were chosen. */
#include "base/utf8.h"
#include "cues/charset.h"
#include "cues/check/check.h"
#include "cues/places/kinsoku.h"

/* A line break or the one before the cue: what stands left and right. */
struct seam {
    uint32_t left, right;
    bool joined; /* no white space stood there, as far as is known */
};

static uint32_t last_cp(struct np_str line)
{
    size_t at = line.len;
    return line.len ? npi_utf8_prev(line, &at) : 0;
}

static uint32_t first_cp(struct np_str line)
{
    size_t at = 0;
    return line.len ? npi_utf8_next(line, &at) : 0;
}

static struct np_str line_before(const struct npi_subject *s, unsigned k)
{
    if (k)
        return s->cue->lines[k - 1];
    if (!s->before || !s->before->n_lines)
        return (struct np_str){0};
    return s->before->lines[s->before->n_lines - 1];
}

/* The seam before line k. False where nobody cut anything: a turn, a sentence,
 * or (without the dialogue) a cue begins. */
static bool seam_before(const struct npi_subject *s, unsigned k,
                        struct seam *seam)
{
    bool known = s->places_known && s->places[k].known;
    if (k == 0 && (!s->before || !known || s->before->turn != s->cue->turn))
        return false;
    if (known && s->places[k].starts_sentence)
        return false;
    *seam = (struct seam){
        .left = last_cp(line_before(s, k)),
        .right = first_cp(s->cue->lines[k]),
        .joined = known && !s->places[k].after_space,
    };
    return seam->left && seam->right;
}

static bool count_seams(const struct npi_subject *s,
                        bool (*broken)(const struct seam *seam), double *value,
                        double *limit)
{
    *limit = 0;
    for (unsigned k = 0; k < s->cue->n_lines; k++) {
        struct seam seam;
        if (seam_before(s, k, &seam) && broken(&seam))
            *value += 1;
    }
    return *value > 0;
}

static bool breaks_kinsoku(const struct seam *seam)
{
    return npi_kinsoku_no_start(seam->right) || npi_kinsoku_no_end(seam->left);
}

/* At a cue's ends, whatever stands beside it. Dots and dashes may stand there,
 * as somebody goes on or is cut short, and an apostrophe. */
static bool is_astray(const struct np_cue *cue, bool at_start)
{
    static const char32_t free[] = U".…⋯—–-~～’";
    uint32_t cp;

    if (!cue->n_lines)
        return false;
    cp = at_start ? first_cp(cue->lines[0])
                  : last_cp(cue->lines[cue->n_lines - 1]);
    return !npi_is_in(free, cp) &&
           (at_start ? npi_kinsoku_no_start(cp) : npi_kinsoku_no_end(cp));
}

bool npi_rule_kinsoku(const struct npi_subject *s, double *value, double *limit)
{
    count_seams(s, breaks_kinsoku, value, limit);
    if (!s->places_known)
        *value += is_astray(s->cue, true) + is_astray(s->cue, false);
    return *value > 0;
}

/* Signs that hardly anything but a unit begins with after a digit. */
static const char32_t units[] = U"年月日号個个岁歲倍次元美万亿萬億千百％%℃°";

static bool is_letter(uint32_t cp)
{
    return npi_cp_is_alnum(cp) && !npi_cp_is_cjk(cp);
}

static bool breaks_word(const struct seam *seam)
{
    if (npi_cp_is_digit(seam->left) && npi_is_in(units, seam->right))
        return true;
    if (!seam->joined)
        return false;
    if (is_letter(seam->left) && is_letter(seam->right))
        return true;
    /* Inside a character: an accent, a variation selector, a joiner. */
    return npi_cp_width(seam->right, true) == 0 || seam->left == 0x200d;
}

bool npi_rule_broken_word(const struct npi_subject *s, double *value,
                          double *limit)
{
    return count_seams(s, breaks_word, value, limit);
}

/* The readers take what people write; players do not all. WebVTT's times and
 * header as its specification has them (W3C Candidate Recommendation, 4 April
 * 2019, 4.1; what else it demands: form_vtt.c), SubRip's as the program of that
 * name wrote them. */
#include "captions/form.h"

#include "base/str.h"
#include "captions/clock.h"
#include "captions/lines.h"

/* How a format writes a moment. */
struct shape {
    const char *name; /* with an example */
    char point;       /* before three decimals */
    bool needs_hours; /* else hours may lack */
};

static const struct shape srt = {"SubRip (00:01:02,500 --> 00:01:04,000)", ',',
                                 true};
static const struct shape vtt = {"WebVTT (00:01:02.500 --> 00:01:04.000)", '.',
                                 false};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t npi_form_digits(struct np_str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.len && is_digit(s.ptr[at + n]))
        n++;
    return n;
}

/* Two digits of less than sixty. */
static bool take_sixty(struct np_str s, size_t *at)
{
    if (npi_form_digits(s, *at) != 2 || s.ptr[*at] > '5')
        return false;
    *at += 2;
    return true;
}

static bool take(struct np_str s, size_t *at, char c)
{
    if (*at >= s.len || s.ptr[*at] != c)
        return false;
    (*at)++;
    return true;
}

static bool take_moment(struct np_str s, size_t *at, const struct shape *shape)
{
    size_t hours = npi_form_digits(s, *at);
    size_t after = *at + hours + 1;
    bool has_hours = npi_form_digits(s, after) == 2 && after + 2 < s.len &&
                     s.ptr[after + 2] == ':';
    if (has_hours) {
        *at += hours;
        if (hours < 2 || !take(s, at, ':'))
            return false;
    } else if (shape->needs_hours) {
        return false;
    }
    if (!take_sixty(s, at) || !take(s, at, ':') || !take_sixty(s, at) ||
        !take(s, at, shape->point) || npi_form_digits(s, *at) != 3)
        return false;
    *at += 3;
    return true;
}

static bool take_spaces(struct np_str s, size_t *at)
{
    size_t from = *at;
    while (*at < s.len && (s.ptr[*at] == ' ' || s.ptr[*at] == '\t'))
        (*at)++;
    return *at > from;
}

/* "A --> B", then nothing, or settings behind a space. */
static bool is_well_formed(struct np_str line, const struct shape *shape)
{
    size_t at = 0;
    if (!take_moment(line, &at, shape) || !take_spaces(line, &at) ||
        !npi_str_starts(npi_str_sub(line, at, line.len), NPI_STR("-->")))
        return false;
    at += 3;
    return take_spaces(line, &at) && take_moment(line, &at, shape) &&
           (at == line.len || line.ptr[at] == ' ' || line.ptr[at] == '\t');
}

void npi_tally_add(struct npi_tally *tally, size_t offset, size_t length)
{
    if (tally->n++ > 0)
        return;
    tally->offset = offset;
    tally->length = length;
}

void npi_tally_say(const struct npi_tally *tally, struct npi_draft *draft,
                   const struct np_diag_kind *kind, struct np_str name)
{
    struct npi_buf n;
    if (tally->n == 0)
        return;
    npi_buf_init(&n, 32);
    npi_buf_put_u64(&n, tally->n);
    npi_draft_say(draft, kind, tally->offset, tally->length,
                  name.ptr ? name : npi_buf_str(&n),
                  name.ptr ? npi_buf_str(&n) : npi_str(NULL));
    npi_buf_release(&n);
}

/* SubRip's numbers; each should be one more than the one before. */
struct numbers {
    bool found;      /* the line before is one */
    uint64_t number; /* that it is */
    size_t from;     /* where it stands */
    bool begun;      /* some cue had one */
    uint64_t last;
};

struct form {
    struct npi_draft *draft;
    const struct shape *shape;
    struct numbers numbers;
    struct npi_tally odd_times;
    struct npi_tally unnumbered;
};

static void say_number(const struct form *form)
{
    const struct numbers *n = &form->numbers;
    struct npi_buf now;
    struct npi_buf last;
    npi_buf_init(&now, 32);
    npi_buf_init(&last, 32);
    npi_buf_put_u64(&now, n->number);
    npi_buf_put_u64(&last, n->last);
    npi_draft_say(form->draft, &NPI_D_CAPTION_NUMBER, n->from, 1,
                  npi_buf_str(&now), npi_buf_str(&last));
    npi_buf_release(&now);
    npi_buf_release(&last);
}

/* The number above a line of times. */
static void check_number(struct form *form, size_t from)
{
    struct numbers *n = &form->numbers;
    if (!n->found) {
        npi_tally_add(&form->unnumbered, from, 1);
        return;
    }
    if (form->shape == &srt && n->begun && n->number != n->last + 1)
        say_number(form);
    n->begun = true;
    n->last = n->number;
}

static void check_line(struct form *form, struct np_str line, size_t from)
{
    struct numbers *n = &form->numbers;
    struct np_str bare = npi_str_trim(line);
    int64_t start;
    int64_t end;
    bool times = npi_clock_read_range(line, &start, &end);
    if (times) {
        if (!is_well_formed(bare, form->shape))
            npi_tally_add(&form->odd_times, from, line.len);
        check_number(form, from);
    }
    n->from = from;
    n->found = !times && npi_str_u64(bare, UINT64_MAX - 1, &n->number);
}

static void end(const struct form *form)
{
    npi_tally_say(&form->odd_times, form->draft, &NPI_D_CAPTION_CLOCK,
                  npi_str(form->shape->name));
    if (form->shape == &srt)
        npi_tally_say(&form->unnumbered, form->draft, &NPI_D_CAPTION_UNNUMBERED,
                      npi_str(NULL));
}

static void check(struct npi_draft *draft, const struct shape *shape)
{
    struct form form = {.draft = draft, .shape = shape};
    struct np_str line;
    size_t from = 0;
    for (size_t at = 0;
         !npi_draft_stopped(draft) && npi_line_next(draft->source, &at, &line);
         from = at)
        check_line(&form, line, from);
    end(&form);
}

void npi_form_check(struct npi_draft *draft, enum npi_caption_format format)
{
    if (format == NPI_CAPTION_VTT &&
        !npi_str_starts(draft->source, NPI_STR("WEBVTT")))
        npi_draft_say(draft, &NPI_D_CAPTION_HEADER, 0, 0, npi_str(NULL),
                      npi_str(NULL));
    if (format == NPI_CAPTION_VTT) {
        check(draft, &vtt);
        npi_form_vtt(draft);
    }
    if (format == NPI_CAPTION_SRT)
        check(draft, &srt);
}

/* What WebVTT demands of the header, of cues' settings and of tags (W3C
 * Candidate Recommendation, 4 April 2019, 4.1, 4.4, 4.2.2). Told is what
 * players pass over or show otherwise, not every slip: "<v Name>" may stay
 * open. */
#include "captions/form.h"

#include "base/str.h"
#include "captions/clock.h"
#include "captions/lines.h"

#define DEPTH_MAX 16 /* tags inside each other; deeper ones are not matched */

struct form {
    struct npi_draft *draft;
    struct npi_tally settings;
    struct npi_tally tags;
    bool header;    /* still in it */
    bool note;      /* in a comment */
    bool cue;       /* in a cue's text */
    size_t payload; /* where it begins */
};

/* Takes digits, and a part behind a point, off the text. */
static bool take_number(struct np_str *s)
{
    size_t at = npi_form_digits(*s, 0);
    size_t part;
    if (at == 0)
        return false;
    if (at < s->len && s->ptr[at] == '.') {
        part = npi_form_digits(*s, at + 1);
        if (part == 0)
            return false;
        at += 1 + part;
    }
    *s = npi_str_sub(*s, at, s->len);
    return true;
}

/* 0 % to 100 %. */
static bool is_percentage(struct np_str s)
{
    struct np_str rest = s;
    size_t whole = npi_form_digits(s, 0);
    size_t zeros = 0;
    if (!take_number(&rest) || !npi_str_eq(rest, NPI_STR("%")))
        return false;
    while (zeros < whole && s.ptr[zeros] == '0')
        zeros++;
    if (whole - zeros < 3)
        return true;
    if (!npi_str_starts(npi_str_sub(s, zeros, s.len), NPI_STR("100")) ||
        whole - zeros > 3)
        return false;
    for (size_t i = whole + 1; i + 1 < s.len; i++)
        if (s.ptr[i] != '0')
            return false;
    return true;
}

/* A line's number, from below if less than 0. */
static bool is_line(struct np_str s)
{
    if (is_percentage(s))
        return true;
    if (npi_str_starts(s, NPI_STR("-")))
        s = npi_str_sub(s, 1, s.len);
    return take_number(&s) && s.len == 0;
}

/* "NAME:VALUE", the value with what it is aligned by behind a comma. */
static bool is_setting(struct np_str setting)
{
    struct np_str rest = setting;
    struct np_str name;
    struct np_str value;
    npi_str_split(&rest, ':', &name);
    if (rest.len == 0)
        return false;
    if (npi_str_eq(name, NPI_STR("region")))
        return true;
    if (npi_str_eq(name, NPI_STR("vertical")))
        return npi_str_eq(rest, NPI_STR("rl")) ||
               npi_str_eq(rest, NPI_STR("lr"));
    if (npi_str_eq(name, NPI_STR("size")))
        return is_percentage(rest);
    npi_str_split(&rest, ',', &value);
    if (npi_str_eq(name, NPI_STR("line")))
        return is_line(value) &&
               (!rest.ptr || npi_str_listed(rest, "start center end"));
    if (npi_str_eq(name, NPI_STR("position")))
        return is_percentage(value) &&
               (!rest.ptr ||
                npi_str_listed(rest, "line-left center line-right"));
    return npi_str_eq(name, NPI_STR("align")) && !rest.ptr &&
           npi_str_listed(value, "start center end left right");
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* The next word behind *at. */
static struct np_str next_word(struct np_str line, size_t *at)
{
    size_t from;
    while (*at < line.len && is_space(line.ptr[*at]))
        (*at)++;
    from = *at;
    while (*at < line.len && !is_space(line.ptr[*at]))
        (*at)++;
    return npi_str_sub(line, from, *at - from);
}

/* What stands behind the times. */
static void check_settings(struct form *form, struct np_str line, size_t from)
{
    size_t at = npi_str_find(line, NPI_STR("-->")) + 3;
    struct np_str word;
    (void)next_word(line, &at); /* the end */
    while ((word = next_word(line, &at)).len > 0)
        if (!is_setting(word))
            npi_tally_add(&form->settings, from + at - word.len, word.len);
}

/* Tags that are open. */
struct open_tag {
    struct np_str name;
    size_t at;
    size_t len;
};

struct stack {
    struct open_tag tags[DEPTH_MAX];
    size_t n;
};

/* "c", "v": what stands before classes and a name. */
static struct np_str tag_name(struct np_str tag)
{
    size_t n = 0;
    while (n < tag.len && tag.ptr[n] >= 'a' && tag.ptr[n] <= 'z')
        n++;
    if (n < tag.len && tag.ptr[n] != '.' && !is_space(tag.ptr[n]) &&
        tag.ptr[n] != '\n' && tag.ptr[n] != '\r')
        n = 0;
    return npi_str_sub(tag, 0, n);
}

/* Those that end with what they are in, or with the cue. */
static bool may_stay_open(struct np_str name)
{
    return npi_str_listed(name, "v rt");
}

/* </ruby> also ends <rt>; an end that fits nothing is passed over. */
static bool close_tag(struct stack *stack, struct np_str name)
{
    size_t n = stack->n;
    while (n > 0 && !npi_str_eq(stack->tags[n - 1].name, name) &&
           may_stay_open(stack->tags[n - 1].name))
        n--;
    if (n == 0 || !npi_str_eq(stack->tags[n - 1].name, name))
        return false;
    stack->n = n - 1;
    return true;
}

/* A tag without its brackets; false if WebVTT does not have it. */
static bool take_tag(struct stack *stack, struct np_str tag, size_t at)
{
    size_t end = 0;
    int64_t ms;
    struct np_str name = tag_name(tag);
    if (npi_clock_read(tag, &end, &ms) && end == tag.len)
        return true;
    if (npi_str_starts(tag, NPI_STR("/")))
        return close_tag(stack, npi_str_sub(tag, 1, tag.len));
    if (name.len == 0 || !npi_str_listed(name, "c b i u v lang ruby rt"))
        return false;
    if (stack->n < DEPTH_MAX)
        stack->tags[stack->n++] = (struct open_tag){name, at, tag.len + 2};
    return true;
}

static void check_tags(struct form *form, size_t to)
{
    const struct np_str text = npi_str_sub(form->draft->source, form->payload,
                                           to - form->payload);
    struct stack stack = {.n = 0};
    size_t at = 0;
    size_t len;
    for (; at < text.len; at += len) {
        len = 1;
        if (text.ptr[at] != '<')
            continue;
        struct np_str rest = npi_str_sub(text, at + 1, text.len);
        size_t end = npi_str_find_char(rest, '>');
        if (end != NP_NONE)
            len = end + 2;
        if (end == NP_NONE ||
            !take_tag(&stack, npi_str_sub(rest, 0, end), form->payload + at))
            npi_tally_add(&form->tags, form->payload + at, len);
        if (end == NP_NONE)
            break;
    }
    for (size_t i = 0; i < stack.n; i++)
        if (!may_stay_open(stack.tags[i].name))
            npi_tally_add(&form->tags, stack.tags[i].at, stack.tags[i].len);
}

static void end_cue(struct form *form, size_t to)
{
    if (form->cue)
        check_tags(form, to);
    form->cue = false;
}

static void check_times(struct form *form, struct np_str line, size_t from,
                        size_t next)
{
    int64_t start;
    int64_t end;
    end_cue(form, from);
    if (form->header)
        npi_draft_say(form->draft, &NPI_D_CAPTION_UNDER_HEADER, from, line.len,
                      npi_str(NULL), npi_str(NULL));
    form->header = false;
    if (!npi_clock_read_range(line, &start, &end))
        return;
    check_settings(form, line, from);
    form->cue = true;
    form->payload = next;
}

static void check_line(struct form *form, struct np_str line, size_t from,
                       size_t next)
{
    if (line.len == 0) {
        end_cue(form, from);
        form->header = form->note = false;
    } else if (npi_clock_has_arrow(line) && !form->note && from > 0) {
        check_times(form, line, from, next);
    } else if (!form->cue && !form->header) {
        form->note |= npi_str_starts(line, NPI_STR("NOTE")) &&
                      (line.len == 4 || is_space(line.ptr[4]));
    }
}

void npi_form_vtt(struct npi_draft *draft)
{
    struct form form = {.draft = draft};
    struct np_str line;
    size_t from = 0;
    form.header = npi_str_starts(draft->source, NPI_STR("WEBVTT"));
    for (size_t at = 0;
         !npi_draft_stopped(draft) && npi_line_next(draft->source, &at, &line);
         from = at)
        check_line(&form, line, from, at);
    end_cue(&form, draft->source.len);
    npi_tally_say(&form.settings, draft, &NPI_D_CAPTION_SETTING, npi_str(NULL));
    npi_tally_say(&form.tags, draft, &NPI_D_CAPTION_TAG, npi_str(NULL));
}

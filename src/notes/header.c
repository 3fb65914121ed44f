/* The rows about the episode, from wherever they come (front matter, header
 * list, lines at the top): the key's table says which field a row fills. */
#include "notes/header.h"

#include "base/stamp.h"
#include "base/str.h"
#include "base/utf8.h"
#include <string.h>

/* Columns of an unknown key. */
#define KEY_WIDTH_MAX 24

static void put_field(struct npi_reader *r, struct np_str key,
                      struct np_str value, size_t line)
{
    struct np_field *field = NPI_PUSH(r, r->fields);
    if (field)
        *field = (struct np_field){key, value, line};
}

/* The next item of a list, divided by , ; 、 / | and line breaks; & and "and"
 * only where names are meant. */
static bool next_item(struct np_str *rest, bool names, struct np_str *item)
{
    if (!rest->ptr)
        return false;
    for (size_t at = 0; at < rest->len;) {
        size_t here = at;
        uint32_t cp = npi_cp_halfwidth(npi_utf8_next(*rest, &at));
        struct np_str tail = npi_str_sub(*rest, here, rest->len);
        bool and = names && npi_str_starts(tail, NPI_STR(" and "));
        if (cp != ',' && cp != ';' && cp != 0x3001 && cp != '\n' &&
            cp != '\v' && !(names && (cp == '&' || cp == '/')) && !and)
            continue;
        *item = npi_str_sub(*rest, 0, here);
        *rest = npi_str_sub(*rest, and? here + 5 : at, rest->len);
        return true;
    }
    *item = *rest;
    *rest = npi_str(NULL);
    return true;
}

static void put_tag(struct npi_reader *r, struct np_str tag, size_t line)
{
    tag = npi_str_trim(tag);
    while (npi_str_starts(tag, NPI_STR("#")))
        tag = npi_str_sub(tag, 1, tag.len);
    if (npi_str_ends(tag, NPI_STR("#")))
        tag = npi_str_sub(tag, 0, tag.len - 1);
    tag = npi_text_fold(&r->text, tag);
    for (size_t i = 0; i < r->tags.n; i++)
        if (npi_str_eq(r->tags.items[i].text, tag))
            return;
    struct np_item *item = tag.len ? NPI_PUSH(r, r->tags) : NULL;
    if (item)
        *item = (struct np_item){tag, line};
}

/* How many tags are kept: a list of them is short, or it is none. */
#define TAGS_MAX 200

static void put_tags(struct npi_reader *r, struct np_str value, size_t line)
{
    struct np_str part;
    bool hashes = npi_str_find_char(value, '#') != NP_NONE;
    while (r->tags.n < TAGS_MAX && next_item(&value, false, &part)) {
        struct np_str word;
        struct np_str rest = part;
        if (!hashes)
            put_tag(r, part, line);
        while (hashes && npi_str_split(&rest, ' ', &word))
            put_tag(r, word, line);
    }
}

/* How many people are kept. */
#define PEOPLE_MAX 100

void npi_header_person(struct npi_reader *r, struct np_str name,
                       struct np_str about, size_t line)
{
    name = npi_text_fold(&r->text, name);
    about = npi_text_fold(&r->text, about);
    for (size_t i = 0; i < r->people.n; i++) {
        struct np_person *person = &r->people.items[i];
        if (!npi_str_eq_nocase(person->name, name))
            continue;
        if (!person->about.len)
            person->about = about;
        return;
    }
    if (!name.len || r->people.n == PEOPLE_MAX)
        return;
    struct np_person *person = NPI_PUSH(r, r->people);
    if (person)
        *person = (struct np_person){name, about, line};
}

static void put_people(struct npi_reader *r, struct np_str value, size_t line)
{
    struct np_str part;
    while (r->people.n < PEOPLE_MAX && next_item(&value, true, &part)) {
        size_t open = npi_str_find_char(part, '(');
        size_t wide = npi_str_find(part, NPI_STR("（"));
        size_t end = open < wide ? open : wide;
        struct np_str about = npi_str(NULL);
        if (end != NP_NONE && end > 0) {
            about = npi_str_trim(npi_str_sub(part, end, part.len));
            size_t mark = open < wide ? 1 : 3;
            size_t close = npi_str_ends(about, NPI_STR(")"))    ? 1
                           : npi_str_ends(about, NPI_STR("）")) ? 3
                                                                : 0;
            about = npi_str_sub(about, mark, about.len - mark - close);
            part = npi_str_sub(part, 0, end);
        }
        npi_header_person(r, npi_str_trim(part), about, line);
    }
}

static bool is_url(struct np_str s)
{
    size_t at = npi_str_find(s, NPI_STR("://"));
    return at != NP_NONE && at < 10 && npi_str_find_char(s, ' ') == NP_NONE;
}

static bool put_link(struct npi_reader *r, struct np_str value,
                     struct np_str url)
{
    struct npi_stamp stamp;
    struct np_episode *episode = r->episode;
    if (!url.len && is_url(value))
        url = value;
    if (episode->link.len || !url.len)
        return false;
    episode->link = url;
    if (npi_stamp_read_link(url, &stamp))
        episode->link_time = stamp.ms;
    return true;
}

static bool put_date(struct npi_reader *r, struct np_str value)
{
    char date[11];
    if (r->episode->date.len || !npi_date_read(value, date))
        return false;
    r->episode->date = npi_arena_str(r->ctx->arena, npi_str(date));
    if (!r->episode->date.ptr)
        r->status = NP_ERR_NOMEM;
    return true;
}

static bool put_once(struct np_str *field, struct np_str value)
{
    if (field->len)
        return npi_str_eq(*field, value);
    *field = value;
    return true;
}

void npi_header_put(struct npi_reader *r, struct np_str key,
                    struct np_str value, struct np_str url, size_t line)
{
    struct np_episode *episode = r->episode;
    struct np_str whole = npi_text_fold(&r->text, value);
    bool done = true;
    switch (npi_name_key(key)) {
    case NPI_KEY_TITLE:
        done = put_once(&episode->title, whole);
        break;
    case NPI_KEY_ORIGINAL_TITLE:
        done = put_once(&episode->original_title, whole);
        break;
    case NPI_KEY_SHOW:
        done = put_once(&episode->show, whole);
        break;
    case NPI_KEY_CATEGORY:
        done = put_once(&episode->category, whole);
        break;
    case NPI_KEY_SUMMARY:
        done = put_once(&episode->summary, whole);
        break;
    case NPI_KEY_LINK:
        done = put_link(r, whole, url);
        break;
    case NPI_KEY_DATE:
        done = put_date(r, whole);
        break;
    case NPI_KEY_PEOPLE:
        put_people(r, value, line);
        break;
    case NPI_KEY_TAGS:
        put_tags(r, value, line);
        break;
    default:
        done = false;
        break;
    }
    if (!done)
        put_field(r, npi_text_fold(&r->text, key), whole, line);
}

/* A table's row: its first bar behind the key stands for the colon. */
static bool find_bar(struct np_str *s, size_t *at, size_t *len)
{
    if (!npi_str_starts(*s, NPI_STR("|")))
        return false;
    *s = npi_str_sub(*s, 1, s->len);
    if (npi_str_ends(*s, NPI_STR("|")))
        s->len--;
    *at = npi_str_find_char(*s, '|');
    *len = 1;
    return *at != NP_NONE;
}

/* The colon that ends a key: ":" before a space or the end, or "：". */
static bool find_colon(struct np_str s, size_t *at, size_t *len)
{
    size_t wide = npi_str_find(npi_str_sub(s, 0, 120), NPI_STR("："));
    size_t narrow = npi_str_find_char(npi_str_sub(s, 0, 120), ':');
    if (wide == NP_NONE && narrow == NP_NONE)
        return false;
    *at = wide < narrow ? wide : narrow;
    *len = wide < narrow ? 3 : 1;
    return *len == 3 || !npi_str_starts(npi_str_sub(s, *at, 3), NPI_STR("://"));
}

static bool has_key_shape(struct np_str key)
{
    bool letter = false;
    for (size_t at = 0; at < key.len;) {
        uint32_t cp = npi_utf8_next(key, &at);
        letter = letter || npi_cp_is_alpha(cp);
        if (cp == 0x3002 || cp == 0xff0c || cp == ',' || cp == '?' ||
            cp == 0xff1f)
            return false;
    }
    return letter && npi_str_width(key, true) <= KEY_WIDTH_MAX;
}

bool npi_header_line(struct npi_reader *r, const struct npi_block *block,
                     struct np_str line, bool any)
{
    size_t at;
    size_t len;
    struct np_str s = npi_str_trim(line);
    if (!find_bar(&s, &at, &len) && !find_colon(s, &at, &len))
        return false;
    struct np_str key = npi_str_trim(npi_str_sub(s, 0, at));
    struct np_str value = npi_str_trim(npi_str_sub(s, at + len, s.len));
    if (npi_name_key(key) == NPI_KEY_NONE && (!any || !has_key_shape(key)))
        return false;
    if (!value.len)
        return false;
    const struct npi_mark *link = npi_mark_next(r, block, NPI_LINK, value.ptr,
                                                value.ptr + value.len);
    npi_header_put(r, key, value, link ? link->url : npi_str(NULL),
                   npi_line_at(r, line, block->line));
    return true;
}

bool npi_header_tags(struct npi_reader *r, struct np_str line)
{
    bool any = false;
    bool in_tag = false;
    for (size_t at = 0; at < line.len;) {
        uint32_t cp = npi_cp_halfwidth(npi_utf8_next(line, &at));
        bool gap = npi_cp_is_space(cp) || cp == ',' || cp == 0x3001 ||
                   cp == ';';
        if (cp == '#')
            in_tag = any = true;
        else if (gap)
            in_tag = false;
        else if (!in_tag)
            return false;
    }
    if (any)
        put_tags(r, line, npi_line_at(r, line, 1));
    return any;
}

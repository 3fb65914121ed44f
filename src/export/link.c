/* Links to a moment of the episode; see paragraphs.h. */
#include "base/str.h"
#include "base/utf8.h"
#include "export/paragraphs.h"

/* On the clock of the notes, whose link it is; NP_NO_TIME: not in there. */
static int64_t on_notes(const struct np_timeline *timeline, int64_t ms)
{
    if (timeline->n_clock == 0)
        return ms;
    for (size_t i = 0; i < timeline->n_clock; i++) {
        const struct np_clock_piece *piece = &timeline->clock[i];
        if (ms >= piece->media && ms < piece->media + piece->length)
            return ms - piece->media + piece->notes;
    }
    return NP_NO_TIME;
}

/* The host of "https://host/…", without a port. */
static struct np_str host_of(struct np_str url)
{
    size_t from = npi_str_find(url, NPI_STR("://"));
    if (from == NP_NONE)
        return npi_str(NULL);
    struct np_str rest = npi_str_sub(url, from + 3, url.len);
    size_t end = 0;
    while (end < rest.len && rest.ptr[end] != '/' && rest.ptr[end] != '?' &&
           rest.ptr[end] != '#' && rest.ptr[end] != ':')
        end++;
    return npi_str_sub(rest, 0, end);
}

/* Sites whose player starts at the query's t=. */
static bool takes_query(struct np_str url)
{
    static const char *const sites[] = {"youtube.com", "youtu.be",
                                        "bilibili.com", "b23.tv"};
    struct np_str host = host_of(url);
    for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++) {
        struct np_str site = npi_str(sites[i]);
        size_t from = host.len - site.len;
        if (host.len >= site.len &&
            npi_str_eq_nocase(npi_str_sub(host, from, site.len), site) &&
            (from == 0 || host.ptr[from - 1] == '.'))
            return true;
    }
    return false;
}

/* What stays in a link as it is; all else is percent-encoded, so that neither
 * Markdown nor a page can take it for its own. */
static void put_url(struct npi_buf *out, struct np_str url)
{
    static const char hex[] = "0123456789ABCDEF";
    static const char kept[] = "-._~:/?#@!$&'*+,;=%";
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     (c >= '0' && c <= '9');
        for (const char *k = kept; *k && !plain; k++)
            plain = (unsigned char)*k == c;
        if (plain) {
            npi_buf_putc(out, (char)c);
            continue;
        }
        npi_buf_putc(out, '%');
        npi_buf_putc(out, hex[c >> 4]);
        npi_buf_putc(out, hex[c & 0xf]);
    }
}

static bool is_time(struct np_str pair)
{
    return npi_str_starts(pair, NPI_STR("t=")) ||
           npi_str_starts(pair, NPI_STR("start=")) ||
           npi_str_starts(pair, NPI_STR("time_continue="));
}

/* The link without times of its own. Returns what parts the next pair of its
 * query from what is there. */
static char put_timeless(struct npi_buf *out, struct np_str url)
{
    size_t end = npi_str_find_char(url, '?');
    if (end == NP_NONE) {
        put_url(out, url);
        return '?';
    }
    struct np_str query = npi_str_sub(url, end + 1, url.len);
    struct np_str pair;
    char part = '?';
    put_url(out, npi_str_sub(url, 0, end));
    while (npi_str_split(&query, '&', &pair)) {
        if (is_time(pair) || pair.len == 0)
            continue;
        npi_buf_putc(out, part);
        put_url(out, pair);
        part = '&';
    }
    return part;
}

bool npi_link_at(struct npi_buf *out, const struct npi_export_view *view,
                 int64_t ms)
{
    struct np_str url = npi_str_trim(view->episode->link);
    int64_t at = on_notes(view->timeline, ms);
    if (at == NP_NO_TIME || !(npi_str_starts_nocase(url, NPI_STR("http://")) ||
                              npi_str_starts_nocase(url, NPI_STR("https://"))))
        return false;
    size_t fragment = npi_str_find_char(url, '#');
    if (fragment != NP_NONE)
        url = npi_str_sub(url, 0, fragment);
    char part = put_timeless(out, url);
    npi_buf_putc(out, takes_query(url) ? part : '#');
    npi_buf_puts(out, "t=");
    npi_buf_put_i64(out, at / 1000);
    return true;
}

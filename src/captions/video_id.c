/* Video ids in links and in file names. Which sites there are is data: where in
 * a link the id follows, and what it looks like. */
#include "captions/pair.h"

#include "base/file.h"
#include "base/str.h"

#define ID_MAX 64 /* bytes: what is longer in brackets is text */
#define ID_MIN 6

/* Behind what an id stands in a link. */
static const struct site {
    const char *host;
    const char *before;
} sites[] = {
    {"youtube.com/", "?v="},      {"youtube.com/", "&v="},
    {"youtube.com/", "/shorts/"}, {"youtube.com/", "/live/"},
    {"youtube.com/", "/embed/"},  {"youtube-nocookie.com/", "/embed/"},
    {"youtu.be/", "youtu.be/"},   {"bilibili.com/", "/video/"},
    {"vimeo.com/", "vimeo.com/"},
};

static bool is_id_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static struct np_str id_at(struct np_str s, size_t at)
{
    size_t to = at;
    while (to < s.len && is_id_char(s.ptr[to]))
        to++;
    if (to - at < ID_MIN || to - at > ID_MAX)
        return npi_str(NULL);
    return npi_str_sub(s, at, to - at);
}

struct np_str npi_video_id_of_link(struct np_str link)
{
    for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++) {
        struct np_str before = npi_str(sites[i].before);
        size_t host = npi_str_find(link, npi_str(sites[i].host));
        size_t at = host == NP_NONE
                        ? NP_NONE
                        : npi_str_find(npi_str_sub(link, host, link.len),
                                       before);
        if (at == NP_NONE)
            continue;
        struct np_str id = id_at(link, host + at + before.len);
        if (id.ptr)
            return id;
    }
    return npi_str(NULL);
}

/* The last [id] with only the extensions behind it. */
struct np_str npi_video_id_of_name(struct np_str name)
{
    size_t close = npi_str_rfind_char(name, ']');
    if (close == NP_NONE ||
        (close + 1 < name.len && name.ptr[close + 1] != '.'))
        return npi_str(NULL);
    size_t open = npi_str_rfind_char(npi_str_sub(name, 0, close), '[');
    if (open == NP_NONE)
        return npi_str(NULL);
    struct np_str id = id_at(name, open + 1);
    return open + 1 + id.len == close ? id : npi_str(NULL);
}

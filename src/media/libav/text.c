/* See text.h. */
#include "media/libav/text.h"

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"

#include <libavutil/dict.h>
#include <libavutil/mem.h>

struct np_str npi_av_text(struct npi_arena *arena, const char *z)
{
    struct np_str raw = npi_str(z);
    struct np_str text;
    struct npi_buf buf;
    size_t at = 0;

    if (!z || npi_utf8_check(raw, &at))
        return z ? npi_arena_str(arena, raw) : raw;
    npi_buf_init(&buf, NPI_BUF_MAX);
    at = 0;
    while (at < raw.len)
        npi_buf_put_cp(&buf, npi_utf8_next(raw, &at));
    text = npi_arena_str(arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return text;
}

struct np_str npi_av_tag(struct npi_arena *arena, const AVDictionary *dict,
                         const char *key)
{
    const AVDictionaryEntry *entry = av_dict_get(dict, key, NULL, 0);

    return npi_av_text(arena, entry ? entry->value : NULL);
}

int npi_av_set(AVDictionary **dict, const char *key, struct np_str value)
{
    char *copy;

    if (!value.ptr || !value.len)
        return 0;
    copy = av_strndup(value.ptr, value.len);
    if (!copy)
        return AVERROR(ENOMEM);
    return av_dict_set(dict, key, copy, AV_DICT_DONT_STRDUP_VAL);
}

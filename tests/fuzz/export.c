/* Any texts through any writer: what was written is read back the same by
 * readers that know no more than the formats' bare rules. Texts are separated
 * by zero bytes in the input. */
#include "base/line.h"
#include "base/str.h"
#include "base/utf8.h"
#include "captions/captions.h"
#include "support/read_subtitles.h"
#include "support/view.h"
#include <stdlib.h>
#include <string.h>

#define TEXTS_MAX 8

/* The text with its broken sequences as U+FFFD, in the arena. */
static struct np_str valid(struct npi_arena *arena, struct np_str text)
{
    struct npi_buf buf;
    npi_buf_init(&buf, NPI_BUF_MAX);
    for (size_t at = 0; at < text.len;)
        npi_buf_put_cp(&buf, npi_utf8_next(text, &at));
    struct np_str good = npi_arena_str(arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return good;
}

/* WebVTT's three escapes; nothing else may be markup. */
static void decode_vtt(struct np_str line, struct npi_buf *out)
{
    static const char *const names[] = {"&amp;", "&lt;", "&gt;"};
    for (size_t i = 0; i < line.len;) {
        size_t k = 0;
        require(line.ptr[i] != '<' && line.ptr[i] != '>');
        if (line.ptr[i] != '&') {
            npi_buf_putc(out, line.ptr[i++]);
            continue;
        }
        struct np_str rest = npi_str_sub(line, i, line.len - i);
        while (k < 3 && !npi_str_starts(rest, npi_str(names[k])))
            k++;
        require(k < 3);
        npi_buf_putc(out, "&<>"[k]);
        i += strlen(names[k]);
    }
}

/* Cues of n lines each, for the texts that are not blank. */
static void read_cues(struct np_str rest, const struct np_str *texts, size_t n,
                      size_t n_lines, bool vtt)
{
    struct npi_buf line;
    npi_buf_init(&line, NPI_BUF_MAX);
    for (size_t i = 0, number = 0; i < n; i++) {
        if (npi_line_blank(texts[i]))
            continue;
        if (vtt || number > 0)
            require(next_line(&rest).len == 0);
        number++;
        if (!vtt)
            require(next_line(&rest).len > 0);
        require(npi_str_find(next_line(&rest), NPI_STR(" --> ")) != NP_NONE);
        for (size_t k = 0; k < n_lines; k++) {
            struct np_str have = next_line(&rest);
            require(npi_str_find(have, NPI_STR("-->")) == NP_NONE);
            npi_buf_clear(&line);
            if (vtt)
                decode_vtt(have, &line);
            else
                npi_buf_put(&line, have);
            require_line(npi_buf_str(&line), texts[i], !vtt);
        }
    }
    require(rest.len == 0);
    npi_buf_release(&line);
}

static void read_vtt(struct np_str text, const struct np_str *texts, size_t n,
                     size_t n_lines)
{
    require(npi_str_eq(next_line(&text), NPI_STR("WEBVTT")));
    require(next_line(&text).len == 0);
    require(npi_str_eq(next_line(&text), NPI_STR("NOTE")));
    struct np_str line = next_line(&text);
    while (!npi_str_starts(line, NPI_STR("Made by: "))) {
        require(line.len > 0);
        require(npi_str_find(line, NPI_STR("-->")) == NP_NONE);
        line = next_line(&text);
    }
    read_cues(text, texts, n, n_lines, true);
}

/* A line whose end is not escaped. */
static struct np_str next_logical(struct np_str *rest)
{
    size_t i = 0;
    while (i < rest->len && rest->ptr[i] != '\n')
        i += rest->ptr[i] == '\\' ? 2 : 1;
    require(i < rest->len);
    struct np_str line = npi_str_sub(*rest, 0, i);
    *rest = npi_str_sub(*rest, i + 1, rest->len);
    return line;
}

static void decode_value(struct np_str value, struct npi_buf *out)
{
    for (size_t i = 0; i < value.len; i++) {
        require(!strchr("=;#", value.ptr[i]));
        i += value.ptr[i] == '\\';
        require(i < value.len);
        npi_buf_putc(out, value.ptr[i]);
    }
}

static void read_ffmetadata(struct np_str text, const struct np_str *texts,
                            size_t n)
{
    struct npi_buf value;
    npi_buf_init(&value, NPI_BUF_MAX);
    require(npi_str_eq(next_logical(&text), NPI_STR(";FFMETADATA1")));
    while (next_logical(&text).len > 0) /* the episode's own */
        ;
    for (size_t i = 0; i < n; i++) {
        require(npi_str_eq(next_logical(&text), NPI_STR("[CHAPTER]")));
        require(npi_str_eq(next_logical(&text), NPI_STR("TIMEBASE=1/1000")));
        require(npi_str_starts(next_logical(&text), NPI_STR("START=")));
        require(npi_str_starts(next_logical(&text), NPI_STR("END=")));
        if (!npi_line_blank(texts[i])) {
            struct np_str line = next_logical(&text);
            require(npi_str_starts(line, NPI_STR("title=")));
            npi_buf_clear(&value);
            decode_value(npi_str_sub(line, 6, line.len), &value);
            require_line(npi_buf_str(&value), texts[i], false);
        }
        if (i + 1 < n)
            require(next_logical(&text).len == 0);
    }
    require(text.len == 0);
    npi_buf_release(&value);
}

static void read_youtube(struct np_str text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct np_str line = next_line(&text);
        require(npi_str_find_char(line, ' ') != NP_NONE);
        require(npi_str_find_char(line, '<') == NP_NONE);
    }
    require(text.len == 0);
}

/* A JSON string at the start of *rest, decoded. */
static void read_string(struct np_str *rest, struct npi_buf *out)
{
    size_t i = 1;
    require(rest->len > 1 && rest->ptr[0] == '"');
    while (i < rest->len && rest->ptr[i] != '"') {
        require((unsigned char)rest->ptr[i] >= 0x20);
        if (rest->ptr[i] != '\\') {
            npi_buf_putc(out, rest->ptr[i++]);
        } else if (rest->ptr[i + 1] == 'u') {
            char hex[5] = {0};
            require(rest->len - i > 6);
            memcpy(hex, rest->ptr + i + 2, 4);
            npi_buf_put_cp(out, (uint32_t)strtoul(hex, NULL, 16));
            i += 6;
        } else {
            char c = rest->ptr[i + 1];
            require(c == 'n' || c == '"' || c == '\\');
            npi_buf_putc(out, c == 'n' ? '\n' : c);
            i += 2;
        }
    }
    require(i < rest->len);
    *rest = npi_str_sub(*rest, i + 1, rest->len);
}

static void read_json(struct np_str text, const struct np_str *texts, size_t n)
{
    static const char key[] = "\"lines\": [";
    struct npi_buf value;
    npi_buf_init(&value, NPI_BUF_MAX);
    for (size_t i = 0; i < n; i++) {
        size_t at = npi_str_find(text, npi_str(key));
        require(at != NP_NONE);
        text = npi_str_sub(text, at + strlen(key), text.len);
        npi_buf_clear(&value);
        read_string(&text, &value);
        require(npi_str_eq(npi_buf_str(&value), texts[i]));
        require(npi_str_starts(text, NPI_STR(", \"")));
    }
    require(npi_str_find(text, npi_str(key)) == NP_NONE);
    require(npi_str_ends(text, NPI_STR("]\n}\n")));
    npi_buf_release(&value);
}

/* Our own readers of captions find nothing wrong with it either. */
static void read_captions(struct npi_context *ctx, const char *format,
                          struct np_str text)
{
    static const char *const read[] = {"vtt", "srt", "ass", "bcc",
                                       "podcast-vtt"};
    struct npi_caption_track track;
    for (size_t i = 0; i < sizeof(read) / sizeof(read[0]); i++) {
        if (strcmp(format, read[i]) == 0)
            require(npi_captions_read(ctx, npi_str(format), text, &track) ==
                    NP_OK);
    }
}

/* How often a piece stands in a text. */
static size_t count(struct np_str text, const char *piece)
{
    size_t n = 0;
    size_t at;
    while ((at = npi_str_find(text, npi_str(piece))) != NP_NONE) {
        text = npi_str_sub(text, at + strlen(piece), text.len);
        n++;
    }
    return n;
}

static struct np_str behind(struct np_str line, const char *mark)
{
    size_t at = npi_str_find(line, npi_str(mark));
    require(at != NP_NONE);
    return npi_str_sub(line, at + strlen(mark), line.len);
}

static void read_ogm(struct np_str text, const struct np_str *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        require(npi_str_starts(next_line(&text), NPI_STR("CHAPTER")));
        require_line(behind(next_line(&text), "NAME="), texts[i], false);
    }
    require(text.len == 0);
}

static void read_audacity(struct np_str text, const struct np_str *texts,
                          size_t n)
{
    for (size_t i = 0; i < n; i++)
        require_line(behind(behind(next_line(&text), "\t"), "\t"), texts[i],
                     false);
    require(text.len == 0);
}

static size_t count_full(const struct np_str *texts, size_t n)
{
    size_t full = 0;
    for (size_t i = 0; i < n; i++)
        full += !npi_line_blank(texts[i]);
    return full;
}

/* Elements that are opened are closed, and there are as many as there should
 * be: what a text holds is no markup. */
static void read_xml(struct np_str text, const char *element, size_t n)
{
    char open[32] = "<";
    char close[32] = "</";
    strcat(open, element);
    strcat(close, element);
    require(count(text, open) == n);
    require(count(text, close) == n);
}

/* True if it knows the format. */
static bool read_chapters(const char *format, struct np_str text,
                          const struct np_str *texts, size_t n)
{
    if (strcmp(format, "ogm") == 0)
        read_ogm(text, texts, n);
    else if (strcmp(format, "audacity") == 0)
        read_audacity(text, texts, n);
    else if (strcmp(format, "matroska-xml") == 0)
        read_xml(text, "ChapterAtom", count_full(texts, n));
    else if (strcmp(format, "opml") == 0)
        require(count(text, "<outline") == count(text, "</outline"));
    else if (strcmp(format, "podcast-chapters") == 0)
        require(count(text, "{\"startTime\": ") >= n);
    else if (strcmp(format, "sentences") == 0)
        require(count(text, "\n") >= 3);
    else
        return false;
    return true;
}

static void read_back(const char *format, struct np_str text,
                      const struct np_str *texts, size_t n)
{
    size_t bad;
    require(npi_utf8_check(text, &bad));
    if (strcmp(format, "vtt") == 0)
        read_vtt(text, texts, n, 2);
    else if (strcmp(format, "chapters-vtt") == 0)
        read_vtt(text, texts, n, 1);
    else if (strcmp(format, "srt") == 0)
        read_cues(text, texts, n, 2, false);
    else if (strcmp(format, "ffmetadata") == 0)
        read_ffmetadata(text, texts, n);
    else if (strcmp(format, "youtube") == 0)
        read_youtube(text, n);
    else if (strcmp(format, "json") == 0)
        read_json(text, texts, n);
    else if (!read_chapters(format, text, texts, n))
        require(read_subtitles(format, text, texts, n));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct test_view view;
    struct np_str texts[TEXTS_MAX];
    struct np_str rest = {(const char *)data, size};
    struct np_str part;
    size_t n = 0;
    size_t n_formats;
    const struct npi_format *formats = npi_formats(&n_formats);
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {.arena = &arena, .diags = &diags};
    while (n < TEXTS_MAX && npi_str_split(&rest, '\0', &part))
        texts[n++] = valid(&arena, part);
    if (n == 0)
        texts[n++] = NPI_STR("");
    require(test_view_make(&view, &arena, &diags, texts, n, size % n));
    for (size_t i = 0; i < n_formats; i++) {
        struct npi_buf out;
        npi_buf_init(&out, NPI_BUF_MAX);
        require(formats[i].write(&ctx, &view.view, &out) == NP_OK);
        read_back(formats[i].name, npi_buf_str(&out), texts, n);
        read_captions(&ctx, formats[i].name, npi_buf_str(&out));
        npi_buf_release(&out);
    }
    npi_arena_release(&arena);
    return 0;
}

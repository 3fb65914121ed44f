/* Readers of the subtitle and transcript formats that know no more than the
 * formats' bare rules; Markdown is read by cmark, JSON by jansson. The episode
 * is a test_view of the texts: speaker, both lines, sentence and chapter i are
 * text i. */
#ifndef TESTS_SUPPORT_READ_SUBTITLES_H
#define TESTS_SUPPORT_READ_SUBTITLES_H

#include "export/cue_text.h"
#include "support/read_back.h"
#include <cmark.h>
#include <jansson.h>
#include <string.h>

/* Takes what stands before mark off *rest, and the mark. */
static inline struct np_str next_until(struct np_str *rest, const char *mark)
{
    size_t at = npi_str_find(*rest, npi_str(mark));
    require(at != NP_NONE);
    struct np_str part = npi_str_sub(*rest, 0, at);
    *rest = npi_str_sub(*rest, at + strlen(mark), rest->len);
    return part;
}

static inline void skip(struct np_str *rest, const char *mark)
{
    require(npi_str_starts(*rest, npi_str(mark)));
    *rest = npi_str_sub(*rest, strlen(mark), rest->len);
}

static inline void read_ass(struct np_str text, const struct np_str *texts,
                            size_t n)
{
    (void)next_until(&text, "\n[Events]\nFormat: ");
    (void)next_line(&text);
    for (size_t i = 0; i < n; i++) {
        if (npi_line_blank(texts[i]))
            continue;
        struct np_str line = next_line(&text);
        skip(&line, "Dialogue: 0,");
        for (int k = 0; k < 8; k++)
            (void)next_until(&line, ",");
        require(npi_str_find_char(line, '{') == NP_NONE);
        require(npi_str_find(line, NPI_STR("\\n")) == NP_NONE);
        require(npi_str_find(line, NPI_STR("\\h")) == NP_NONE);
        require_line(next_until(&line, "\\N"), texts[i], true);
        require_line(line, texts[i], true);
    }
    require(text.len == 0);
}

/* XML's escapes; nothing else may be markup. */
static inline void require_xml(struct np_str have, struct np_str text)
{
    static const char *const names[] = {"amp;", "lt;", "gt;", "quot;"};
    struct npi_buf bare;
    npi_buf_init(&bare, NPI_BUF_MAX);
    for (size_t i = 0; i < have.len;) {
        char c = have.ptr[i++];
        size_t k = 0;
        require(c != '<' && c != '>');
        struct np_str rest = npi_str_sub(have, i, have.len);
        while (c == '&' && !npi_str_starts(rest, npi_str(names[k])))
            require(++k < 4);
        npi_buf_putc(&bare, c == '&' ? "&<>\""[k] : c);
        i += c == '&' ? strlen(names[k]) : 0;
    }
    require_line(npi_buf_str(&bare), text, false);
    npi_buf_release(&bare);
}

static inline void read_ttml(struct np_str text, const struct np_str *texts,
                             size_t n)
{
    (void)next_until(&text, "<div>\n");
    for (size_t i = 0; i < n; i++) {
        if (npi_line_blank(texts[i]))
            continue;
        skip(&text, "      <p xml:space=\"preserve\" begin=\"");
        (void)next_until(&text, "\"><span style=\"box\">");
        struct np_str words = next_until(&text, "</span></p>\n");
        require_xml(next_until(&words, "<br/>"), texts[i]);
        require_xml(words, texts[i]);
    }
    require(npi_str_eq(text, NPI_STR("    </div>\n  </body>\n</tt>\n")));
}

static inline void read_sbv(struct np_str text, const struct np_str *texts,
                            size_t n)
{
    bool first = true;
    for (size_t i = 0; i < n; i++) {
        if (npi_line_blank(texts[i]))
            continue;
        if (!first)
            require(next_line(&text).len == 0);
        first = false;
        require(npi_str_find_char(next_line(&text), ',') != NP_NONE);
        for (int k = 0; k < 2; k++) {
            struct np_str line = next_line(&text);
            require(npi_str_find(line, NPI_STR("[br]")) == NP_NONE);
            require_line(line, texts[i], false);
        }
    }
    require(text.len == 0);
}

/* The text n times on one line. */
static inline struct np_str twice(struct npi_buf *out, struct np_str text,
                                  bool named)
{
    if (named) {
        npi_cue_plain(out, text);
        npi_buf_puts(out, npi_speaker_colon(text));
    }
    const struct np_str lines[] = {text, text};
    npi_cue_join(out, npi_cue_plain, lines, 2);
    return npi_buf_str(out);
}

/* What lines that became one have between them depends on their sentence:
 * spaces and Chinese commas and full stops are left out of both. */
static inline void require_words(struct np_str have, struct np_str text)
{
    const struct np_str both[] = {have, text};
    struct npi_buf bare[2];
    for (int k = 0; k < 2; k++) {
        npi_buf_init(&bare[k], NPI_BUF_MAX);
        for (size_t at = 0; at < both[k].len;) {
            uint32_t cp = npi_utf8_next(both[k], &at);
            if (cp != ' ' && cp != 0xff0c && cp != 0xff1b && cp != 0x3001 &&
                cp != 0x3002)
                npi_buf_put_cp(&bare[k], cp);
        }
    }
    require_line(npi_buf_str(&bare[0]), npi_buf_str(&bare[1]), false);
    npi_buf_release(&bare[0]);
    npi_buf_release(&bare[1]);
}

static inline void read_lrc(struct np_str text, const struct np_str *texts,
                            size_t n)
{
    while (!npi_str_eq(next_line(&text), NPI_STR("[re:nopriors-export]")))
        require(text.len > 0);
    for (size_t i = 0; i < n; i++) {
        struct npi_buf want;
        npi_buf_init(&want, NPI_BUF_MAX);
        if (npi_line_blank(texts[i]))
            continue;
        skip(&text, "[");
        (void)next_until(&text, "]");
        struct np_str line = next_line(&text);
        for (size_t k = 0; k + 1 < line.len; k++)
            require((line.ptr[k] != '[' && line.ptr[k] != '<') ||
                    (unsigned char)line.ptr[k + 1] == 0xe2);
        require_words(line, twice(&want, texts[i], true));
        require(npi_str_ends(next_line(&text), NPI_STR("]")));
        npi_buf_release(&want);
    }
    require(text.len == 0);
}

static inline struct np_str member(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    require(json_is_string(value));
    return (struct np_str){json_string_value(value), json_string_length(value)};
}

static inline void require_same(struct np_str have, struct npi_buf *want)
{
    require(npi_str_eq(have, npi_buf_str(want)));
    npi_buf_clear(want);
}

static inline void read_cue_json(struct np_str text, const struct np_str *texts,
                                 size_t n, bool podcast)
{
    json_t *root = json_loadb(text.ptr, text.len, 0, NULL);
    const json_t *cues = json_object_get(root, podcast ? "segments" : "body");
    size_t at = 0;
    struct npi_buf want;
    npi_buf_init(&want, NPI_BUF_MAX);
    require(json_is_array(cues));
    for (size_t i = 0; i < n; i++) {
        if (npi_line_blank(texts[i]))
            continue;
        const json_t *cue = json_array_get(cues, at++);
        const double start = json_number_value(
            json_object_get(cue, podcast ? "startTime" : "from"));
        const double end = json_number_value(
            json_object_get(cue, podcast ? "endTime" : "to"));
        require(start < end);
        if (podcast) {
            npi_cue_plain(&want, texts[i]);
            require_same(member(cue, "speaker"), &want);
            require_words(member(cue, "body"), twice(&want, texts[i], false));
            npi_buf_clear(&want);
            continue;
        }
        npi_cue_plain(&want, texts[i]);
        npi_buf_putc(&want, '\n');
        npi_cue_plain(&want, texts[i]);
        require_same(member(cue, "content"), &want);
    }
    require(at == json_array_size(cues));
    npi_buf_release(&want);
    json_decref(root);
}

static inline void read_text(struct np_str text, const struct np_str *texts,
                             size_t n)
{
    while (next_line(&text).len > 0)
        require(text.len > 0);
    for (size_t i = 0; i < n; i++) {
        struct np_str line = next_line(&text);
        skip(&line, "== ");
        (void)next_until(&line, " ");
        require(npi_str_ends(line, NPI_STR(" ==")));
        require_line(npi_str_sub(line, 0, line.len - 3), texts[i], false);
        if (!npi_line_blank(texts[i])) {
            struct npi_buf want;
            npi_buf_init(&want, NPI_BUF_MAX);
            require(next_line(&text).len == 0);
            line = next_line(&text);
            skip(&line, "[");
            (void)next_until(&line, "] ");
            npi_cue_plain(&want, texts[i]);
            npi_buf_puts(&want, npi_speaker_colon(texts[i]));
            npi_cue_plain(&want, texts[i]);
            require_line(line, npi_buf_str(&want), false);
            npi_buf_release(&want);
        }
        if (i + 1 < n)
            require(next_line(&text).len == 0);
    }
    require(text.len == 0);
}

/* All text inside a node, one after the other; nothing but marks of emphasis
 * and links may be around it. */
static inline void gather(cmark_node *node, struct npi_buf *out)
{
    for (cmark_node *c = cmark_node_first_child(node); c;
         c = cmark_node_next(c)) {
        cmark_node_type type = cmark_node_get_type(c);
        require(type == CMARK_NODE_TEXT || type == CMARK_NODE_STRONG ||
                type == CMARK_NODE_EMPH || type == CMARK_NODE_LINK);
        if (type == CMARK_NODE_TEXT)
            npi_buf_puts(out, cmark_node_get_literal(c));
        gather(c, out);
    }
}

static inline void put_trimmed(struct npi_buf *out, struct np_str text)
{
    struct npi_buf line;
    npi_buf_init(&line, NPI_BUF_MAX);
    npi_cue_plain(&line, text);
    npi_buf_put(out, npi_str_trim(npi_buf_str(&line)));
    npi_buf_release(&line);
}

/* The next block is of this type and says "m:ss " and what is wanted. */
static inline cmark_node *require_block(cmark_node *node, cmark_node_type type,
                                        const struct npi_buf *want)
{
    struct npi_buf have;
    npi_buf_init(&have, NPI_BUF_MAX);
    require(node && cmark_node_get_type(node) == type);
    gather(node, &have);
    struct np_str text = npi_buf_str(&have);
    size_t space = npi_str_find_char(text, ' ');
    text = space == NP_NONE ? NPI_STR("")
                            : npi_str_sub(text, space + 1, text.len);
    require(npi_str_eq(npi_str_trim(text), npi_str_trim(npi_buf_str(want))));
    npi_buf_release(&have);
    return cmark_node_next(node);
}

static inline void read_transcript(struct np_str text,
                                   const struct np_str *texts, size_t n)
{
    cmark_node *doc = cmark_parse_document(text.ptr, text.len,
                                           CMARK_OPT_DEFAULT);
    cmark_node *node = cmark_node_first_child(doc);
    struct npi_buf want;
    npi_buf_init(&want, NPI_BUF_MAX);
    while (node && (cmark_node_get_type(node) != CMARK_NODE_HEADING ||
                    cmark_node_get_heading_level(node) == 1))
        node = cmark_node_next(node);
    for (size_t i = 0; i < n; i++) {
        npi_buf_clear(&want);
        put_trimmed(&want, texts[i]);
        node = require_block(node, CMARK_NODE_HEADING, &want);
        if (npi_line_blank(texts[i]))
            continue;
        npi_buf_puts(&want, ": ");
        put_trimmed(&want, texts[i]);
        node = require_block(node, CMARK_NODE_PARAGRAPH, &want);
    }
    require(!node);
    npi_buf_release(&want);
    cmark_node_free(doc);
}

/* "<v " or the words: WebVTT's three escapes. */
static inline void read_voices(struct np_str text, const struct np_str *texts,
                               size_t n)
{
    (void)next_until(&text, "\nMade by: nopriors-export\n");
    for (size_t i = 0; i < n; i++) {
        if (npi_line_blank(texts[i]))
            continue;
        require(next_line(&text).len == 0);
        require(npi_str_find(next_line(&text), NPI_STR(" --> ")) != NP_NONE);
        skip(&text, "<v ");
        require_xml(next_until(&text, ">"), texts[i]);
        require_xml(next_line(&text), texts[i]);
        require_xml(next_line(&text), texts[i]);
    }
    require(text.len == 0);
}

/* False: a format without a reader here. */
static inline bool read_subtitles(const char *format, struct np_str text,
                                  const struct np_str *texts, size_t n)
{
    if (strcmp(format, "ass") == 0)
        read_ass(text, texts, n);
    else if (strcmp(format, "ttml") == 0)
        read_ttml(text, texts, n);
    else if (strcmp(format, "sbv") == 0)
        read_sbv(text, texts, n);
    else if (strcmp(format, "lrc") == 0)
        read_lrc(text, texts, n);
    else if (strcmp(format, "bcc") == 0)
        read_cue_json(text, texts, n, false);
    else if (strcmp(format, "podcast-json") == 0)
        read_cue_json(text, texts, n, true);
    else if (strcmp(format, "podcast-vtt") == 0)
        read_voices(text, texts, n);
    else if (strcmp(format, "text") == 0)
        read_text(text, texts, n);
    else if (strcmp(format, "transcript") == 0)
        read_transcript(text, texts, n);
    else
        return false;
    return true;
}

#endif

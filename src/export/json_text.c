/* Writes JSON (RFC 8259), indented by two, rows on one line, members in the
 * order they are put. Text stays UTF-8; escaped are ", \, control characters,
 * and U+2028 and U+2029, which break JavaScript sources. */
#include "export/json_text.h"
#include "base/stamp.h"
#include "base/str.h"
#include "base/utf8.h"

static void put_break(struct npi_json *json)
{
    npi_buf_putc(json->out, '\n');
    for (unsigned i = 0; i < json->depth; i++)
        npi_buf_puts(json->out, "  ");
}

/* What stands between the value before and the next. */
static void begin(struct npi_json *json, const char *key)
{
    if (json->filled)
        npi_buf_putc(json->out, ',');
    if (json->row == 0 && json->depth > 0)
        put_break(json);
    else if (json->filled)
        npi_buf_putc(json->out, ' ');
    json->filled = true;
    if (!key)
        return;
    npi_buf_putc(json->out, '"');
    npi_buf_puts(json->out, key);
    npi_buf_puts(json->out, "\": ");
}

static void open_with(struct npi_json *json, const char *key, char bracket)
{
    begin(json, key);
    npi_buf_putc(json->out, bracket);
    json->depth++;
    json->filled = false;
}

static void close_with(struct npi_json *json, char bracket)
{
    bool in_row = json->row > 0;
    if (json->row == json->depth)
        json->row = 0;
    json->depth--;
    if (json->filled && !in_row)
        put_break(json);
    npi_buf_putc(json->out, bracket);
    json->filled = true;
}

void npi_json_object(struct npi_json *json, const char *key)
{
    open_with(json, key, '{');
}

void npi_json_array(struct npi_json *json, const char *key)
{
    open_with(json, key, '[');
}

void npi_json_row(struct npi_json *json)
{
    open_with(json, NULL, '{');
    if (json->row == 0)
        json->row = json->depth;
}

void npi_json_end_object(struct npi_json *json)
{
    close_with(json, '}');
}

void npi_json_end_array(struct npi_json *json)
{
    close_with(json, ']');
}

static void put_escape(struct npi_buf *out, uint32_t cp)
{
    static const char hex[] = "0123456789abcdef";
    if (cp == '\n') {
        npi_buf_puts(out, "\\n");
        return;
    }
    npi_buf_puts(out, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        npi_buf_putc(out, hex[cp >> shift & 0xf]);
}

static void put_string(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    npi_buf_putc(out, '"');
    while (at < text.len) {
        uint32_t cp = npi_utf8_next(text, &at);
        if (cp == '"' || cp == '\\') {
            npi_buf_putc(out, '\\');
            npi_buf_putc(out, (char)cp);
        } else if (cp < 0x20 || cp == 0x7f || cp == 0x2028 || cp == 0x2029) {
            put_escape(out, cp);
        } else {
            npi_buf_put_cp(out, cp);
        }
    }
    npi_buf_putc(out, '"');
}

void npi_json_str(struct npi_json *json, const char *key, struct np_str text)
{
    begin(json, key);
    if (text.ptr)
        put_string(json->out, text);
    else
        npi_buf_puts(json->out, "null");
}

void npi_json_index(struct npi_json *json, const char *key, size_t index)
{
    begin(json, key);
    if (index == NP_NONE)
        npi_buf_puts(json->out, "null");
    else
        npi_buf_put_u64(json->out, index);
}

void npi_json_bool(struct npi_json *json, const char *key, bool value)
{
    begin(json, key);
    npi_buf_puts(json->out, value ? "true" : "false");
}

void npi_json_time(struct npi_json *json, const char *key, int64_t ms)
{
    begin(json, key);
    if (ms == NP_NO_TIME)
        npi_buf_puts(json->out, "null");
    else
        npi_stamp_write(json->out, ms, NPI_STAMP_SECONDS);
}

void npi_json_seconds(struct npi_json *json, const char *key, int64_t ms)
{
    begin(json, key);
    npi_buf_put_fixed(json->out, (double)ms / 1000, 3);
}

void npi_json_share(struct npi_json *json, const char *key, double value)
{
    begin(json, key);
    npi_buf_put_fixed(json->out, value, 3);
}

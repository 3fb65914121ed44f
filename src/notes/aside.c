/* Tables and editor's notes among the words of a dialogue. A table whose rows
 * are whole sentences may be a transcript: it is none here. A note inside a
 * paragraph is part of its sentence. */
#include "notes/aside.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/names.h"
#include "notes/reader.h"
#include "notes/sections.h"
#include <string.h>

/* Bytes before the colon of an editor's note. */
#define WORD_MAX 48
/* Lines of a note in brackets. */
#define CLOSED_MAX 100

bool npi_is_table_rule(struct np_str line)
{
    struct np_str s = npi_str_trim(line);
    bool bar = false;
    for (size_t i = 0; i < s.len; i++) {
        if (!memchr("|-: ", s.ptr[i], 4))
            return false;
        bar = bar || s.ptr[i] == '|';
    }
    return bar;
}

/* Lines of a table: its head, the rule below it, and rows, which have bars.
 * *spoken: whole sentences. */
static size_t table_lines(struct np_str line, struct np_str rest, bool *spoken)
{
    size_t rows = 0;
    size_t sentences = 0;
    if (npi_str_find_char(line, '|') == NP_NONE ||
        !npi_next_line(&rest, &line) || !npi_is_table_rule(line) ||
        npi_str_find_char(line, '-') == NP_NONE)
        return 0;
    while (npi_next_line(&rest, &line) &&
           npi_str_find_char(line, '|') != NP_NONE) {
        rows++;
        sentences += npi_ends_with_mark(line);
    }
    *spoken = sentences && sentences * 2 >= rows;
    return rows + 2;
}

static bool begins_note(struct np_str s)
{
    for (size_t at = 0; at < s.len && at <= WORD_MAX;) {
        size_t here = at;
        uint32_t cp = npi_utf8_next(s, &at);
        if (npi_cp_halfwidth(cp) == ':')
            return npi_name_is_editor(npi_str_sub(s, 0, here));
    }
    return false;
}

/* The note's lines up to the bracket that closes it; 0: words follow there. */
static size_t closed_lines(struct np_str line, struct np_str rest,
                           uint32_t open)
{
    uint32_t close = npi_cp_closing(open);
    unsigned depth = 0;
    size_t lines = 0;
    do {
        if (++lines > CLOSED_MAX)
            return 0;
        for (size_t at = 0; at < line.len;) {
            uint32_t cp = npi_utf8_next(line, &at);
            depth += cp == open;
            depth -= cp == close && depth > 0;
            if (cp == close && !depth)
                return npi_str_trim(npi_str_sub(line, at, line.len)).len
                           ? 0
                           : lines;
        }
    } while (npi_next_line(&rest, &line));
    return lines;
}

enum npi_aside npi_aside_read(struct np_str line, struct np_str rest,
                              size_t *lines)
{
    size_t at = 0;
    bool spoken = false;
    struct np_str s = npi_str_trim(line);
    *lines = table_lines(line, rest, &spoken);
    if (*lines)
        return spoken ? NPI_ASIDE_SPOKEN_TABLE : NPI_ASIDE_TABLE;
    uint32_t open = s.len ? npi_utf8_next(s, &at) : 0;
    if (!npi_cp_closing(open)) {
        *lines = NP_NONE;
        return begins_note(s) ? NPI_ASIDE_NOTE : NPI_ASIDE_NONE;
    }
    if (!begins_note(npi_str_trim(npi_str_sub(s, at, s.len))))
        return NPI_ASIDE_NONE;
    *lines = closed_lines(s, rest, open);
    return *lines ? NPI_ASIDE_NOTE_CLOSED : NPI_ASIDE_NONE;
}

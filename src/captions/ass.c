/* Advanced SubStation Alpha and SSA v4: the lines "Dialogue:" of [Events], the
 * fields in the order that "Format:" gives (as libass reads them:
 * https://github.com/libass/libass/wiki/ASS-File-Format-Guide). Styles are
 * passed over, and drawings; what two layers both show is one text (track.c).
 */
#include "captions/readers.h"

#include "captions/clock.h"
#include "captions/lines.h"
#include "captions/markup.h"

#define MARKUP (NPI_MARKUP_ALL_BRACES | NPI_MARKUP_BACKSLASH)
#define OUR_MARK NPI_STR("; Made by: nopriors-export")
#define SNIFF_BYTES 65536 /* [Script Info] or [Events] stands in here */
#define FIELDS_MAX 32

enum column { COLUMN_START, COLUMN_END, COLUMN_NAME, COLUMN_TEXT, COLUMNS };

static const struct column_name {
    const char *name;
    enum column column;
} column_names[] = {
    {"Start", COLUMN_START}, {"End", COLUMN_END},   {"Name", COLUMN_NAME},
    {"Actor", COLUMN_NAME},  {"Text", COLUMN_TEXT},
};

struct ass {
    struct npi_draft *draft;
    size_t columns[COLUMNS]; /* the field each is, or NP_NONE */
    size_t n_fields;
};

/* Marked or Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect,
 * Text: until a Format line says else. */
static const struct ass usual = {NULL,
                                 {[COLUMN_START] = 1,
                                  [COLUMN_END] = 2,
                                  [COLUMN_NAME] = 4,
                                  [COLUMN_TEXT] = 9},
                                 10};

enum npi_known npi_ass_knows(struct np_str text)
{
    struct np_str head = npi_str_sub(text, 0, SNIFF_BYTES);
    struct np_str line;
    for (size_t at = 0; npi_line_next(head, &at, &line);) {
        line = npi_str_trim(line);
        if (npi_str_eq_nocase(line, NPI_STR("[Script Info]")) ||
            npi_str_eq_nocase(line, NPI_STR("[Events]")) ||
            npi_str_starts_nocase(line, NPI_STR("Dialogue:")))
            return NPI_KNOWN_SURE;
    }
    return NPI_KNOWN_NOT;
}

static void read_format(struct ass *ass, struct np_str rest)
{
    struct np_str field;
    size_t n = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        ass->columns[i] = NP_NONE;
    for (; n < FIELDS_MAX && npi_str_split(&rest, ',', &field); n++)
        for (size_t i = 0; i < sizeof(column_names) / sizeof(column_names[0]);
             i++)
            if (npi_str_eq_nocase(npi_str_trim(field),
                                  npi_str(column_names[i].name)))
                ass->columns[column_names[i].column] = n;
    ass->n_fields = n;
}

/* The fields of a line; the last one takes all the rest, commas too. */
static void split_fields(struct np_str rest, size_t n,
                         struct np_str fields[FIELDS_MAX])
{
    for (size_t i = 0; i < FIELDS_MAX; i++)
        fields[i] = npi_str(NULL);
    for (size_t i = 0; i + 1 < n; i++)
        if (!npi_str_split(&rest, ',', &fields[i]))
            return;
    if (n > 0)
        fields[n - 1] = rest;
}

static struct np_str column_of(const struct ass *ass, enum column column,
                               const struct np_str *fields)
{
    size_t at = ass->columns[column];
    return at == NP_NONE ? npi_str(NULL) : fields[at];
}

static void read_dialogue(struct ass *ass, struct np_str line, size_t offset)
{
    struct np_str fields[FIELDS_MAX];
    size_t at = 0;
    int64_t start;
    int64_t end;
    split_fields(npi_str_sub(line, sizeof("Dialogue:") - 1, line.len),
                 ass->n_fields, fields);
    if (!npi_clock_read(column_of(ass, COLUMN_START, fields), &at, &start)) {
        npi_draft_say(ass->draft, &NPI_D_CAPTION_TIME, offset, line.len,
                      npi_str(NULL), npi_str(NULL));
        return;
    }
    at = 0;
    if (!npi_clock_read(column_of(ass, COLUMN_END, fields), &at, &end))
        end = NP_NO_TIME;
    npi_draft_add(ass->draft, start, end, offset);
    npi_draft_speaker(ass->draft,
                      npi_str_trim(column_of(ass, COLUMN_NAME, fields)));
    npi_markup_put(ass->draft, column_of(ass, COLUMN_TEXT, fields), MARKUP);
}

static void read_line(struct ass *ass, struct np_str line, bool *events,
                      size_t offset)
{
    struct np_str bare = npi_str_trim(line);
    if (bare.len > 0 && bare.ptr[0] == '[')
        *events = npi_str_eq_nocase(bare, NPI_STR("[Events]"));
    else if (*events && npi_str_starts_nocase(bare, NPI_STR("Format:")))
        read_format(ass, npi_str_sub(bare, sizeof("Format:") - 1, bare.len));
    else if (npi_str_starts_nocase(bare, NPI_STR("Dialogue:")))
        read_dialogue(ass, bare, offset + (size_t)(bare.ptr - line.ptr));
    else if (npi_str_eq(bare, OUR_MARK))
        ass->draft->ours = true;
}

void npi_ass_read(struct npi_draft *draft)
{
    struct ass ass = usual;
    struct np_str line;
    bool events = false;
    size_t from = 0;
    ass.draft = draft;
    for (size_t at = 0;
         !draft->status && npi_line_next(draft->source, &at, &line); from = at)
        read_line(&ass, line, &events, from);
}

/* Matroska's order of fields (codec mapping S_TEXT/ASS): ReadOrder, Layer,
 * Style, Name, MarginL, MarginR, MarginV, Effect, Text. */
void npi_ass_put(struct npi_draft *draft, struct np_str payload)
{
    struct np_str fields[FIELDS_MAX];
    split_fields(payload, 9, fields);
    npi_draft_speaker(draft, npi_str_trim(fields[3]));
    npi_markup_put(draft, fields[8], MARKUP);
}

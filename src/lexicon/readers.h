/* Readers of dictionaries and glossaries as text (UTF-8). Each fills entries
 * and leaves what it cannot read out. */
#ifndef NPI_LEXICON_READERS_H
#define NPI_LEXICON_READERS_H

#include "base/str.h"
#include "lexicon/entries.h"

/* A text, and where in it the diagnostics point. */
struct npi_lexicon_source {
    struct npi_context *ctx;
    struct np_str name;
    struct np_str text;
    size_t index; /* in diags; NP_NONE before the first diagnostic */
};

struct npi_lexicon_source npi_lexicon_source(struct npi_context *ctx,
                                             struct np_str name,
                                             struct np_str text);
/* The span of a piece of the text. */
struct np_span npi_lexicon_span(struct npi_lexicon_source *source,
                                struct np_str piece);

/* Takes the line at *at off text, its end (LF, CRLF or CR) skipped; false at
 * the text's end. */
bool npi_row_next(struct np_str text, size_t *at, struct np_str *line);
bool npi_row_is_comment(struct np_str line); /* blank, or "#" first */

/* How often a text could not be read, and where first. */
struct npi_unread {
    size_t n_rows; /* that are no comments */
    size_t n_bad;
    struct np_str first;
};

/* CC-CEDICT: "Trad Simp [pin1 yin1] /gloss/gloss/". */
bool npi_cedict_is_row(struct np_str line);
void npi_cedict_read(struct npi_entries *entries, struct np_str text,
                     struct npi_unread *unread);

/* Two sides of a line: TAB, else "=" or "＝", else, where colon is true, ":" or
 * "：" parts them. False if a side lacks. */
bool npi_pair_split(struct np_str line, bool colon, struct np_str *left,
                    struct np_str *right);
/* The next of several equivalents ("," "，" "、" ";" "；" between). */
bool npi_pair_next(struct np_str *side, struct np_str *one);

/* A list of two columns; the right one may have several equivalents. "# zh en"
 * before the first row tells the languages. */
void npi_list_read(struct npi_entries *entries, struct np_str text,
                   struct npi_unread *unread, struct np_str *from,
                   struct np_str *to);

/* What a line of a glossary says of one key. */
struct npi_glossary_record {
    struct np_str key; /* as key.h shapes it */
    struct np_str words;
    struct np_str name;  /* of the file */
    size_t line;         /* from 1 */
    struct np_str at;    /* the key in the file's text */
    struct np_str other; /* the first one of the other side, there too */
    bool is_left;        /* what the line is about */
    size_t order;
    size_t other_line; /* that says something else; 0: none does */
    struct np_str other_name;
};

/* A user's pairs, both ways. Zero it, entries initialised; kept between calls,
 * so that files that contradict each other are found. */

struct npi_glossary {
    struct npi_entries entries;
    struct npi_glossary_record *records;
    size_t n;
    size_t cap;
};

/* NP_ERR_USAGE when most of its rows are no pairs: it is another kind of file.
 */
enum np_status npi_glossary_read(struct npi_glossary *glossary,
                                 struct npi_lexicon_source *source);

/* npi_lexicon_glossary_name(). */
bool npi_glossary_name(const struct npi_glossary *glossary, struct np_str name,
                       struct np_str *other);

#endif

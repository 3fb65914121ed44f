/* An episode as a short text that a person can read and a diff can show: what
 * the case files of tests/cases/notes expect. Absent parts are left out. */
#ifndef TESTS_SUPPORT_EPISODE_DUMP_H
#define TESTS_SUPPORT_EPISODE_DUMP_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/stamp.h"
#include "base/str.h"
#include <nopriors/episode.h>

static inline void dump_field(struct npi_buf *out, const char *name,
                              struct np_str value)
{
    if (!value.len)
        return;
    npi_buf_puts(out, name);
    npi_buf_puts(out, ": ");
    for (size_t i = 0; i < value.len; i++)
        if (value.ptr[i] == '\n')
            npi_buf_puts(out, "\\n");
        else
            npi_buf_putc(out, value.ptr[i]);
    npi_buf_putc(out, '\n');
}

static inline void dump_number(struct npi_buf *out, const char *before,
                               size_t value)
{
    npi_buf_puts(out, before);
    npi_buf_put_u64(out, value);
}

static inline void dump_time(struct npi_buf *out, const char *before,
                             int64_t ms, int64_t grain)
{
    if (ms == NP_NO_TIME)
        return;
    npi_buf_puts(out, before);
    npi_stamp_write(out, ms, ms % 1000 ? NPI_STAMP_VTT : NPI_STAMP_SHORT);
    if (grain != 1000 && grain != 0)
        npi_buf_puts(out, grain == 1 ? " (ms)" : " (min)");
}

static inline void dump_indent(struct npi_buf *out, unsigned level)
{
    for (unsigned i = 0; i < level; i++)
        npi_buf_puts(out, "  ");
}

static inline void dump_about(struct npi_buf *out, const struct np_episode *e)
{
    dump_field(out, "title", e->title);
    dump_field(out, "original title", e->original_title);
    dump_field(out, "show", e->show);
    dump_field(out, "link", e->link);
    if (e->link_time != NP_NO_TIME) {
        dump_time(out, "link time: ", e->link_time, 0);
        npi_buf_putc(out, '\n');
    }
    dump_field(out, "date", e->date);
    dump_field(out, "category", e->category);
    dump_field(out, "summary", e->summary);
    dump_field(out, "language", e->language);
    for (size_t i = 0; i < e->n_people; i++) {
        dump_number(out, "person @", e->people[i].line);
        npi_buf_puts(out, ": ");
        npi_buf_put(out, e->people[i].name);
        if (e->people[i].about.len)
            npi_buf_puts(out, " -- ");
        npi_buf_put(out, e->people[i].about);
        npi_buf_putc(out, '\n');
    }
    for (size_t i = 0; i < e->n_tags; i++)
        dump_field(out, "tag", e->tags[i].text);
    for (size_t i = 0; i < e->n_fields; i++) {
        dump_number(out, "field @", e->fields[i].line);
        npi_buf_putc(out, ' ');
        npi_buf_put(out, e->fields[i].key);
        dump_field(out, "", e->fields[i].value);
    }
    for (size_t i = 0; i < e->n_key_points; i++) {
        dump_number(out, "point @", e->key_points[i].line);
        dump_field(out, "", e->key_points[i].text);
    }
    for (size_t i = 0; i < e->n_prose; i++) {
        dump_number(out, "prose @", e->prose[i].line);
        npi_buf_puts(out, " [");
        npi_buf_put(out, e->prose[i].heading);
        npi_buf_puts(out, "]");
        dump_field(out, "", e->prose[i].text);
    }
}

static inline void dump_outline(struct npi_buf *out, const struct np_episode *e)
{
    for (size_t i = 0; i < e->n_mind_map; i++) {
        dump_number(out, "node @", e->mind_map[i].line);
        npi_buf_putc(out, ' ');
        dump_indent(out, e->mind_map[i].level);
        npi_buf_put(out, e->mind_map[i].title);
        npi_buf_putc(out, '\n');
    }
    for (size_t i = 0; i < e->n_outline; i++) {
        const struct np_entry *entry = &e->outline[i];
        dump_number(out, "entry @", entry->line);
        npi_buf_putc(out, ' ');
        dump_indent(out, entry->level - 1);
        dump_time(out, "", entry->start, entry->grain);
        dump_time(out, " to ", entry->end, 0);
        npi_buf_puts(out, entry->start == NP_NO_TIME ? "- [" : " [");
        npi_buf_put(out, entry->title);
        npi_buf_puts(out, "]\n");
    }
}

static inline void dump_originals(struct npi_buf *out,
                                  const struct np_episode *e, size_t turn)
{
    for (size_t i = 0; i < e->n_originals; i++) {
        if (e->originals[i].turn != turn)
            continue;
        dump_number(out, "  original @", e->originals[i].line);
        dump_field(out, "", e->originals[i].text);
    }
}

static inline void dump_headings(struct npi_buf *out,
                                 const struct np_episode *e, size_t *next,
                                 size_t sentence)
{
    for (; *next < e->n_headings && e->headings[*next].sentence <= sentence;
         (*next)++) {
        const struct np_heading *heading = &e->headings[*next];
        dump_number(out, "heading @", heading->line);
        dump_number(out, " level ", heading->level);
        dump_time(out, " ", heading->start, heading->grain);
        dump_field(out, "", heading->text);
    }
}

static inline void dump_dialogue(struct npi_buf *out,
                                 const struct np_episode *e)
{
    size_t heading = 0;
    for (size_t i = 0; i < e->n_turns; i++) {
        const struct np_turn *turn = &e->turns[i];
        dump_headings(out, e, &heading, turn->first_sentence);
        dump_number(out, "turn ", i);
        dump_number(out, " @", turn->line);
        npi_buf_putc(out, ' ');
        if (turn->speaker != NP_NONE)
            npi_buf_put(out, e->speakers[turn->speaker]);
        else
            npi_buf_puts(out, "(nobody)");
        npi_buf_putc(out, '\n');
        for (size_t j = 0; j < turn->n_sentences; j++) {
            const struct np_sentence *s =
                &e->sentences[turn->first_sentence + j];
            dump_number(out, "  @", s->line);
            npi_buf_puts(out, s->paragraph_start ? " + " : " . ");
            dump_time(out, "{", s->stamp, s->grain);
            npi_buf_puts(out, s->stamp == NP_NO_TIME ? "" : "} ");
            npi_buf_puts(out, s->direction ? "(direction) " : "");
            npi_buf_put(out, s->text);
            npi_buf_putc(out, '\n');
        }
        dump_originals(out, e, i);
    }
    dump_headings(out, e, &heading, NP_NONE - 1);
    dump_originals(out, e, NP_NONE);
}

static inline void dump_diags(struct npi_buf *out, struct npi_diags *diags)
{
    for (size_t i = 0; i < diags->n; i++) {
        const struct np_diag *diag = &diags->items[i];
        size_t line = 0;
        size_t column = 0;
        npi_buf_puts(out, diag->kind->severity == NP_ERROR     ? "error "
                          : diag->kind->severity == NP_WARNING ? "warning "
                                                               : "note ");
        if (diag->span.source != NP_NONE) {
            npi_text_place(diags->sources[diag->span.source].text,
                           diag->span.offset, &line, &column);
            dump_number(out, "@", line);
            dump_number(out, ":", column);
            npi_buf_putc(out, ' ');
        }
        npi_buf_puts(out, diag->kind->code);
        npi_buf_puts(out, ": ");
        npi_diag_message(out, diag, NULL);
        npi_buf_putc(out, '\n');
    }
}

static inline void dump_episode(struct npi_buf *out, const struct np_episode *e)
{
    dump_about(out, e);
    dump_outline(out, e);
    dump_dialogue(out, e);
}

#endif

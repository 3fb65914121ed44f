/* What people call the sections of their notes and the rows of their headers:
 * tables in names.def and keys.def. */
#ifndef NPI_NOTES_NAMES_H
#define NPI_NOTES_NAMES_H

#include "notes/reader.h"

/* Bytes of the longest heading that can be the name of a section. */
#define NPI_NAME_MAX 96

/* What a section with this name holds; NPI_SECTION_NONE if not known. Marks,
 * case, width, numbers in front and remarks in brackets do not matter. exact:
 * the whole text is a name; else a name inside it counts too ("本期时间轴"). */
enum npi_section npi_name_section(struct np_str heading, bool exact);

enum npi_key {
    NPI_KEY_NONE,
    NPI_KEY_TITLE,
    NPI_KEY_ORIGINAL_TITLE,
    NPI_KEY_SHOW,
    NPI_KEY_LINK,
    NPI_KEY_DATE,
    NPI_KEY_CATEGORY,
    NPI_KEY_PEOPLE,
    NPI_KEY_TAGS,
    NPI_KEY_SUMMARY,
    NPI_KEY_LANGUAGE,
};

enum npi_key npi_name_key(struct np_str key);

/* A word that stands before a colon like a name but is none: 注：, Note:. */
bool npi_name_is_remark(struct np_str word);
/* One of these that an editor's note begins with: 编者注：, Editor's note:. */
bool npi_name_is_editor(struct np_str word);

/* Lower case, ASCII widths, letters and digits only; at most max bytes to out,
 * returns how many (0 as well when it is longer than that). */
size_t npi_name_plain(struct np_str text, char *out, size_t max);

/* The same for any two titles that differ in marks, case, width or spaces only;
 * 0 for one without letters or digits. */
uint64_t npi_name_hash(struct np_str title);
void npi_sort_hashes(uint64_t *hashes, size_t n);
/* One of the sorted hashes, and not 0. */
bool npi_has_hash(const uint64_t *hashes, size_t n, uint64_t hash);

#endif

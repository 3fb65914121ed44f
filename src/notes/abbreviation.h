/* Points behind abbreviations, which end no sentence. */
#ifndef NPI_NOTES_ABBREVIATION_H
#define NPI_NOTES_ABBREVIATION_H

#include <nopriors/types.h>

/* A point at offset point, a space and a capital at offset next: does the
 * sentence go on? It does behind "Mr.", "e.g.", an initial ("J. K. Miller"),
 * and behind "U.S." or "Inc." unless a word follows that begins sentences. */
bool npi_abbreviation_goes_on(struct np_str text, size_t point, size_t next);

#endif

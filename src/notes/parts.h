/* The parts of the episode, each read from the blocks of its section. */
#ifndef NPI_NOTES_PARTS_H
#define NPI_NOTES_PARTS_H

#include "notes/reader.h"

/* Title, header list, tags, summary, people, key points, prose. */
void npi_about_read(struct npi_reader *r);
void npi_mind_map_read(struct npi_reader *r);
void npi_outline_read(struct npi_reader *r);
/* When there is no outline: one made of the dialogue's headings with stamps. */
void npi_outline_from_headings(struct npi_reader *r);
void npi_dialogue_read(struct npi_reader *r);
/* Diagnostics for the blocks that nothing was made of. */
void npi_unused_report(struct npi_reader *r);
/* An outline whose stamps look like hours and minutes. */
void npi_outline_check_hours(struct npi_reader *r);

#endif

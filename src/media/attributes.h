/* What a file has besides its content, for a copy that takes its place. */
#ifndef NPI_MEDIA_ATTRIBUTES_H
#define NPI_MEDIA_ATTRIBUTES_H

/* Extended attributes, access control lists among them, as far as the system
 * lets us: what it refuses is left out. */
void npi_copy_attributes(int from, int to);

#endif

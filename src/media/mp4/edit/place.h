/* Where a new unit goes; see edit.h. */
#ifndef NPI_MEDIA_MP4_EDIT_PLACE_H
#define NPI_MEDIA_MP4_EDIT_PLACE_H

#include "media/mp4/edit/edit.h"

/* Finds room for data bytes of 'mdat' (its header too) and moov bytes of index,
 * and the header writes that lead there. False: edit->refusal says why not. */
bool npi_place_find(struct npi_edit *edit, int64_t data, int64_t moov);

/* Fills edit->record but for its hash. NP_ERR_IO. */
enum np_status npi_place_record(struct npi_edit *edit);

#endif

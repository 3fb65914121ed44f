/* The file's tags, ours merged in by their keys: iTunes' 'ilst' or QuickTime's
 * 'mdta', whichever the file has. */
#ifndef NPI_MEDIA_MP4_EDIT_NEW_TAGS_H
#define NPI_MEDIA_MP4_EDIT_NEW_TAGS_H

#include "media/mp4/edit/old.h"
#include "media/mp4/edit/wanted.h"

/* One item: what the old file has, or what we made. */
struct npi_item {
    struct np_str key;        /* its type; of '----' mean and name too; 'mdta':
                                 the key of 'keys' */
    struct npi_mp4_place was; /* the old box; end 0: none */
    struct np_str made;       /* the body of a new box, or absent */
    bool gone; /* neither: it only keeps its place in the order */
};

struct npi_items {
    struct npi_item *items;
    size_t n;
    size_t cap;
    bool mdta;
};

/* The items that the file shall have. saved: what of ours stays or becomes
 * known, filled anew. NP_ERR_NOMEM. */
enum np_status npi_items_plan(struct npi_old *old,
                              const struct npi_wanted *wanted,
                              struct npi_saved *saved, struct npi_items *items);

/* Writes 'meta': the old one with these items, or a new one; nothing if there
 * is nothing to say. */
void npi_items_write(struct npi_old *old, const struct npi_items *items,
                     struct npi_recipe *recipe);

#endif

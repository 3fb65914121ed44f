/* See place.h. Room is looked for where it costs least: in what an earlier edit
 * left behind the live index, then before it, then in free room of the old file
 * right behind its index (which keeps that in front), then behind the end. */
#include "media/mp4/edit/place.h"

#include <string.h>

/* What the disk writes as one. */
#define SECTOR 512
#define SKIP NPI_FOURCC('s', 'k', 'i', 'p')
#define FREE NPI_FOURCC('f', 'r', 'e', 'e')

/* Free room of the old file is used if the next edit will fit too. */
#define FRONT_SPARE 2

struct npi_header_write npi_header(int64_t at, uint32_t type, int64_t size)
{
    bool large = size > UINT32_MAX;
    struct npi_header_write write = {.at = at, .n = large ? 16 : 8};

    for (unsigned i = 0; i < 4; i++) {
        write.bytes[i] = large
                             ? (i == 3)
                             : (unsigned char)((uint64_t)size >> (24 - 8 * i));
        write.bytes[4 + i] = (unsigned char)(type >> (24 - 8 * i));
    }
    for (unsigned i = 0; large && i < 8; i++)
        write.bytes[8 + i] = (unsigned char)((uint64_t)size >> (56 - 8 * i));
    return write;
}

static bool crosses(int64_t at, size_t n)
{
    return at / SECTOR != (at + (int64_t)n - 1) / SECTOR;
}

static const struct npi_box *live(const struct npi_edit *edit)
{
    return &edit->layout.top[edit->layout.moov];
}

/* The unit at this place; the record is filled up so that the index's header
 * does not cross sectors. */
static struct npi_edit_place lay(int64_t unit, int64_t data, int64_t moov)
{
    struct npi_edit_place place = {.unit = unit, .record = unit + data};

    place.moov = place.record + NPI_RECORD_BYTES;
    while (crosses(place.moov, 8))
        place.moov++;
    place.moov_end = place.moov + moov;
    place.cover_end = place.moov_end;
    return place;
}

/* Whether the unit fits up to limit, where the box shall end: exactly, or with
 * room for one more header. */
static bool fits(struct npi_edit_place *place, int64_t limit)
{
    place->cover_end = limit;
    return limit == place->moov_end || limit - place->moov_end >= 8;
}

static bool is_last(const struct npi_edit *edit)
{
    return live(edit)->end == edit->layout.leftover;
}

/* The live index is turned into 'skip' that reaches the new unit, or (apart)
 * the new index. */
static void commit_after(struct npi_edit *edit)
{
    const struct npi_box *moov = live(edit);

    edit->commit = npi_header(moov->at, SKIP, edit->place.unit - moov->at);
}

/* The box of the new index covers the old one. */
static void commit_before(struct npi_edit *edit)
{
    const struct npi_edit_place *place = &edit->place;
    const int64_t dead_end = edit->layout.record.unit;

    edit->hide = npi_header(place->unit, SKIP, dead_end - place->unit);
    edit->reveal = npi_header(place->unit, NPI_FOURCC('m', 'd', 'a', 't'),
                              place->record - place->unit);
    edit->commit = npi_header(place->moov, NPI_FOURCC('m', 'o', 'o', 'v'),
                              place->cover_end - place->moov);
}

/* Inside the 'skip' that ends the live index. */
static bool try_tail(struct npi_edit *edit, int64_t data, int64_t moov)
{
    if (!edit->layout.has_record || edit->layout.tail == live(edit)->end)
        return false;
    edit->place = lay(edit->layout.tail + 8, data, moov);
    if (!fits(&edit->place, live(edit)->end))
        return false;
    commit_after(edit);
    return true;
}

/* A box begins here. */
static bool is_border(const struct npi_layout *layout, int64_t at)
{
    for (size_t i = 0; i < layout->n; i++)
        if (layout->top[i].at == at)
            return true;
    return false;
}

/* Between the old file's end (or its old index) and the live unit. */
static bool try_dead(struct npi_edit *edit, int64_t data, int64_t moov)
{
    const struct npi_record *record = &edit->layout.record;
    int64_t from;

    if (!edit->layout.has_record)
        return false;
    from = record->room == NPI_ROOM_FRONT ? record->old_end : record->old_size;
    edit->place = lay(from + 8, data, moov);
    if (record->unit - edit->place.moov_end < 8 ||
        crosses(edit->place.unit, 8) ||
        !is_border(&edit->layout, edit->place.unit))
        return false;
    edit->place.cover_end = live(edit)->end;
    edit->place.before = true;
    commit_before(edit);
    return true;
}

/* Zeros, or what an edit left that broke off. */
static bool is_unused(struct npi_edit *edit, const struct npi_box *box)
{
    const struct npi_box inner = {.type = NPI_FOURCC('m', 'd', 'a', 't'),
                                  .body = box->body + 8,
                                  .end = box->end};
    unsigned char bytes[4096];

    if (npi_box_is_own_mdat(edit->layout.bytes, &inner))
        return true;
    for (int64_t at = box->body; at < box->end;) {
        size_t n = box->end - at > (int64_t)sizeof(bytes)
                       ? sizeof(bytes)
                       : (size_t)(box->end - at);

        if (!npi_bytes_copy(edit->layout.bytes, at, bytes, n))
            return false;
        for (size_t i = 0; i < n; i++)
            if (bytes[i])
                return false;
        at += (int64_t)n;
    }
    return true;
}

/* Free room that follows the old index directly. */
static bool try_front(struct npi_edit *edit, int64_t data, int64_t moov)
{
    const size_t next = edit->layout.moov + 1;
    const struct npi_box *room = &edit->layout.top[next];

    if (edit->layout.has_record || next >= edit->layout.n ||
        !npi_box_is_free(room) || room->body - room->at != 8 ||
        (room->end - room->body) / FRONT_SPARE <
            data + moov + NPI_RECORD_BYTES + SECTOR)
        return false;
    edit->place = lay(room->body, data, moov);
    if (!fits(&edit->place, room->end) || !is_unused(edit, room))
        return false;
    edit->record.room = NPI_ROOM_FRONT;
    edit->record.free_end = room->end;
    commit_after(edit);
    return true;
}

/* Other boxes follow the old index: its 'skip' swallows them for a moment. */
static void commit_apart(struct npi_edit *edit)
{
    const struct npi_box *moov = live(edit);

    edit->record.room = NPI_ROOM_APART;
    edit->commit = npi_header(moov->at, SKIP, edit->place.moov - moov->at);
    edit->tidy[0] = npi_header(edit->place.unit - 8, FREE, 8);
    edit->tidy[1] = npi_header(moov->at, SKIP, moov->end - moov->at);
    if (edit->commit.n == 16) {
        /* What the long header wrote over comes back. */
        edit->tidy[1].n = 16;
        (void)npi_bytes_copy(edit->layout.bytes, moov->at + 8,
                             edit->tidy[1].bytes + 8, 8);
    }
    edit->n_tidy = 2;
}

static bool append(struct npi_edit *edit, int64_t data, int64_t moov)
{
    const bool last = is_last(edit);

    if (edit->layout.has_record && !last) {
        edit->refusal = NPI_REFUSE_ROOM;
        return false;
    }
    edit->place = lay(edit->layout.leftover + 8, data, moov);
    edit->place.append = true;
    edit->record.room = NPI_ROOM_LAST;
    if (last)
        commit_after(edit);
    else
        commit_apart(edit);
    edit->loses_front = edit->layout.front && !edit->layout.has_record;
    return true;
}

bool npi_place_find(struct npi_edit *edit, int64_t data, int64_t moov)
{
    bool found;

    /* It may have been looked for already, for an index of another size. */
    edit->hide.n = edit->reveal.n = edit->n_tidy = 0;
    edit->loses_front = false;
    found = try_tail(edit, data, moov) || try_dead(edit, data, moov) ||
            try_front(edit, data, moov);
    if (!found) {
        edit->place = (struct npi_edit_place){0};
        edit->hide.n = edit->reveal.n = 0;
        found = append(edit, data, moov);
    }
    if (found && crosses(edit->commit.at, edit->commit.n)) {
        edit->refusal = NPI_REFUSE_SECTORS;
        found = false;
    }
    edit->size_after = edit->place.append ? edit->place.cover_end
                                          : edit->layout.leftover;
    return found;
}

enum np_status npi_place_record(struct npi_edit *edit)
{
    struct npi_record *record = &edit->record;
    const struct npi_box *moov = live(edit);
    struct npi_bytes *bytes = edit->layout.bytes;
    struct npi_hash hash;

    if (edit->layout.has_record) {
        *record = edit->layout.record;
    } else {
        record->old_size = edit->layout.leftover;
        record->old_at = moov->at;
        record->old_end = moov->end;
        npi_hash_init(&hash);
        if (!npi_bytes_copy(bytes, moov->at, record->header, 16) ||
            !npi_hash_range(&hash, bytes, moov->at + 16, moov->end))
            return NP_ERR_IO;
        record->old_hash = npi_hash_end(&hash);
    }
    record->unit = edit->place.unit;
    record->size = edit->size_after;
    return NP_OK;
}

/* Elements of EBML, as Matroska and WebM use them: their heads, one after the
 * other, and the values that small ones hold. All offsets are those of the
 * file.
 *
 * RFC 8794 (EBML), RFC 9559 (Matroska). CRC-32 elements are not compared: a
 * reader of evidence takes what it can get. */
#ifndef NPI_MEDIA_MATROSKA_ELEMENT_H
#define NPI_MEDIA_MATROSKA_ELEMENT_H

#include "media/bytes.h"

/* Identifiers, their length marker included. */
enum npi_element_id {
    NPI_ID_EBML = 0x1A45DFA3,
    NPI_ID_SEGMENT = 0x18538067,
    NPI_ID_SEEK_HEAD = 0x114D9B74,
    NPI_ID_SEEK = 0x4DBB,
    NPI_ID_SEEK_ID = 0x53AB,
    NPI_ID_SEEK_POSITION = 0x53AC,
    NPI_ID_INFO = 0x1549A966,
    NPI_ID_TIMESTAMP_SCALE = 0x2AD7B1,
    NPI_ID_TRACKS = 0x1654AE6B,
    NPI_ID_TRACK_ENTRY = 0xAE,
    NPI_ID_TRACK_NUMBER = 0xD7,
    NPI_ID_TRACK_UID = 0x73C5,
    NPI_ID_TRACK_TYPE = 0x83,
    NPI_ID_FLAG_DEFAULT = 0x88,
    NPI_ID_FLAG_FORCED = 0x55AA,
    NPI_ID_DEFAULT_DURATION = 0x23E383,
    NPI_ID_NAME = 0x536E,
    NPI_ID_LANGUAGE = 0x22B59C,
    NPI_ID_LANGUAGE_BCP47 = 0x22B59D,
    NPI_ID_CODEC_ID = 0x86,
    NPI_ID_CONTENT_ENCODINGS = 0x6D80,
    NPI_ID_CONTENT_ENCODING = 0x6240,
    NPI_ID_CONTENT_SCOPE = 0x5032,
    NPI_ID_CONTENT_TYPE = 0x5033,
    NPI_ID_CONTENT_COMPRESSION = 0x5034,
    NPI_ID_COMPRESSION_ALGORITHM = 0x4254,
    NPI_ID_COMPRESSION_SETTINGS = 0x4255,
    NPI_ID_CLUSTER = 0x1F43B675,
    NPI_ID_TIMESTAMP = 0xE7,
    NPI_ID_SIMPLE_BLOCK = 0xA3,
    NPI_ID_BLOCK_GROUP = 0xA0,
    NPI_ID_BLOCK = 0xA1,
    NPI_ID_BLOCK_DURATION = 0x9B,
    NPI_ID_CUES = 0x1C53BB6B,
    NPI_ID_CUE_POINT = 0xBB,
    NPI_ID_CUE_TRACK_POSITIONS = 0xB7,
    NPI_ID_CUE_TRACK = 0xF7,
    NPI_ID_CUE_CLUSTER_POSITION = 0xF1,
    NPI_ID_CUE_RELATIVE_POSITION = 0xF0,
    NPI_ID_CHAPTERS = 0x1043A770,
    NPI_ID_ATTACHMENTS = 0x1941A469,
    NPI_ID_TAGS = 0x1254C367,
    NPI_ID_TAG = 0x7373,
    NPI_ID_TARGETS = 0x63C0,
    NPI_ID_TAG_TRACK_UID = 0x63C5,
    NPI_ID_SIMPLE_TAG = 0x67C8,
    NPI_ID_TAG_NAME = 0x45A3,
    NPI_ID_TAG_STRING = 0x4487,
};

struct npi_element {
    uint32_t id;
    int64_t at;   /* of its head */
    int64_t body; /* behind its head */
    int64_t end;  /* behind its last byte; open, cut: the end of what holds it
                   */
    bool open;    /* its size is not known: it ends where an element begins that
                     cannot be in it */
    bool cut;     /* it says that it ends behind what holds it */
};

enum npi_element_found {
    NPI_ELEMENT_OK,
    NPI_ELEMENT_END,
    NPI_ELEMENT_BAD /* at *at stands no element */
};

/* The element at *at, of those up to end; moves *at behind it (behind its head
 * if it is open). */
enum npi_element_found npi_element_next(struct npi_window *window, int64_t *at,
                                        int64_t end,
                                        struct npi_element *element);

/* A number of 1 to 8 bytes (RFC 8794, 4) at *at, its marker taken off; moves
 * *at. *width, if not NULL: its bytes. False if there is none before end. */
bool npi_element_vint(struct npi_window *window, int64_t *at, int64_t end,
                      uint64_t *value, unsigned *width);

/* The value of an unsigned integer; 0 if the element is empty or too long. */
uint64_t npi_element_uint(struct npi_window *window,
                          const struct npi_element *element);

/* A text of at most max bytes (what is longer is cut), without the zeros at
 * its end, in the arena; *text is absent if it is no UTF-8. NP_ERR_NOMEM. */
enum np_status npi_element_text(struct npi_window *window,
                                const struct npi_element *element, size_t max,
                                struct npi_arena *arena, struct np_str *text);

/* True if a segment holds it itself: such an element ends an open cluster. */
bool npi_element_is_top(uint32_t id);

#endif

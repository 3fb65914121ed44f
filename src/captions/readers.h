/* The formats, one row each: adding one is a file with its reader and a row in
 * formats.c. */
#ifndef NPI_CAPTIONS_READERS_H
#define NPI_CAPTIONS_READERS_H

#include "captions/draft.h"
#include <jansson.h>

/* How well a text fits a format. */
enum npi_known {
    NPI_KNOWN_NOT,
    NPI_KNOWN_MAYBE, /* it has times */
    NPI_KNOWN_SURE   /* it bears the format's own mark */
};

struct npi_caption_reader {
    enum npi_caption_format format;
    const char *name;
    const char *extension; /* decides when several know a content */
    int64_t grain;         /* ms: how exactly it writes times */
    /* Of a text format; else NULL. knows() looks at the start only. */
    enum npi_known (*knows)(struct np_str text);
    void (*read)(struct npi_draft *draft);
    /* Of a JSON format; else NULL. */
    bool (*knows_json)(const json_t *root);
    void (*read_json)(struct npi_draft *draft, const json_t *root);
    /* One sample's payload of a track inside MEDIA; NULL: there is none. */
    void (*put_payload)(struct npi_draft *draft, struct np_str payload);
};

/* The last row's name is NULL. */
extern const struct npi_caption_reader npi_caption_readers[];

enum npi_known npi_srt_knows(struct np_str text);
void npi_srt_read(struct npi_draft *draft);
void npi_srt_put(struct npi_draft *draft, struct np_str payload);

enum npi_known npi_vtt_knows(struct np_str text);
void npi_vtt_read(struct npi_draft *draft);
void npi_vtt_put_payload(struct npi_draft *draft, struct np_str payload);

enum npi_known npi_ass_knows(struct np_str text);
void npi_ass_read(struct npi_draft *draft);
void npi_ass_put(struct npi_draft *draft, struct np_str payload);

bool npi_json3_knows(const json_t *root);
void npi_json3_read(struct npi_draft *draft, const json_t *root);
bool npi_whisper_knows(const json_t *root);
void npi_whisper_read(struct npi_draft *draft, const json_t *root);
bool npi_bcc_knows(const json_t *root);
void npi_bcc_read(struct npi_draft *draft, const json_t *root);

#endif

/* Which caption files belong to an episode: logic on names alone. Who lists
 * the folder and opens the files is the job. */
#ifndef NPI_CAPTIONS_PAIR_H
#define NPI_CAPTIONS_PAIR_H

#include "captions/captions.h"
#include "captions/info.h"

/* The video id in a link (youtube.com/watch?v=, youtu.be/, /shorts/, /live/,
 * /embed/, bilibili.com/video/BV…); absent if none. Borrowed. */
struct np_str npi_video_id_of_link(struct np_str link);
/* The id in a file's name, as yt-dlp writes it: "Title [id].mp4",
 * "Title [id].en.vtt"; absent if none. Borrowed. */
struct np_str npi_video_id_of_name(struct np_str name);

/* What is known of the episode; whatever is not is absent or NULL. */
struct npi_caption_wish {
    struct np_str stems[2]; /* of MEDIA and of NOTES, without folder */
    struct np_str id;       /* the video's */
    struct np_str spoken;   /* BCP 47 of the spoken language */
    const struct npi_video_info *info;
};

struct npi_caption_candidate {
    size_t index;           /* of the name */
    struct np_str language; /* of the name, borrowed; absent if it has none */
    enum npi_caption_kind kind;
    bool by_id;      /* paired by the video id; else by stem */
    bool translated; /* by a machine from another language: never spoken */
};

/* Those of n file names (without folder) that may be captions of the episode,
 * best first: the spoken language before others, human before "-orig" before
 * automatic, machine-translated ones last; the rest in order of the names.
 * Equal input in any order of names gives the same ranking. NP_ERR_NOMEM. */
enum np_status npi_captions_rank(struct npi_context *ctx,
                                 const struct npi_caption_wish *wish,
                                 const struct np_str *names, size_t n,
                                 const struct npi_caption_candidate **ranked,
                                 size_t *n_ranked);

#endif

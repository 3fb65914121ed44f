/* A job's captions: what was asked for, what was found, and what subtitles are
 * made of. Reading and ranking are the captions stage's; opening files, and
 * deciding whether to go on to the next one, is done here. */
#ifndef NPI_JOB_CAPTIONS_H
#define NPI_JOB_CAPTIONS_H

#include "captions/captions.h"
#include "captions/info.h"
#include "captions/pair.h"
#include "job/beside.h"
#include "profile/settings.h"
#include <nopriors/captions.h>
#include <nopriors/episode.h>
#include <nopriors/timeline.h>

struct np_job;

enum npi_captions_mode {
    NPI_CAPTIONS_AUTO,
    NPI_CAPTIONS_NONE,
    NPI_CAPTIONS_GIVEN
};

enum npi_captions_clock {
    NPI_CLOCK_BY_PLACE, /* a track of MEDIA: the copy's; else the notes' */
    NPI_CLOCK_NOTES,
    NPI_CLOCK_MEDIA
};

enum npi_subtitles_from {
    NPI_SUBTITLES_AUTO, /* captions where there is no dialogue */
    NPI_SUBTITLES_NOTES,
    NPI_SUBTITLES_CAPTIONS,
    NPI_SUBTITLES_BOTH, /* as auto; MEDIA also gets captions that were found */
};

struct npi_job_captions {
    enum npi_captions_mode mode;
    const char *given; /* path */
    enum npi_captions_clock clock;
    enum npi_subtitles_from subtitles;

    bool is_listed;
    struct npi_beside beside;
    bool info_sought;
    bool has_info;
    struct npi_video_info info;

    struct np_caption_source *sources; /* looked at */
    size_t n_sources;
    size_t sources_cap;
    bool is_taken; /* the last of sources */
    struct npi_caption_track track;
    struct npi_arena arena; /* of the track */
    const char *path;       /* of its file, as it is opened; NULL: none */
};

/* What the times of captions from there count in. */
enum np_caption_clock npi_job_captions_clock(const struct np_job *job,
                                             enum np_caption_place place);
/* Lists the folders of MEDIA and the notes, once. NP_ERR_NOMEM. */
enum np_status npi_job_list_beside(struct np_job *job);
/* Those of them that may be the episode's captions by their names, best first.
 * NP_ERR_NOMEM. */
enum np_status npi_job_rank_beside(struct np_job *job,
                                   const struct npi_caption_candidate **items,
                                   size_t *n);
/* The stem that files of the episode share with this one; absent for NULL. */
struct np_str npi_job_stem(const char *path);
/* The language that is spoken, as far as .info.json, MEDIA or paragraphs of the
 * original in the notes tell; absent if none does. NP_ERR_NOMEM. */
enum np_status npi_job_spoken(struct np_job *job, struct np_str *spoken);

/* Looks for captions as was asked for. NP_ERR_IO: those that were given cannot
 * be read; NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_job_find_captions(struct np_job *job);

/* Takes the best text track of MEDIA, if captions are not taken yet.
 * NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_job_take_inside(struct np_job *job);

/* Puts the captions back that were taken: they are not of this episode. That is
 * a warning. */
void npi_job_leave_captions(struct np_job *job);

/* The track that was taken, times on its own clock; NULL if there is none. */
const struct npi_caption_track *npi_job_track(const struct np_job *job);
/* Where it is from, and on which clock; NULL if there is none. */
const struct np_caption_source *npi_job_taken(const struct np_job *job);

/* What the video's .info.json tells, which is looked for in the folders of
 * MEDIA and of the notes; *info is NULL if there is none. NP_ERR_NOMEM. */
enum np_status npi_job_video_info(struct np_job *job,
                                  const struct npi_video_info **info);
/* The video's id, of the notes' link, a file's name or .info.json; absent if
 * none is told. */
struct np_str npi_job_video_id(const struct np_job *job);

/* Chooses what the cues are made of: job->said and job->said_times. After the
 * timeline. NP_ERR_USAGE, NP_ERR_NOTES: captions are wanted and there are none;
 * NP_ERR_NOMEM. */
enum np_status npi_job_choose_subtitles(struct np_job *job);

/* The captions' own words as a second subtitle track for MEDIA: job->spoken,
 * where they were named (auto) or any were taken (both), and MEDIA has not got
 * them. settings: not resolved for a language. After the above. NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. */
enum np_status npi_job_make_spoken(struct np_job *job,
                                   struct npi_settings settings);

/* names.c: speakers whose names are in another script than what they say get
 * those that a glossary has for them. NP_ERR_NOMEM, NP_ERR_INTERRUPTED, and
 * what is wrong with the dictionary or a glossary. */
enum np_status npi_job_name_speakers(struct np_job *job,
                                     struct np_episode *said);

/* The captions as an episode: its turns and sentences are theirs, all else is
 * the notes'; times go by the timeline's end. NP_ERR_NOMEM. */
enum np_status npi_captions_to_episode(struct npi_context *ctx,
                                       const struct npi_caption_track *track,
                                       const struct np_episode *notes,
                                       const struct np_timeline *timeline,
                                       struct np_episode *said,
                                       struct np_timeline *said_times);

#endif

/* The job's inside, for src/cli/ and the job's own files: all that one run
 * owns. The public door is <nopriors/job.h>. */
#ifndef NPI_JOB_JOB_H
#define NPI_JOB_JOB_H

#include "base/context.h"
#include "base/encoding.h"
#include "cues/cues.h"
#include "cues/second/words.h"
#include "export/export.h"
#include "job/captions.h"
#include "job/clock.h"
#include "lexicon/lexicon.h"
#include "media/media.h"
#include "notes/anchors.h"
#include "profile/profile.h"
#include "timeline/activity.h"
#include "timeline/timeline.h"
#include <nopriors/job.h>

/* Where profiles and the media part are looked for: the user's, beside the
 * program, the installed ones; NULL ends the list. */
#define NPI_JOB_FOLDERS 5

/* Words of two languages: what was asked for, and what came of it
 * (lexicon.c). Paths are NUL-terminated. */
struct npi_job_words {
    const char *dictionary; /* a file; NULL: auto or none */
    bool no_dictionary;
    const char **glossaries;
    size_t n_glossaries;
    size_t glossaries_cap;
    const char *program; /* its folder, or NULL */
    const char *user;    /* the user's own data folder, or NULL */
    bool is_open;        /* it was tried: the rest is set */
    enum np_status status;
    struct npi_lexicon *lexicon; /* NULL: no word is known */
    const char *opened;          /* the dictionary's path; NULL: none */
    struct np_str mapped;        /* the file it borrows */
};

struct npi_converter;

struct np_job {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    volatile int cancelled;

    struct npi_config config; /* as given; resolved in np_job_run() */
    struct np_str language;   /* the user's; absent: found from the text */
    const char *profile_folders[NPI_JOB_FOLDERS];
    const char *media_folders[NPI_JOB_FOLDERS];
    const char *cache_folder; /* NULL: nothing is kept */
    enum np_audio audio;

    struct npi_job_words words;

    bool has_notes;
    bool has_run;
    struct np_str notes_bytes; /* as in the file */
    enum npi_encoding notes_encoding;
    const char *notes_path; /* NULL: standard input, or memory */
    struct np_str notes_text;
    size_t notes_source;                      /* index into diags.sources */
    struct np_episode episode;                /* with the anchors in it */
    const struct np_sentence *read_sentences; /* as the notes have them */
    struct npi_anchor *anchors;
    size_t n_anchors;
    size_t anchors_cap;
    struct npi_media *media;
    const struct np_media_info *info;
    struct npi_job_captions captions;
    struct npi_activity activity; /* of the media; no stretches: not heard */
    struct npi_job_clock clock;
    struct np_timeline timeline; /* on MEDIA's clock */
    struct np_timeline
        on_notes; /* the same on the notes', for stamps in them */
    /* What the cues are made of: the episode and its times, or the captions in
     * their place. */
    struct np_episode said;
    struct np_timeline said_times;
    bool said_by_captions;
    struct npi_frame_rate rate;
    struct np_cues cues;
    /* The captions' own words, beside those of the notes; no cues: none. */
    struct {
        struct np_episode said;
        struct np_timeline times;
        struct np_cues cues;
    } spoken;
    const struct np_sentence
        *unconverted; /* of the notes before they were put into
                    another script; NULL: they were not */
    bool is_bilingual;
    bool second_is_original;       /* of the notes, not of captions */
    struct np_str second_language; /* absent: there is one language */
    size_t n_second; /* cues that have words of the second language */
    const struct np_str *second_titles; /* parallel to the outline; NULL: none,
                                           an absent one: not of this entry */
    struct np_str second_titles_language;
    const struct np_breach *breaches;
    size_t n_breaches;
    bool is_checked; /* breaches have been looked for */
    struct np_lint lint;

    void (*report)(void *user, const struct np_progress *progress);
    void *report_user;
};

/* np_job_set() with a word for --show-profile on who gave the value ("--tags";
 * borrowed, for the job's life). */
enum np_status npi_job_set_by(struct np_job *job, const char *key,
                              const char *value, const char *who);

/* The dictionary and the glossaries, opened when this is first called; NULL
 * when there is neither. A file that was named and cannot be used is an error:
 * NP_ERR_IO, NP_ERR_USAGE; each time again. */
enum np_status npi_job_lexicon(struct np_job *job,
                               const struct npi_lexicon **lexicon);
/* True if the user named a dictionary or a glossary: its faults are to be said
 * even where no use is made of it. */
bool npi_job_names_words(const struct np_job *job);
/* True if the captions that were taken are in another language than the
 * dialogue: words of both are needed. */
bool npi_job_needs_words(const struct np_job *job);
/* The name of the dictionary's file, if it was needed and is of these two
 * languages; else absent. */
struct np_str npi_job_dictionary(const struct np_job *job);
/* True if they are needed, nobody turned dictionaries off, and one that we know
 * to make would be of these two languages, but there is none. */
bool npi_job_lacks_dictionary(const struct np_job *job);
void npi_job_close_words(struct np_job *job);

/* The captions whose words make the cues bilingual, or the originals in the
 * notes; NULL if they are not to be,
 * or cannot be, which is said. After the timeline, once. NP_ERR_NOMEM. */
enum np_status npi_job_second_track(struct np_job *job,
                                    const struct npi_caption_track **second);
/* Titles that the video itself has for the outline's entries, where they are to
 * be in two languages and its .info.json is there. NP_ERR_NOMEM. */
enum np_status npi_job_second_titles(struct np_job *job);
/* The originals in the notes as captions, on the notes' clock; no words: there
 * are none. NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_job_originals_track(struct np_job *job,
                                       struct npi_caption_track *track);
/* Its words, on the clock of the cues. NP_ERR_NOMEM. */
enum np_status npi_job_second_room(struct np_job *job,
                                   const struct npi_caption_track *second,
                                   struct npi_second_room *room);
/* Puts the track's words beside those of job->cues, and gives these their time
 * anew; slots: theirs. NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_job_add_second(struct np_job *job,
                                  const struct npi_caption_track *second,
                                  const struct npi_lexicon *lexicon,
                                  struct npi_slot *slots);

/* Puts what the notes show, and an episode whose dialogue is made of captions
 * (by_captions; else it stays), into the script that is asked for. NP_ERR_IO:
 * OpenCC is missing; NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_job_convert_notes(struct np_job *job);
enum np_status npi_job_convert_captions(struct np_job *job, bool by_captions,
                                        struct np_episode *said);
/* From a language to that script; NULL where nothing is to be done. The
 * caller's to free. The same errors. */
enum np_status npi_job_converter(struct np_job *job, struct np_str language,
                                 struct npi_converter **converter);

/* A text format by its name; NULL with a diagnostic if there is none. */
const struct npi_format *npi_job_find_format(struct np_job *job,
                                             struct np_str name);

/* Listens to MEDIA if it is to be; a part of np_job_run(). *activity, on
 * MEDIA's clock, is NULL when nothing was heard. */
enum np_status npi_job_listen(struct np_job *job,
                              const struct npi_activity **activity);
/* What was heard on the notes' clock, once that is known; *activity is NULL if
 * it tells the timeline nothing that captions do not. heard may be NULL. */
enum np_status npi_job_notes_activity(struct np_job *job,
                                      const struct npi_activity *heard,
                                      const struct npi_activity **activity);

/* For the stages' reports; user is the job. */
void npi_job_report(void *user, const char *step, int64_t done, int64_t total);

/* What a text format's writer looks at. After np_job_run(). */
struct npi_export_view npi_job_view(const struct np_job *job);

#endif

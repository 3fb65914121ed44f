/* One run: notes in, subtitles and chapters out, into the episode's file.
 *
 *   struct np_job *job;
 *   np_job_new(&job);
 *   np_job_read_notes(job, "notes.md");
 *   np_job_run(job);
 *   np_job_text(job, "vtt", &text);
 *   np_job_free(job);
 *
 * The job owns everything it hands out; views live until np_job_free(). Not
 * thread-safe, save np_job_cancel(). Nothing prints and nothing exits: what
 * went wrong is in the diagnostics. After an error other than NP_ERR_USAGE only
 * the getters and np_job_free() may be called. */
#ifndef NOPRIORS_JOB_H
#define NOPRIORS_JOB_H

#include <nopriors/captions.h>
#include <nopriors/cues.h>
#include <nopriors/diagnostics.h>
#include <nopriors/episode.h>
#include <nopriors/media.h>
#include <nopriors/timeline.h>
#include <nopriors/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct np_job;

/* NP_ERR_NOMEM leaves *job NULL. */
NP_API enum np_status np_job_new(struct np_job **job);
NP_API void np_job_free(struct np_job *job); /* NULL is fine */

/* Settings, before np_job_run(). A profile is a name or a path to an INI file;
 * the latest call wins over earlier ones, key by key, but a profile never over
 * a np_job_set(). Unknown keys and wrong values are NP_ERR_USAGE with a
 * diagnostic, and nothing changes. */
NP_API enum np_status np_job_load_profile(struct np_job *job, const char *name);
NP_API enum np_status np_job_set(struct np_job *job, const char *key,
                                 const char *value);
/* BCP 47 language of the dialogue; NULL: found from the text. */
NP_API enum np_status np_job_set_language(struct np_job *job, const char *tag);

/* A sentence's time, given beside the notes: "12:04=first words". What is not
 * in that form is NP_ERR_USAGE at once; words that no sentence has, or several
 * have, are NP_ERR_USAGE of np_job_run(). */
NP_API enum np_status np_job_add_anchor(struct np_job *job, const char *anchor);

/* MEDIA may be another cut than the one that the notes' stamps count in; with
 * these, chapters and cues are put on its clock. They also hold without MEDIA.
 * Each is copied; NULL is the default; what is written wrongly is NP_ERR_USAGE
 * with a diagnostic, and nothing changes.
 *
 * sync: "auto" (the default: found by captions on the notes' clock and MEDIA's
 * sound, unless cuts or a range are given), "off", or by how much MEDIA is
 * later: "+12", "-3.5", "0:12", "-1:02.5".
 * cuts: what MEDIA has or lacks at places of the notes' clock:
 * "10:00+45,27:00-1:00", or "info": what SponsorBlock cut out, by the
 * .info.json beside MEDIA.
 * range: the only stretch of the notes' clock that is in MEDIA: "14:45-20:27";
 * "14:45-" goes to the end, "-20:27" starts with the beginning.
 */
NP_API enum np_status np_job_set_sync(struct np_job *job, const char *how);
NP_API enum np_status np_job_set_cuts(struct np_job *job, const char *list);
NP_API enum np_status np_job_set_range(struct np_job *job, const char *range);

/* The program's folder, beside which profiles and the media part are looked for
 * first, and the folder of the user's own profiles; each may be NULL. Copied.
 */
NP_API enum np_status np_job_set_folders(struct np_job *job,
                                         const char *program,
                                         const char *user_profiles);

/* The bilingual dictionary that captions in another language than the notes are
 * matched with. "auto", as it is without this call: zh-en.dict in data/ beside
 * the program, in the user's data folder, among what is installed; none is no
 * error. "none": without. Else a file: compiled, CC-CEDICT's text, or a list of
 * two columns, with TAB or "=" between them ("./auto" for one of that name). It
 * is opened by np_job_run(): NP_ERR_IO, NP_ERR_USAGE if it is none. */
NP_API enum np_status np_job_set_dictionary(struct np_job *job,
                                            const char *source);
/* Adds a user's own pairs of words, "特斯拉 = Tesla", one a line; they go
 * before the dictionary's. May be called several times. Read by np_job_run().
 * Speakers whose names are in another script than what they say are called as
 * it has them. */
NP_API enum np_status np_job_add_glossary(struct np_job *job, const char *path);
/* The user's data folder, in which a dictionary may be; NULL: none. Copied. */
NP_API enum np_status np_job_set_data_folder(struct np_job *job,
                                             const char *folder);
/* Captions of the episode to take times from: "auto" (the default: a file
 * beside MEDIA or the notes, where a path of theirs was given, else a text
 * track of MEDIA), "none", or a file's path. NULL is "auto". Copied. */
NP_API enum np_status np_job_set_captions(struct np_job *job,
                                          const char *source);
/* What the captions' times count in: "notes" or "media"; NULL is the default:
 * for a track of MEDIA the copy, for files the notes' video. Another word is
 * NP_ERR_USAGE. */
NP_API enum np_status np_job_set_captions_clock(struct np_job *job,
                                                const char *clock);
/* What subtitles are made of: "notes", "captions", or "auto" (NULL, the
 * default): the captions where the notes have no dialogue. Another word is
 * NP_ERR_USAGE. */
NP_API enum np_status np_job_set_subtitles(struct np_job *job,
                                           const char *source);

/* Whether MEDIA is listened to, for the pauses before sentences. */
enum np_audio {
    NP_AUDIO_AUTO, /* if that tells more than is known */
    NP_AUDIO_ON,
    NP_AUDIO_OFF,
};

/* Before np_job_run(); NP_AUDIO_AUTO at first. */
NP_API void np_job_set_audio(struct np_job *job, enum np_audio audio);

/* A folder where what was heard is kept, so that the next run need not listen
 * again; it is made when it is missing. NULL, as at first: nothing is kept.
 * Copied; NP_ERR_NOMEM. */
NP_API enum np_status np_job_set_cache(struct np_job *job, const char *folder);

/* Reads the notes from a file ("-": standard input), or from memory (copied;
 * name is for messages). */
NP_API enum np_status np_job_read_notes(struct np_job *job, const char *path);
NP_API enum np_status np_job_read_notes_text(struct np_job *job,
                                             const char *name, const char *text,
                                             size_t len);

/* Opens MEDIA to know its length, frame rate and tracks; after the notes,
 * before np_job_run(). Loads libavformat. */
NP_API enum np_status np_job_open_media(struct np_job *job, const char *path);

/* Captions, timeline and cues. May listen to MEDIA, which takes a second or two
 * for an hour of sound. NP_ERR_IO if captions that were given cannot be read.
 */
NP_API enum np_status np_job_run(struct np_job *job);

/* Holds the cues against the profile's rules, for np_job_breaches(); after
 * np_job_run(). */
NP_API enum np_status np_job_check_style(struct np_job *job);

/* Holds a file of subtitles (SubRip, WebVTT, ASS, JSON of several kinds)
 * against the profile's rules; needs no notes. NP_ERR_IO; NP_ERR_NOTES: not
 * text, of no known format. */
NP_API enum np_status np_job_lint(struct np_job *job, const char *path,
                                  const struct np_lint **lint);

/* NULL as long as the step that makes it has not been done. */
NP_API const struct np_episode *np_job_episode(const struct np_job *job);
NP_API const struct np_timeline *np_job_timeline(const struct np_job *job);
NP_API const struct np_cues *np_job_cues(const struct np_job *job);
NP_API const struct np_media_info *np_job_media(const struct np_job *job);
NP_API const struct np_breach *np_job_breaches(const struct np_job *job,
                                               size_t *n);

/* The captions that were looked at, in that order; at most one was taken
 * (why_not is NULL). Others that might have been may follow it unseen. */
NP_API const struct np_caption_source *np_job_captions(const struct np_job *job,
                                                       size_t *n);
/* The episode whose turns, sentences and speakers the cues count: that of the
 * notes, or one with the captions' words in place of a dialogue. */
NP_API const struct np_episode *np_job_subtitled(const struct np_job *job);

/* A format's text ("vtt", "srt", "json", …); an unknown name is NP_ERR_USAGE.
 */
NP_API enum np_status np_job_text(struct np_job *job, const char *format,
                                  struct np_str *text);
/* The same, written to a file through a temporary one and a rename. */
NP_API enum np_status np_job_write_text(struct np_job *job, const char *format,
                                        const char *path);

/* The notes with the computed times written into their dialogue, as stamps that
 * are read back as such: all bytes of the file, in its own encoding, every
 * other byte as it was. places: "turns" (where each begins), "chapters" (where
 * each topic begins) or "doubtful" (the few places where a right stamp would
 * help most); anything else is NP_ERR_USAGE. What has a stamp keeps it. */
NP_API enum np_status np_job_stamp_notes(struct np_job *job, const char *places,
                                         struct np_str *notes,
                                         size_t *n_stamps);

/* Chapters, subtitles, metadata into a copy of MEDIA. */
NP_API enum np_status np_job_write_media(struct np_job *job,
                                         const struct np_media_options *options,
                                         struct np_media_result *result);

/* Takes out of an MP4 what this program put in: tracks, chapters, tags; what
 * they replaced comes back. An edit in place that nobody has changed since is
 * undone, so that the file is what it was, byte for byte; np_job_undo_media()
 * does only that. Needs no notes. NP_ERR_IO; NP_ERR_MEDIA: no MP4, one that
 * cannot be edited, nothing to undo. */
NP_API enum np_status np_job_clean_media(struct np_job *job, const char *path,
                                         bool dry_run,
                                         struct np_restore_result *result);
NP_API enum np_status np_job_undo_media(struct np_job *job, const char *path,
                                        bool dry_run,
                                        struct np_restore_result *result);

/* How far a long step has come; called from the thread that runs the job. */
struct np_progress {
    const char *step; /* "listen", "copy", "check" */
    int64_t done;     /* bytes */
    int64_t total;    /* bytes, 0 if unknown */
};
NP_API void np_job_on_progress(struct np_job *job,
                               void (*report)(void *user,
                                              const struct np_progress *),
                               void *user);
/* Asks the running step to stop with NP_ERR_INTERRUPTED; may be called from a
 * signal handler or another thread. */
NP_API void np_job_cancel(struct np_job *job);

/* Diagnostics so far, in the order they were found. */
NP_API const struct np_diag *np_job_diagnostics(const struct np_job *job,
                                                size_t *n);

#ifdef __cplusplus
}
#endif

#endif

/* The few types every stage shares: text views, time, status.
 *
 * Time is int64_t milliseconds in half-open intervals [start, end); any other
 * unit is in the name. Text is UTF-8, validated once when it is read. */
#ifndef NOPRIORS_TYPES_H
#define NOPRIORS_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What the library exports; all else is hidden. */
#if defined(__GNUC__)
#define NP_API __attribute__((visibility("default")))
#else
#define NP_API
#endif

/* What a function that can fail returns. The diagnostics say the rest.
 * The command's exit code follows from it: see np_status_exit_code(). */
enum np_status {
    NP_OK = 0,
    NP_ERR_NOTES, /* the notes: not text, too long, nothing to export */
    NP_ERR_USAGE, /* wrong options, an unknown or faulty profile */
    NP_ERR_IO,    /* a file missing, unreadable, not writable; disk full */
    NP_ERR_MEDIA, /* MEDIA not recognised, truncated, refused */
    NP_ERR_NOMEM, /* out of memory */
    NP_ERR_INTERRUPTED, /* the caller asked to stop */
};

/* The exit code of a program that ends with this status: 0, 1 (notes), 2
 * (usage), 3 (files, memory), 4 (media), 130 (interrupted). */
NP_API int np_status_exit_code(enum np_status status);

/* A borrowed piece of UTF-8 text; not NUL-terminated. {NULL, 0} is "absent". */
struct np_str {
    const char *ptr;
    size_t len;
};

/* "No time known", in any field that holds milliseconds. */
#define NP_NO_TIME INT64_MIN

/* "None", in any field that holds an index. */
#define NP_NONE SIZE_MAX

/* A piece of a source (the notes, a profile, a command line).
 * source indexes the job's sources; offset and length are bytes of its text as
 * UTF-8 without a byte order mark. */
struct np_span {
    size_t source;
    size_t offset;
    size_t length;
};

#ifdef __cplusplus
}
#endif

#endif

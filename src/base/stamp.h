/* Time stamps: the one module that reads and writes them. */
#ifndef NPI_BASE_STAMP_H
#define NPI_BASE_STAMP_H

#include "base/buf.h"

/* The largest stamp we read: 1000 hours. */
#define NPI_STAMP_MAX ((int64_t)1000 * 3600 * 1000)

struct npi_stamp {
    int64_t ms;
    int64_t grain;  /* ms of the finest unit written: 1000 for m:ss, 60000 for
                       1小时02分, 1 with a fraction */
    unsigned parts; /* numbers written: 2 for m:ss, 3 for h:mm:ss; units count
                       as what they are */
    bool loose;     /* a field over 59 that is not the first (99:99): ms is as
                       computed, the caller decides */
};

/* A stamp at the start of s, in any written form: m:ss, mm:ss, 75:30, h:mm:ss,
 * with .mmm or ,mmm, full-width digits and colons, 12分30秒, 1小时02分,
 * 1時02分, 1h2m3s, 90s, "12 min 30 sec". A number without colon or unit is no
 * stamp. A digit, a letter (Chinese, Japanese and Korean ones aside) or ":" and
 * a digit directly behind make it no stamp; a single quantity may have no
 * letter of any kind behind it ("5分钟看懂" is a title). *used: bytes it takes;
 * it and *stamp are undefined when false. */
bool npi_stamp_read(struct np_str s, struct npi_stamp *stamp, size_t *used);

/* The second that a link names: t=, start= or time_continue= in its query or
 * fragment: t=83, t=83s, t=1m23s, t=1:23, #t=83,90 (the start). False if
 * none. Plain numbers are seconds. */
bool npi_stamp_read_link(struct np_str url, struct npi_stamp *stamp);

enum npi_stamp_style {
    NPI_STAMP_VTT,     /* 00:01:02.345 */
    NPI_STAMP_SRT,     /* 00:01:02,345 */
    NPI_STAMP_SHORT,   /* 1:02, 1:00:02: rounded down */
    NPI_STAMP_SECONDS, /* 62.345 */
    NPI_STAMP_EXACT,   /* 1:02.3, 1:00:02.345: as few decimals as it takes,
                          but one */
};

/* ms < 0 is written as 0. */
void npi_stamp_write(struct npi_buf *buf, int64_t ms,
                     enum npi_stamp_style style);

#endif

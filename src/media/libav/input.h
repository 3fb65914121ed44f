/* MEDIA as libavformat sees it. */
#ifndef NPI_MEDIA_LIBAV_INPUT_H
#define NPI_MEDIA_LIBAV_INPUT_H

#include "media/libav/io.h"

struct npi_part_media {
    AVFormatContext *fmt;
    struct npi_io io;
    int fd;
    char *name;
    bool fresh;     /* no packet has been taken yet */
    int64_t origin; /* ms: where the notes' clock is 0 on the file's own */
};

/* Opens the demuxer (again): fmt, io, fresh. On an error all is closed and
 * said. */
enum np_status npi_input_open(const struct npi_part_host *host,
                              struct npi_part_media *media);
void npi_input_close(struct npi_part_media *media);

/* What the file is, for the program. count: see npi_part_ops. */
enum np_status npi_input_describe(const struct npi_part_host *host,
                                  struct npi_part_media *media, bool count,
                                  struct npi_part_info *info);

/* Bytes that MP4's index takes for a stream's samples, and for the chunks of
 * all sound and pictures, about. */
int64_t npi_index_size(AVStream *st);
int64_t npi_chunks_size(AVFormatContext *fmt);

/* What a stream is to us. */
enum npi_stream_kind npi_stream_kind(const AVStream *st);

/* Ogg says in its first stream what others say of the file. */
const AVDictionary *npi_file_tags(const AVFormatContext *fmt);

/* The status for a failed libav call, and its diagnostic: what says what was
 * being read. */
enum np_status npi_input_failed(const struct npi_part_host *host,
                                const struct npi_part_media *media, int error);

#endif

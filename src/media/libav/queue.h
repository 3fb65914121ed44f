/* Packets on their way from the thread that reads to the one that decodes: a
 * short queue, so that a fast disk does not fill the memory. */
#ifndef NPI_MEDIA_LIBAV_QUEUE_H
#define NPI_MEDIA_LIBAV_QUEUE_H

#include "media/libav/compat.h"

#include <pthread.h>

#define NPI_QUEUE_PACKETS 64

struct npi_queue {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    AVPacket *packets[NPI_QUEUE_PACKETS];
    size_t first;
    size_t n;
    bool ended;  /* no packet will come any more */
    bool closed; /* nobody takes packets any more */
};

/* False: out of memory. */
bool npi_queue_init(struct npi_queue *queue);
/* What is still in it goes too. Nobody waits any more. */
void npi_queue_release(struct npi_queue *queue);

/* Moves the packet's content in; waits for room. False: closed. */
bool npi_queue_put(struct npi_queue *queue, AVPacket *packet);
void npi_queue_end(struct npi_queue *queue);

/* Moves the next one out; waits for it. False: ended. */
bool npi_queue_take(struct npi_queue *queue, AVPacket *packet);
void npi_queue_close(struct npi_queue *queue);

#endif

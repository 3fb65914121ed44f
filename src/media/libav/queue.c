/* See queue.h. The packets are allocated once and only change their content.
 * Threads are woken when the queue is half full: once for many packets, since
 * waking one takes as long as decoding one. */
#include "media/libav/queue.h"

#define HALF (NPI_QUEUE_PACKETS / 2)

bool npi_queue_init(struct npi_queue *queue)
{
    bool good = true;

    *queue = (struct npi_queue){
        .mutex = PTHREAD_MUTEX_INITIALIZER,
        .changed = PTHREAD_COND_INITIALIZER,
    };
    for (size_t i = 0; i < NPI_QUEUE_PACKETS; i++) {
        queue->packets[i] = av_packet_alloc();
        good = good && queue->packets[i];
    }
    return good;
}

void npi_queue_release(struct npi_queue *queue)
{
    for (size_t i = 0; i < NPI_QUEUE_PACKETS; i++)
        av_packet_free(&queue->packets[i]);
    (void)pthread_cond_destroy(&queue->changed);
    (void)pthread_mutex_destroy(&queue->mutex);
}

static void lock(struct npi_queue *queue)
{
    (void)pthread_mutex_lock(&queue->mutex);
}

static void unlock(struct npi_queue *queue, bool wake)
{
    if (wake)
        (void)pthread_cond_broadcast(&queue->changed);
    (void)pthread_mutex_unlock(&queue->mutex);
}

static void wait_for_change(struct npi_queue *queue)
{
    (void)pthread_cond_wait(&queue->changed, &queue->mutex);
}

bool npi_queue_put(struct npi_queue *queue, AVPacket *packet)
{
    bool open;

    lock(queue);
    while (queue->n == NPI_QUEUE_PACKETS && !queue->closed)
        wait_for_change(queue);
    open = !queue->closed;
    if (open) {
        size_t last = (queue->first + queue->n) % NPI_QUEUE_PACKETS;

        av_packet_move_ref(queue->packets[last], packet);
        queue->n++;
    }
    unlock(queue, queue->n == HALF);
    return open;
}

void npi_queue_end(struct npi_queue *queue)
{
    lock(queue);
    queue->ended = true;
    unlock(queue, true);
}

bool npi_queue_take(struct npi_queue *queue, AVPacket *packet)
{
    bool there;

    lock(queue);
    while (queue->n == 0 && !queue->ended)
        wait_for_change(queue);
    there = queue->n > 0;
    if (there) {
        av_packet_move_ref(packet, queue->packets[queue->first]);
        queue->first = (queue->first + 1) % NPI_QUEUE_PACKETS;
        queue->n--;
    }
    unlock(queue, queue->n == HALF);
    return there;
}

void npi_queue_close(struct npi_queue *queue)
{
    lock(queue);
    queue->closed = true;
    unlock(queue, true);
}

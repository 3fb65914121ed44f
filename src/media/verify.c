/* See verify.h: cues at their places, and which stream is which. Comparing
 * hashes is verify_hash.c's. */
#include "media/verify.h"

#include "base/str.h"
#include "media/say.h"

/* Starts are written in ms, or in ticks that round to one. */
#define START_TOLERANCE_MS 1

static bool is_compared(enum npi_stream_kind kind)
{
    return kind != NPI_STREAM_CHAPTERS && kind != NPI_STREAM_TIMECODE;
}

/* Kind by kind, as npi_plan_check(): containers list some kinds after all
 * others. */
void npi_verify_pair(const struct npi_plan *plan,
                     const struct npi_part_info *before,
                     const struct npi_part_info *after, size_t *pairs)
{
    size_t at[NPI_STREAM_DATA + 1] = {0};

    for (size_t i = 0; i < before->n_streams + plan->part.n_tracks; i++) {
        bool own = i >= before->n_streams;
        enum npi_stream_kind kind = own ? NPI_STREAM_TEXT
                                        : before->streams[i].kind;
        size_t *next = &at[kind];

        pairs[i] = NP_NONE;
        if (!own &&
            (plan->part.actions[i] == NPI_ACTION_DROP || !is_compared(kind)))
            continue;
        while (*next < after->n_streams && after->streams[*next].kind != kind)
            (*next)++;
        if (*next == after->n_streams)
            continue;
        if (own || plan->part.actions[i] != NPI_ACTION_CONVERT)
            pairs[i] = *next;
        (*next)++;
    }
}

static bool shows_text(const struct npi_plan *plan,
                       const struct npi_part_packet *packet)
{
    return plan->part.text != NPI_TEXT_MOV || packet->data.len > 2;
}

/* The k-th cue of a track. */
static size_t find_cue(const struct npi_plan *plan,
                       const struct npi_part_track *track, size_t k)
{
    size_t i = 0;

    while (i < track->n_packets) {
        if (shows_text(plan, &track->packets[i]) && k-- == 0)
            break;
        i++;
    }
    return i;
}

size_t npi_verify_places(const struct npi_plan *plan, size_t track,
                         int64_t shift, int64_t times[NPI_PLACES],
                         const struct npi_part_packet *packets[NPI_PLACES])
{
    const struct npi_part_track *from = &plan->part.tracks[track];
    size_t n = from->n_cues < NPI_PLACES ? from->n_cues : NPI_PLACES;
    size_t n_found = 0;

    for (size_t k = 0; k < n; k++) {
        size_t i = find_cue(plan, from,
                            n == 1 ? 0 : k * (from->n_cues - 1) / (n - 1));

        if (i == from->n_packets)
            continue;
        /* Of cues that begin together the first one is found. */
        while (i > 0 &&
               from->packets[i - 1].start + START_TOLERANCE_MS >=
                   from->packets[i].start &&
               shows_text(plan, &from->packets[i - 1]))
            i--;
        packets[n_found] = &from->packets[i];
        times[n_found++] = from->packets[i].start + shift;
    }
    return n_found;
}

enum np_status npi_verify_sample(struct npi_context *ctx, int64_t time,
                                 const struct npi_part_packet *packet,
                                 const struct npi_part_sample *sample)
{
    if (!sample->data.ptr)
        return npi_plan_differs(ctx, "a cue", NPI_STR("none"),
                                npi_say_stamp(ctx, time));
    if (sample->start < time - START_TOLERANCE_MS ||
        sample->start > time + START_TOLERANCE_MS)
        return npi_plan_differs(ctx, "a cue's start in ms",
                                npi_say_number(ctx, sample->start),
                                npi_say_number(ctx, time));
    if (npi_str_eq(sample->data, packet->data))
        return NP_OK;
    return npi_plan_differs(ctx, "a cue's text", NPI_STR("another one"),
                            npi_say_stamp(ctx, time));
}

/* The host of one file: reading it again sees what its opening saw. */
static struct npi_part_host host_of(const struct npi_verify *verify,
                                    const struct npi_verify_file *file)
{
    struct npi_part_host host = verify->host;

    host.overlay = file->overlay;
    return host;
}

static enum np_status check_track(struct npi_context *ctx,
                                  const struct npi_verify *verify, size_t track,
                                  size_t stream)
{
    const struct npi_part_host host = host_of(verify, &verify->after);
    const struct npi_part_packet *packets[NPI_PLACES];
    struct npi_part_sample samples[NPI_PLACES] = {0};
    int64_t times[NPI_PLACES];
    size_t n = npi_verify_places(verify->plan, track, verify->written->shift,
                                 times, packets);
    enum np_status status = verify->ops->sample(&host, verify->after.media,
                                                stream, times, n, samples);

    for (size_t k = 0; k < n && status == NP_OK; k++)
        status = npi_verify_sample(ctx, times[k], packets[k], &samples[k]);
    return status;
}

static enum np_status check_hashes(struct npi_context *ctx,
                                   const struct npi_verify *verify,
                                   const size_t *pairs)
{
    const struct npi_part_host before = host_of(verify, &verify->before);
    const struct npi_part_host after = host_of(verify, &verify->after);
    size_t n_was = verify->before.info->n_streams;
    size_t n_is = verify->after.info->n_streams;
    struct npi_part_hash *was = NPI_ARENA_NEW(ctx->arena, struct npi_part_hash,
                                              n_was);
    struct npi_part_hash *is = NPI_ARENA_NEW(ctx->arena, struct npi_part_hash,
                                             n_is);
    enum np_status status = was && is ? NP_OK : NP_ERR_NOMEM;

    if (status == NP_OK)
        status = verify->ops->hash(&before, verify->before.media, n_was, was);
    if (status == NP_OK)
        status = verify->ops->hash(&after, verify->after.media, n_is, is);
    for (size_t i = 0; i < n_was && status == NP_OK; i++)
        if (pairs[i] != NP_NONE)
            status = npi_verify_hash(ctx, verify, i, &was[i], &is[pairs[i]]);
    return status;
}

enum np_status npi_verify(struct npi_context *ctx,
                          const struct npi_verify *verify, enum np_verify level)
{
    const struct npi_plan *plan = verify->plan;
    const struct npi_part_info *before = verify->before.info;
    const struct npi_part_info *after = verify->after.info;
    size_t *pairs = NPI_ARENA_NEW(ctx->arena, size_t,
                                  before->n_streams + plan->part.n_tracks);
    enum np_status status = pairs ? npi_plan_check(ctx, plan, verify->written,
                                                   before, after)
                                  : NP_ERR_NOMEM;

    if (status != NP_OK)
        return status;
    npi_verify_pair(plan, before, after, pairs);
    for (size_t i = 0; i < plan->part.n_tracks && status == NP_OK; i++)
        if (pairs[before->n_streams + i] != NP_NONE)
            status = check_track(ctx, verify, i, pairs[before->n_streams + i]);
    if (status == NP_OK && level == NP_VERIFY_FULL)
        status = check_hashes(ctx, verify, pairs);
    return status;
}

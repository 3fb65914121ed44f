/* See verify.h: one stream's packets before and after.
 *
 * A copy by libavformat may move all times by one constant, which the run
 * states, and count them in other ticks: hashes of times count from the
 * stream's first packet and are compared where the new ticks hold the old
 * times exactly; where they round, the first and the last time are compared.
 * A stream whose decoder is now given something else first (H.264 out of a
 * transport stream) has other bytes in each packet: those are counted. */
#include "media/verify.h"

#include "media/say.h"

/* What rounding to ms, before and after, may move a time by. */
#define ROUNDING_US 2000

static bool same(const uint64_t a[2], const uint64_t b[2])
{
    return a[0] == b[0] && a[1] == b[1];
}

static enum np_status other(struct npi_context *ctx, const char *what,
                            const uint64_t is[2], const uint64_t should[2])
{
    /* A part of each hash tells them apart, and can be reported. */
    return npi_plan_differs(ctx, what,
                            npi_say_number(ctx, (int64_t)(is[0] >> 1)),
                            npi_say_number(ctx, (int64_t)(should[0] >> 1)));
}

/* Whether each tick of the one is a whole number of ticks of the other. */
static bool holds_ticks(const struct npi_part_hash *after,
                        const struct npi_part_hash *before)
{
    return after->tick_num > 0 && before->tick_den > 0 &&
           before->tick_num * after->tick_den %
                   (before->tick_den * after->tick_num) ==
               0;
}

static bool near(int64_t a, int64_t b)
{
    return a - b <= ROUNDING_US && b - a <= ROUNDING_US;
}

static enum np_status check_moved(struct npi_context *ctx, int64_t is,
                                  int64_t was, int64_t shift)
{
    int64_t should = was + 1000 * shift;

    if (is == was && is == NP_NO_TIME)
        return NP_OK;
    if (is != NP_NO_TIME && was != NP_NO_TIME && near(is, should))
        return NP_OK;
    return npi_plan_differs(ctx, "a packet's time in us",
                            npi_say_number(ctx, is),
                            npi_say_number(ctx, should));
}

static enum np_status check_times(struct npi_context *ctx,
                                  const struct npi_verify *verify, size_t i,
                                  const struct npi_part_hash *before,
                                  const struct npi_part_hash *after)
{
    const struct npi_part_written *written = verify->written;
    bool retimed = written->retimed && written->retimed[i];
    enum np_status status = check_moved(ctx, after->first, before->first,
                                        written->shift);

    if (status != NP_OK || retimed)
        return status;
    if (holds_ticks(after, before) && !same(before->shown, after->shown))
        return other(ctx, "times of a stream's packets", after->shown,
                     before->shown);
    if (verify->exact && !same(before->decoded, after->decoded))
        return other(ctx, "decoding times of a stream's packets",
                     after->decoded, before->decoded);
    return check_moved(ctx, after->last, before->last, written->shift);
}

static enum np_status check_form(struct npi_context *ctx,
                                 const struct npi_verify *verify, size_t i)
{
    if (verify->exact)
        return npi_plan_differs(ctx, "a stream's description",
                                NPI_STR("another one"), NPI_STR("as it was"));
    NPI_DIAG1(ctx->diags, VERIFY_FORM, NPI_NOWHERE,
              npi_say_number(ctx, (int64_t)i));
    return NP_OK;
}

enum np_status npi_verify_hash(struct npi_context *ctx,
                               const struct npi_verify *verify, size_t i,
                               const struct npi_part_hash *before,
                               const struct npi_part_hash *after)
{
    enum npi_stream_kind kind = verify->before.info->streams[i].kind;
    bool same_form = same(before->form, after->form);
    bool same_data = same(before->data, after->data);

    /* An attached file is all in its description. */
    if (kind == NPI_STREAM_FILE)
        return same_form
                   ? NP_OK
                   : other(ctx, "an attached file", after->form, before->form);
    if (kind == NPI_STREAM_COVER)
        return same_data ? NP_OK
                         : other(ctx, "a cover", after->data, before->data);
    if (after->n != before->n)
        return npi_plan_differs(ctx, "packets of a stream",
                                npi_say_number(ctx, after->n),
                                npi_say_number(ctx, before->n));
    if (!same_data && same_form)
        return other(ctx, "bytes of a stream's packets", after->data,
                     before->data);
    if (!same_form && (!same_data || verify->exact) &&
        check_form(ctx, verify, i) != NP_OK)
        return NP_ERR_MEDIA;
    return check_times(ctx, verify, i, before, after);
}

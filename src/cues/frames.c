/* Frames and ms, and the timing's numbers in ms. A gap in ms is rounded up, so
 * that it is one of so many frames for whoever computes it. */
#include "cues/timing.h"

static bool is_sane(struct npi_frame_rate rate)
{
    int64_t most = 100000000;
    return rate.num > 0 && rate.den > 0 && rate.num <= most &&
           rate.den <= most && rate.num / rate.den >= 10 &&
           rate.num / rate.den <= 120;
}

static int64_t ceil_frames(struct npi_frame_rate rate, int64_t frames)
{
    return (frames * 1000 * rate.den + rate.num - 1) / rate.num;
}

void npi_timing_rule_init(struct npi_timing_rule *rule,
                          const struct npi_settings *settings,
                          struct npi_frame_rate rate)
{
    if (!is_sane(rate))
        rate = (struct npi_frame_rate){24, 1};
    *rule = (struct npi_timing_rule){
        /* 5/6 s is no whole number of ms; one more is on the safe side. */
        .shortest = settings->shortest + 1,
        .longest = settings->longest,
        .lead = settings->lead,
        .lag = settings->lag,
        .gap = ceil_frames(rate, settings->gap_frames),
        .last = INT64_MAX / 4,
        .rate = rate,
    };
    rule->open_gap = settings->close_gap_frames > settings->gap_frames
                         ? ceil_frames(rate, settings->close_gap_frames + 1)
                         : rule->gap;
    if (rule->longest < rule->shortest)
        rule->longest = rule->shortest;
}

int64_t npi_frame_ms(struct npi_frame_rate rate, int64_t frame)
{
    return frame * 1000 * rate.den / rate.num;
}

int64_t npi_frame_at(struct npi_frame_rate rate, int64_t ms)
{
    return ((ms + 1) * rate.num - 1) / (1000 * rate.den);
}

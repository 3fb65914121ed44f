/* Sound to levels. Samples are averaged down to about 16 kHz and lose what is
 * below the voice (hum, wind, a microphone that was touched); each level is the
 * mean square of 10 ms. The inner loops must not take longer than decoding. */
#include "media/level.h"

#include <math.h>

#define RATE 16000     /* about what samples are averaged down to */
#define ROUNDING_MS 25 /* two times closer than that are the same */
#define LANES 8
#define CHUNK 256

void npi_meter_init(struct npi_meter *meter, struct npi_buf *levels, size_t max)
{
    *meter = (struct npi_meter){.levels = levels, .max = max};
    npi_meter_rate(meter, RATE);
}

unsigned npi_level_of(double mean_square)
{
    double decibels = 10 * log10(mean_square + 1e-12) + NPI_LEVEL_FLOOR;
    double level = decibels * NPI_LEVEL_STEPS + 0.5;

    if (!(level > 0)) /* not a number too */
        return 0;
    return level < NPI_LEVEL_NONE - 1 ? (unsigned)level : NPI_LEVEL_NONE - 1;
}

static void put_level(struct npi_meter *meter, unsigned level)
{
    if (meter->levels->len < meter->max)
        npi_buf_putc(meter->levels, (char)(unsigned char)level);
}

/* Within 5 ms the mean is below the voice: energy is what is left without. */
static void cut_half(struct npi_meter *meter)
{
    double sum = (double)meter->sum;
    double energy = meter->n > 0 ? (double)meter->squares - sum * sum / meter->n
                                 : 0;

    if (isfinite(energy) && energy > 0) /* damage may decode to anything */
        meter->energy += energy;
    meter->measured += meter->n;
    meter->sum = meter->squares = 0;
    meter->n = 0;
}

/* Ends the level that has begun, as far as it got. */
static void cut(struct npi_meter *meter)
{
    cut_half(meter);
    if (meter->measured > 0)
        put_level(meter, npi_level_of(meter->energy / meter->measured));
    meter->energy = 0;
    meter->measured = 0;
}

static int64_t samples_until(const struct npi_meter *meter, size_t levels)
{
    return (int64_t)levels * meter->rate * NPI_LEVEL_MS / 1000;
}

void npi_meter_rate(struct npi_meter *meter, unsigned rate)
{
    if (rate == meter->rate)
        return;
    cut(meter);
    meter->rate = rate;
    meter->every = rate > RATE ? (rate + RATE / 2) / RATE : 1;
    meter->held = 0;
    meter->held_sum = 0;
    meter->at = samples_until(meter, meter->levels->len);
}

size_t npi_meter_seek(struct npi_meter *meter, int64_t ms)
{
    int64_t now = meter->at * 1000 / meter->rate;
    size_t level = ms > 0 ? (size_t)(ms / NPI_LEVEL_MS) : 0;

    if (ms < now)
        return now - ms > ROUNDING_MS
                   ? (size_t)((now - ms) * meter->rate / 1000)
                   : 0;
    if (ms - now <= ROUNDING_MS)
        return 0;
    cut(meter);
    if (level > meter->max)
        level = meter->max;
    while (meter->levels->len < level && !meter->levels->error)
        put_level(meter, NPI_LEVEL_NONE);
    meter->at = samples_until(meter, level);
    return 0;
}

/* Several sums side by side, for vectors. */
static void measure(struct npi_meter *meter, const float *samples, size_t n)
{
    float sum[LANES] = {0};
    float squares[LANES] = {0};
    size_t i = 0;

    for (; i + LANES <= n; i += LANES)
        for (size_t k = 0; k < LANES; k++) {
            sum[k] += samples[i + k];
            squares[k] += samples[i + k] * samples[i + k];
        }
    for (; i < n; i++) {
        sum[0] += samples[i];
        squares[0] += samples[i] * samples[i];
    }
    for (size_t k = 0; k < LANES; k++) {
        meter->sum += sum[k];
        meter->squares += squares[k];
    }
    meter->n += (unsigned)n;
}

/* The same of means of several samples. */
static void measure_means(struct npi_meter *meter, const float *samples,
                          size_t n)
{
    const float share = 1.0F / (float)meter->every;
    float means[CHUNK];
    size_t n_means = 0;

    for (size_t i = 0; i < n; i++) {
        meter->held_sum += samples[i];
        if (++meter->held < meter->every)
            continue;
        means[n_means++] = meter->held_sum * share;
        meter->held = 0;
        meter->held_sum = 0;
        if (n_means == CHUNK || i + 1 == n) {
            measure(meter, means, n_means);
            n_means = 0;
        }
    }
    measure(meter, means, n_means);
}

void npi_meter_put(struct npi_meter *meter, const float *samples, size_t n)
{
    while (n > 0) {
        size_t level = meter->levels->len;
        int64_t end = samples_until(meter, level + 1);
        int64_t half = (samples_until(meter, level) + end) / 2;
        int64_t left = (meter->at < half ? half : end) - meter->at;
        size_t part = left > 0 && (uint64_t)left < n ? (size_t)left : n;

        if (level >= meter->max || meter->levels->error)
            return;
        if (left <= 0) /* times were rounded: a level that is empty */
            put_level(meter, NPI_LEVEL_NONE);
        if (left <= 0)
            continue;
        if (meter->every == 1)
            measure(meter, samples, part);
        else
            measure_means(meter, samples, part);
        samples += part;
        n -= part;
        meter->at += (int64_t)part;
        if (meter->at == half)
            cut_half(meter);
        if (meter->at >= end)
            cut(meter);
    }
}

void npi_meter_end(struct npi_meter *meter)
{
    cut(meter);
}

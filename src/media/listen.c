/* Listening to MEDIA: what an earlier run heard, else the part decodes the
 * sound and speech is found in it. */
#include "media/opened.h"

#include "media/level.h"
#include "media/say.h"
#include "media/sound_store.h"
#include "media/speech.h"

#define HOURS_MAX 72 /* of sound: a byte for each 10 ms of it is in memory */
#define LEVELS_MAX ((size_t)HOURS_MAX * 3600 * 1000 / NPI_LEVEL_MS)

static void say_sound(struct npi_context *ctx,
                      const struct npi_part_sound *sound)
{
    if (sound->broken > 0)
        NPI_DIAG2(ctx->diags, SOUND_DAMAGED, NPI_NOWHERE,
                  npi_say_number(ctx, sound->broken),
                  npi_say_number(ctx, sound->packets));
    if (!sound->whole)
        NPI_DIAG1(ctx->diags, SOUND_LONG, NPI_NOWHERE,
                  npi_say_number(ctx, HOURS_MAX));
}

static enum np_status hear(struct npi_context *ctx, struct npi_media *media,
                           const struct npi_media_listening *how,
                           struct npi_activity *activity, bool *damaged)
{
    const struct npi_media_request request = {.report = how->report,
                                              .user = how->user};
    struct npi_part_host host = npi_media_host(ctx, &request);
    struct npi_buf levels;
    struct npi_part_sound sound = {.levels = &levels, .whole = true};
    enum np_status status;

    npi_buf_init(&levels, LEVELS_MAX + 1);
    status = media->ops->listen(&host, media->part, LEVELS_MAX, &sound);
    if (status == NP_OK && levels.len > 0) {
        say_sound(ctx, &sound);
        *damaged = sound.broken > 0;
        status = npi_speech_find(ctx, (const uint8_t *)levels.data, levels.len,
                                 activity);
    }
    npi_buf_release(&levels);
    return status;
}

static void say_found(struct npi_context *ctx, const struct npi_media *media,
                      const struct npi_activity *activity, bool known)
{
    struct np_str name = npi_str(media->path);
    struct np_str n = npi_say_number(ctx, (int64_t)activity->n);

    if (activity->n < 2)
        NPI_DIAG1(ctx->diags, SOUND_USELESS, NPI_NOWHERE, name);
    else if (known)
        NPI_DIAG2(ctx->diags, SOUND_KNOWN, NPI_NOWHERE, n, name);
    else
        NPI_DIAG2(ctx->diags, SOUND_HEARD, NPI_NOWHERE, n, name);
}

enum np_status npi_media_listen(struct npi_context *ctx,
                                struct npi_media *media,
                                const struct npi_media_listening *how,
                                struct npi_activity *activity)
{
    struct npi_sound_store store;
    bool known = false;
    bool damaged = false;
    enum np_status status = npi_sound_store_open(ctx, how->cache, &media->file,
                                                 &store);

    *activity = (struct npi_activity){0};
    if (status == NP_OK)
        status = npi_sound_store_get(ctx, &store, activity, &known);
    if (status == NP_OK && !known) {
        *activity = (struct npi_activity){0};
        status = npi_media_need_part(ctx, media);
    }
    if (status == NP_OK && !known)
        status = hear(ctx, media, how, activity, &damaged);
    if (status != NP_OK || activity->length == 0)
        return status;
    /* Damage is worth saying each time. */
    if (!known && !damaged)
        npi_sound_store_put(&store, activity);
    say_found(ctx, media, activity, known);
    return NP_OK;
}

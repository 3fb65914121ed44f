/* The way from a draft to the track: its steps in order. */
#include "captions/track.h"

static bool goes_on(struct npi_draft *draft)
{
    return !npi_draft_stopped(draft);
}

static void find_language(const struct npi_draft *draft,
                          struct npi_caption_track *track)
{
    track->language_told = npi_caption_is_tag(draft->language);
    track->language = track->language_told
                          ? draft->language
                          : npi_caption_language(track->words, track->n_words);
}

enum np_status npi_track_make(struct npi_draft *draft,
                              struct npi_caption_track *track)
{
    struct npi_pieces pieces;
    npi_draft_close(draft);
    if (goes_on(draft))
        npi_track_sort(draft);
    if (goes_on(draft))
        npi_tokens_cut(draft, &pieces);
    if (goes_on(draft))
        npi_tokens_unroll(&pieces);
    if (goes_on(draft))
        npi_tokens_labels(&pieces);
    if (goes_on(draft))
        npi_track_settle(&pieces);
    if (goes_on(draft))
        npi_track_write(&pieces, track);
    if (draft->status)
        return draft->status;
    find_language(draft, track);
    track->kind = draft->kind;
    track->ours = draft->ours;
    if (track->n_cues == 0)
        NPI_DIAG1(draft->ctx->diags, CAPTION_NONE, NPI_NOWHERE, draft->name);
    return NP_OK;
}

/* What the matching's tests share: captions, notes and words made of a few
 * lines, and reading them whole. */
#ifndef TESTS_SUPPORT_MATCHING_H
#define TESTS_SUPPORT_MATCHING_H

#include "base/buf.h"
#include "base/stamp.h"
#include "base/str.h"
#include "captions/captions.h"
#include "lexicon/lexicon.h"
#include "matching/matching.h"
#include "matching/model.h"
#include "support/test.h"

#define PAIRED_MAX 512 /* sentences said one by one */

struct paired {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_caption_track track;
    struct npi_lexicon *lexicon; /* or NULL */
    struct np_episode episode;
    struct np_sentence sentences[PAIRED_MAX];
    struct np_turn turns[PAIRED_MAX];
    struct npi_buf vtt; /* cues added so far */
};

static inline void paired_init(struct paired *p)
{
    *p = (struct paired){0};
    npi_arena_init(&p->arena);
    npi_diags_init(&p->diags, &p->arena);
    p->ctx = (struct npi_context){&p->arena, &p->diags, NULL};
    p->episode.language = NPI_STR("und");
    npi_buf_init(&p->vtt, NPI_BUF_MAX);
    npi_buf_puts(&p->vtt, "WEBVTT\n");
}

static inline void paired_release(struct paired *p)
{
    npi_buf_release(&p->vtt);
    npi_arena_release(&p->arena);
}

/* A cue; paired_listen() when all are there. */
static inline void paired_cue(struct paired *p, int64_t start, int64_t end,
                              const char *text)
{
    npi_buf_puts(&p->vtt, "\n");
    npi_stamp_write(&p->vtt, start, NPI_STAMP_VTT);
    npi_buf_puts(&p->vtt, " --> ");
    npi_stamp_write(&p->vtt, end, NPI_STAMP_VTT);
    npi_buf_puts(&p->vtt, "\n");
    npi_buf_puts(&p->vtt, text);
    npi_buf_puts(&p->vtt, "\n");
}

static inline void paired_read(struct paired *p, struct np_str bytes)
{
    assert_int_equal(
        npi_captions_read(&p->ctx, NPI_STR("c.vtt"), bytes, &p->track), NP_OK);
}

static inline void paired_listen(struct paired *p)
{
    struct np_str bytes = npi_arena_str(&p->arena, npi_buf_str(&p->vtt));

    assert_non_null(bytes.ptr);
    paired_read(p, bytes);
}

/* A sentence of the notes; text is borrowed. */
static inline void paired_say(struct paired *p, bool turn, const char *text)
{
    size_t s = p->episode.n_sentences++;

    assert_true(s < PAIRED_MAX);
    if (turn || s == 0)
        p->turns[p->episode.n_turns++] = (struct np_turn){
            .speaker = NP_NONE, .first_sentence = s, .heading = NP_NONE};
    p->turns[p->episode.n_turns - 1].n_sentences++;
    p->sentences[s] = (struct np_sentence){
        .text = npi_str(text),
        .turn = p->episode.n_turns - 1,
        .stamp = NP_NO_TIME,
        .span = NPI_NOWHERE,
    };
    p->episode.sentences = p->sentences;
    p->episode.turns = p->turns;
}

static inline void paired_open_lexicon(struct paired *p)
{
    if (!p->lexicon)
        assert_int_equal(npi_lexicon_new(&p->ctx, &p->lexicon), NP_OK);
}

/* A dictionary: "key TAB meaning", a line each. */
static inline void paired_words(struct paired *p, const char *list)
{
    paired_open_lexicon(p);
    assert_int_equal(npi_lexicon_dictionary(&p->ctx, p->lexicon,
                                            NPI_STR("words"), npi_str(list)),
                     NP_OK);
}

/* A glossary: "name = name", a line each. */
static inline void paired_names(struct paired *p, const char *list)
{
    paired_open_lexicon(p);
    assert_int_equal(npi_lexicon_glossary(&p->ctx, p->lexicon, NPI_STR("names"),
                                          npi_str(list)),
                     NP_OK);
}

static inline enum np_status paired_find(struct paired *p,
                                         const struct npi_matching_model *model,
                                         struct npi_matching *matching)
{
    const struct npi_matching_input input = {.episode = &p->episode,
                                             .track = &p->track,
                                             .lexicon = p->lexicon,
                                             .model = model};

    return npi_matching_find(&p->ctx, &input, matching);
}

/* The promises of matching.h; false names none of them. */
static inline bool paired_is_sound(const struct npi_matching *matching,
                                   size_t n_sentences)
{
    int64_t before = 0;

    if (matching->n != n_sentences ||
        !(matching->heard >= 0 && matching->heard <= 1.0001) ||
        matching->fit != matching->fit)
        return false;
    for (size_t s = 0; s < matching->n; s++) {
        const struct npi_match *match = &matching->sentences[s];

        if (match->start < before || match->end < match->start ||
            !(match->heard >= 0 && match->heard <= 1.0001) ||
            !(match->near >= 0 && match->near <= 1.0001))
            return false;
        before = match->start;
    }
    return true;
}

#endif

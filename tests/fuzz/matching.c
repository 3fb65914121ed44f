/* Any notes beside any captions: what the matching and the timeline promise
 * holds, whatever the two say. The first byte says what else is known; a line
 * "=====" divides the two texts. */
#include "matching/matching.h"
#include "matching/model.h"
#include "notes/notes.h"
#include "support/episode.h"

#include "base/encoding.h"
#include "captions/captions.h"
#include "lexicon/lexicon.h"

#define PART_MAX 6000 /* bytes of each text: longer ones show nothing new */
#define EPSILON 1e-4

enum known {
    KNOWS_WORDS = 1,
    KNOWS_NAMES = 2,
    KNOWS_GUESSES = 4,
    KNOWS_HINTS = 8,
    KNOWS_LENGTH = 16,
    IS_GIVEN = 32,
    LEARNS_NOTHING = 64,
};

static void require(bool good)
{
    if (!good)
        abort();
}

static void divide(struct np_str all, struct np_str *notes,
                   struct np_str *captions)
{
    static const char mark[] = "\n=====\n";
    size_t len = sizeof(mark) - 1;
    size_t at = 0;

    while (at + len <= all.len && memcmp(all.ptr + at, mark, len) != 0)
        at++;
    if (at + len > all.len)
        at = all.len / 2, len = 0;
    *notes = npi_str_sub(all, 0, at < PART_MAX ? at : PART_MAX);
    *captions = npi_str_sub(all, at + len, PART_MAX);
}

static const struct npi_lexicon *words_of(struct npi_context *ctx, uint8_t how)
{
    struct npi_lexicon *lexicon;

    if (!(how & (KNOWS_WORDS | KNOWS_NAMES)))
        return NULL;
    require(npi_lexicon_new(ctx, &lexicon) == NP_OK);
    if (how & KNOWS_WORDS)
        require(npi_lexicon_dictionary(
                    ctx, lexicon, NPI_STR("words"),
                    NPI_STR("水\twater\n星星\tstar\n望远镜\ttelescope lens\n"
                            "茶\ttea\na\tb\n")) == NP_OK);
    if (how & KNOWS_NAMES)
        require(npi_lexicon_glossary(ctx, lexicon, NPI_STR("names"),
                                     NPI_STR("哈尔 = Hale\n")) == NP_OK);
    return lexicon;
}

/* Times as an outline might tell them, right or wrong. */
static void tell_times(struct npi_arena *arena, uint8_t how,
                       struct npi_matching_input *input)
{
    size_t n = input->episode->n_sentences;
    struct npi_guess *guesses = NPI_ARENA_NEW(arena, struct npi_guess, n);
    struct npi_hint *hints = NPI_ARENA_NEW(arena, struct npi_hint, n);

    require(guesses && hints);
    for (size_t s = 0; s < n; s++) {
        size_t len = input->episode->sentences[s].text.len;

        guesses[s] = (struct npi_guess){(double)s * 3, (double)(len % 40)};
        if (len % 3 == 0)
            hints[input->n_hints++] = (struct npi_hint){
                s, (double)(len % 90), (double)(len % 7) * 100};
    }
    if (how & KNOWS_GUESSES)
        input->guesses = guesses;
    if (how & KNOWS_HINTS)
        input->hints = hints;
    else
        input->n_hints = 0;
}

static bool is_chance(double value)
{
    return value >= 0 && value <= 1 + EPSILON;
}

static void check_matching(const struct npi_matching_input *input,
                           const struct npi_matching *matching)
{
    int64_t before = 0;
    size_t word = 0;

    require(matching->n ==
            (input->track->n_words ? input->episode->n_sentences : 0));
    require(is_chance(matching->heard) && matching->fit == matching->fit);
    for (size_t s = 0; s < matching->n; s++) {
        const struct npi_match *match = &matching->sentences[s];

        require(match->start >= before && match->end >= match->start);
        require(is_chance(match->heard) && is_chance(match->near));
        before = match->start;
        require(match->from >= word && match->to >= match->from &&
                match->to <= matching->n_words);
        word = match->to;
    }
    (void)npi_matching_fits(matching);
}

static void match(struct npi_context *ctx, uint8_t how,
                  const struct np_episode *episode,
                  const struct npi_caption_track *track,
                  const struct npi_lexicon *lexicon)
{
    struct npi_matching_model model = npi_matching_model_default;
    struct npi_matching matching;
    struct npi_matching_input input = {
        .episode = episode, .track = track, .lexicon = lexicon};

    if (how & LEARNS_NOTHING) {
        model.learnt = 0;
        input.model = &model;
    }
    tell_times(ctx->arena, how, &input);
    require(npi_matching_find(ctx, &input, &matching) == NP_OK);
    check_matching(&input, &matching);
}

static void build(struct npi_context *ctx, uint8_t how,
                  const struct np_episode *episode,
                  const struct npi_caption_track *track,
                  const struct npi_lexicon *lexicon)
{
    struct episode e = {.episode = *episode};
    enum np_status status;

    e.input = (struct npi_timeline_input){
        .episode = episode,
        .length = how & KNOWS_LENGTH ? 60000 : NP_NO_TIME,
        .captions = track,
        .captions_given = how & IS_GIVEN,
        .lexicon = lexicon,
    };
    status = npi_timeline_build(ctx, &e.input, &e.timeline);
    require(status == NP_OK || status == NP_ERR_NOTES);
    require(status != NP_OK || episode_is_sound(&e));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_caption_track track;
    struct np_episode episode;
    enum npi_encoding encoding;
    struct np_str notes;
    struct np_str captions;
    struct np_str text;
    uint8_t how = size > 0 ? data[0] : 0;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    divide((struct np_str){(const char *)data + (size > 0), size - (size > 0)},
           &notes, &captions);
    if (npi_encoding_to_utf8(&arena, &diags, NPI_STR("n"), notes, &encoding,
                             &text) == NP_OK &&
        npi_notes_read(&ctx, 0, text, npi_str(NULL), &episode) == NP_OK &&
        npi_captions_read(&ctx, NPI_STR("c.vtt"), captions, &track) == NP_OK) {
        const struct npi_lexicon *lexicon = words_of(&ctx, how);

        if (episode.n_sentences > 0)
            match(&ctx, how, &episode, &track, lexicon);
        build(&ctx, how, &episode, &track, lexicon);
    }
    npi_arena_release(&arena);
    return 0;
}

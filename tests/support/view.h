/* An episode made of given texts, for tests of the writers: text i is the title
 * of chapter i, both lines of cue i, sentence i and speaker i; text `globals`
 * is every field that an episode has once. */
#ifndef TESTS_SUPPORT_VIEW_H
#define TESTS_SUPPORT_VIEW_H

#include "base/arena.h"
#include "export/export.h"

/* Each chapter and turn of test_view takes so long. Cues and sentences lie one
 * second inside. */
#define TEST_VIEW_STEP 12000

struct test_view {
    struct np_episode episode;
    struct np_timeline timeline;
    struct np_cues cues;
    struct np_caption_source captions;
    struct npi_settings settings;
    struct npi_export_view view;
};

/* False when out of memory. */
static inline bool test_view_make(struct test_view *v, struct npi_arena *arena,
                                  struct npi_diags *diags,
                                  const struct np_str *texts, size_t n,
                                  size_t globals)
{
    struct np_person *people = NPI_ARENA_NEW(arena, struct np_person, n);
    struct np_field *fields = NPI_ARENA_NEW(arena, struct np_field, n);
    struct np_item *items = NPI_ARENA_NEW(arena, struct np_item, n);
    struct np_node *nodes = NPI_ARENA_NEW(arena, struct np_node, n);
    struct np_entry *outline = NPI_ARENA_NEW(arena, struct np_entry, n);
    struct np_turn *turns = NPI_ARENA_NEW(arena, struct np_turn, n);
    struct np_sentence *sentences = NPI_ARENA_NEW(arena, struct np_sentence, n);
    struct np_timed_sentence *timed = NPI_ARENA_NEW(
        arena, struct np_timed_sentence, n);
    struct np_chapter *chapters = NPI_ARENA_NEW(arena, struct np_chapter, n);
    struct np_cue *cues = NPI_ARENA_NEW(arena, struct np_cue, n);
    struct np_str *speakers = NPI_ARENA_NEW(arena, struct np_str, n);

    if (!people || !fields || !items || !nodes || !outline || !turns ||
        !sentences || !timed || !chapters || !cues || !speakers)
        return false;
    for (size_t i = 0; i < n; i++) {
        struct np_str text = texts[i];
        int64_t start = (int64_t)i * TEST_VIEW_STEP;
        int64_t end = start + TEST_VIEW_STEP;
        people[i] = (struct np_person){text, text, i + 1};
        fields[i] = (struct np_field){text, text, i + 1};
        items[i] = (struct np_item){text, i + 1};
        nodes[i] = (struct np_node){text, i > 0, i > 0 ? 0 : NP_NONE, i + 1};
        outline[i] = (struct np_entry){.title = text,
                                       .level = 1,
                                       .parent = NP_NONE,
                                       .start = start,
                                       .end = NP_NO_TIME,
                                       .grain = 1000,
                                       .line = i + 1};
        chapters[i] = (struct np_chapter){
            i, NP_NONE, 1, text, start, end, i, i, NP_EVIDENCE_STAMP, 0.5};
        turns[i] = (struct np_turn){i, i, 1, NP_NONE, i + 1};
        sentences[i] = (struct np_sentence){
            .text = text, .turn = i, .stamp = NP_NO_TIME, .line = i + 1};
        timed[i] = (struct np_timed_sentence){.start = start + 1000,
                                              .end = end - 1000,
                                              .evidence = NP_EVIDENCE_LENGTH,
                                              .confidence = 0.25};
        cues[i] = (struct np_cue){.start = start + 1000,
                                  .end = end - 1000,
                                  .turn = i,
                                  .speaker = i,
                                  .first_sentence = i,
                                  .last_sentence = i,
                                  .lines = {text, text},
                                  .n_lines = 2};
        speakers[i] = text;
    }
    struct np_str one = texts[globals];
    v->episode = (struct np_episode){.title = one,
                                     .original_title = one,
                                     .show = one,
                                     .link = one,
                                     .link_time = 1500,
                                     .date = one,
                                     .category = one,
                                     .summary = one,
                                     .language = one,
                                     .people = people,
                                     .n_people = n,
                                     .tags = items,
                                     .n_tags = n,
                                     .key_points = items,
                                     .n_key_points = n,
                                     .fields = fields,
                                     .n_fields = n,
                                     .mind_map = nodes,
                                     .n_mind_map = n,
                                     .outline = outline,
                                     .n_outline = n,
                                     .speakers = speakers,
                                     .n_speakers = n,
                                     .turns = turns,
                                     .n_turns = n,
                                     .sentences = sentences,
                                     .n_sentences = n};
    v->timeline = (struct np_timeline){.sentences = timed,
                                       .n_sentences = n,
                                       .chapters = chapters,
                                       .n_chapters = n,
                                       .end = (int64_t)n * TEST_VIEW_STEP,
                                       .end_estimated = true};
    v->cues = (struct np_cues){cues, n};
    v->captions = (struct np_caption_source){
        .name = one, .format = one, .language = one, .n_cues = n};
    npi_settings_defaults(&v->settings);
    npi_settings_resolve(&v->settings, (struct np_str){"en", 2});
    v->view = (struct npi_export_view){.episode = &v->episode,
                                       .timeline = &v->timeline,
                                       .said = &v->episode,
                                       .captions = &v->captions,
                                       .cues = &v->cues,
                                       .settings = &v->settings,
                                       .diags = diags,
                                       .notes_source = NP_NONE};
    return true;
}

#endif

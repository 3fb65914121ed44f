/* Everything, for programs: the episode, where in time all of it is, and what
 * was noticed. README.md beside this file is the contract, timeline.schema.json
 * its schema: keys are added, never renamed or taken away.
 *
 * Seconds with three decimals; indices from 0, lines and columns from 1. */
#include "base/diag.h"
#include "base/str.h"
#include "export/json_diags.h"
#include "export/json_text.h"
#include "export/lint.h"
#include "export/writers.h"
#include "timeline/timeline.h"

static void put_evidence(struct npi_json *json, unsigned evidence)
{
    npi_json_array(json, "evidence");
    for (unsigned bit = 1; bit != 0 && bit <= evidence; bit <<= 1) {
        if (evidence & bit)
            npi_json_str(json, NULL, npi_str(npi_evidence_name(bit)));
    }
    npi_json_end_array(json);
}

static void put_items(struct npi_json *json, const char *key,
                      const struct np_item *items, size_t n)
{
    npi_json_array(json, key);
    for (size_t i = 0; i < n; i++) {
        npi_json_row(json);
        npi_json_str(json, "text", items[i].text);
        npi_json_index(json, "line", items[i].line);
        npi_json_end_object(json);
    }
    npi_json_end_array(json);
}

static void put_people(struct npi_json *json, const struct np_episode *episode)
{
    npi_json_array(json, "people");
    for (size_t i = 0; i < episode->n_people; i++) {
        npi_json_row(json);
        npi_json_str(json, "name", episode->people[i].name);
        npi_json_str(json, "about", episode->people[i].about);
        npi_json_index(json, "line", episode->people[i].line);
        npi_json_end_object(json);
    }
    npi_json_end_array(json);
}

static void put_fields(struct npi_json *json, const struct np_episode *episode)
{
    npi_json_array(json, "fields");
    for (size_t i = 0; i < episode->n_fields; i++) {
        npi_json_row(json);
        npi_json_str(json, "key", episode->fields[i].key);
        npi_json_str(json, "value", episode->fields[i].value);
        npi_json_index(json, "line", episode->fields[i].line);
        npi_json_end_object(json);
    }
    npi_json_end_array(json);
}

static void put_mind_map(struct npi_json *json,
                         const struct np_episode *episode)
{
    npi_json_array(json, "mind_map");
    for (size_t i = 0; i < episode->n_mind_map; i++) {
        const struct np_node *node = &episode->mind_map[i];
        npi_json_row(json);
        npi_json_index(json, "level", node->level);
        npi_json_index(json, "parent", node->parent);
        npi_json_str(json, "title", node->title);
        npi_json_index(json, "line", node->line);
        npi_json_end_object(json);
    }
    npi_json_end_array(json);
}

static void put_episode(struct npi_json *json, const struct np_episode *episode,
                        const struct np_timeline *timeline)
{
    npi_json_object(json, "episode");
    npi_json_str(json, "title", episode->title);
    npi_json_str(json, "original_title", episode->original_title);
    npi_json_str(json, "show", episode->show);
    npi_json_str(json, "link", episode->link);
    npi_json_time(json, "link_time", episode->link_time);
    npi_json_str(json, "date", episode->date);
    npi_json_str(json, "category", episode->category);
    npi_json_str(json, "language", episode->language);
    npi_json_str(json, "summary", episode->summary);
    npi_json_time(json, "end", timeline->end);
    npi_json_bool(json, "end_estimated", timeline->end_estimated);
    put_people(json, episode);
    put_items(json, "tags", episode->tags, episode->n_tags);
    put_items(json, "key_points", episode->key_points, episode->n_key_points);
    put_fields(json, episode);
    put_mind_map(json, episode);
    npi_json_end_object(json);
}

/* A sentence's number in its turn: what people and other tools count. */
static size_t in_turn(const struct np_episode *episode, size_t turn,
                      size_t sentence)
{
    if (turn == NP_NONE || sentence == NP_NONE)
        return NP_NONE;
    return sentence - episode->turns[turn].first_sentence;
}

static void put_chapters(struct npi_json *json,
                         const struct npi_export_view *view)
{
    const struct np_episode *episode = view->episode;
    const struct np_timeline *timeline = view->timeline;

    npi_json_array(json, "chapters");
    for (size_t i = 0; i < timeline->n_chapters; i++) {
        const struct np_chapter *chapter = &timeline->chapters[i];
        npi_json_row(json);
        npi_json_index(json, "index", i);
        npi_json_index(json, "level", chapter->level);
        npi_json_index(json, "parent", chapter->parent);
        npi_json_str(json, "title", chapter->title);
        if (view->second_titles)
            npi_json_str(json, "second", view->second_titles[chapter->entry]);
        npi_json_time(json, "start", chapter->start);
        npi_json_time(json, "end", chapter->end);
        npi_json_index(json, "line", episode->outline[chapter->entry].line);
        npi_json_index(json, "turn", chapter->turn);
        npi_json_index(json, "sentence",
                       in_turn(episode, chapter->turn, chapter->sentence));
        put_evidence(json, chapter->evidence);
        npi_json_share(json, "confidence", chapter->confidence);
        npi_json_end_object(json);
    }
    npi_json_end_array(json);
}

static struct np_str speaker_name(const struct np_episode *episode,
                                  size_t speaker)
{
    return speaker == NP_NONE ? npi_str(NULL) : episode->speakers[speaker];
}

static void put_sentences(struct npi_json *json,
                          const struct np_episode *episode,
                          const struct np_timeline *timeline,
                          const struct np_turn *turn)
{
    npi_json_array(json, "sentences");
    for (size_t i = 0; i < turn->n_sentences; i++) {
        size_t at = turn->first_sentence + i;
        const struct np_timed_sentence *timed = &timeline->sentences[at];
        npi_json_row(json);
        npi_json_time(json, "start", timed->start);
        npi_json_time(json, "end", timed->end);
        npi_json_str(json, "text", episode->sentences[at].text);
        put_evidence(json, timed->evidence);
        npi_json_share(json, "confidence", timed->confidence);
        npi_json_bool(json, "gone", timed->gone);
        npi_json_end_object(json);
    }
    npi_json_end_array(json);
}

static void put_turns(struct npi_json *json, const struct np_episode *episode,
                      const struct np_timeline *timeline)
{
    npi_json_array(json, "turns");
    for (size_t i = 0; i < episode->n_turns; i++) {
        const struct np_turn *turn = &episode->turns[i];
        size_t last = turn->first_sentence + turn->n_sentences - 1;
        npi_json_object(json, NULL);
        npi_json_index(json, "index", i);
        npi_json_str(json, "speaker", speaker_name(episode, turn->speaker));
        npi_json_index(json, "line", turn->line);
        npi_json_time(json, "start",
                      timeline->sentences[turn->first_sentence].start);
        npi_json_time(json, "end", timeline->sentences[last].end);
        put_sentences(json, episode, timeline, turn);
        npi_json_end_object(json);
    }
    npi_json_end_array(json);
}

/* Cues of captions have no turn: turns[] is the notes' dialogue. */
static void put_cues(struct npi_json *json, const struct npi_export_view *view)
{
    const struct np_cues *cues = view->cues;
    bool dialogue = view->said == view->episode;
    npi_json_array(json, "cues");
    for (size_t i = 0; i < cues->n_cues; i++) {
        const struct np_cue *cue = &cues->cues[i];
        npi_json_row(json);
        npi_json_index(json, "index", i);
        npi_json_time(json, "start", cue->start);
        npi_json_time(json, "end", cue->end);
        npi_json_index(json, "turn", dialogue ? cue->turn : NP_NONE);
        npi_json_str(json, "speaker", speaker_name(view->said, cue->speaker));
        npi_json_array(json, "lines");
        for (unsigned k = 0; k < cue->n_lines; k++)
            npi_json_str(json, NULL, cue->lines[k]);
        npi_json_end_array(json);
        npi_json_array(json, "second");
        for (unsigned k = 0; k < cue->n_second; k++)
            npi_json_str(json, NULL, cue->second[k]);
        npi_json_end_array(json);
        npi_json_end_object(json);
    }
    npi_json_end_array(json);
}

static void put_captions(struct npi_json *json,
                         const struct npi_export_view *view)
{
    static const char *const kinds[] = {
        [NP_CAPTION_KIND_UNKNOWN] = NULL,
        [NP_CAPTION_KIND_PEOPLE] = "people",
        [NP_CAPTION_KIND_AUTOMATIC] = "automatic",
        [NP_CAPTION_KIND_TRANSLATED] = "translated"};
    static const char *const places[] = {[NP_CAPTION_GIVEN] = "given",
                                         [NP_CAPTION_BESIDE] = "beside",
                                         [NP_CAPTION_INSIDE] = "inside"};
    const struct np_caption_source *captions = view->captions;
    if (!captions) {
        npi_json_str(json, "captions", npi_str(NULL));
        return;
    }
    npi_json_object(json, "captions");
    npi_json_str(json, "name", captions->name);
    npi_json_str(json, "format", captions->format);
    npi_json_str(json, "language", captions->language);
    npi_json_str(json, "kind", npi_str(kinds[captions->kind]));
    npi_json_str(json, "place", npi_str(places[captions->place]));
    npi_json_str(json, "clock",
                 captions->clock == NP_CAPTION_CLOCK_MEDIA ? NPI_STR("media")
                                                           : NPI_STR("notes"));
    npi_json_index(json, "cues", captions->n_cues);
    npi_json_str(json, "dictionary", view->dictionary);
    npi_json_bool(json, "subtitles", view->said != view->episode);
    npi_json_end_object(json);
}

/* How the notes' clock runs in the media; null when it is the same. */
static void put_clock(struct npi_json *json, const struct np_timeline *timeline)
{
    const struct np_clock_piece *pieces = timeline->clock;

    if (timeline->n_clock == 0) {
        npi_json_str(json, "clock", npi_str(NULL));
        return;
    }
    npi_json_object(json, "clock");
    npi_json_seconds(json, "offset", pieces[0].media - pieces[0].notes);
    npi_json_array(json, "pieces");
    for (size_t i = 0; i < timeline->n_clock; i++) {
        npi_json_row(json);
        npi_json_time(json, "notes", pieces[i].notes);
        npi_json_time(json, "media", pieces[i].media);
        npi_json_time(json, "length", pieces[i].length);
        npi_json_end_object(json);
    }
    npi_json_end_array(json);
    npi_json_end_object(json);
}

enum np_status npi_write_json(struct npi_context *ctx,
                              const struct npi_export_view *view,
                              struct npi_buf *out)
{
    (void)ctx;
    struct npi_json json = {.out = out};
    npi_json_object(&json, NULL);
    put_episode(&json, view->episode, view->timeline);
    put_chapters(&json, view);
    put_turns(&json, view->episode, view->timeline);
    put_cues(&json, view);
    npi_json_breaches(&json, view->breaches, view->n_breaches);
    put_captions(&json, view);
    put_clock(&json, view->timeline);
    npi_json_diags(&json, view->diags, view->notes_source);
    npi_json_end_object(&json);
    npi_buf_putc(out, '\n');
    return out->error;
}

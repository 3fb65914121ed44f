/* What the Whisper programs write, told apart by their keys:
 *   - whisper.cpp (-oj, -ojf): "transcription", times as "offsets" in ms, and
 *     "tokens", which are pieces of words, "[_…]" ones for its own use;
 *   - the Python package and its kin (faster-whisper, WhisperX, the
 *     service's verbose_json): "segments" in seconds, with "words" or with all
 *     words in one list beside.
 * A segment's text is what its writer made of the words, spaces included: the
 * words only give it times, each at the place where it is found in the text.
 */
#include "captions/readers.h"
#include "captions/tree.h"

#define FIND_AHEAD 64 /* bytes of text among which a word is looked for */

/* Where a list of words stands, and what its members are called. */
struct words {
    const json_t *list; /* NULL: no words */
    size_t next;        /* the first not yet used */
    const char *text_key;
    bool cpp;
    bool shared; /* by all segments: a segment's end ends its share */
};

struct segment {
    struct np_str text;
    int64_t start;
    int64_t end;
};

bool npi_whisper_knows(const json_t *root)
{
    const json_t *segments = npi_tree_array(root, "segments");
    if (npi_tree_array(root, "transcription"))
        return true;
    if (!segments)
        return false;
    const json_t *first = json_array_get(segments, 0);
    return !first ||
           (json_object_get(first, "start") && json_object_get(first, "text"));
}

static void read_times(const json_t *object, bool cpp, int64_t *start,
                       int64_t *end)
{
    const json_t *offsets = json_object_get(object, "offsets");
    *start = cpp ? npi_tree_ms(offsets, "from", 1)
                 : npi_tree_ms(object, "start", 1000);
    *end = cpp ? npi_tree_ms(offsets, "to", 1)
               : npi_tree_ms(object, "end", 1000);
}

/* Puts the text up to a word, the word's time, and the word. */
static void put_word(struct npi_draft *draft, struct np_str text, size_t *at,
                     struct np_str word, int64_t start, int64_t end)
{
    struct np_str bare = npi_str_trim(word);
    size_t found = npi_str_find(npi_str_sub(text, *at, bare.len + FIND_AHEAD),
                                bare);
    if (bare.len == 0 || found == NP_NONE || start == NP_NO_TIME)
        return;
    npi_draft_put(draft, npi_str_sub(text, *at, found));
    npi_draft_put_timed(draft, bare, start, end);
    *at += found + bare.len;
}

static void put_segment(struct npi_draft *draft, const struct segment *segment,
                        struct words *words)
{
    size_t at = 0;
    npi_draft_add(draft, segment->start, segment->end, 0);
    for (; words->next < json_array_size(words->list); words->next++) {
        const json_t *word = json_array_get(words->list, words->next);
        struct np_str text = npi_tree_text(word, words->text_key);
        int64_t start;
        int64_t end;
        read_times(word, words->cpp, &start, &end);
        if (words->shared && start != NP_NO_TIME && start >= segment->end)
            break;
        if (!npi_str_starts(text, NPI_STR("[_")))
            put_word(draft, segment->text, &at, text, start, end);
    }
    npi_draft_put(draft, npi_str_sub(segment->text, at, segment->text.len));
}

static void put_speaker(struct npi_draft *draft, const json_t *object)
{
    struct np_str name = npi_tree_text(object, "speaker");
    if (name.len == 0 || npi_str_eq(name, NPI_STR("?")))
        return;
    name = npi_arena_str(draft->ctx->arena, name);
    if (name.ptr)
        npi_draft_speaker(draft, name);
    else
        npi_draft_no_memory(draft);
}

static void read_segments(struct npi_draft *draft, const json_t *list, bool cpp,
                          struct words *all)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *object = json_array_get(list, i);
        struct segment segment = {.text = npi_tree_text(object, "text")};
        struct words own = {npi_tree_array(object, cpp ? "tokens" : "words"), 0,
                            cpp ? "text" : "word", cpp, false};
        read_times(object, cpp, &segment.start, &segment.end);
        if (npi_draft_stopped(draft))
            return;
        if (segment.start == NP_NO_TIME) {
            npi_draft_say_entry(draft, i);
            continue;
        }
        put_segment(draft, &segment, own.list ? &own : all);
        put_speaker(draft, object);
    }
}

/* The service names the language in English. */
static struct np_str language_of(struct np_str name)
{
    static const char *const names[][2] = {
        {"english", "en"},    {"chinese", "zh"},    {"japanese", "ja"},
        {"korean", "ko"},     {"german", "de"},     {"french", "fr"},
        {"spanish", "es"},    {"portuguese", "pt"}, {"italian", "it"},
        {"russian", "ru"},    {"dutch", "nl"},      {"polish", "pl"},
        {"turkish", "tr"},    {"swedish", "sv"},    {"arabic", "ar"},
        {"hindi", "hi"},      {"ukrainian", "uk"},  {"vietnamese", "vi"},
        {"cantonese", "yue"},
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (npi_str_eq_nocase(name, npi_str(names[i][0])))
            return npi_str(names[i][1]);
    return name;
}

void npi_whisper_read(struct npi_draft *draft, const json_t *root)
{
    const json_t *cpp = npi_tree_array(root, "transcription");
    struct words all = {npi_tree_array(root, "words"), 0, "word", false, true};
    struct np_str language = npi_tree_text(
        cpp ? json_object_get(root, "result") : root, "language");
    npi_draft_language(draft, language_of(language));
    draft->kind = NPI_CAPTION_AUTOMATIC;
    if (cpp)
        read_segments(draft, cpp, true, &(struct words){0});
    else
        read_segments(draft, npi_tree_array(root, "segments"), false, &all);
}

/* The dialogue: turns, sentences, headings, and what stands beside them in the
 * original language. */
#include "notes/parts.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/sentence.h"
#include "notes/speech.h"
#include <string.h>

struct build {
    struct npi_reader *r;
    size_t speaker; /* of the turn that goes on */
    size_t heading; /* since the last words, or NP_NONE */
    bool open;      /* a turn goes on */
    struct npi_voice
        *waiting;             /* labels an original whose translation follows */
    struct npi_stamps stamps; /* for the next sentence */
    bool stamped;
};

static size_t speaker_of(struct npi_reader *r, struct npi_voice *voice)
{
    if (voice->speaker == NP_NONE) {
        struct np_str *name = NPI_PUSH(r, r->speakers);
        if (!name)
            return NP_NONE;
        *name = npi_text_fold(&r->text, voice->name);
        voice->speaker = r->speakers.n - 1;
    }
    return voice->speaker;
}

static void add_heading(struct build *b, const struct npi_speech *speech)
{
    struct npi_reader *r = b->r;
    struct np_heading *heading = NPI_PUSH(r, r->headings);
    if (!heading)
        return;
    *heading = (struct np_heading){
        .text = speech->text,
        .start = speech->stamped ? speech->stamps.start : NP_NO_TIME,
        .grain = speech->stamped ? speech->stamps.grain : 0,
        .sentence = r->sentences.n,
        .level = speech->block->kind == NPI_HEADING ? speech->block->level : 7,
        .line = speech->line};
    b->heading = r->headings.n - 1;
}

static void begin_turn(struct build *b, const struct npi_speech *speech)
{
    struct npi_reader *r = b->r;
    struct np_turn *turn = r->turns.n ? &r->turns.items[r->turns.n - 1] : NULL;
    /* One whose words were nothing but stamps is used again. */
    if (!turn || turn->n_sentences)
        turn = NPI_PUSH(r, r->turns);
    if (!turn)
        return;
    *turn = (struct np_turn){.speaker = b->speaker,
                             .first_sentence = r->sentences.n,
                             .heading = b->heading,
                             .line = speech->line};
    b->heading = NP_NONE;
    b->open = true;
}

/* A stamp at the start of the text that stands inside a paragraph: in square
 * brackets, or long enough to be no "(3:15)". */
static bool inner_stamp(struct np_str text, struct npi_stamps *stamps)
{
    return npi_stamps_read(text, stamps) && stamps->bracketed &&
           stamps->clock && !stamps->loose &&
           (text.ptr[0] == '[' || npi_str_starts(text, NPI_STR("【")) ||
            stamps->parts > 2);
}

/* Takes a stamp off the start of the text; first: of the paragraph's. */
static struct np_str take_stamp(struct build *b, struct np_str text, bool first)
{
    struct npi_stamps stamps;
    struct np_str s = npi_str_trim(text);
    if (!inner_stamp(s, &stamps) &&
        !(first && npi_stamps_read(s, &stamps) && stamps.bracketed &&
          stamps.clock && !stamps.loose))
        return text;
    if (!b->stamped) {
        b->stamped = true;
        b->stamps = stamps;
    }
    s = npi_str_trim(npi_str_sub(s, stamps.used, s.len));
    return npi_str_starts(s, NPI_STR(": ")) ? npi_str_sub(s, 2, s.len) : s;
}

/* [ ( 【 or （: looked at for every byte of the dialogue. */
static bool opens_stamp(struct np_str s)
{
    static const char *const wide[] = {"【", "（"};
    if ((unsigned char)s.ptr[0] < 0x80)
        return s.ptr[0] == '[' || s.ptr[0] == '(';
    return s.len > 3 &&
           (memcmp(s.ptr, wide[0], 3) == 0 || memcmp(s.ptr, wide[1], 3) == 0);
}

/* Where the next stamp inside the text begins, which must follow the end of a
 * sentence; text.len if there is none. */
static size_t find_inner_stamp(struct np_str text)
{
    static const char *const ends = ".!?)]\"'";
    struct npi_stamps stamps;
    for (size_t at = 1; at < text.len; at++) {
        struct np_str rest = {text.ptr + at, text.len - at};
        if (!opens_stamp(rest) || !inner_stamp(rest, &stamps))
            continue;
        struct np_str before = npi_str_trim(npi_str_sub(text, 0, at));
        size_t end = before.len;
        uint32_t cp = end ? npi_utf8_prev(before, &end) : 0;
        bool ended = cp >= 0x80 ? npi_cp_is_punct(cp) ||
                                      (cp >= 0x2018 && !npi_cp_is_alnum(cp))
                                : cp && strchr(ends, (int)cp);
        if (ended)
            return at;
    }
    return text.len;
}

static void add_sentence(struct build *b, const struct npi_speech *speech,
                         struct np_str text, bool first)
{
    struct npi_reader *r = b->r;
    struct np_sentence *sentence = NPI_PUSH(r, r->sentences);
    if (!sentence)
        return;
    *sentence = (struct np_sentence){
        .text = text,
        .turn = r->turns.n - 1,
        .stamp = b->stamped ? b->stamps.start : NP_NO_TIME,
        .grain = b->stamped ? b->stamps.grain : 0,
        .paragraph_start = first,
        .direction = npi_sentence_is_direction(text),
        .span = npi_span_of(r, text),
        .line = npi_line_at(r, text, speech->line)};
    r->turns.items[r->turns.n - 1].n_sentences++;
    b->stamped = false;
}

/* A stamp inside the paragraph begins a sentence. */
static void add_sentences(struct build *b, const struct npi_speech *speech)
{
    struct np_str rest = speech->text;
    struct np_str sentence;
    bool first = true;
    while (rest.len) {
        struct np_str part = take_stamp(b, rest, first);
        size_t end = find_inner_stamp(part);
        struct npi_splitter splitter = {.text = npi_str_sub(part, 0, end),
                                        .script = speech->script};
        while (npi_sentence_next(&splitter, &sentence) && npi_reader_ok(b->r)) {
            add_sentence(b, speech, sentence, first);
            first = false;
        }
        rest = npi_str_sub(part, end, part.len);
    }
}

/* Pieces without a letter or digit ("*** * ***") are no speech. */
static bool has_words(struct np_str text)
{
    for (size_t at = 0; at < text.len;)
        if (npi_cp_is_alnum(npi_utf8_next(text, &at)))
            return true;
    return false;
}

static void set_stamp(struct build *b, const struct npi_speech *speech)
{
    const struct npi_stamps *stamps = &speech->stamps;
    if (!speech->stamped)
        return;
    if (stamps->loose) {
        NPI_DIAG1(b->r->ctx->diags, STAMP_ODD, npi_span_of(b->r, stamps->text),
                  stamps->text);
        return;
    }
    b->stamped = true;
    b->stamps = *stamps;
}

static void add_original(struct build *b, const struct npi_speech *speech)
{
    struct npi_reader *r = b->r;
    bool same = !speech->voice ||
                (b->open && speech->voice->speaker != NP_NONE &&
                 speech->voice->speaker == b->speaker && !b->waiting);
    if (speech->voice && !same && !speech->apart)
        b->waiting = speech->voice;
    if (b->waiting && !speech->apart)
        set_stamp(b, speech);
    struct np_original *original = NPI_PUSH(r, r->originals);
    if (!original)
        return;
    *original = (struct np_original){
        .text = speech->text, .turn = NP_NONE, .line = speech->line};
    /* Before its translation it stands beside the turn to come. */
    if (speech->apart)
        return;
    if (b->waiting || b->heading != NP_NONE)
        original->turn = r->turns.n;
    else if (r->turns.n)
        original->turn = r->turns.n - 1;
}

static void add_speech(struct build *b, const struct npi_speech *speech)
{
    struct npi_voice *voice = speech->voice ? speech->voice : b->waiting;
    if (!has_words(speech->text))
        return;
    set_stamp(b, speech);
    b->waiting = NULL;
    if (voice)
        b->speaker = speaker_of(b->r, voice);
    if (voice || !b->open || b->heading != NP_NONE)
        begin_turn(b, speech);
    if (npi_reader_ok(b->r))
        add_sentences(b, speech);
}

/* Where the talk begins: behind an introduction, which has no label while what
 * follows has. One that is longer than a third of all is no introduction. */
static size_t talk_start(const struct npi_speeches *s)
{
    size_t before = 0;
    size_t all = 0;
    size_t start = 0;
    bool found = false;
    for (size_t i = 0; i < s->list.n; i++) {
        const struct npi_speech *speech = &s->list.items[i];
        if (speech->heading)
            continue;
        if (!found && (speech->voice || speech->stamped)) {
            found = true;
            start = i;
            before = all;
        }
        all += speech->text.len;
    }
    return found && before * 3 <= all ? start : 0;
}

static void report_preamble(struct npi_reader *r, const struct npi_speech *s)
{
    if (!has_words(s->text))
        return;
    s->block->left_out = true;
    NPI_DIAG0(r->ctx->diags, NOTES_PREAMBLE, npi_block_span(r, s->block));
}

static void report_asides(struct npi_reader *r, const struct npi_speeches *s)
{
    if (s->tables)
        npi_reader_tell(r, &NPI_D_DIALOGUE_TABLE, s->table, s->tables);
    if (s->notes)
        npi_reader_tell(r, &NPI_D_DIALOGUE_NOTE, s->note, s->notes);
}

static void build_all(struct npi_reader *r, const struct npi_speeches *s)
{
    struct build b = {.r = r, .speaker = NP_NONE, .heading = NP_NONE};
    size_t start = talk_start(s);
    for (size_t i = 0; i < s->list.n && npi_reader_ok(r); i++) {
        const struct npi_speech *speech = &s->list.items[i];
        if (speech->original && !speech->heading)
            add_original(&b, speech);
        else if (speech->heading && !speech->original)
            add_heading(&b, speech);
        else if (!speech->heading && i < start)
            report_preamble(r, speech);
        else if (!speech->heading)
            add_speech(&b, speech);
    }
    for (size_t i = 0; i < r->originals.n; i++) {
        size_t *turn = &r->originals.items[i].turn;
        if (*turn != NP_NONE && *turn >= r->turns.n)
            *turn = r->turns.n ? r->turns.n - 1 : NP_NONE;
    }
    if (r->turns.n && r->turns.items[r->turns.n - 1].n_sentences == 0)
        r->turns.n--;
}

void npi_dialogue_read(struct npi_reader *r)
{
    struct npi_voices voices;
    struct npi_speeches speeches;
    npi_voices_init(r, &voices);
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r); i++) {
        const struct npi_block *block = &r->blocks.items[i];
        if (npi_holds_speech(block) && !block->is_title)
            npi_voices_learn(r, &voices, block);
    }
    npi_voices_decide(&voices, true);
    npi_speeches_collect(r, &voices, true, &speeches);
    if (npi_reader_ok(r) && !npi_speeches_find_originals(r, &speeches) &&
        speeches.cut_by_script) {
        npi_speeches_collect(r, &voices, false, &speeches);
        (void)npi_speeches_find_originals(r, &speeches);
    }
    if (npi_reader_ok(r))
        build_all(r, &speeches);
    if (npi_reader_ok(r))
        report_asides(r, &speeches);
}

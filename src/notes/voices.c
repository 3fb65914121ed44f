/* Speakers among the many things that stand before a colon. A bold label or one
 * with a stamp is believed, in a list only when it comes back; a plain one when
 * its name is known, or when names that come back begin a good part of all
 * paragraphs. */
#include "notes/voices.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/names.h"
#include "notes/sections.h"
#include <string.h>

/* A bold name alone on its line is a heading unless it comes back so often. */
#define ALONE_MIN 3
/* One paragraph in so many must begin with a name that comes back before plain
 * names are believed. */
#define PLAIN_SHARE 3
/* One paragraph in so many must be labelled before a plain name that stands
 * once is believed. */
#define ONCE_SHARE 2
/* Names that are looked at: later ones are no speakers. */
#define VOICES_MAX 50000
/* Lines that begin with a bare stamp, before it is taken for one. */
#define BARE_MIN 3

/* Names are the same whatever their case, width and inner spaces. */
static uint64_t name_hash(struct np_str name)
{
    char plain[4 * NPI_NAME_WIDTH_MAX];
    size_t n = npi_name_plain(name, plain, sizeof(plain));
    uint64_t hash = npi_hash(NPI_HASH_START, plain, n);
    return n ? hash : npi_hash(hash, name.ptr, name.len);
}

#define PERSON_NAMES 6 /* a whole name and its words */

/* A label is a person's whole name, or one word of it. */
void npi_voices_init(struct npi_reader *r, struct npi_voices *voices)
{
    *voices = (struct npi_voices){0};
    voices->people = NPI_ARENA_NEW(r->ctx->arena, uint64_t,
                                   r->people.n * PERSON_NAMES);
    if (!voices->people) {
        r->status = NP_ERR_NOMEM;
        return;
    }
    for (size_t i = 0; i < r->people.n; i++) {
        struct np_str rest = r->people.items[i].name;
        struct np_str word;
        size_t last = voices->n_people + PERSON_NAMES;
        voices->people[voices->n_people++] = name_hash(rest);
        while (voices->n_people < last && npi_str_split(&rest, ' ', &word))
            if (word.len > 1)
                voices->people[voices->n_people++] = name_hash(word);
    }
    npi_sort_hashes(voices->people, voices->n_people);
}

static size_t find_slot(const struct npi_voices *voices, uint64_t hash)
{
    size_t slot = (size_t)hash & (voices->n_slots - 1);
    while (voices->slots[slot] &&
           voices->voices.items[voices->slots[slot] - 1].hash != hash)
        slot = (slot + 1) & (voices->n_slots - 1);
    return slot;
}

static bool grow_slots(struct npi_reader *r, struct npi_voices *voices)
{
    if (voices->voices.n * 2 < voices->n_slots)
        return true;
    size_t n = voices->n_slots ? voices->n_slots * 2 : 64;
    size_t *slots = NPI_ARENA_NEW(r->ctx->arena, size_t, n);
    if (!slots) {
        r->status = NP_ERR_NOMEM;
        return false;
    }
    voices->slots = slots;
    voices->n_slots = n;
    const struct npi_voice *voice = voices->voices.items;
    for (size_t i = 0; voice && i < voices->voices.n; i++, voice++)
        slots[find_slot(voices, voice->hash)] = i + 1;
    return true;
}

struct npi_voice *npi_voices_find(const struct npi_voices *voices,
                                  struct np_str name)
{
    if (!voices->n_slots || !name.len)
        return NULL;
    size_t index = voices->slots[find_slot(voices, name_hash(name))];
    return index ? &voices->voices.items[index - 1] : NULL;
}

static struct npi_voice *
find_or_add(struct npi_reader *r, struct npi_voices *voices, struct np_str name)
{
    struct npi_voice *voice = npi_voices_find(voices, name);
    if (voice || voices->voices.n == VOICES_MAX || !grow_slots(r, voices))
        return voice;
    voice = NPI_PUSH(r, voices->voices);
    if (!voice)
        return NULL;
    uint64_t hash = name_hash(name);
    *voice = (struct npi_voice){
        .name = name,
        .hash = hash,
        .known = npi_has_hash(voices->people, voices->n_people, hash),
        .speaker = NP_NONE};
    voices->slots[find_slot(voices, voice->hash)] = voices->voices.n;
    return voice;
}

static void count(struct npi_voice *voice, const struct npi_block *block,
                  const struct npi_label *label)
{
    bool words = label->text.len > 0 || label->colon;
    if (block->kind == NPI_HEADING || (!words && !label->stamped))
        voice->alone++;
    else if (!words)
        voice->own++;
    else if (!label->strong && !label->stamped)
        voice->plain++;
    else if (block->list_depth)
        voice->listed++;
    else
        voice->strong++;
}

void npi_voices_learn(struct npi_reader *r, struct npi_voices *voices,
                      const struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    struct npi_label label;
    if (block->kind != NPI_PARAGRAPH && block->kind != NPI_HEADING)
        return;
    voices->paragraphs += block->kind == NPI_PARAGRAPH;
    while (npi_next_line(&rest, &line) && npi_reader_ok(r)) {
        if (!npi_label_read(r, block, line, &label))
            continue;
        voices->bare_stamps += label.stamped && !label.name.len &&
                               !label.stamps.bracketed;
        if (!label.name.len || npi_name_is_remark(label.name))
            continue;
        struct npi_voice *voice = find_or_add(r, voices, label.name);
        if (!voice)
            continue;
        count(voice, block, &label);
        if (voices->paragraphs == 1 && line.ptr == block->text.ptr &&
            label.colon && npi_ends_with_mark(label.text))
            voices->opening = (size_t)(voice - voices->voices.items) + 1;
    }
}

static size_t labels(const struct npi_voice *voice)
{
    return voice->strong + voice->listed + voice->plain + voice->own +
           (voice->alone >= ALONE_MIN ? voice->alone : 0);
}

/* Believed for its own sake. */
static bool is_sure(const struct npi_voice *voice, bool known)
{
    if (voice->alone >= ALONE_MIN)
        return true;
    if (voice->known && labels(voice))
        return true;
    if (voice->strong && (known || voice->strong + voice->listed > 1))
        return true;
    return voice->listed > 1;
}

static bool comes_back(const struct npi_voice *voice)
{
    return voice->plain > 1 && npi_label_name_shape(voice->name);
}

/* Names without marks are speakers when they begin enough paragraphs. */
static void accept_plain(struct npi_voices *voices, bool known)
{
    size_t sure = 0;
    size_t plain = 0;
    for (size_t i = 0; i < voices->voices.n; i++) {
        const struct npi_voice *voice = &voices->voices.items[i];
        sure += voice->accepted ? labels(voice) : 0;
        plain += !voice->accepted && comes_back(voice) ? voice->plain : 0;
    }
    bool believe = plain * PLAIN_SHARE >= voices->paragraphs &&
                   plain * 2 > sure;
    /* Who speaks once among them: believed if most paragraphs are labelled. */
    bool once = known && (plain + sure) * ONCE_SHARE >= voices->paragraphs;
    for (size_t i = 0; i < voices->voices.n; i++) {
        struct npi_voice *voice = &voices->voices.items[i];
        if ((believe && comes_back(voice)) ||
            (once && voice->plain && npi_label_is_name(voice->name)))
            voice->accepted = true;
    }
}

/* Lines of a name and a stamp: of a transcript when the names come back. */
static void accept_own(struct npi_voices *voices)
{
    size_t all = 0;
    size_t back = 0;
    for (size_t i = 0; i < voices->voices.n; i++) {
        const struct npi_voice *voice = &voices->voices.items[i];
        all += voice->own;
        if (voice->own > 1 && npi_label_name_shape(voice->name))
            back += voice->own;
    }
    for (size_t i = 0; i < voices->voices.n && back * 2 > all; i++) {
        struct npi_voice *voice = &voices->voices.items[i];
        if (voice->own && npi_label_name_shape(voice->name))
            voice->accepted = true;
    }
}

/* Nothing comes back: a short exchange, each with a bold label. */
static void accept_once(struct npi_voices *voices)
{
    for (size_t i = 0; i < voices->voices.n; i++) {
        struct npi_voice *voice = &voices->voices.items[i];
        voice->accepted = voice->strong &&
                          npi_name_key(voice->name) == NPI_KEY_NONE;
    }
}

/* One name, without marks, before the first words of all. */
static void accept_opening(struct npi_voices *voices)
{
    size_t names = 0;
    for (size_t i = 0; i < voices->voices.n && voices->opening; i++)
        names += npi_label_may_speak(voices->voices.items[i].name);
    if (names != 1)
        return;
    struct npi_voice *voice = &voices->voices.items[voices->opening - 1];
    voice->accepted = npi_label_may_speak(voice->name);
}

static size_t count_accepted(const struct npi_voices *voices)
{
    size_t n = 0;
    for (size_t i = 0; i < voices->voices.n; i++)
        if (voices->voices.items[i].accepted)
            n += labels(&voices->voices.items[i]);
    return n;
}

size_t npi_voices_decide(struct npi_voices *voices, bool known)
{
    for (size_t i = 0; i < voices->voices.n; i++) {
        struct npi_voice *voice = &voices->voices.items[i];
        voice->accepted = is_sure(voice, known);
    }
    accept_own(voices);
    accept_plain(voices, known);
    if (count_accepted(voices) == 0)
        accept_once(voices);
    if (known && count_accepted(voices) == 0)
        accept_opening(voices);
    return count_accepted(voices);
}

bool npi_voices_label(struct npi_reader *r, const struct npi_voices *voices,
                      const struct npi_block *block, struct np_str line,
                      struct npi_label *label, struct npi_voice **voice)
{
    *voice = NULL;
    if (!npi_label_read(r, block, line, label))
        return false;
    if (!label->name.len)
        return label->stamps.bracketed || label->colon || !label->text.len ||
               voices->bare_stamps >= BARE_MIN;
    struct npi_voice *found = npi_voices_find(voices, label->name);
    bool alone = block->kind == NPI_HEADING ||
                 (!label->colon && !label->stamped);
    if (found && found->accepted && (!alone || found->alone >= ALONE_MIN)) {
        *voice = found;
        return true;
    }
    /* "[00:01:02] 我的意思是：…": the stamp counts, the name is text. */
    if (!label->behind_stamp.ptr)
        return false;
    label->name = npi_str(NULL);
    label->text = label->behind_stamp;
    return label->stamps.bracketed || voices->bare_stamps >= BARE_MIN;
}

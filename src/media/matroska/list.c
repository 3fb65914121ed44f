/* Which tracks of a Matroska file are subtitles of text, and what they say of
 * themselves; which one is ours the tags tell. */
#include "media/matroska/text.h"

#include "media/diags.h"
#include "media/language.h"
#include "media/matroska/segment.h"
#include "media/plan.h"

#define TEXT_MAX 1024

/* Tags that are longer are somebody's pictures. */
#define TAGS_BYTES_MAX ((int64_t)16 << 20)

/* UIDs of tracks whose tag ENCODER holds our name. */
#define OURS_MAX 64

struct ours {
    uint64_t uids[OURS_MAX];
    size_t n;
};

static const struct {
    const char *codec;
    enum npi_caption_format format;
    bool read; /* else we only say that it is there */
} CODECS[] = {
    {"S_TEXT/UTF8", NPI_CAPTION_SRT, true},
    {"S_TEXT/ASCII", NPI_CAPTION_SRT, true},
    {"S_TEXT/ASS", NPI_CAPTION_ASS, true},
    {"S_TEXT/SSA", NPI_CAPTION_ASS, true},
    {"S_ASS", NPI_CAPTION_ASS, true},
    {"S_SSA", NPI_CAPTION_ASS, true},
    {"S_TEXT/WEBVTT", NPI_CAPTION_VTT, true},
    {"D_WEBVTT/SUBTITLES", NPI_CAPTION_VTT, true},
    {"D_WEBVTT/CAPTIONS", NPI_CAPTION_VTT, true},
    {"S_TEXT/USF", NPI_CAPTION_SRT, false},
    {"S_KATE", NPI_CAPTION_SRT, false},
};

bool npi_mkv_knows(struct npi_bytes *bytes)
{
    unsigned char head[4];

    return npi_bytes_copy(bytes, 0, head, sizeof(head)) &&
           npi_big_endian(head, 4) == NPI_ID_EBML;
}

/* True if the element is this text. */
static bool is_text(struct npi_window *window,
                    const struct npi_element *element, struct np_str text)
{
    size_t n = text.len;
    const unsigned char *bytes;
    struct np_str found;

    if (element->end - element->body < (int64_t)n)
        return false;
    n = element->end - element->body > TEXT_MAX
            ? TEXT_MAX
            : (size_t)(element->end - element->body);
    bytes = npi_window_get(window, element->body, n);
    found = (struct np_str){(const char *)bytes, bytes ? n : 0};
    found = npi_str_sub(found, 0, npi_str_find_char(found, '\0'));
    return npi_str_eq_nocase(found, text);
}

static bool says_ours(struct npi_window *window,
                      const struct npi_element *simple)
{
    struct npi_element child;
    bool name = false;
    bool value = false;

    NPI_MKV_EACH(window, simple, &child, at)
    {
        if (child.id == NPI_ID_TAG_NAME)
            name = is_text(window, &child, NPI_STR("encoder"));
        else if (child.id == NPI_ID_TAG_STRING)
            value = is_text(window, &child, NPI_STR(NPI_OWN_NAME));
    }
    return name && value;
}

/* Whom the tag is about. */
static void add_targets(struct npi_window *window,
                        const struct npi_element *targets, struct ours *ours)
{
    struct npi_element child;

    NPI_MKV_EACH(window, targets, &child, at)
    {
        if (child.id == NPI_ID_TAG_TRACK_UID && ours->n < OURS_MAX)
            ours->uids[ours->n++] = npi_element_uint(window, &child);
    }
}

static void read_tag(struct npi_window *window, const struct npi_element *tag,
                     struct ours *ours)
{
    struct npi_element child;
    bool found = false;

    NPI_MKV_EACH(window, tag, &child, at)
    {
        if (child.id == NPI_ID_SIMPLE_TAG)
            found |= says_ours(window, &child);
    }
    if (!found)
        return;
    NPI_MKV_EACH(window, tag, &child, at)
    {
        if (child.id == NPI_ID_TARGETS)
            add_targets(window, &child, ours);
    }
}

static void read_ours(const struct npi_mkv_segment *segment, struct ours *ours)
{
    struct npi_element tag;

    ours->n = 0;
    if (!segment->tags.id ||
        segment->tags.end - segment->tags.body > TAGS_BYTES_MAX)
        return;
    NPI_MKV_EACH(segment->window, &segment->tags, &tag, at)
    {
        if (tag.id == NPI_ID_TAG)
            read_tag(segment->window, &tag, ours);
    }
}

static bool is_ours(const struct ours *ours, uint64_t uid)
{
    for (size_t i = 0; i < ours->n; i++)
        if (ours->uids[i] == uid)
            return true;
    return false;
}

/* Without a word of it the language is English, says the specification. */
static enum np_status read_language(const struct npi_mkv_segment *segment,
                                    const struct npi_mkv_track *track,
                                    struct npi_arena *arena, struct np_str *tag)
{
    const struct npi_element *from = track->bcp47.id ? &track->bcp47
                                                     : &track->language;
    struct np_str code = NPI_STR("eng");
    enum np_status status = NP_OK;

    if (from->id)
        status = npi_element_text(segment->window, from, TEXT_MAX, arena,
                                  &code);
    return status == NP_OK ? npi_language_tag(arena, code, tag) : status;
}

static enum np_status describe(const struct npi_mkv_segment *segment,
                               const struct npi_mkv_track *track,
                               const struct ours *ours, struct npi_arena *arena,
                               struct npi_text_track *out)
{
    enum np_status status = read_language(segment, track, arena,
                                          &out->language);

    if (status == NP_OK && track->name.id)
        status = npi_element_text(segment->window, &track->name, TEXT_MAX,
                                  arena, &out->name);
    out->ours = is_ours(ours, track->uid);
    out->forced = track->forced;
    out->is_default = track->is_default;
    return status;
}

static enum np_status add_track(const struct npi_mkv_segment *segment,
                                const struct ours *ours,
                                const struct npi_element *entry, size_t index,
                                struct npi_text_list *list)
{
    const size_t n = sizeof(CODECS) / sizeof(CODECS[0]);
    struct npi_text_track out = {.index = index};
    struct npi_mkv_track track;
    enum np_status status;
    size_t i = 0;

    npi_mkv_track_read(segment->window, entry, &track);
    while (i < n && !(track.codec.id && is_text(segment->window, &track.codec,
                                                npi_str(CODECS[i].codec))))
        i++;
    if (i == n)
        return NP_OK;
    if (!CODECS[i].read || track.packing == NPI_MKV_UNKNOWN) {
        NPI_DIAG2(list->ctx->diags, TEXT_TRACK_CODEC, NPI_NOWHERE, list->name,
                  npi_str(CODECS[i].codec));
        return NP_OK;
    }
    out.codec = npi_str(CODECS[i].codec);
    out.format = CODECS[i].format;
    status = describe(segment, &track, ours, list->ctx->arena, &out);
    return status == NP_OK ? npi_text_list_add(list, &out) : status;
}

enum np_status npi_mkv_list(struct npi_text_list *list, struct npi_bytes *bytes)
{
    struct npi_window window;
    struct npi_mkv_segment segment;
    struct npi_element entry;
    struct ours ours;
    enum np_status status = NP_OK;
    size_t n = 0;

    npi_window_init(&window, bytes);
    if (!npi_mkv_segment_read(&window, &segment)) {
        NPI_DIAG1(list->ctx->diags, TEXT_TRACKS_BROKEN, NPI_NOWHERE,
                  list->name);
        return NP_OK;
    }
    read_ours(&segment, &ours);
    NPI_MKV_EACH(&window, &segment.tracks, &entry, at)
    {
        if (entry.id == NPI_ID_TRACK_ENTRY && status == NP_OK &&
            n < NPI_TEXT_TRACKS_MAX)
            status = add_track(&segment, &ours, &entry, n++, list);
    }
    return status;
}

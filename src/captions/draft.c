/* Collecting what a reader finds. Errors stick, so that readers need not ask
 * after every piece. */
#include "captions/draft.h"

#include "base/utf8.h"

void npi_draft_init(struct npi_draft *draft, struct npi_context *ctx,
                    struct np_str name, struct np_str source)
{
    *draft = (struct npi_draft){
        .ctx = ctx, .name = name, .source = source, .source_index = NP_NONE};
    npi_arena_init(&draft->scratch);
    npi_buf_init(&draft->text, NPI_DRAFT_TEXT_MAX);
}

void npi_draft_release(struct npi_draft *draft)
{
    npi_buf_release(&draft->text);
    npi_arena_release(&draft->scratch);
}

void npi_draft_no_memory(struct npi_draft *draft)
{
    if (draft->status)
        return;
    draft->status = NP_ERR_NOMEM;
    NPI_DIAG0(draft->ctx->diags, NO_MEMORY, NPI_NOWHERE);
}

void npi_draft_say(struct npi_draft *draft, const struct np_diag_kind *kind,
                   size_t offset, size_t length, struct np_str a,
                   struct np_str b)
{
    struct npi_diags *diags = draft->ctx->diags;
    if (draft->source.ptr && draft->source_index == NP_NONE)
        draft->source_index = npi_diags_add_source(diags, draft->name,
                                                   draft->source);
    struct np_span span = {draft->source_index, offset, length};
    draft->n_faults += kind == &NPI_D_CAPTION_TIME ||
                       kind == &NPI_D_CAPTION_ENTRY ||
                       kind == &NPI_D_CAPTION_HEADER ||
                       kind == &NPI_D_CAPTION_UNDER_HEADER ||
                       kind == &NPI_D_CAPTION_CLOCK;
    npi_diag_add(diags, kind, span, a, b, npi_str(NULL), npi_str(NULL));
}

void npi_draft_limit(struct npi_draft *draft, const struct np_diag_kind *kind,
                     size_t offset, uint64_t number)
{
    struct npi_buf text;
    if (draft->status)
        return;
    draft->status = NP_ERR_NOTES;
    npi_buf_init(&text, 32);
    npi_buf_put_u64(&text, number);
    npi_draft_say(draft, kind, offset, 1, npi_buf_str(&text), npi_str(NULL));
    npi_buf_release(&text);
}

void npi_draft_say_entry(struct npi_draft *draft, size_t index)
{
    struct npi_buf number;
    npi_buf_init(&number, 32);
    npi_buf_put_u64(&number, index + 1);
    npi_draft_say(draft, &NPI_D_CAPTION_ENTRY, 0, 0, npi_buf_str(&number),
                  npi_str(NULL));
    npi_buf_release(&number);
}

/* A buffer says the same of a full heap and of its cap. */
static void check_text(struct npi_draft *draft)
{
    if (!draft->text.error || draft->status)
        return;
    if (draft->text.len > NPI_DRAFT_TEXT_MAX - 4)
        npi_draft_limit(draft, &NPI_D_CAPTION_TEXT, 0,
                        NPI_DRAFT_TEXT_MAX >> 20);
    else
        npi_draft_no_memory(draft);
}

void npi_draft_close(struct npi_draft *draft)
{
    check_text(draft);
    if (draft->n_cues == 0)
        return;
    struct npi_draft_cue *last = &draft->cues[draft->n_cues - 1];
    last->len = draft->text.len - last->text;
    last->n_marks = draft->n_marks - last->first_mark;
}

bool npi_draft_stopped(struct npi_draft *draft)
{
    const volatile int *cancel = draft->ctx->cancel;
    check_text(draft);
    if (!draft->status && cancel && *cancel)
        draft->status = NP_ERR_INTERRUPTED;
    return draft->status != NP_OK;
}

void npi_draft_add(struct npi_draft *draft, int64_t start, int64_t end,
                   size_t offset)
{
    if (npi_draft_stopped(draft))
        return;
    npi_draft_close(draft);
    if (draft->n_cues == NPI_CAPTION_CUES) {
        npi_draft_limit(draft, &NPI_D_CAPTION_CUES, offset, NPI_CAPTION_CUES);
        return;
    }
    struct npi_draft_cue *cues = npi_arena_grow(&draft->scratch, draft->cues,
                                                draft->n_cues, &draft->cues_cap,
                                                sizeof(*cues));
    if (!cues) {
        npi_draft_no_memory(draft);
        return;
    }
    draft->cues = cues;
    cues[draft->n_cues] = (struct npi_draft_cue){.start = start,
                                                 .end = end,
                                                 .offset = offset,
                                                 .text = draft->text.len,
                                                 .first_mark = draft->n_marks,
                                                 .order = draft->n_cues};
    draft->n_cues++;
}

/* Format characters that show nothing: a word is the same without them. */
static bool is_invisible(uint32_t cp)
{
    return (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e) ||
           (cp >= 0x2060 && cp <= 0x2064) || (cp >= 0x2066 && cp <= 0x2069) ||
           cp == 0xfeff || cp == 0xad;
}

void npi_draft_put_cp(struct npi_draft *draft, uint32_t cp)
{
    if (draft->n_cues == 0 || draft->status)
        return;
    if (cp == NPI_DRAFT_LINE)
        npi_buf_putc(&draft->text, NPI_DRAFT_LINE);
    else if (npi_cp_is_space(cp))
        npi_buf_putc(&draft->text, ' ');
    else if (cp >= 0x20 && (cp < 0x7f || cp > 0x9f) && !is_invisible(cp))
        npi_buf_put_cp(&draft->text, cp);
}

/* Printable ASCII, as most text is, goes in whole. */
static size_t plain_end(struct np_str text, size_t at)
{
    while (at < text.len && text.ptr[at] >= 0x20 && text.ptr[at] < 0x7f)
        at++;
    return at;
}

/* Anything else; CR and CRLF end a line as LF does. */
static void put_other(struct npi_draft *draft, struct np_str text, size_t *at)
{
    uint32_t cp = npi_utf8_next(text, at);
    if (cp == '\r' && *at < text.len && text.ptr[*at] == '\n')
        return;
    npi_draft_put_cp(draft, cp == '\r' ? NPI_DRAFT_LINE : cp);
}

void npi_draft_put(struct npi_draft *draft, struct np_str text)
{
    for (size_t at = 0; at < text.len && draft->n_cues > 0;) {
        size_t end = plain_end(text, at);
        if (!draft->status)
            npi_buf_put(&draft->text, npi_str_sub(text, at, end - at));
        at = end;
        if (at < text.len)
            put_other(draft, text, &at);
    }
}

void npi_draft_turn(struct npi_draft *draft)
{
    if (draft->n_cues > 0 && !draft->status)
        npi_buf_putc(&draft->text, NPI_DRAFT_TURN);
}

void npi_draft_speaker(struct npi_draft *draft, struct np_str name)
{
    if (draft->n_cues == 0 || draft->status || name.len == 0)
        return;
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] < 0x20 || name.ptr[i] == 0x7f)
            return; /* no name that could be shown */
    struct npi_draft_cue *cue = &draft->cues[draft->n_cues - 1];
    if (!cue->speaker.ptr)
        cue->speaker = name;
    else if (!npi_str_eq(cue->speaker, name))
        npi_draft_turn(draft);
}

void npi_draft_language(struct npi_draft *draft, struct np_str tag)
{
    if (draft->status || tag.len == 0)
        return;
    draft->language = npi_arena_str(draft->ctx->arena, tag);
    if (!draft->language.ptr)
        npi_draft_no_memory(draft);
}

void npi_draft_mark(struct npi_draft *draft, int64_t start)
{
    if (draft->n_cues == 0 || draft->status || start == NP_NO_TIME)
        return;
    const struct npi_draft_cue *cue = &draft->cues[draft->n_cues - 1];
    size_t at = draft->text.len;
    if (draft->n_marks > cue->first_mark &&
        draft->marks[draft->n_marks - 1].at == at)
        draft->n_marks--; /* two times of one place: the last one holds */
    struct npi_draft_mark *marks = npi_arena_grow(
        &draft->scratch, draft->marks, draft->n_marks, &draft->marks_cap,
        sizeof(*marks));
    if (!marks) {
        npi_draft_no_memory(draft);
        return;
    }
    draft->marks = marks;
    marks[draft->n_marks++] = (struct npi_draft_mark){at, start, NP_NO_TIME,
                                                      at};
}

void npi_draft_put_timed(struct npi_draft *draft, struct np_str text,
                         int64_t start, int64_t end)
{
    size_t at = draft->text.len;
    npi_draft_mark(draft, start);
    npi_draft_put(draft, text);
    if (draft->n_marks == 0 || draft->status || start == NP_NO_TIME)
        return;
    struct npi_draft_mark *mark = &draft->marks[draft->n_marks - 1];
    if (mark->at != at)
        return;
    mark->end = end;
    mark->to = draft->text.len;
}

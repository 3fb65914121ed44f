/* Any text as notes with stamps written into it: no crash, every other byte
 * kept, and what is read again is the same with the stamps in it. The first
 * byte says which sentences get one. */
#include "notes/stamping.h"
#include "base/encoding.h"
#include "base/splice.h"
#include "base/str.h"
#include "notes/notes.h"
#include "notes/same.h"
#include <stdlib.h>
#include <string.h>

static void require(bool good)
{
    if (!good)
        abort();
}

struct notes {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct np_str text;
    enum npi_encoding encoding;
    struct np_episode episode;
};

static bool open_notes(struct notes *notes, struct np_str bytes)
{
    npi_arena_init(&notes->arena);
    npi_diags_init(&notes->diags, &notes->arena);
    notes->ctx = (struct npi_context){.arena = &notes->arena,
                                      .diags = &notes->diags};
    return npi_encoding_to_utf8(&notes->arena, &notes->diags, NPI_STR("f"),
                                bytes, &notes->encoding,
                                &notes->text) == NP_OK &&
           npi_notes_read(&notes->ctx, 0, notes->text, npi_str(NULL),
                          &notes->episode) == NP_OK;
}

static void stamp(struct notes *notes, uint8_t which,
                  struct npi_stamping *stamping)
{
    const struct np_episode *e = &notes->episode;
    struct npi_wish *wishes = NPI_ARENA_NEW(&notes->arena, struct npi_wish,
                                            e->n_sentences);
    size_t n = 0;

    require(wishes != NULL);
    for (size_t s = 0; s < e->n_sentences; s++)
        if (e->sentences[s].stamp == NP_NO_TIME &&
            (which % 4 == 3 ? e->turns[e->sentences[s].turn].first_sentence == s
                            : s % (1u + which % 4) == 0))
            wishes[n++] = (struct npi_wish){s, (int64_t)s * 1234};
    require(npi_notes_stamp(&notes->ctx, notes->text, npi_str(NULL), e, wishes,
                            n, stamping) == NP_OK);
    require(stamping->n_insertions + stamping->n_refused == n);
}

/* The text without the insertions. */
static void require_rest(const struct notes *notes, struct np_str stamped,
                         const struct npi_stamping *stamping)
{
    size_t from = 0; /* in the text */
    size_t at = 0;   /* in the stamped one */

    for (size_t i = 0; i < stamping->n_insertions; i++) {
        const struct npi_insertion *one = &stamping->insertions[i];
        const size_t len = one->offset - from;

        require(one->offset >= from && stamped.len - at >= len + one->text.len);
        require(memcmp(stamped.ptr + at, notes->text.ptr + from, len) == 0);
        at += len;
        require(memcmp(stamped.ptr + at, one->text.ptr, one->text.len) == 0);
        at += one->text.len;
        from = one->offset;
    }
    require(npi_str_eq(npi_str_sub(notes->text, from, notes->text.len),
                       npi_str_sub(stamped, at, stamped.len)));
}

static void require_same(const struct notes *notes, const struct notes *again,
                         const struct npi_stamping *stamping)
{
    const struct np_episode *a = &notes->episode;
    const struct np_episode *b = &again->episode;
    size_t more = 0;

    require(a->n_sentences == b->n_sentences && npi_same_rest(a, b));
    for (size_t s = 0; s < a->n_sentences; s++) {
        require(npi_same_sentence(a, s, b, s));
        if (b->sentences[s].stamp == a->sentences[s].stamp)
            continue;
        require(a->sentences[s].stamp == NP_NO_TIME &&
                b->sentences[s].stamp == (int64_t)s * 1234);
        more++;
    }
    require(more == stamping->n_insertions);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct notes notes = {0};
    struct notes again = {0};
    struct npi_stamping stamping;
    struct npi_buf out;
    const struct np_str bytes = {(const char *)data + (size > 0),
                                 size > 0 ? size - 1 : 0};

    npi_buf_init(&out, NPI_BUF_MAX);
    if (open_notes(&notes, bytes)) {
        stamp(&notes, data[0], &stamping);
        /* Of text that is mostly no text, the encoding may be another then:
         * the job looks, and refuses. */
        if (npi_splice(bytes, notes.encoding, notes.text, stamping.insertions,
                       stamping.n_insertions, &out) == NP_OK &&
            open_notes(&again, npi_buf_str(&out)) &&
            again.encoding == notes.encoding) {
            require_rest(&notes, again.text, &stamping);
            require_same(&notes, &again, &stamping);
        } else {
            require(notes.encoding != NPI_UTF8);
        }
    }
    npi_arena_release(&notes.arena);
    if (again.ctx.arena)
        npi_arena_release(&again.arena);
    npi_buf_release(&out);
    return 0;
}

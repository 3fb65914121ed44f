/* What a time rests on, as tables show it. */
#include "cli/grounds.h"

#include "base/utf8.h"
#include "job/job.h"

struct np_str npi_evidence_word(unsigned evidence)
{
    /* The strongest first; kinds that are not named stand before length. */
    static const unsigned order[] = {NP_EVIDENCE_STAMP, NP_EVIDENCE_CAPTIONS,
                                     NP_EVIDENCE_ORIGINAL, NP_EVIDENCE_HEADING,
                                     NP_EVIDENCE_OUTLINE_WORDS};
    unsigned bit = evidence & ~(unsigned)NP_EVIDENCE_LENGTH;

    bit = bit ? bit & (0u - bit) : NP_EVIDENCE_LENGTH;
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
        if (evidence & order[i])
            return npi_str(npi_tr(npi_evidence_name(order[i])));
    return npi_str(npi_tr(npi_evidence_name(bit)));
}

struct np_str npi_piece_cps(struct npi_page *page,
                            const struct np_episode *episode, size_t from,
                            size_t to, int64_t ms)
{
    size_t n = 0;

    if (ms <= 0)
        return NPI_STR("–");
    for (size_t i = from; i < to; i++)
        n += npi_utf8_count(episode->sentences[i].text);
    return npi_piece_fixed(page, (double)n * 1000 / (double)ms, 1);
}

struct np_str npi_piece_words(struct npi_page *page,
                              const struct np_episode *episode, size_t sentence,
                              size_t columns)
{
    const size_t mark = page->buf.len;
    const size_t turn = episode->sentences[sentence].turn;
    const size_t speaker = episode->turns[turn].speaker;

    if (speaker != NP_NONE)
        NPI_SAY(page, N_("{0}: "), episode->speakers[speaker]);
    npi_page_put(page, episode->sentences[sentence].text, columns);
    return npi_piece_since(page, mark);
}

/* How sure a time is, in a word. */
#include "cli/sure.h"

#include "cli/series.h"

/* "high" is right 19 times in 20 (a place within a sentence, a time within 3
 * s), "medium" more often than 4 in 5, as measured on annotated episodes. */
#define PLACE_HIGH 0.85
#define PLACE_MEDIUM 0.7
#define TIME_HIGH 0.7
#define TIME_MEDIUM 0.4

static enum npi_sure grade(double confidence, double high, double medium)
{
    if (confidence >= high)
        return NPI_SURE_HIGH;
    return confidence >= medium ? NPI_SURE_MEDIUM : NPI_SURE_LOW;
}

bool npi_is_placed_by_length(const struct np_chapter *chapter)
{
    return chapter->sentence != NP_NONE &&
           chapter->evidence == NP_EVIDENCE_LENGTH;
}

bool npi_is_likely_right(const struct np_chapter *chapter)
{
    return grade(chapter->confidence, PLACE_HIGH, PLACE_MEDIUM) ==
           NPI_SURE_HIGH;
}

enum npi_sure npi_sure_of_place(const struct np_chapter *chapter)
{
    enum npi_sure sure = grade(chapter->confidence, PLACE_HIGH, PLACE_MEDIUM);

    return sure == NPI_SURE_HIGH && npi_is_placed_by_length(chapter)
               ? NPI_SURE_MEDIUM
               : sure;
}

enum npi_sure npi_sure_of_time(double confidence)
{
    return grade(confidence, TIME_HIGH, TIME_MEDIUM);
}

const char *npi_sure_word(enum npi_sure sure)
{
    static const char *const words[] = {N_("high"), N_("medium"), N_("low")};

    return words[sure];
}

/* How many chapters were found how surely. */
struct tally {
    size_t count[NPI_SURE_N];
    size_t by_length;
    size_t lost;
};

static struct tally tally_up(const struct np_timeline *timeline)
{
    struct tally tally = {0};

    for (size_t i = 0; i < timeline->n_chapters; i++) {
        const struct np_chapter *chapter = &timeline->chapters[i];

        if (chapter->sentence == NP_NONE)
            tally.lost++;
        else if (npi_is_placed_by_length(chapter))
            tally.by_length++;
        else
            tally.count[npi_sure_of_place(chapter)]++;
    }
    return tally;
}

void npi_sure_put(struct npi_page *page, const struct np_timeline *timeline)
{
    const struct tally tally = tally_up(timeline);
    size_t mark;

    if (timeline->n_chapters == 0 || timeline->n_sentences == 0)
        return;
    if (tally.by_length < timeline->n_chapters) {
        npi_page_puts(page, npi_tr(N_("; found in the dialogue: ")));
        mark = page->buf.len;
        npi_series_count(page, mark, "{0} surely", "{0} surely",
                         tally.count[NPI_SURE_HIGH]);
        npi_series_count(page, mark, "{0} probably", "{0} probably",
                         tally.count[NPI_SURE_MEDIUM]);
        npi_series_count(page, mark, "{0} perhaps", "{0} perhaps",
                         tally.count[NPI_SURE_LOW]);
        npi_series_count(page, mark, "{0} not", "{0} not", tally.lost);
    }
    if (tally.by_length > 0) {
        npi_page_puts(page, npi_tr(N_("; placed by length alone: ")));
        npi_buf_put(&page->buf, npi_piece_number(page, tally.by_length));
    }
}

/* How sure a time is, in a word. */
#include "cli/sure.h"

#include "cli/series.h"

/* A confidence from here on is called high, medium. */
#define HIGH 0.7
#define MEDIUM 0.4

enum npi_sure npi_sure_of(double confidence)
{
    if (confidence >= HIGH)
        return NPI_SURE_HIGH;
    return confidence >= MEDIUM ? NPI_SURE_MEDIUM : NPI_SURE_LOW;
}

const char *npi_sure_word(enum npi_sure sure)
{
    static const char *const words[] = {N_("high"), N_("medium"), N_("low")};

    return words[sure];
}

void npi_sure_put(struct npi_page *page, const struct np_timeline *timeline)
{
    size_t count[NPI_SURE_N] = {0};
    size_t lost = 0;
    size_t mark;

    for (size_t i = 0; i < timeline->n_chapters; i++) {
        const struct np_chapter *chapter = &timeline->chapters[i];

        if (chapter->sentence == NP_NONE)
            lost++;
        else
            count[npi_sure_of(chapter->confidence)]++;
    }
    if (timeline->n_chapters == 0 || timeline->n_sentences == 0)
        return;
    npi_page_puts(page, npi_tr(N_("; found in the dialogue: ")));
    mark = page->buf.len;
    npi_series_count(page, mark, "{0} surely", "{0} surely",
                     count[NPI_SURE_HIGH]);
    npi_series_count(page, mark, "{0} probably", "{0} probably",
                     count[NPI_SURE_MEDIUM]);
    npi_series_count(page, mark, "{0} perhaps", "{0} perhaps",
                     count[NPI_SURE_LOW]);
    npi_series_count(page, mark, "{0} not", "{0} not", lost);
}

/* Auto values from the language of the text: the numbers of Netflix's Timed
 * Text Style Guides, for adult programmes.
 *
 * partnerhelp.netflixstudios.com, "… Timed Text Style Guide": Chinese
 * (Simplified) 16 full-width characters a line and 9 a second; Japanese 13
 * (horizontal) and 4; Korean 16 and 12; English (USA) 42 and 20, which also
 * stand for every language that has no row. "Line Breaks" and "Punctuation" of
 * the Chinese and Japanese ones: no comma and no full stop at a line's end. */
#include "base/tag.h"
#include "profile/settings.h"

struct guide {
    const char *language; /* primary subtag; NULL: all others */
    enum npi_counting counting;
    int64_t line_length;
    int64_t reading_speed;
    enum npi_end_marks end_marks;
};

static const struct guide guides[] = {
    {"zh", NPI_COUNT_WIDE, 16, 9, NPI_END_MARKS_DROP},
    {"yue", NPI_COUNT_WIDE, 16, 9, NPI_END_MARKS_DROP},
    {"ja", NPI_COUNT_WIDE, 13, 4, NPI_END_MARKS_DROP},
    {"ko", NPI_COUNT_WIDE, 16, 12, NPI_END_MARKS_KEEP},
    {NULL, NPI_COUNT_EACH, 42, 20, NPI_END_MARKS_KEEP},
};

static const struct guide *find_guide(struct np_str language)
{
    const struct np_str primary = npi_tag_primary(language);
    const struct guide *g = guides;
    while (g->language && !npi_str_eq_nocase(primary, npi_str(g->language)))
        g++;
    return g;
}

void npi_settings_resolve(struct npi_settings *settings, struct np_str language)
{
    const struct guide *g = find_guide(language);
    if (settings->counting == NPI_COUNT_AUTO)
        settings->counting = g->counting;
    /* A guide that counts each character, under a count in which narrow ones
     * are halves. The other way round a wide character is one in both. */
    int64_t divide = g->counting == NPI_COUNT_EACH &&
                             settings->counting == NPI_COUNT_WIDE
                         ? 2
                         : 1;
    if (settings->end_marks == NPI_END_MARKS_AUTO)
        settings->end_marks = g->end_marks;
    if (settings->line_length == 0)
        settings->line_length = g->line_length / divide;
    if (settings->reading_speed == 0)
        settings->reading_speed = g->reading_speed / divide;
}

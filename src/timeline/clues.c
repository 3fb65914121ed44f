/* All evidence about where a mark belongs, added up: words, headings, turns. */
#include "timeline/clues.h"

#include <math.h>
#include <nopriors/timeline.h>

/* Log likelihood from which a kind of evidence is named. */
#define NPI_SPEAKS 1.0

/* Shares of turns outside these say nothing: every sentence starts one, or
 * none does. */
#define NPI_FEW_TURNS 0.01
#define NPI_ALL_TURNS 0.95

#define NPI_REPLY 10.0 /* units: a sentence so short is half a reply */

/* How far boundary b is where a turn gets going: at its start, or, the shorter
 * the sentence that opens it, behind that: "I see. Now tell me…" */
static double opens_turn(const struct npi_ruler *ruler, size_t b)
{
    if (ruler->turn[b])
        return 1 - exp((ruler->at[b] - ruler->at[b + 1]) / NPI_REPLY);
    if (b > 0 && ruler->turn[b - 1])
        return exp((ruler->at[b - 1] - ruler->at[b]) / NPI_REPLY);
    return 0;
}

/* A topic begins with a turn more often than in the middle of one. This is the
 * same for all marks and paces, so it is weighed once. */
static const double *weigh_turns(struct npi_arena *arena,
                                 const struct npi_ruler *ruler,
                                 const struct npi_model *model)
{
    double share = ruler->turn_share;
    double at = model->at_turn / share;
    double within = (1 - model->at_turn) / (1 - share);
    double *turns = NPI_ARENA_NEW(arena, double, ruler->n);

    if (!turns || share < NPI_FEW_TURNS || share > NPI_ALL_TURNS)
        return turns;
    for (size_t b = 0; b < ruler->n; b++) {
        double opens = opens_turn(ruler, b);

        turns[b] = model->turns * log(opens * at + (1 - opens) * within);
    }
    return turns;
}

void npi_clues_pace(struct npi_clues *clues, double rate)
{
    clues->rate = rate;
    npi_titles_pace(clues->titles, clues->model, rate);
}

enum np_status
npi_clues_build(struct npi_arena *arena, const struct np_episode *episode,
                const struct npi_marks *marks, const struct npi_ruler *ruler,
                const struct npi_model *model, struct npi_clues *clues)
{
    enum np_status status;

    *clues = (struct npi_clues){
        .model = model,
        .turns = weigh_turns(arena, ruler, model),
    };
    if (!clues->turns)
        return NP_ERR_NOMEM;
    status = npi_titles_build(arena, episode, marks, ruler, &clues->titles);
    if (status)
        return status;
    npi_clues_pace(clues, model->rate);
    return npi_headings_build(arena, episode, marks, ruler, &clues->headings);
}

void npi_clues_score(const struct npi_clues *clues, size_t m, size_t lo,
                     size_t hi, double *e)
{
    for (size_t b = lo; b < hi; b++)
        e[b - lo] = 0;
    if (!clues->wordless)
        npi_titles_score(clues->titles, m, lo, hi, e);
    npi_headings_score(clues->headings, clues->model, clues->rate, m, lo, hi,
                       e);
    for (size_t b = lo; b < hi; b++)
        e[b - lo] += clues->turns[b];
}

unsigned npi_clues_kinds(const struct npi_clues *clues, size_t m, size_t b)
{
    double words = 0;
    double heading = 0;

    if (!clues->wordless)
        npi_titles_score(clues->titles, m, b, b + 1, &words);
    npi_headings_score(clues->headings, clues->model, clues->rate, m, b, b + 1,
                       &heading);
    return (words > NPI_SPEAKS ? (unsigned)NP_EVIDENCE_OUTLINE_WORDS : 0u) |
           (heading > NPI_SPEAKS ? (unsigned)NP_EVIDENCE_HEADING : 0u);
}

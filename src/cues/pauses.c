/* Clauses and pauses in order, each pause for at most one clause: the pairs
 * that are nearest in all, by dynamic programming. By its length a clause's end
 * is known to about a tenth of its sentence; a pause farther away is another
 * one's. Where a clause's end has found its pause, the text on both sides goes
 * by length from there. */
#include "cues/pauses.h"

#include "cues/places/places.h"

#define SHARE 8   /* of the sentence's time that a pause may be away */
#define LEAST 250 /* ms, the same */
#define MOST 1200
#define SURE 0.8 /* of the sentence's place; else its pauses are anybody's */

#define HEARD (NP_EVIDENCE_CAPTIONS | NP_EVIDENCE_ORIGINAL | NP_EVIDENCE_PAUSE)

struct task {
    const struct np_pause *pauses; /* within the sentence */
    size_t n_pauses;
    size_t cells[NPI_PAUSES_MAX]; /* where clauses end */
    int64_t at[NPI_PAUSES_MAX];   /* ms: when, by length */
    size_t n;
    int64_t reach; /* ms */
};

static int64_t by_length(const struct npi_stretch *s,
                         const struct npi_pace *pace, size_t i)
{
    int64_t done = (int64_t)s->cells[i].pos - s->cells[pace->first].pos;
    int64_t all = npi_stretch_width(s, pace->first, pace->last);
    int64_t length = pace->time.end - pace->time.start;
    return pace->time.start + (all ? length * done / all : 0);
}

/* Pauses between start and end, not at them: those are the neighbours'. */
static void find_pauses(const struct npi_spoken *spoken,
                        const struct np_timed_sentence *time, struct task *task)
{
    size_t low = 0;
    size_t high = spoken->n_pauses;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (spoken->pauses[mid].start <= time->start)
            low = mid + 1;
        else
            high = mid;
    }
    task->pauses = spoken->pauses + low;
    while (low + task->n_pauses < spoken->n_pauses &&
           task->n_pauses < NPI_PAUSES_MAX &&
           task->pauses[task->n_pauses].end < time->end)
        task->n_pauses++;
}

static void find_clauses(const struct npi_stretch *s,
                         const struct npi_pace *pace, struct task *task)
{
    for (size_t i = pace->first + 1; i < pace->last && task->n < NPI_PAUSES_MAX;
         i++) {
        if (s->cells[i].place > NPI_PLACE_LIST)
            continue;
        task->cells[task->n] = i;
        task->at[task->n++] = by_length(s, pace, i);
    }
}

/* What a pair gains: the more, the nearer. */
static int64_t gain(const struct task *task, size_t clause, size_t pause)
{
    const struct np_pause *p = &task->pauses[pause];
    int64_t middle = p->start + (p->end - p->start) / 2;
    int64_t away = task->at[clause] - middle;
    return task->reach - (away < 0 ? -away : away);
}

/* The pairs, from the last one on; best[c][p]: of the clauses from c and the
 * pauses from p. */
static void pair(const struct task *task, struct npi_pace *pace)
{
    int64_t best[NPI_PAUSES_MAX + 1][NPI_PAUSES_MAX + 1] = {{0}};
    for (size_t c = task->n; c-- > 0;)
        for (size_t p = task->n_pauses; p-- > 0;) {
            int64_t with = gain(task, c, p);
            int64_t most = best[c + 1][p] > best[c][p + 1] ? best[c + 1][p]
                                                           : best[c][p + 1];
            if (with > 0 && best[c + 1][p + 1] + with > most)
                most = best[c + 1][p + 1] + with;
            best[c][p] = most;
        }
    for (size_t c = 0, p = 0; c < task->n && p < task->n_pauses;) {
        if (best[c][p] == best[c + 1][p]) {
            c++;
        } else if (best[c][p] == best[c][p + 1]) {
            p++;
        } else {
            pace->rested[pace->n++] = (struct npi_rested){
                task->cells[c], task->pauses[p].start, task->pauses[p].end};
            c++;
            p++;
        }
    }
}

void npi_pauses_match(const struct npi_spoken *spoken,
                      const struct npi_stretch *s, struct npi_pace *pace)
{
    struct task task = {.n = 0};
    pace->n = 0;
    if (!spoken->n_pauses || !(pace->time.evidence & HEARD) ||
        pace->time.confidence < SURE)
        return;
    find_pauses(spoken, &pace->time, &task);
    if (task.n_pauses)
        find_clauses(s, pace, &task);
    if (!task.n)
        return;
    task.reach = (pace->time.end - pace->time.start) / SHARE + LEAST;
    if (task.reach > MOST)
        task.reach = MOST;
    pair(&task, pace);
}

int64_t npi_pace_at(const struct npi_stretch *s, const struct npi_pace *pace,
                    size_t i, const struct npi_rested **found)
{
    size_t from = pace->first;
    size_t to = pace->last;
    int64_t begin = pace->time.start;
    int64_t end = pace->time.end;
    *found = NULL;
    for (size_t k = 0; k < pace->n; k++) {
        const struct npi_rested *rested = &pace->rested[k];
        if (rested->cell > i) {
            to = rested->cell;
            end = rested->stop;
            break;
        }
        from = rested->cell;
        begin = rested->resume;
        if (from == i)
            *found = rested;
    }
    int64_t done = (int64_t)s->cells[i].pos - s->cells[from].pos;
    int64_t all = npi_stretch_width(s, from, to);
    return begin + (all ? (end - begin) * done / all : 0);
}

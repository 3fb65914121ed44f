#include "cues/fit.h"

#include "cues/rest.h"

enum np_status npi_cues_fit(struct npi_arena *scratch,
                            const struct npi_fit *fit, struct np_cue *cues,
                            size_t n)
{
    struct npi_timing_rule rule;
    enum np_status status;

    npi_timing_rule_init(&rule, fit->settings, fit->rate);
    rule.last = fit->timeline->end;
    for (size_t i = 0; i < n; i++)
        if (fit->slots[i].end > rule.last)
            rule.last = fit->slots[i].end;
    status = npi_timing_fit(scratch, &rule, fit->slots, n);
    if (status != NP_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        cues[i].start = fit->slots[i].start;
        cues[i].end = fit->slots[i].stop;
    }
    npi_rest_keep(fit->timeline, rule.shortest, cues, n);
    return NP_OK;
}

/* What a look at subtitles found, for programs: the cues' breaches of the style
 * rules, as JSON. */
#include "export/lint.h"
#include "base/str.h"
#include "export/json_diags.h"
#include "export/json_text.h"

static void put_cue(struct npi_json *json, const struct np_cue *cue)
{
    npi_json_time(json, "start", cue->start);
    npi_json_time(json, "end", cue->end);
    npi_json_array(json, "lines");
    for (unsigned k = 0; k < cue->n_lines; k++)
        npi_json_str(json, NULL, cue->lines[k]);
    npi_json_end_array(json);
    npi_json_array(json, "second");
    for (unsigned k = 0; k < cue->n_second; k++)
        npi_json_str(json, NULL, cue->second[k]);
    npi_json_end_array(json);
}

static void put_limits(struct npi_json *json, const char *key,
                       const struct np_limits *limits)
{
    npi_json_object(json, key);
    npi_json_str(json, "language", limits->language);
    npi_json_index(json, "line_length", (size_t)limits->line_length);
    npi_json_index(json, "lines", (size_t)limits->lines);
    npi_json_index(json, "reading_speed", (size_t)limits->reading_speed);
    npi_json_bool(json, "halves", limits->halves);
    npi_json_end_object(json);
}

void npi_json_breaches(struct npi_json *json, const struct np_breach *breaches,
                       size_t n)
{
    npi_json_array(json, "style");
    for (size_t i = 0; i < n; i++) {
        const struct np_breach *breach = &breaches[i];
        const struct np_rule *rule = np_rule_find(breach->rule);

        npi_json_row(json);
        npi_json_str(json, "rule", npi_str(breach->rule));
        npi_json_bool(json, "hard", breach->hard);
        npi_json_str(json, "guide", npi_str(rule ? rule->guide : NULL));
        npi_json_index(json, "cue", breach->cue);
        npi_json_bool(json, "second", breach->second);
        npi_json_share(json, "value", breach->value);
        npi_json_share(json, "limit", breach->limit);
        npi_json_str(json, "unit", npi_str(rule ? rule->unit : NULL));
        npi_json_end_object(json);
    }
    npi_json_end_array(json);
}

enum np_status npi_write_lint(const struct np_lint *lint,
                              const struct npi_diags *diags,
                              struct npi_buf *out)
{
    struct npi_json json = {.out = out};

    npi_json_object(&json, NULL);
    npi_json_str(&json, "file", lint->name);
    npi_json_str(&json, "language", lint->limits.language);
    put_limits(&json, "limits", &lint->limits);
    if (lint->second.language.len > 0)
        put_limits(&json, "second_limits", &lint->second);
    npi_json_array(&json, "cues");
    for (size_t i = 0; i < lint->cues.n_cues; i++) {
        npi_json_row(&json);
        npi_json_index(&json, "index", i);
        npi_json_index(&json, "line",
                       lint->lines[i] ? lint->lines[i] : NP_NONE);
        put_cue(&json, &lint->cues.cues[i]);
        npi_json_end_object(&json);
    }
    npi_json_end_array(&json);
    npi_json_breaches(&json, lint->breaches, lint->n_breaches);
    npi_json_diags(&json, diags, lint->source);
    npi_json_end_object(&json);
    npi_buf_putc(out, '\n');
    return out->error;
}

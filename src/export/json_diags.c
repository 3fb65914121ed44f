/* Diagnostics as JSON; see json_diags.h. */
#include "export/json_diags.h"
#include "base/str.h"

static void put_place(struct npi_json *json, const struct npi_diags *diags,
                      size_t source, const struct np_diag *diag)
{
    size_t line = NP_NONE, column = NP_NONE;
    if (diag->span.source == source)
        npi_diags_place(diags, diag->span, &line, &column);
    npi_json_index(json, "line", line);
    npi_json_index(json, "column", column);
}

/* Notes on how this run came by what it knows: the same input gives the same
 * bytes, whether it was listened to or known from an earlier run. */
static bool is_of_run(const struct np_diag *diag)
{
    return npi_str_listed(npi_str(diag->kind->code), "sound-heard sound-known");
}

void npi_json_diags(struct npi_json *json, const struct npi_diags *diags,
                    size_t source)
{
    static const char *const severities[] = {
        [NP_NOTE] = "note", [NP_WARNING] = "warning", [NP_ERROR] = "error"};
    struct npi_buf words;
    npi_buf_init(&words, NPI_BUF_MAX);
    npi_json_array(json, "diagnostics");
    for (size_t i = 0; i < diags->n; i++) {
        const struct np_diag *diag = &diags->items[i];
        if (is_of_run(diag))
            continue;
        npi_json_row(json);
        npi_json_str(json, "code", npi_str(diag->kind->code));
        npi_json_str(json, "severity",
                     npi_str(severities[diag->kind->severity]));
        put_place(json, diags, source, diag);
        npi_buf_clear(&words);
        npi_diag_message(&words, diag, NULL);
        npi_json_str(json, "message", npi_buf_str(&words));
        npi_buf_clear(&words);
        npi_diag_hint(&words, diag, NULL);
        npi_json_str(json, "hint",
                     words.len > 0 ? npi_buf_str(&words) : npi_str(NULL));
        npi_json_end_object(json);
        if (words.error)
            json->out->error = words.error;
    }
    npi_json_end_array(json);
    npi_buf_release(&words);
}

/* Bilibili's BCC, which has no specification: "body", a list of texts with
 * "from" and "to" in seconds. "type" and "ai-" before the
 * language tell recognised captions. */
#include "captions/json.h"
#include "captions/markup.h"
#include "captions/readers.h"

bool npi_bcc_knows(const json_t *root)
{
    const json_t *body = npi_json_array(root, "body");
    if (!body)
        return false;
    const json_t *first = json_array_get(body, 0);
    return !first || json_object_get(first, "content");
}

static void put_entry(struct npi_draft *draft, const json_t *entry,
                      size_t index)
{
    int64_t start = npi_json_ms(entry, "from", 1000);
    if (start == NP_NO_TIME) {
        npi_draft_say_entry(draft, index);
        return;
    }
    npi_draft_add(draft, start, npi_json_ms(entry, "to", 1000), 0);
    npi_markup_put(draft, npi_json_text(entry, "content"), NPI_MARKUP_ENTITIES);
}

void npi_bcc_read(struct npi_draft *draft, const json_t *root)
{
    const json_t *entry;
    size_t i;
    struct np_str language = npi_json_text(root, "lang");
    bool recognised = npi_str_starts(language, NPI_STR("ai-"));
    if (recognised)
        language = npi_str_sub(language, 3, language.len);
    npi_draft_language(draft, language);
    if (recognised ||
        npi_str_starts_nocase(npi_json_text(root, "type"), NPI_STR("AI")))
        draft->kind = NPI_CAPTION_AUTOMATIC;
    json_array_foreach(npi_json_array(root, "body"), i,
                       entry) if (!npi_draft_stopped(draft))
        put_entry(draft, entry, i);
}

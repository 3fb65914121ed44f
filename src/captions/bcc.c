/* Bilibili's BCC, which has no specification: "body", a list of texts with
 * "from" and "to" in seconds. "type" and "ai-" before the
 * language tell recognised captions. */
#include "captions/markup.h"
#include "captions/readers.h"
#include "captions/tree.h"

bool npi_bcc_knows(const json_t *root)
{
    const json_t *body = npi_tree_array(root, "body");
    if (!body)
        return false;
    const json_t *first = json_array_get(body, 0);
    return !first || json_object_get(first, "content");
}

static void put_entry(struct npi_draft *draft, const json_t *entry,
                      size_t index)
{
    int64_t start = npi_tree_ms(entry, "from", 1000);
    if (start == NP_NO_TIME) {
        npi_draft_say_entry(draft, index);
        return;
    }
    npi_draft_add(draft, start, npi_tree_ms(entry, "to", 1000), 0);
    npi_markup_put(draft, npi_tree_text(entry, "content"), NPI_MARKUP_ENTITIES);
}

void npi_bcc_read(struct npi_draft *draft, const json_t *root)
{
    struct np_str language = npi_tree_text(root, "lang");
    bool recognised = npi_str_starts(language, NPI_STR("ai-"));
    if (recognised)
        language = npi_str_sub(language, 3, language.len);
    npi_draft_language(draft, language);
    if (recognised ||
        npi_str_starts_nocase(npi_tree_text(root, "type"), NPI_STR("AI")))
        draft->kind = NPI_CAPTION_AUTOMATIC;
    const json_t *body = npi_tree_array(root, "body");
    for (size_t i = 0; i < json_array_size(body) && !npi_draft_stopped(draft);
         i++)
        put_entry(draft, json_array_get(body, i), i);
}

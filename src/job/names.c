/* Speakers as the language of the subtitles calls them, by the glossaries. */
#include "job/captions.h"
#include "job/job.h"

#include "lexicon/lexicon.h"
#include "notes/language.h"

/* Sentences that tell the script. */
#define SAMPLE 40

static enum npi_script script_of(const struct np_episode *said)
{
    struct npi_scripts scripts = {0};

    for (size_t i = 0; i < said->n_sentences && i < SAMPLE; i++)
        npi_scripts_add(&scripts, said->sentences[i].text);
    return npi_scripts_main(&scripts);
}

/* The name, or what it is called in a text of that script. */
static struct np_str name_in(const struct npi_lexicon *lexicon,
                             struct np_str name, enum npi_script script)
{
    struct np_str other;

    if (npi_script_of_text(name) != script &&
        npi_lexicon_glossary_name(lexicon, name, &other) &&
        npi_script_of_text(other) == script)
        return other;
    return name;
}

enum np_status npi_job_name_speakers(struct np_job *job,
                                     struct np_episode *said)
{
    const struct npi_lexicon *lexicon = NULL;
    enum npi_script script;
    struct np_str *names;
    enum np_status status;

    if (job->words.n_glossaries == 0 || said->n_speakers == 0)
        return NP_OK;
    status = npi_job_lexicon(job, &lexicon);
    if (status != NP_OK || !lexicon)
        return status;
    names = NPI_ARENA_NEW(&job->arena, struct np_str, said->n_speakers);
    if (!names)
        return NP_ERR_NOMEM;
    script = script_of(said);
    for (size_t i = 0; i < said->n_speakers; i++)
        names[i] = name_in(lexicon, said->speakers[i], script);
    said->speakers = names;
    return NP_OK;
}

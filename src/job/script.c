/* --script: what is shown is put into the other Chinese script once all times
 * are known, so that no time depends on it. */
#include "job/job.h"

#include "job/diags.h"
#include "script/script.h"

enum np_status npi_job_converter(struct np_job *job, struct np_str language,
                                 struct npi_converter **converter)
{
    enum npi_han to = (enum npi_han)job->config.settings.script;

    *converter = NULL;
    if (to == NPI_HAN_AS_IS || !npi_han_is_chinese(language))
        return NP_OK;
    return npi_converter_new(&job->ctx, language, to, converter);
}

enum np_status npi_job_convert_notes(struct np_job *job)
{
    struct npi_converter *converter;
    enum np_status status;

    if (job->config.settings.script != NPI_SCRIPT_AS_IS &&
        !npi_han_is_chinese(job->episode.language))
        NPI_DIAG1(&job->diags, SCRIPT_NOT_CHINESE, NPI_NOWHERE,
                  job->episode.language);
    status = npi_job_converter(job, job->episode.language, &converter);
    if (status != NP_OK || !converter)
        return status;
    job->unconverted = job->episode.sentences;
    status = npi_converter_episode(&job->ctx, converter, &job->episode);
    if (status == NP_OK)
        status = npi_converter_chapters(&job->ctx, converter, &job->timeline);
    npi_converter_free(converter);
    return status;
}

enum np_status npi_job_convert_captions(struct np_job *job, bool by_captions,
                                        struct np_episode *said)
{
    struct npi_converter *converter = NULL;
    struct np_episode all = *said;
    enum np_status status = NP_OK;

    if (by_captions)
        status = npi_job_converter(job, said->language, &converter);
    if (status != NP_OK || !converter)
        return status;
    status = npi_converter_episode(&job->ctx, converter, &all);
    npi_converter_free(converter);
    if (status != NP_OK)
        return status;
    /* All else in it is the notes'. */
    said->language = all.language;
    said->sentences = all.sentences;
    said->speakers = all.speakers;
    return NP_OK;
}

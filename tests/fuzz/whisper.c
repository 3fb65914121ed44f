/* Any bytes as a Whisper program's JSON: an error that is said, or a track
 * that keeps the promises of captions.h. */
#include "support/caption_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_captions(data, size, NPI_CAPTION_WHISPER);
}

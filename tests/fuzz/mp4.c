/* Any bytes as boxes: text tracks are listed and read, or said to be damaged.
 */
#include "support/tracks_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_tracks(data, size);
}

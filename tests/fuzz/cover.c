/* Any bytes as a cover: no read behind the end, and a size that a picture can
 * have, or a refusal. */
#include "media/cover_file.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct npi_part_cover cover = {0};

    if (!npi_cover_parse((struct np_str){(const char *)data, size}, &cover))
        return 0;
    if (cover.width <= 0 || cover.height <= 0 || cover.width > 65535 ||
        cover.height > 65535 || cover.bytes.len != size || !cover.mime.len)
        abort();
    return 0;
}

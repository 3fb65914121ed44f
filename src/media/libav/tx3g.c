/* See tx3g.h: 3GPP TS 26.245, 5.16. */
#include "media/libav/tx3g.h"

#include "media/part.h"

#include <libavutil/intreadwrite.h>
#include <libavutil/mem.h>
#include <string.h>

/* Display flags, justification, background, box, style: before any box. */
enum { HEAD = 4 + 1 + 1 + 4 + 8 + 12 };

int npi_tx3g_make(AVCodecParameters *par)
{
    static const char FONT[] = "Sans-Serif";
    enum { FTAB = 8 + 2 + 2 + 1 };
    size_t size = HEAD + FTAB + sizeof(FONT) - 1;
    uint8_t *at = av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE);

    if (!at)
        return AVERROR(ENOMEM);
    par->extradata = at;
    par->extradata_size = (int)size;
    at[4] = 1;    /* centred */
    at[5] = 0xFF; /* -1: at the bottom */
    AV_WB16(at + 14, (uint16_t)par->height);
    AV_WB16(at + 16, (uint16_t)par->width);
    AV_WB16(at + 22, 1); /* font 1 */
    at[25] = (uint8_t)npi_text_size(par->height);
    AV_WB32(at + 26, 0xFFFFFFFF);
    at += HEAD;
    AV_WB32(at, FTAB + sizeof(FONT) - 1);
    memcpy(at + 4, "ftab", 4);
    AV_WB16(at + 8, 1);
    AV_WB16(at + 10, 1);
    at[12] = sizeof(FONT) - 1;
    memcpy(at + FTAB, FONT, sizeof(FONT) - 1);
    return 0;
}

void npi_tx3g_tidy(AVCodecParameters *par)
{
    uint8_t *data = par->extradata;
    int at = HEAD;

    while (at + 8 <= par->extradata_size) {
        int64_t size = AV_RB32(data + at);

        if (size < 8 || size > par->extradata_size - at)
            return;
        if (memcmp(data + at + 4, "btrt", 4) != 0) {
            at += (int)size;
            continue;
        }
        par->extradata_size -= (int)size;
        memmove(data + at, data + at + size,
                (size_t)(par->extradata_size - at));
    }
}

/* See payload.h. */
#include "media/mp4/payload.h"

#include "base/str.h"
#include "media/mp4/box.h"

/* UTF-16 of either order. A lone surrogate becomes U+FFFD. */
static void put_utf16(const unsigned char *bytes, size_t n, bool little,
                      struct npi_buf *out)
{
    uint32_t high = 0;

    for (size_t i = 0; i + 1 < n; i += 2) {
        uint32_t unit = little ? (uint32_t)bytes[i + 1] << 8 | bytes[i]
                               : (uint32_t)bytes[i] << 8 | bytes[i + 1];

        if (high && (unit & 0xfc00) == 0xdc00) {
            npi_buf_put_cp(out,
                           0x10000 + ((high & 0x3ff) << 10) + (unit & 0x3ff));
            high = 0;
            continue;
        }
        if (high)
            npi_buf_put_cp(out, 0xfffd);
        high = (unit & 0xfc00) == 0xd800 ? unit : 0;
        if (!high)
            npi_buf_put_cp(out, (unit & 0xfc00) == 0xdc00 ? 0xfffd : unit);
    }
    if (high)
        npi_buf_put_cp(out, 0xfffd);
}

bool npi_mp4_timed_text(struct np_str sample, struct npi_buf *out)
{
    const unsigned char *bytes = (const unsigned char *)sample.ptr;
    size_t n;

    if (sample.len < 2)
        return sample.len == 0;
    n = (size_t)npi_big_endian(bytes, 2);
    if (n > sample.len - 2)
        return false;
    bytes += 2;
    if (n >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
        put_utf16(bytes + 2, n - 2, false, out);
    else if (n >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
        put_utf16(bytes + 2, n - 2, true, out);
    else
        npi_buf_put(out, npi_str_sub(sample, 2, n));
    return true;
}

void npi_mp4_vtt_init(struct npi_mp4_vtt *vtt, struct np_str sample)
{
    vtt->sample = sample;
    vtt->bytes = npi_bytes_of(sample);
    npi_window_init(&vtt->window, &vtt->bytes);
    vtt->at = 0;
    vtt->damaged = false;
}

/* 'vttc' holds a cue, in it 'payl' the text; 'vtte' stands for a gap, 'vtta'
 * for what stood between cues. */
bool npi_mp4_vtt_next(struct npi_mp4_vtt *vtt, struct np_str *text)
{
    struct npi_box cue;
    struct npi_box payload;
    enum npi_box_found found;

    while ((found = npi_box_next(&vtt->window, &vtt->at, vtt->bytes.size,
                                 &cue)) == NPI_BOX_OK)
        if (cue.type == NPI_FOURCC('v', 't', 't', 'c') &&
            npi_box_child(&vtt->window, &cue, NPI_FOURCC('p', 'a', 'y', 'l'),
                          &payload)) {
            *text = npi_str_sub(vtt->sample, (size_t)payload.body,
                                (size_t)(payload.end - payload.body));
            return true;
        }
    vtt->damaged = found == NPI_BOX_BAD;
    return false;
}

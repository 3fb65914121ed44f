/* ASS (Advanced SubStation Alpha, v4.00+), as libass, VSFilter and Aegisub read
 * it. There is no specification; what is written here is what all read alike:
 * text with the escapes of base/line.h, \N for a line break, \r for a style.
 *
 * One style for the main language, a smaller one for the second, one for each
 * speaker's colour. Words are outlined: they stand out on any picture. Times
 * have one digit of hours; what comes later is left out, and said. */
#include "base/stamp.h"
#include "base/str.h"
#include "export/cue_text.h"
#include "export/writers.h"

#define HOURS_10 ((int64_t)10 * 3600 * 1000)

static void put_line(struct npi_buf *out, struct np_str text)
{
    npi_line_put(out, NPI_MARKUP_MOV, text);
}

static const struct npi_cue_form form = {
    .line = put_line, .line_break = "\\N", .second = "{\\rSecond}"};

/* Fields of an event are parted by commas. */
static void put_name(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_line_next(text, &at, &cp))
        npi_buf_put_cp(out, cp == ',' ? 0xff0c : cp);
}

/* A font with the language's own shapes of characters; players that lack it
 * take another. */
static const char *font_for(struct np_str language)
{
    static const struct {
        const char *prefix;
        const char *font;
    } fonts[] = {{"zh-Hant", "Noto Sans CJK TC"}, {"zh-TW", "Noto Sans CJK TC"},
                 {"zh-HK", "Noto Sans CJK HK"},   {"zh", "Noto Sans CJK SC"},
                 {"ja", "Noto Sans CJK JP"},      {"ko", "Noto Sans CJK KR"}};
    for (size_t i = 0; i < sizeof(fonts) / sizeof(fonts[0]); i++) {
        if (npi_str_starts_nocase(language, npi_str(fonts[i].prefix)))
            return fonts[i].font;
    }
    return "Arial";
}

static void put_byte(struct npi_buf *out, unsigned char byte)
{
    static const char hex[] = "0123456789ABCDEF";
    npi_buf_putc(out, hex[byte >> 4]);
    npi_buf_putc(out, hex[byte & 0xf]);
}

/* Colours are written blue first. */
static void put_style(struct npi_buf *out, const char *name, size_t number,
                      const char *font, unsigned size, struct npi_colour colour)
{
    npi_buf_puts(out, "Style: ");
    npi_buf_puts(out, name);
    if (number > 0)
        npi_buf_put_u64(out, number);
    npi_buf_putc(out, ',');
    npi_buf_puts(out, font);
    npi_buf_putc(out, ',');
    npi_buf_put_u64(out, size);
    npi_buf_puts(out, ",&H00");
    put_byte(out, colour.blue);
    put_byte(out, colour.green);
    put_byte(out, colour.red);
    npi_buf_puts(out, ",&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,"
                      "1,3,1,2,96,96,54,1\n");
}

static void put_head(struct npi_buf *out, const struct npi_export_view *view)
{
    const char *font = font_for(view->said->language);
    npi_buf_puts(out, "[Script Info]\n; Made by: nopriors-export\n");
    if (!npi_line_blank(view->said->title)) {
        npi_buf_puts(out, "Title: ");
        npi_cue_plain(out, view->said->title);
        npi_buf_putc(out, '\n');
    }
    npi_buf_puts(
        out,
        "ScriptType: v4.00+\nPlayResX: 1920\nPlayResY: 1080\nWrapStyle: 0\n"
        "ScaledBorderAndShadow: yes\nYCbCr Matrix: None\n\n[V4+ Styles]\n"
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, "
        "OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, "
        "ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, "
        "Alignment, MarginL, MarginR, MarginV, Encoding\n");
    put_style(out, "Default", 0, font, 68, npi_speaker_colour(0));
    put_style(out, "Second", 0, font, 50, npi_speaker_colour(0));
    if (view->settings->speaker == NPI_SPEAKER_COLOUR) {
        for (size_t i = 0; i < NPI_SPEAKER_COLOURS; i++)
            put_style(out, "Speaker", i + 1, font, 68, npi_speaker_colour(i));
    }
    npi_buf_puts(out, "\n[Events]\nFormat: Layer, Start, End, Style, Name, "
                      "MarginL, MarginR, MarginV, Effect, Text\n");
}

/* Both ends of a cue are rounded down, so that cues stay apart. */
static void put_time(struct npi_buf *out, int64_t ms)
{
    uint64_t cs = ms > 0 ? (uint64_t)ms / 10 : 0;
    npi_buf_put_u64(out, cs / 360000);
    npi_buf_putc(out, ':');
    npi_buf_put_padded(out, cs / 6000 % 60, 2);
    npi_buf_putc(out, ':');
    npi_buf_put_padded(out, cs / 100 % 60, 2);
    npi_buf_putc(out, '.');
    npi_buf_put_padded(out, cs % 100, 2);
}

static void put_event(struct npi_buf *out, struct npi_speech *speech,
                      const struct np_cue *cue)
{
    int64_t end = npi_cue_end(cue, 10);
    bool named = speech->mode != NPI_SPEAKER_NEVER;
    npi_buf_puts(out, "Dialogue: 0,");
    put_time(out, cue->start);
    npi_buf_putc(out, ',');
    put_time(out, end < HOURS_10 ? end : HOURS_10 - 10);
    npi_buf_putc(out, ',');
    if (speech->mode == NPI_SPEAKER_COLOUR && cue->speaker != NP_NONE) {
        npi_buf_puts(out, "Speaker");
        npi_buf_put_u64(out, cue->speaker % NPI_SPEAKER_COLOURS + 1);
    } else {
        npi_buf_puts(out, "Default");
    }
    npi_buf_putc(out, ',');
    if (named)
        put_name(out, npi_speaker_name(speech->said, cue));
    npi_buf_puts(out, ",0,0,0,,");
}

static void say_long(struct npi_context *ctx, size_t left, size_t n,
                     int64_t start)
{
    struct npi_buf buf;
    struct np_str args[3];
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_put_u64(&buf, left);
    args[0] = npi_arena_str(ctx->arena, npi_buf_str(&buf));
    npi_buf_clear(&buf);
    npi_buf_put_u64(&buf, n);
    args[1] = npi_arena_str(ctx->arena, npi_buf_str(&buf));
    npi_buf_clear(&buf);
    npi_stamp_write(&buf, start, NPI_STAMP_SHORT);
    args[2] = npi_arena_str(ctx->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    NPI_DIAG3(ctx->diags, ASS_LONG, NPI_NOWHERE, args[0], args[1], args[2]);
}

enum np_status npi_write_ass(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             struct npi_buf *out)
{
    const struct np_cues *cues = view->cues;
    struct npi_speech speech;
    size_t i = 0;
    npi_speech_init(&speech, ctx, view, "ass", NPI_SPEAKER_NEVER,
                    NPI_SPEAKER_CAN_VOICE | NPI_SPEAKER_CAN_COLOUR);
    put_head(out, view);
    for (; i < cues->n_cues && cues->cues[i].start < HOURS_10 - 10; i++) {
        if (npi_cue_blank(&cues->cues[i]))
            continue;
        put_event(out, &speech, &cues->cues[i]);
        npi_cue_put(out, &form, &speech, &cues->cues[i]);
        npi_buf_putc(out, '\n');
    }
    if (i < cues->n_cues)
        say_long(ctx, cues->n_cues - i, cues->n_cues, cues->cues[i].start);
    return out->error;
}

/* What captions tell that nobody says: [Music], (applause), ♪ la la ♪. Square
 * brackets always hold such; round ones when they are alone on their line or
 * hold a word of the table: "(AI)" is said. */
#include "captions/tokens.h"

#include "base/str.h"
#include "base/utf8.h"

#define SOUND_MAX 160 /* bytes in brackets: what is longer is text */

static const struct bracket {
    const char *open;
    const char *close;
    bool always;
} brackets[] = {
    {"[", "]", true},    {"［", "］", true},  {"(", ")", false},
    {"（", "）", false}, {"【", "】", false}, {"*", "*", false},
};

/* Beginnings of words, in lower case. */
static const char *const sound_words[] = {
    "music",     "applau",       "laugh",   "cheer",      "clap",
    "chuckl",    "giggl",        "sigh",    "cough",      "gasp",
    "inaudible", "silence",      "noise",   "beep",       "crosstalk",
    "singing",   "sings",        "jingle",  "intro",      "outro",
    "snort",     "speaking",     "sound",   "indistinct", "música",
    "aplauso",   "risa",         "musique", "rire",       "musik",
    "lachen",    "gelächter",    "applaus", "音乐",       "音樂",
    "音楽",      "掌声",         "掌聲",    "鼓掌",       "拍手",
    "笑",        "欢呼",         "歡呼",    "沉默",       "听不清",
    "聽不清",    "음악",         "박수",    "웃음",       "музыка",
    "смех",      "аплодисменты",
};

static bool starts_with_word(struct np_str s, size_t at, struct np_str word)
{
    for (size_t i = 0; i < word.len;) {
        if (at >= s.len)
            return false;
        uint32_t want = npi_utf8_next(word, &i);
        if (npi_cp_lower(npi_utf8_next(s, &at)) != want)
            return false;
    }
    return true;
}

static bool is_sound_word(struct np_str s, size_t at)
{
    for (size_t i = 0; i < sizeof(sound_words) / sizeof(sound_words[0]); i++)
        if (starts_with_word(s, at, npi_str(sound_words[i])))
            return true;
    return false;
}

/* A word of the table begins somewhere in it. */
static bool tells_sound(struct np_str inside)
{
    bool word = false;
    for (size_t at = 0; at < inside.len;) {
        size_t here = at;
        uint32_t cp = npi_utf8_next(inside, &at);
        bool letter = npi_cp_is_alpha(cp);
        if (letter && (!word || npi_cp_is_cjk(cp)) &&
            is_sound_word(inside, here))
            return true;
        word = letter;
    }
    return false;
}

static bool ends_line(struct np_str s, size_t at)
{
    while (at < s.len && s.ptr[at] == ' ')
        at++;
    return at == s.len || s.ptr[at] == NPI_DRAFT_LINE;
}

static bool skip_bracket(struct np_str s, size_t *at,
                         const struct bracket *bracket, bool line)
{
    struct np_str open = npi_str(bracket->open);
    struct np_str close = npi_str(bracket->close);
    struct np_str near = npi_str_sub(s, *at, SOUND_MAX);
    if (!npi_str_starts(near, open))
        return false;
    near = npi_str_sub(near, open.len, near.len);
    size_t end = npi_str_find(near, close);
    if (end == NP_NONE)
        return false;
    if (npi_str_find(npi_str_sub(near, 0, end), open) != NP_NONE)
        return false; /* the inner one is looked at by itself */
    size_t behind = *at + open.len + end + close.len;
    bool alone = line && open.ptr[0] != '*' && ends_line(s, behind);
    if (!bracket->always && !alone && !tells_sound(npi_str_sub(near, 0, end)))
        return false;
    *at = behind;
    return true;
}

/* From a note to the next one, or to the end of the line. */
static bool skip_song(struct np_str s, size_t *at)
{
    size_t next = *at;
    uint32_t cp = npi_utf8_next(s, &next);
    if (cp != 0x266a && cp != 0x266b && cp != 0x266c)
        return false;
    while (next < s.len && s.ptr[next] != NPI_DRAFT_LINE) {
        cp = npi_utf8_next(s, &next);
        if (cp == 0x266a || cp == 0x266b || cp == 0x266c)
            break;
    }
    *at = next;
    return true;
}

bool npi_sound_skip(struct np_str s, size_t *at, bool line)
{
    unsigned char c = (unsigned char)s.ptr[*at];
    if (c != '[' && c != '(' && c != '*' && c < 0x80)
        return false;
    for (size_t i = 0; i < sizeof(brackets) / sizeof(brackets[0]); i++)
        if (skip_bracket(s, at, &brackets[i], line))
            return true;
    return skip_song(s, at);
}

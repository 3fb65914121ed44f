/* Invented languages for tests of the matching: word i of the one means word i
 * of the other, and a talk is made of numbers. */
#ifndef TESTS_SUPPORT_INVENTED_H
#define TESTS_SUPPORT_INVENTED_H

#include "support/matching.h"

/* Word number i (below 10,000) of language 0 or 1; one of eight buffers. */
static inline const char *invented_word(unsigned language, unsigned i)
{
    static const char *const parts[2][10] = {
        {"ba", "ke", "lo", "mi", "nu", "ra", "si", "to", "vu", "ze"},
        {"ark", "olp", "unt", "emb", "irg", "osk", "urv", "ilm", "ajk", "efp"},
    };
    static char text[8][24];
    static unsigned next;
    const char *const *part = parts[language];
    char *out = text[next++ % 8];

    (void)snprintf(out, 24, "%s%s%s%s", part[i % 10], part[i / 10 % 10],
                   part[i / 100 % 10], part[i / 1000 % 10]);
    return out;
}

/* The words of these numbers, with a space between them. */
static inline void invented_text(unsigned language, const unsigned *numbers,
                                 size_t n, char *text, size_t size)
{
    text[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(text);

        (void)snprintf(text + len, size - len, "%s%s", i ? " " : "",
                       invented_word(language, numbers[i]));
    }
}

static inline void invented_run(unsigned language, unsigned from, size_t n,
                                char *text, size_t size)
{
    unsigned numbers[1024];

    assert_true(n <= 1024);
    for (unsigned i = 0; i < n; i++)
        numbers[i] = from + i;
    invented_text(language, numbers, n, text, size);
}

static inline uint32_t invented_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

#endif

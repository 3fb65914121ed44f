/* Speech in a file of text: a line a stretch, its start and end in ms. */
#ifndef TESTS_SUPPORT_ACTIVITY_H
#define TESTS_SUPPORT_ACTIVITY_H

#include "base/arena.h"
#include "support/test.h"
#include "timeline/activity.h"

/* The sound ends with the last stretch, or with a line of one number. */
static inline void test_read_activity(struct npi_arena *arena, const char *path,
                                      struct npi_activity *activity)
{
    size_t len;
    char *text = test_read_file(path, &len);
    struct npi_stretch *items = NPI_ARENA_NEW(arena, struct npi_stretch,
                                              len / 4 + 1);
    assert_non_null(items);
    *activity = (struct npi_activity){items, 0, 0, NULL};
    for (char *at = text; *at;) {
        char *end;
        struct npi_stretch s = {strtoll(at, &end, 10), 0};
        if (end == at)
            break;
        at = end;
        if (*at != '\n')
            s.end = strtoll(at, &at, 10);
        activity->length = s.end ? s.end : s.start;
        if (s.end)
            items[activity->n++] = s;
        while (*at == '\n' || *at == '\r')
            at++;
    }
    free(text);
}

#endif

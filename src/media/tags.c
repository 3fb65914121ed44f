/* See tags.h. Keys are libavformat's generic ones: its muxers translate them to
 * ©nam, TIT2, TITLE. */
#include "media/tags.h"

#include "base/stamp.h"
#include "base/str.h"
#include "media/say.h"

#include <stdlib.h>

/* Texts of several items, as one. */
static enum np_status join(struct npi_context *ctx, const void *items, size_t n,
                           struct np_str (*text_of)(const void *items,
                                                    size_t i),
                           struct np_str *joined)
{
    struct npi_buf buf;

    npi_buf_init(&buf, NPI_BUF_MAX);
    for (size_t i = 0; i < n; i++) {
        npi_buf_puts(&buf, i ? ", " : "");
        npi_buf_put(&buf, text_of(items, i));
    }
    *joined = npi_arena_str(ctx->arena, npi_buf_str(&buf));
    if (buf.error || !joined->ptr) {
        npi_buf_release(&buf);
        return NP_ERR_NOMEM;
    }
    npi_buf_release(&buf);
    return NP_OK;
}

static struct np_str person_name(const void *items, size_t i)
{
    return ((const struct np_person *)items)[i].name;
}

static struct np_str item_text(const void *items, size_t i)
{
    return ((const struct np_item *)items)[i].text;
}

#define GIVEN_MAX 8

static enum np_status give(struct npi_context *ctx,
                           const struct np_episode *episode,
                           const struct npi_container *container,
                           struct npi_part_tag given[GIVEN_MAX])
{
    struct np_str artist;
    struct np_str keywords;
    enum np_status status;

    status = join(ctx, episode->people, episode->n_people, person_name,
                  &artist);
    if (status == NP_OK)
        status = join(ctx, episode->tags, episode->n_tags, item_text,
                      &keywords);
    if (status != NP_OK)
        return status;
    given[0] = (struct npi_part_tag){NPI_STR("title"), episode->title};
    given[1] = (struct npi_part_tag){NPI_STR("artist"), artist};
    given[2] = (struct npi_part_tag){NPI_STR("date"), episode->date};
    given[3] = (struct npi_part_tag){npi_str(container->link_key),
                                     episode->link};
    given[4] = (struct npi_part_tag){npi_str(container->summary_key),
                                     episode->summary};
    given[5] = (struct npi_part_tag){NPI_STR("keywords"), keywords};
    given[6] = (struct npi_part_tag){NPI_STR("album"), episode->show};
    given[7] = (struct npi_part_tag){npi_str(container->long_key),
                                     episode->summary};
    if (container->summary_max)
        given[4].value = npi_say_cut(ctx, episode->summary,
                                     container->summary_max);
    return given[4].value.ptr || !episode->summary.ptr ? NP_OK : NP_ERR_NOMEM;
}

static struct npi_part_tag *find(struct npi_part_tag *tags, size_t n,
                                 struct np_str key)
{
    for (size_t i = 0; i < n; i++)
        if (npi_str_eq_nocase(tags[i].key, key))
            return &tags[i];
    return NULL;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* One order, whoever wrote the tags before and in which case: a second run
 * gives the same bytes. */
static int by_key(const void *a, const void *b)
{
    struct np_str x = ((const struct npi_part_tag *)a)->key;
    struct np_str y = ((const struct npi_part_tag *)b)->key;

    for (size_t i = 0; i < x.len && i < y.len; i++)
        if (lower(x.ptr[i]) != lower(y.ptr[i]))
            return lower(x.ptr[i]) < lower(y.ptr[i]) ? -1 : 1;
    return npi_str_cmp(x, y);
}

/* libavformat takes these out before it writes, and puts the last tag in their
 * place: the next run would find another order. */
static bool is_writer(struct np_str key)
{
    return npi_str_eq_nocase(key, NPI_STR("encoder")) ||
           npi_str_starts_nocase(key, NPI_STR("encoder-"));
}

enum np_status npi_tags_merge(struct npi_context *ctx,
                              const struct npi_part_info *info,
                              const struct npi_container *container,
                              const struct np_episode *episode,
                              enum npi_tags_mode mode,
                              struct npi_tag_list *list)
{
    struct npi_part_tag given[GIVEN_MAX];
    struct npi_part_tag *tags = NPI_ARENA_NEW(ctx->arena, struct npi_part_tag,
                                              info->n_tags + GIVEN_MAX);
    size_t n = 0;
    enum np_status status = give(ctx, episode, container, given);

    if (!tags || status != NP_OK)
        return NP_ERR_NOMEM;
    *list = (struct npi_tag_list){.tags = tags};
    for (size_t i = 0; i < info->n_tags; i++)
        if (info->tags[i].value.len &&
            !npi_str_listed(info->tags[i].key, container->foreign) &&
            !is_writer(info->tags[i].key))
            tags[n++] = info->tags[i];
    for (size_t i = 0; i < GIVEN_MAX && mode != NPI_TAGS_NONE; i++) {
        struct npi_part_tag *own = find(tags, n, given[i].key);

        if (!given[i].value.len || !given[i].key.len ||
            (own && mode == NPI_TAGS_FILL))
            continue;
        list->n_given++;
        if (own)
            own->value = given[i].value;
        else
            tags[n++] = given[i];
    }
    list->n_tags = n;
    qsort(tags, n, sizeof(*tags), by_key);
    return NP_OK;
}

static enum np_status add_chapter(struct npi_context *ctx, size_t i,
                                  const struct npi_part_chapter *chapter,
                                  struct npi_part_tag tags[2])
{
    struct npi_buf key;
    struct npi_buf time;

    npi_buf_init(&key, 64);
    npi_buf_init(&time, 64);
    npi_buf_puts(&key, "CHAPTER");
    npi_buf_put_padded(&key, i, 3);
    npi_stamp_write(&time, chapter->start, NPI_STAMP_VTT);
    tags[0].key = npi_arena_str(ctx->arena, npi_buf_str(&key));
    tags[0].value = npi_arena_str(ctx->arena, npi_buf_str(&time));
    npi_buf_puts(&key, "NAME");
    tags[1].key = npi_arena_str(ctx->arena, npi_buf_str(&key));
    tags[1].value = chapter->title.len ? chapter->title : NPI_STR("-");
    npi_buf_release(&key);
    npi_buf_release(&time);
    return tags[0].key.ptr && tags[0].value.ptr && tags[1].key.ptr
               ? NP_OK
               : NP_ERR_NOMEM;
}

enum np_status npi_tags_add_chapters(struct npi_context *ctx,
                                     const struct npi_part_chapter *chapters,
                                     size_t n, struct npi_tag_list *list)
{
    struct npi_part_tag *tags = NPI_ARENA_NEW(ctx->arena, struct npi_part_tag,
                                              list->n_tags + 2 * n);
    enum np_status status = tags ? NP_OK : NP_ERR_NOMEM;

    for (size_t i = 0; i < n && status == NP_OK; i++)
        status = add_chapter(ctx, i, &chapters[i], &tags[2 * i]);
    for (size_t i = 0; i < list->n_tags && status == NP_OK; i++)
        tags[2 * n + i] = list->tags[i];
    if (status != NP_OK)
        return status;
    list->tags = tags;
    list->n_tags += 2 * n;
    return NP_OK;
}

/* See tags.h. Keys are libavformat's generic ones: its muxers translate them to
 * ©nam, TIT2, TITLE. */
#include "media/tags.h"

#include "base/str.h"

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

#define GIVEN_MAX 6

static enum np_status give(struct npi_context *ctx,
                           const struct np_episode *episode,
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
    given[3] = (struct npi_part_tag){NPI_STR("comment"), episode->link};
    given[4] = (struct npi_part_tag){NPI_STR("description"), episode->summary};
    given[5] = (struct npi_part_tag){NPI_STR("keywords"), keywords};
    return NP_OK;
}

static struct npi_part_tag *find(struct npi_part_tag *tags, size_t n,
                                 struct np_str key)
{
    for (size_t i = 0; i < n; i++)
        if (npi_str_eq_nocase(tags[i].key, key))
            return &tags[i];
    return NULL;
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
    enum np_status status = give(ctx, episode, given);

    if (!tags || status != NP_OK)
        return NP_ERR_NOMEM;
    *list = (struct npi_tag_list){.tags = tags};
    for (size_t i = 0; i < info->n_tags; i++)
        if (info->tags[i].value.len &&
            !npi_list_has(container->foreign, info->tags[i].key))
            tags[n++] = info->tags[i];
    for (size_t i = 0; i < GIVEN_MAX && mode != NPI_TAGS_NONE; i++) {
        struct npi_part_tag *own = find(tags, n, given[i].key);

        if (!given[i].value.len || (own && mode == NPI_TAGS_FILL))
            continue;
        list->n_given++;
        if (own)
            own->value = given[i].value;
        else
            tags[n++] = given[i];
    }
    list->n_tags = n;
    return NP_OK;
}

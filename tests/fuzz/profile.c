/* Any bytes as a profile: refused with a reason and nothing changed, or taken;
 * what was taken is written as a profile again and read back the same. */
#include "profile/profile.h"
#include "base/platform.h"
#include "base/str.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void require(bool good)
{
    if (!good)
        abort();
}

static enum np_status load(struct npi_context *ctx, struct npi_config *config,
                           struct np_str text)
{
    char path[32];
    int fd = npi_platform_memory_file(text);
    require(fd >= 0);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", fd);
    enum np_status status = npi_profile_load(ctx, config, npi_str(path), NULL);
    (void)close(fd);
    return status;
}

static void write_profile(struct npi_buf *out, const struct npi_settings *s)
{
    for (int i = 0; i < NPI_SETTINGS_N; i++) {
        const struct npi_setting *row = &npi_setting_table[i];
        npi_buf_puts(out, "[");
        npi_buf_puts(out, row->section);
        npi_buf_puts(out, "]\n");
        npi_buf_puts(out, row->name);
        npi_buf_puts(out, " = ");
        npi_setting_write(out, (enum npi_setting_id)i, s);
        npi_buf_puts(out, "\n");
    }
}

static void round_trip(struct npi_context *ctx, const struct npi_settings *s)
{
    struct npi_config again;
    struct npi_buf text, text_again;
    npi_config_init(&again);
    npi_buf_init(&text, NPI_BUF_MAX);
    npi_buf_init(&text_again, NPI_BUF_MAX);
    write_profile(&text, s);
    require(load(ctx, &again, npi_buf_str(&text)) == NP_OK);
    write_profile(&text_again, &again.settings);
    require(npi_str_eq(npi_buf_str(&text), npi_buf_str(&text_again)));
    npi_buf_release(&text);
    npi_buf_release(&text_again);
}

static void render_all(const struct npi_diags *diags)
{
    struct npi_buf out;
    npi_buf_init(&out, NPI_BUF_MAX);
    for (size_t i = 0; i < diags->n; i++)
        npi_diag_render(&out, diags, &diags->items[i], NULL, NULL);
    npi_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct np_str text = {(const char *)data, size};
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_config config, before;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    npi_config_init(&config);
    before = config;
    enum np_status status = load(&ctx, &config, text);
    require((status == NP_OK) == (npi_diags_count(&diags, NP_ERROR) == 0));
    if (status == NP_OK)
        round_trip(&ctx, &config.settings);
    else
        require(!memcmp(&before, &config, sizeof config));
    render_all(&diags);
    npi_arena_release(&arena);
    return 0;
}

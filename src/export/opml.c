/* The outline and the mind map as OPML 2.0, which outliners and mind map
 * programs import. Times of the outline are an attribute of their own, as the
 * format allows, and stand in the text too, where everybody sees them. */
#include "base/line.h"
#include "base/stamp.h"
#include "base/str.h"
#include "export/writers.h"
#include "export/xml.h"

/* A tree in document order, as both of ours are. */
struct tree {
    size_t n;
    unsigned (*level)(const struct npi_export_view *view, size_t i);
    void (*text)(const struct npi_export_view *view, size_t i,
                 struct npi_buf *out);
};

static void indent(struct npi_buf *out, size_t depth)
{
    for (size_t i = 0; i < depth; i++)
        npi_buf_puts(out, "  ");
}

static unsigned chapter_level(const struct npi_export_view *view, size_t i)
{
    return view->timeline->chapters[i].level;
}

static void chapter_text(const struct npi_export_view *view, size_t i,
                         struct npi_buf *out)
{
    const struct np_chapter *chapter = &view->timeline->chapters[i];
    npi_stamp_write(out, chapter->start, NPI_STAMP_SHORT);
    npi_buf_putc(out, ' ');
    npi_xml_put(out, chapter->title);
    npi_buf_puts(out, "\" start=\"");
    npi_stamp_write(out, chapter->start, NPI_STAMP_VTT);
}

static unsigned node_level(const struct npi_export_view *view, size_t i)
{
    return view->episode->mind_map[i].level;
}

static void node_text(const struct npi_export_view *view, size_t i,
                      struct npi_buf *out)
{
    npi_xml_put(out, view->episode->mind_map[i].title);
}

/* An element stays open as long as what follows is deeper. */
static void put_tree(const struct npi_export_view *view,
                     const struct tree *tree, struct npi_buf *out)
{
    unsigned open[64];
    size_t depth = 0;
    for (size_t i = 0; i < tree->n; i++) {
        unsigned level = tree->level(view, i);
        while (depth > 0 && open[depth - 1] >= level) {
            depth--;
            indent(out, 3 + depth);
            npi_buf_puts(out, "</outline>\n");
        }
        if (depth == sizeof(open) / sizeof(open[0]))
            continue;
        indent(out, 3 + depth);
        npi_buf_puts(out, "<outline text=\"");
        tree->text(view, i, out);
        npi_buf_puts(out, "\">\n");
        open[depth++] = level;
    }
    while (depth > 0) {
        depth--;
        indent(out, 3 + depth);
        npi_buf_puts(out, "</outline>\n");
    }
}

static void put_section(const struct npi_export_view *view, const char *chinese,
                        const char *english, const struct tree *tree,
                        struct npi_buf *out)
{
    bool zh = npi_str_starts(view->episode->language, NPI_STR("zh"));
    if (tree->n == 0)
        return;
    npi_buf_puts(out, "    <outline text=\"");
    npi_buf_puts(out, zh ? chinese : english);
    npi_buf_puts(out, "\">\n");
    put_tree(view, tree, out);
    npi_buf_puts(out, "    </outline>\n");
}

enum np_status npi_write_opml(struct npi_context *ctx,
                              const struct npi_export_view *view,
                              struct npi_buf *out)
{
    const struct tree outline = {view->timeline->n_chapters, chapter_level,
                                 chapter_text};
    const struct tree map = {view->episode->n_mind_map, node_level, node_text};
    (void)ctx;
    npi_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<opml version=\"2.0\">\n  <head>\n    <title>");
    npi_xml_put(out, view->episode->title);
    npi_buf_puts(out, "</title>\n  </head>\n  <body>\n");
    put_section(view, "大纲", "Outline", &outline, out);
    put_section(view, "思维导图", "Mind map", &map, out);
    npi_buf_puts(out, "  </body>\n</opml>\n");
    return out->error;
}

/* Matroska chapters as mkvmerge --chapters, mkvpropedit and mpv tools take
 * them: XML, all levels nested (mkvtoolnix's matroskachapters.dtd; RFC
 * 9559, 5.1.7). UIDs come from what a chapter says, so that the same notes give
 * the same file. */
#include "base/line.h"
#include "base/stamp.h"
#include "export/writers.h"
#include "export/xml.h"

/* FNV-1a, 64 bits. */
static uint64_t mix(uint64_t hash, const void *bytes, size_t n)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ at[i]) * 0x100000001B3ull;
    return hash;
}

/* Never 0, and no more than mkvmerge's readers take as a signed number. */
static uint64_t uid_of(const struct np_chapter *chapter, size_t index)
{
    unsigned char numbers[16];
    uint64_t hash = 0xCBF29CE484222325ull;
    for (unsigned i = 0; i < 8; i++) {
        numbers[i] = (unsigned char)((uint64_t)chapter->start >> (8 * i));
        numbers[8 + i] = (unsigned char)((uint64_t)index >> (8 * i));
    }
    hash = mix(hash, numbers, sizeof(numbers));
    if (chapter->title.len > 0)
        hash = mix(hash, chapter->title.ptr, chapter->title.len);
    return (hash >> 1) | 1;
}

static void indent(struct npi_buf *out, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++)
        npi_buf_puts(out, "  ");
}

static void put_element(struct npi_buf *out, unsigned depth, const char *name,
                        struct np_str text)
{
    indent(out, depth);
    npi_buf_puts(out, "<");
    npi_buf_puts(out, name);
    npi_buf_puts(out, ">");
    npi_xml_put(out, text);
    npi_buf_puts(out, "</");
    npi_buf_puts(out, name);
    npi_buf_puts(out, ">\n");
}

static void put_time(struct npi_buf *out, unsigned depth, const char *name,
                     int64_t ms)
{
    struct npi_buf stamp;
    npi_buf_init(&stamp, 64);
    npi_stamp_write(&stamp, ms, NPI_STAMP_VTT);
    npi_buf_puts(&stamp, "000000"); /* nanoseconds */
    put_element(out, depth, name, npi_buf_str(&stamp));
    if (stamp.error)
        out->error = stamp.error;
    npi_buf_release(&stamp);
}

static void put_uid(struct npi_buf *out, unsigned depth, uint64_t uid)
{
    struct npi_buf number;
    npi_buf_init(&number, 64);
    npi_buf_put_u64(&number, uid);
    put_element(out, depth, "ChapterUID", npi_buf_str(&number));
    if (number.error)
        out->error = number.error;
    npi_buf_release(&number);
}

static bool is_wanted(const struct npi_export_view *view,
                      const struct np_chapter *chapter)
{
    return view->settings->levels == NPI_LEVELS_AUTO ||
           chapter->level <= view->settings->levels;
}

static void put_display(struct npi_buf *out, unsigned depth,
                        struct np_str title, struct np_str language)
{
    indent(out, depth);
    npi_buf_puts(out, "<ChapterDisplay>\n");
    put_element(out, depth + 1, "ChapterString", title);
    put_element(out, depth + 1, "ChapLanguageIETF", language);
    indent(out, depth);
    npi_buf_puts(out, "</ChapterDisplay>\n");
}

static void put_second(struct npi_buf *out, unsigned depth,
                       const struct npi_export_view *view,
                       const struct np_chapter *chapter)
{
    const struct np_str *titles = view->second_titles;

    if (titles && !npi_line_blank(titles[chapter->entry]))
        put_display(out, depth, titles[chapter->entry],
                    view->second_titles_language);
}

/* What is said of one chapter, its element left open for its children. */
static void open_atom(const struct npi_export_view *view, size_t i,
                      unsigned depth, struct npi_buf *out)
{
    const struct np_chapter *chapter = &view->timeline->chapters[i];
    indent(out, depth);
    npi_buf_puts(out, "<ChapterAtom>\n");
    put_time(out, depth + 1, "ChapterTimeStart", chapter->start);
    if (chapter->end > chapter->start)
        put_time(out, depth + 1, "ChapterTimeEnd", chapter->end);
    put_uid(out, depth + 1, uid_of(chapter, i));
    if (view->settings->bilingual == NPI_BILINGUAL_CAPTIONS_FIRST)
        put_second(out, depth + 1, view, chapter);
    put_display(out, depth + 1, chapter->title, view->episode->language);
    if (view->settings->bilingual != NPI_BILINGUAL_CAPTIONS_FIRST)
        put_second(out, depth + 1, view, chapter);
}

/* Chapters whose elements are open, each inside the one before. */
#define OPEN_MAX 64

struct open_atoms {
    size_t index[OPEN_MAX];
    unsigned n;
};

static bool is_inside(const struct npi_export_view *view, size_t i,
                      size_t outer)
{
    while (i != outer && i != NP_NONE)
        i = view->timeline->chapters[i].parent;
    return i == outer;
}

static void close_last(struct npi_buf *out, struct open_atoms *open)
{
    open->n--;
    indent(out, 2 + open->n);
    npi_buf_puts(out, "</ChapterAtom>\n");
}

enum np_status npi_write_matroska_xml(struct npi_context *ctx,
                                      const struct npi_export_view *view,
                                      struct npi_buf *out)
{
    struct open_atoms open = {.n = 0};
    (void)ctx;
    npi_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<!DOCTYPE Chapters SYSTEM "
                      "\"matroskachapters.dtd\">\n<Chapters>\n"
                      "  <EditionEntry>\n");
    for (size_t i = 0; i < view->timeline->n_chapters; i++) {
        const struct np_chapter *chapter = &view->timeline->chapters[i];
        if (!is_wanted(view, chapter) || npi_line_blank(chapter->title))
            continue;
        while (open.n > 0 && (open.n == OPEN_MAX ||
                              !is_inside(view, i, open.index[open.n - 1])))
            close_last(out, &open);
        open_atom(view, i, 2 + open.n, out);
        open.index[open.n++] = i;
    }
    while (open.n > 0)
        close_last(out, &open);
    npi_buf_puts(out, "  </EditionEntry>\n</Chapters>\n");
    return out->error;
}

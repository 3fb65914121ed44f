/* Words as a POSIX shell reads them back (POSIX.1-2017, XCU 2.2). Bytes over
 * 0x7f mean nothing to a shell and stay bare. A control character cannot be
 * shown and pasted; it becomes "?" in what is shown, which as a pattern finds
 * the file when the word stands outside quotes. */
#include "cli/quote.h"

#include "base/str.h"

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 ||
           npi_str_find_char(NPI_STR("_@%+=:,./-"), c) != NP_NONE;
}

static bool all_plain(struct np_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!is_plain(word.ptr[i]))
            return false;
    return word.len > 0;
}

void npi_quote_word(struct npi_buf *out, struct np_str word)
{
    if (all_plain(word)) {
        npi_buf_put(out, word);
        return;
    }
    npi_buf_putc(out, '\'');
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == '\'')
            npi_buf_puts(out, "'\\''");
        else if (is_control(word.ptr[i]))
            npi_buf_puts(out, "'?'");
        else
            npi_buf_putc(out, word.ptr[i]);
    }
    npi_buf_putc(out, '\'');
}

void npi_quote_file(struct npi_buf *out, struct np_str path)
{
    if (path.len > 1 && path.ptr[0] == '-')
        npi_buf_puts(out, "./");
    npi_quote_word(out, path);
}

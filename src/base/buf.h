/* A growing byte buffer with a cap and a sticky error: write, write, write,
 * and ask once at the end. */
#ifndef NPI_BASE_BUF_H
#define NPI_BASE_BUF_H

#include <nopriors/types.h>

struct npi_buf {
    char *data; /* NUL-terminated; NULL as long as nothing was put */
    size_t len;
    size_t cap;
    size_t max;           /* the most it may hold */
    enum np_status error; /* NP_OK, NP_ERR_NOMEM (also: max reached) */
};

#define NPI_BUF_MAX ((size_t)1 << 30)

void npi_buf_init(struct npi_buf *buf, size_t max);
void npi_buf_release(struct npi_buf *buf);
void npi_buf_clear(struct npi_buf *buf);              /* keeps the memory */
struct np_str npi_buf_str(const struct npi_buf *buf); /* borrowed; "" if
                                                         nothing was put */

void npi_buf_put(struct npi_buf *buf, struct np_str text);
void npi_buf_puts(struct npi_buf *buf, const char *z);
void npi_buf_putc(struct npi_buf *buf, char c);
void npi_buf_put_cp(struct npi_buf *buf, uint32_t cp); /* as UTF-8 */
void npi_buf_put_u64(struct npi_buf *buf, uint64_t value);
void npi_buf_put_i64(struct npi_buf *buf, int64_t value);
/* At least digits digits, zeros in front. */
void npi_buf_put_padded(struct npi_buf *buf, uint64_t value, unsigned digits);
#define NPI_BUF_DECIMALS 9
/* A fraction with so many decimals (at most NPI_BUF_DECIMALS), rounded half
 * away from zero, no locale. Not a number is 0; what is too large is clamped.
 */
void npi_buf_put_fixed(struct npi_buf *buf, double value, unsigned decimals);

#endif

/* Writes the bytes that a case file describes (assemble.h) to standard output:
 *   assemble FILE */
#include "support/assemble.h"

int main(int argc, char **argv)
{
    struct npi_buf out;
    if (argc != 2)
        return 2;
    test_assemble(argv[1], &out);
    (void)fwrite(npi_buf_str(&out).ptr, 1, npi_buf_str(&out).len, stdout);
    npi_buf_release(&out);
    return 0;
}

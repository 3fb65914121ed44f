/* Statuses to exit codes: the one table. */
#include <nopriors/types.h>

int np_status_exit_code(enum np_status status)
{
    static const int codes[] = {
        [NP_OK] = 0,
        [NP_ERR_NOTES] = 1,
        [NP_ERR_USAGE] = 2,
        [NP_ERR_IO] = 3,
        [NP_ERR_MEDIA] = 4,
        [NP_ERR_NOMEM] = 3,
        [NP_ERR_INTERRUPTED] = 130,
    };
    return codes[status];
}

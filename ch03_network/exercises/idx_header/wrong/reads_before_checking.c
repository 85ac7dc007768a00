/* caught-by: idx_header/truncated_at_each_byte */
#include "ch03.h"

int my_idx_header(const uint8_t *p, size_t len, uint32_t dim[4])
{
    if (p[0] != 0 || p[1] != 0 || p[2] != 8 || p[3] < 1 || p[3] > 4) {
        return -1;
    }
    const size_t header = 4 * (size_t)(1 + p[3]);
    uint32_t found[4] = {1, 1, 1, 1};
    unsigned long long product = 1;
    for (int i = 0; i < p[3]; i++) {
        const uint8_t *q = p + 4 * (1 + i);
        found[i] = (uint32_t)q[0] << 24 | (uint32_t)q[1] << 16 |
                   (uint32_t)q[2] << 8 | (uint32_t)q[3];
        product *= found[i];
    }
    if (len < header || product != len - header) {
        return -1;
    }
    for (int i = 0; i < 4; i++) {
        dim[i] = found[i];
    }
    return p[3];
}

/* caught-by: idx_header/images_and_labels */
#include "ch03.h"

int my_idx_header(const uint8_t *p, size_t len, uint32_t dim[4])
{
    if (len < 4) {
        return -1;
    }
    if (p[0] != 0 || p[1] != 0 || p[2] != 8 || p[3] < 1 || p[3] > 4) {
        return -1;
    }
    const size_t header = 4 * (size_t)(1 + p[3]);
    if (len < header) {
        return -1;
    }
    uint32_t found[4] = {1, 1, 1, 1};
    unsigned long long product = 1;
    for (int i = 0; i < p[3]; i++) {
        const uint8_t *q = p + 4 * (1 + i);
        found[i] = (uint32_t)q[3] << 24 | (uint32_t)q[2] << 16 |
                   (uint32_t)q[1] << 8 | (uint32_t)q[0];
        product *= found[i];
    }
    if (product != len - header) {
        return -1;
    }
    for (int i = 0; i < 4; i++) {
        dim[i] = found[i];
    }
    return p[3];
}

/* caught-by: idx_header/images_and_labels */
#include "ch03.h"

enum { KIND_BYTE = 8, MAX_AXES = 4, WORD = 4 };

static uint32_t big_endian(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           (uint32_t)p[3];
}

static int product_is(const uint32_t *dim, int k, size_t size)
{
    size_t product = 1;
    for (int i = 0; i < k; i++) {
        if (dim[i] == 0) {
            return size == 0;
        }
    }
    for (int i = 0; i < k; i++) {
        if (product > size / dim[0]) {
            return 0;
        }
        product *= dim[i];
    }
    return product == size;
}

int my_idx_header(const uint8_t *p, size_t len, uint32_t dim[4])
{
    if (len < WORD || p[0] != 0 || p[1] != 0 || p[2] != KIND_BYTE ||
        p[3] < 1 || p[3] > MAX_AXES) {
        return -1;
    }
    const int k = p[3];
    const size_t header = WORD * (size_t)(1 + k);
    if (len < header) {
        return -1;
    }
    uint32_t found[MAX_AXES] = {1, 1, 1, 1};
    for (int i = 0; i < k; i++) {
        found[i] = big_endian(p + WORD * (1 + i));
    }
    if (!product_is(found, k, len - header)) {
        return -1;
    }
    for (int i = 0; i < MAX_AXES; i++) {
        dim[i] = found[i];
    }
    return k;
}

// # Solution: do not trust a file
//
// Nothing is read before its place is known to exist, and nothing is
// multiplied before the product is known to fit.
#include "ch03.h"

enum { KIND_BYTE = 8, MAX_AXES = 4, WORD = 4 };

// A byte becomes an `int` when it is shifted, and 200 shifted by 24 does not
// fit into one. So each byte is made unsigned and 32 bits wide first.
static uint32_t big_endian(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           (uint32_t)p[3];
}

// ## How many elements?
//
// The answer is wanted only if it is `size`. No product is formed that could
// be larger: $n \cdot d > size$ is asked as $n > size / d$, which cannot
// overflow. If one length is 0, all together are 0, however large the others
// are.
static int product_is(const uint32_t *dim, int k, size_t size)
{
    size_t product = 1;
    for (int i = 0; i < k; i++) {
        if (dim[i] == 0) {
            return size == 0;
        }
    }
    for (int i = 0; i < k; i++) {
        if (product > size / dim[i]) {
            return 0;
        }
        product *= dim[i];
    }
    return product == size;
}

// ## The header
//
// The lengths are kept aside until everything is known to be right.
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

// [idx](../../../common/data/idx.c) reads the real files, and says for each kind
// of damage what is wrong.

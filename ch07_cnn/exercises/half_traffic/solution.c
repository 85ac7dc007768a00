// # Solution: a product with half the traffic
//
// Four sums are computed together, a block of $2 \times 2$. In each turn 4
// numbers are taken for 4 multiplications. A block of $4 \times 4$ would take
// 8 for 16, and so on: the larger the block, the less traffic, until the
// processor has no room for its sums.
//
// The library's [kernel](../../../common/fast/README.md) does the same with
// blocks that fill the processor.
#include "ch07.h"

void my_half_traffic(struct counted *a, struct counted *b, struct counted *c,
                     size_t rows, size_t inner, size_t columns)
{
    for (size_t i = 0; i < rows; i += 2) {
        for (size_t j = 0; j < columns; j += 2) {
            float sum[2][2] = {{0}};
            for (size_t k = 0; k < inner; k++) {
                const float upper = take_number(a, i, k),
                            lower = take_number(a, i + 1, k);
                const float left = take_number(b, k, j),
                            right = take_number(b, k, j + 1);
                sum[0][0] += upper * left;
                sum[0][1] += upper * right;
                sum[1][0] += lower * left;
                sum[1][1] += lower * right;
            }
            for (size_t n = 0; n < 4; n++) {
                put_number(c, i + n / 2, j + n % 2, sum[n / 2][n % 2]);
            }
        }
    }
}

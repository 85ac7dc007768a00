/* caught-by: half_traffic/right_product */
#include "ch07.h"

void my_half_traffic(struct counted *a, struct counted *b, struct counted *c,
                     size_t rows, size_t inner, size_t columns)
{
    for (size_t i = 0; i < rows; i += 2) {
        for (size_t j = 0; j < columns; j += 2) {
            float s[4] = {0};
            for (size_t k = 0; k < inner; k++) {
                const float p = take_number(a, i, k),
                            q = take_number(a, i + 1, k),
                            r = take_number(b, k, j),
                            t = take_number(b, k, j + 1);
                s[0] += p * r;
                s[1] += q * r;
                s[2] += p * t;
                s[3] += q * t;
            }
            put_number(c, i, j, s[0]);
            put_number(c, i, j + 1, s[1]);
            put_number(c, i + 1, j, s[2]);
            put_number(c, i + 1, j + 1, s[3]);
        }
    }
}

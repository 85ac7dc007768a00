/* caught-by: half_traffic/right_product */
#include "ch07.h"

void my_half_traffic(struct counted *a, struct counted *b, struct counted *c,
                     size_t rows, size_t inner, size_t columns)
{
    for (size_t i = 0; i < rows; i += 2) {
        for (size_t j = 0; j < columns; j += 2) {
            float s[2] = {0};
            for (size_t k = 0; k < inner; k++) {
                s[0] += take_number(a, i, k) * take_number(b, k, j);
                s[1] += take_number(a, i + 1, k) * take_number(b, k, j + 1);
            }
            put_number(c, i, j, s[0]);
            put_number(c, i + 1, j + 1, s[1]);
        }
    }
}

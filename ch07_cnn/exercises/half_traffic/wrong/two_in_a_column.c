/* caught-by: half_traffic/half_of_it */
#include "ch07.h"

void my_half_traffic(struct counted *a, struct counted *b, struct counted *c,
                     size_t rows, size_t inner, size_t columns)
{
    for (size_t i = 0; i < rows; i += 2) {
        for (size_t j = 0; j < columns; j++) {
            float upper = 0, lower = 0;
            for (size_t k = 0; k < inner; k++) {
                const float x = take_number(b, k, j);
                upper += take_number(a, i, k) * x;
                lower += take_number(a, i + 1, k) * x;
            }
            put_number(c, i, j, upper);
            put_number(c, i + 1, j, lower);
        }
    }
}

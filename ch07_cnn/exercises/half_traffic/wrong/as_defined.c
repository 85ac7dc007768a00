/* caught-by: half_traffic/half_of_it */
#include "ch07.h"

void my_half_traffic(struct counted *a, struct counted *b, struct counted *c,
                     size_t rows, size_t inner, size_t columns)
{
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < columns; j++) {
            float sum = 0;
            for (size_t k = 0; k < inner; k++) {
                sum += take_number(a, i, k) * take_number(b, k, j);
            }
            put_number(c, i, j, sum);
        }
    }
}

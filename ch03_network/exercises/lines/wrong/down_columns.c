/* caught-by: lines/few_are_fetched */
#include "ch03.h"

void my_lines(struct far_matrix *a, struct far_matrix *b,
              struct far_matrix *c, size_t rows, size_t inner, size_t columns)
{
    for (size_t j = 0; j < columns; j++) {
        for (size_t k = 0; k < inner; k++) {
            for (size_t i = 0; i < rows; i++) {
                far_add(c, i, j, far_number(a, i, k) * far_number(b, k, j));
            }
        }
    }
}

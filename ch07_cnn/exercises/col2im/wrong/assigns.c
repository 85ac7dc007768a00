/* caught-by: col2im/how_often_a_number_is_seen col2im/adjoint */
#include "ch07.h"

void my_col2im(const float *columns, float *x, const struct sliding *s)
{
    const size_t places = s->OH * s->OW, size = s->C * s->H * s->W;
    for (size_t k = 0; k < s->N * size; k++) {
        x[k] = 0;
    }
    for (size_t p = 0; p < s->N * places; p++) {
        float *image = x + p / places * size;
        for (size_t c = 0; c < s->C; c++) {
            for (size_t u = 0; u < s->FH; u++) {
                for (size_t v = 0; v < s->FW; v++, columns++) {
                    const size_t row = p % places / s->OW * s->S + u;
                    const size_t column = p % s->OW * s->S + v;
                    if (row >= s->P && row < s->P + s->H && column >= s->P &&
                        column < s->P + s->W) {
                        image[(c * s->H + row - s->P) * s->W + column -
                              s->P] = *columns;
                    }
                }
            }
        }
    }
}

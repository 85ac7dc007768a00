/* caught-by: im2col/zeros_around */
#include "ch07.h"

/* What lies beyond the edge is not written. */
void my_im2col(const float *x, float *columns, const struct sliding *s)
{
    const size_t places = s->OH * s->OW;
    for (size_t p = 0; p < s->N * places; p++) {
        const float *image = x + p / places * s->C * s->H * s->W;
        for (size_t c = 0; c < s->C; c++) {
            for (size_t u = 0; u < s->FH; u++) {
                for (size_t v = 0; v < s->FW; v++, columns++) {
                    const size_t row = p % places / s->OW * s->S + u;
                    const size_t column = p % s->OW * s->S + v;
                    if (row >= s->P && row < s->P + s->H && column >= s->P &&
                        column < s->P + s->W) {
                        *columns = image[(c * s->H + row - s->P) * s->W +
                                         column - s->P];
                    }
                }
            }
        }
    }
}

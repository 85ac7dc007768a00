/* caught-by: col2im/adjoint */
#include "ch07.h"

static void add_patch(const float *patch, float *image, size_t top,
                      size_t left, const struct sliding *s)
{
    for (size_t c = 0; c < s->C; c++) {
        float *plane = image + c * s->H * s->W;
        for (size_t u = 0; u < s->FH; u++) {
            for (size_t v = 0; v < s->FW; v++, patch++) {
                const size_t row = top + u, column = left + v;
                if (row >= s->P && row < s->P + s->H && column >= s->P &&
                    column < s->P + s->W) {
                    plane[(row - s->P) * s->W + column - s->P] += *patch;
                }
            }
        }
    }
}

void my_col2im(const float *columns, float *x, const struct sliding *s)
{
    const size_t places = s->OH * s->OW, depth = s->C * s->FH * s->FW;
    const size_t size = s->C * s->H * s->W;
    for (size_t k = 0; k < s->N * size; k++) {
        x[k] = 0;
    }
    for (size_t p = 0; p < s->N * places; p++) {
        const size_t i = p % places / s->OW, j = p % s->OW;
        add_patch(columns + p * depth, x, i * s->S, j * s->S, s);
    }
}

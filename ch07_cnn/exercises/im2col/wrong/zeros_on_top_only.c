/* caught-by: im2col/zeros_around */
#include "ch07.h"

static float pixel(const float *plane, size_t row, size_t column,
                   const struct sliding *s)
{
    const int inside = row >= s->P && row < s->P + s->H && column < s->W;
    return inside ? plane[(row - s->P) * s->W + column] : 0;
}

static void write_patch(const float *image, float *patch, size_t top,
                        size_t left, const struct sliding *s)
{
    for (size_t c = 0; c < s->C; c++) {
        const float *plane = image + c * s->H * s->W;
        for (size_t u = 0; u < s->FH; u++) {
            for (size_t v = 0; v < s->FW; v++) {
                *patch++ = pixel(plane, top + u, left + v, s);
            }
        }
    }
}

void my_im2col(const float *x, float *columns, const struct sliding *s)
{
    const size_t places = s->OH * s->OW, depth = s->C * s->FH * s->FW;
    for (size_t p = 0; p < s->N * places; p++) {
        const float *image = x + p / places * s->C * s->H * s->W;
        const size_t i = p % places / s->OW, j = p % s->OW;
        write_patch(image, columns + p * depth, i * s->S, j * s->S, s);
    }
}

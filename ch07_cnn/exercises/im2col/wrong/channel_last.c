/* caught-by: im2col/two_channels_and_three_images */
#include "ch07.h"

void my_im2col(const float *x, float *columns, const struct sliding *s)
{
    const size_t places = s->OH * s->OW;
    for (size_t p = 0; p < s->N * places; p++) {
        const float *image = x + p / places * s->C * s->H * s->W;
        for (size_t u = 0; u < s->FH; u++) {
            for (size_t v = 0; v < s->FW; v++) {
                const size_t row = p % places / s->OW * s->S + u;
                const size_t column = p % s->OW * s->S + v;
                const int inside = row >= s->P && row < s->P + s->H &&
                                   column >= s->P && column < s->P + s->W;
                const size_t place = (row - s->P) * s->W + column - s->P;
                for (size_t c = 0; c < s->C; c++) {
                    *columns++ = inside ? image[c * s->H * s->W + place] : 0;
                }
            }
        }
    }
}

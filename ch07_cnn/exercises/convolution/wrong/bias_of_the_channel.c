/* caught-by: convolution/all_lengths convolution/stride_and_zeros_around */
#include "ch07.h"

void my_convolution(const float *x, const float *w, const float *b, float *y,
                    size_t filters, const struct sliding *s)
{
    const size_t places = s->OH * s->OW;
    for (size_t k = 0; k < s->N * filters * places; k++) {
        const size_t n = k / places / filters, f = k / places % filters;
        const size_t i = k % places / s->OW, j = k % s->OW;
        y[k] = b[f % s->C];
        for (size_t c = 0; c < s->C; c++) {
            for (size_t u = 0; u < s->FH; u++) {
                for (size_t v = 0; v < s->FW; v++) {
                    const size_t row = i * s->S + u, column = j * s->S + v;
                    if (row >= s->P && row < s->P + s->H && column >= s->P &&
                        column < s->P + s->W) {
                        y[k] +=
                            w[((f * s->C + c) * s->FH + u) * s->FW + v] *
                            x[((n * s->C + c) * s->H + row - s->P) * s->W +
                              column - s->P];
                    }
                }
            }
        }
    }
}

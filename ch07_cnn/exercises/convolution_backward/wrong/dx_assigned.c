/* caught-by: convolution_backward/all_lengths */
#include <string.h>

#include "ch07.h"

void my_convolution_backward(const float *x, const float *w,
                             const float *dout, float *dx, float *dw,
                             float *db, size_t filters,
                             const struct sliding *s)
{
    const size_t places = s->OH * s->OW, depth = s->C * s->FH * s->FW;
    memset(dx, 0, s->N * s->C * s->H * s->W * sizeof *dx);
    memset(dw, 0, filters * depth * sizeof *dw);
    memset(db, 0, filters * sizeof *db);
    for (size_t k = 0; k < s->N * filters * places; k++) {
        const size_t n = k / places / filters, f = k / places % filters;
        db[f] += dout[k];
        for (size_t l = 0; l < depth; l++) {
            const size_t c = l / (s->FH * s->FW);
            const size_t row = k % places / s->OW * s->S + l / s->FW % s->FH;
            const size_t column = k % s->OW * s->S + l % s->FW;
            if (row >= s->P && row < s->P + s->H && column >= s->P &&
                column < s->P + s->W) {
                const size_t pixel =
                    ((n * s->C + c) * s->H + row - s->P) * s->W + column -
                    s->P;
                dw[f * depth + l] += dout[k] * x[pixel];
                dx[pixel] = dout[k] * w[f * depth + l];
            }
        }
    }
}

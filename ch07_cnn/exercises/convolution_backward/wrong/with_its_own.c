/* caught-by: convolution_backward/by_hand */
#include "ch07.h"

static void clear(float *x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        x[i] = 0;
    }
}

struct place {
    const float *x, *w;
    float *dx, *dw;
    size_t top, left;
};

static void back_from(struct place p, float g, const struct sliding *s)
{
    const size_t depth = s->C * s->FH * s->FW;
    for (size_t k = 0; k < depth; k++) {
        const size_t c = k / (s->FH * s->FW);
        const size_t row = p.top + k / s->FW % s->FH;
        const size_t column = p.left + k % s->FW;
        if (row >= s->P && row < s->P + s->H && column >= s->P &&
            column < s->P + s->W) {
            const size_t pixel =
                (c * s->H + row - s->P) * s->W + column - s->P;
            p.dw[k] += g * p.w[k];
            p.dx[pixel] += g * p.x[pixel];
        }
    }
}

void my_convolution_backward(const float *x, const float *w,
                             const float *dout, float *dx, float *dw,
                             float *db, size_t filters,
                             const struct sliding *s)
{
    const size_t image = s->C * s->H * s->W, depth = s->C * s->FH * s->FW;
    const size_t places = s->OH * s->OW;
    clear(dx, s->N * image);
    clear(dw, filters * depth);
    clear(db, filters);
    for (size_t k = 0; k < s->N * filters * places; k++) {
        const size_t n = k / places / filters, f = k / places % filters;
        const size_t i = k % places / s->OW, j = k % s->OW;
        const struct place p = {x + n * image,  w + f * depth, dx + n * image,
                                dw + f * depth, i * s->S,      j * s->S};
        back_from(p, dout[k], s);
        db[f] += dout[k];
    }
}

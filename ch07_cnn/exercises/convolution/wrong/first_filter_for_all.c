/* caught-by: convolution/all_lengths */
#include "ch07.h"

static float under_filter(const float *image, const float *w, size_t top,
                          size_t left, const struct sliding *s)
{
    float sum = 0;
    for (size_t c = 0; c < s->C; c++) {
        const float *plane = image + c * s->H * s->W;
        for (size_t u = 0; u < s->FH; u++) {
            for (size_t v = 0; v < s->FW; v++, w++) {
                const size_t row = top + u, column = left + v;
                if (row >= s->P && row < s->P + s->H && column >= s->P &&
                    column < s->P + s->W) {
                    sum += *w * plane[(row - s->P) * s->W + column - s->P];
                }
            }
        }
    }
    return sum;
}

void my_convolution(const float *x, const float *w, const float *b, float *y,
                    size_t filters, const struct sliding *s)
{
    const size_t image = s->C * s->H * s->W;
    for (size_t n = 0; n < s->N; n++) {
        for (size_t f = 0; f < filters; f++) {
            for (size_t i = 0; i < s->OH; i++) {
                for (size_t j = 0; j < s->OW; j++) {
                    *y++ = b[f] + under_filter(x + n * image, w, i * s->S,
                                               j * s->S, s);
                }
            }
        }
    }
}

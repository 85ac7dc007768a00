// # Solution: convolution
//
// Four loops say which number of $y$ is meant, three loops add it up.
#include "ch07.h"

// ## The sum at one place
//
// `image` is one image with all its channels, `w` one filter. The upper left
// corner of the filter stands at `top` and `left` of the image with its
// zeros. A weight over such a zero adds nothing.
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

// ## All places
//
// $$ y_{nfij} = b_f + \sum_{c,u,v} W_{fcuv}\, x_{n,c,\,iS+u-P,\,jS+v-P} $$
void my_convolution(const float *x, const float *w, const float *b, float *y,
                    size_t filters, const struct sliding *s)
{
    const size_t image = s->C * s->H * s->W, depth = s->C * s->FH * s->FW;
    for (size_t n = 0; n < s->N; n++) {
        for (size_t f = 0; f < filters; f++) {
            for (size_t i = 0; i < s->OH; i++) {
                for (size_t j = 0; j < s->OW; j++) {
                    *y++ = b[f] + under_filter(x + n * image, w + f * depth,
                                               i * s->S, j * s->S, s);
                }
            }
        }
    }
}

// The library's [definition](../../../common/math/convolve.c) has this form as well, and
// there is a [fast one](../../../common/fast/convolution_fast.c) beside it.

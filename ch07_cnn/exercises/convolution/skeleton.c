// # Exercise: convolution
//
// A filter is a small image of weights. **What does a filter compute when it slides
// over an image?** At each place it multiplies its weights with the numbers under
// them and adds up:
//
// $$ y_{nfij} = b_f + \sum_{c,u,v} W_{fcuv}\, x_{n,c,\,iS+u-P,\,jS+v-P} $$
//
// Beyond the edge of the image there are zeros. Take one row, $1, 2, 3, 4$, a
// filter of two weights, $10$ and $1$, and the bias $0.5$. At the first place
// that is $10 \cdot 1 + 1 \cdot 2 + 0.5 = 12.5$, then $23.5$, then $34.5$.
//
// $x$ has the shape $(N, C, H, W)$, $W$ $(filters, C, FH, FW)$, $b$
// $(filters)$ and $y$ $(N, filters, OH, OW)$. Every filter sees all channels.
// The weights are the array `w`; the lengths stand in `s`, and `s->W` is the
// width of an image.
#include "ch07.h"

void my_convolution(const float *x, const float *w, const float *b, float *y,
                    size_t filters, const struct sliding *s)
{
    YOUR_CODE_HERE();
}

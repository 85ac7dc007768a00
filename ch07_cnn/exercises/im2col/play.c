/* The patches are written by you. */
#include "math/im2col.h"
#include "sliding.h"

#define im2col(...) library_im2col(__VA_ARGS__)
#include "math/im2col.c"
#undef im2col

void im2col(Tensor *columns, const Tensor *x, const Window *window)
{
    if (sliding_fits(window)) {
        const struct sliding s = sliding_of(x->shape, window);
        my_im2col(x->data, columns->data, &s);
    } else {
        library_im2col(columns, x, window);
    }
}

/* The gradients of the patches are brought back by you. */
#include "math/im2col.h"
#include "sliding.h"

#define col2im(...) library_col2im(__VA_ARGS__)
#include "math/im2col.c"
#undef col2im

void col2im(Tensor *x, const Tensor *columns, const Window *window)
{
    if (sliding_fits(window)) {
        const struct sliding s = sliding_of(x->shape, window);
        my_col2im(columns->data, x->data, &s);
    } else {
        library_col2im(x, columns, window);
    }
}

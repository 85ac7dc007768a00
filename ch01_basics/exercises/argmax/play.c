/* You decide which class is the answer. */
#include "ch01.h"
#include "tensor/tensor.h"

#define tensor_argmax(...) library_argmax(__VA_ARGS__)
#include "tensor/tensor.c"
#undef tensor_argmax

void tensor_argmax(int *index, const Tensor *x, int axis)
{
    const int N = x->shape.n[0], K = x->size / N;
    CHECK(axis == 1, "my_argmax() takes rows, not axis %d", axis);
    for (int n = 0; n < N; n++) {
        index[n] = (int)my_argmax(x->data + (ptrdiff_t)n * K, (size_t)K);
    }
}

/* The hidden layer bends by your ReLU while the network learns. */
#include "ch03.h"
#include "math/activation.h"

#define relu_all(...) library_relu_all(__VA_ARGS__)
#include "math/activation.c"
#undef relu_all

void relu_all(Tensor *y, const Tensor *x)
{
    check_sizes(y, x);
    my_relu(x->data, y->data, (size_t)x->size);
}

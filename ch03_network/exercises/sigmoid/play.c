/* Both hidden layers bend by your sigmoid. */
#include "ch03.h"
#include "math/activation.h"

#define sigmoid(...) library_sigmoid(__VA_ARGS__)
#define sigmoid_all(...) library_sigmoid_all(__VA_ARGS__)
#include "math/activation.c"
#undef sigmoid
#undef sigmoid_all

real sigmoid(real x) { return my_sigmoid(x); }

void sigmoid_all(Tensor *y, const Tensor *x)
{
    check_sizes(y, x);
    for (int i = 0; i < x->size; i++) {
        y->data[i] = my_sigmoid(x->data[i]);
    }
}

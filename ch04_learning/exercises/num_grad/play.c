/* The network learns by your gradient alone. */
#include "ch04.h"
#include "math/gradient.h"

#define numerical_gradient(...) library_numerical_gradient(__VA_ARGS__)
#define numerical_gradient_shared(...) library_gradient_shared(__VA_ARGS__)
#include "math/gradient.c"
#undef numerical_gradient
#undef numerical_gradient_shared

struct question {
    Function *f;
    void *context;
};

/* The library's functions know where x is. */
static float ask(const float *x, size_t n, void *ctx)
{
    const struct question *q = ctx;
    (void)x;
    (void)n;
    return q->f(q->context);
}

void numerical_gradient(Tensor *grad, Function *f, void *context, Tensor *x)
{
    my_num_grad(ask, x->data, grad->data, (size_t)x->size,
                &(struct question){f, context});
}

/* You work alone, on the first copy. */
void numerical_gradient_shared(Tensor *grad, Function *f,
                               const Variation *variations, int count)
{
    (void)count;
    numerical_gradient(grad, f, variations->context, variations->x);
}

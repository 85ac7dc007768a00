// # The numerical gradient
//
// [gradient_field](../../ch04_learning/gradient_field.c) measured the two
// slopes of a landscape. **How is the gradient of any function of many numbers
// measured?** In the same way, one number after the other. It is slow, but too
// simple to be wrong, so it judges every faster way in this book.
#include "math/gradient.h"

#include <tgmath.h>

#include "system/threads.h"

real gradient_step(void)
{
    return (real)(sizeof(real) == sizeof(double) ? 1e-4 : 1e-2);
}

// ## The central difference
//
// Each number of $x$ in turn goes up by $h$ and down by $h$, while the others keep
// their values. (The formula shows only the number that moves. In the code `f`
// looks at all of $x$ itself, through `context`: we change $x$, and call `f`
// again.)
//
// $$ \frac{\partial f}{\partial x_i} \approx
//    \frac{f(x_i + h) - f(x_i - h)}{2h} $$
//
// Two calls of $f$ for every number are far too slow for learning with a large
// network. But as a judge of the faster way of
// [chapter 5](../../ch05_backprop/README.md), it needs to be called only once.
static void try_numbers(Tensor *grad, Function *f, const Variation *variation,
                        int first, int end)
{
    const real h = gradient_step();
    Tensor *x = variation->x;
    CHECK(grad->size == x->size, "a gradient %s for %s",
          shape_text(grad->shape).text, shape_text(x->shape).text);
    for (int i = first; i < end; i++) {
        const real before = x->data[i];
        x->data[i] = before + h;
        const real above = f(variation->context);
        x->data[i] = before - h;
        const real below = f(variation->context);
        x->data[i] = before;
        grad->data[i] = (above - below) / (2 * h);
    }
}

void numerical_gradient(Tensor *grad, Function *f, void *context, Tensor *x)
{
    try_numbers(grad, f, &(Variation){context, x}, 0, grad->size);
}

// ## Comparing two gradients
//
// Chapter 5 has a faster way. Does it find the same gradient? Both give one number
// for each weight, and we look for the largest difference. It must be compared with
// something. We could divide each difference by its own gradient. But that would
// exaggerate the places where both are nearly zero, and where only rounding is
// left. So we divide by the largest gradient of the whole tensor.
real gradient_error(const Tensor *a, const Tensor *b)
{
    real worst = 0, largest = 0;
    CHECK(a->size == b->size, "a gradient %s beside %s",
          shape_text(a->shape).text, shape_text(b->shape).text);
    for (int i = 0; i < a->size; i++) {
        const real difference = fabs(a->data[i] - b->data[i]);
        if (isnan(difference)) {
            return difference;
        }
        worst = fmax(worst, difference);
        largest = fmax(largest, fmax(fabs(a->data[i]), fabs(b->data[i])));
    }
    return largest > 0 ? worst / largest : 0;
}

// ## Shared by several processors
//
// This section only makes the measurement faster, and may stay unread. No try
// needs the result of another. So several *threads* (线程), runs through the same
// code at the same time, can share the tries; [in_parts](../system/threads.c)
// gives each of them a part of the numbers. But while one thread has moved
// $x_i$, no other may look at that $x$. So each has a copy of its own.
/* folded */
typedef struct {
    Tensor *grad;
    Function *f;
    const Variation *variations; /* one for each thread */
} Tries;

static void try_part(void *context, int first, int end)
{
    const Tries *t = context;
    try_numbers(t->grad, t->f, &t->variations[thread_here()], first, end);
}

void numerical_gradient_shared(Tensor *grad, Function *f,
                               const Variation *variations, int count)
{
    CHECK(count >= 1, "%d variations", count);
    in_parts((Job){.count = grad->size,
                   .nanoseconds = 1e4 * grad->size,
                   .threads = count},
             try_part, &(Tries){grad, f, variations});
}

// # Loss functions
//
// [loss_functions](../../ch04_learning/loss_functions.c) has shown two losses by
// numbers. **How does the library write them, for a whole batch?** As the mean over
// its rows.
#include "math/loss.h"

#include <float.h>
#include <tgmath.h>

static void check_sizes(const Tensor *y, const Tensor *t)
{
    CHECK(y->size == t->size, "answers %s, but right answers %s",
          shape_text(y->shape).text, shape_text(t->shape).text);
}

// ## Sum of squares
//
// A single number $0.6$, where $1$ is right, costs $\tfrac12 \cdot 0.4^2 = 0.08$.
// The other numbers of the answer cost in the same way, and all costs are added.
//
// $$ E = \frac{1}{2} \sum_k (y_k - t_k)^2 $$
//
// Some books call it the *mean* squared error, but no mean is taken over $k$. The
// half is there so that its slope for one number of the answer is short,
// $y_k - t_k$ without a 2. Over the $N$ rows of a batch we do take the mean.
//
// The sums of a batch are kept in double: thousands of small numbers added in
// float would lose their last digits.
real sum_squared_error(const Tensor *y, const Tensor *t)
{
    double sum = 0;
    check_sizes(y, t);
    for (int i = 0; i < y->size; i++) {
        real difference = y->data[i] - t->data[i];
        sum += (double)(difference * difference);
    }
    return (real)(sum / 2 / y->shape.n[0]);
}

// ## Cross-entropy
//
// If the right class gets the probability $0.6$, the cost is
// $-\ln 0.6 = 0.51$. At $0.1$ it is $2.30$, and at $1$ nothing.
//
// $$ E = -\sum_k t_k \ln y_k $$
//
// With one-hot $t$ only one term is not zero, so the others are skipped. The
// logarithm of $0$ would be minus infinity, so a 0 is replaced by the smallest *normal*
// number, the smallest that has all its digits. In `float` that is `FLT_MIN`, about
// $10^{-38}$, so no image costs more than $87.3$; in `double` it is `DBL_MIN`.
real cross_entropy_error(const Tensor *y, const Tensor *t)
{
    const real smallest =
        sizeof(real) == sizeof(double) ? (real)DBL_MIN : (real)FLT_MIN;
    double sum = 0;
    check_sizes(y, t);
    for (int i = 0; i < y->size; i++) {
        if (t->data[i] != 0) {
            real yk = y->data[i] < smallest ? smallest : y->data[i];
            sum -= (double)(t->data[i] * log(yk));
        }
    }
    return (real)(sum / y->shape.n[0]);
}

// # Loss functions
//
// A network answers with ten probabilities, and one label is right. **How
// wrong is the answer?** Learning needs a single number that falls a little
// whenever the weights become a little better.
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
// An answer of $0.6$ where $1$ is right costs $\tfrac12 \cdot 0.4^2 = 0.08$.
//
// $$ E = \frac{1}{2} \sum_k (y_k - t_k)^2 $$
//
// Some books call it the *mean* squared error, but no mean is taken over $k$.
// The half is there so that the derivative is plainly $y_k - t_k$. Over the
// $N$ rows of a batch we do take the mean.
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
// If the right class got the probability $0.6$, the cost is $-\ln 0.6 = 0.51$;
// at $0.1$ it is $2.30$, at $1$ nothing.
//
// $$ E = -\sum_k t_k \ln y_k $$
//
// With one-hot $t$ only one term is not zero, so the others are skipped. The
// logarithm of $0$ would be infinite; the smallest positive number stands in.
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

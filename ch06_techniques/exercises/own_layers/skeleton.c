// # Exercise: two layers of your own
//
// Networks that write text are made of layers that the book does not have. **Can you
// build a layer from its formula alone, and be sure that its way back is right?** The
// [judge of gradients](../../../common/math/gradient.c) knows no layer, and judges
// each: it moves every number a little, and looks at what comes out. It works in
// `double` here, so a way back that is off by a millionth is wrong. There are
// seven steps, and each test is a point.
//
// ## Steps 1 to 3: layer normalization
//
// It does with each row, which is one example, what
// [batch normalization](../../batch_norm.c) does with each column. With the mean
// $\mu$ and the variance $\sigma^2$ of the row:
//
// $$ \hat x = \frac{x - \mu}{\sqrt{\sigma^2 + 10^{-5}}} \qquad
//    y = \gamma\, \hat x + \beta $$
//
// The row $(1, 1, 3, 3)$ has $\mu = 2$ and $\sigma^2 = 1$, so
// $\hat x = (-1, {-1}, 1, 1)$, nearly. $x$ and $y$ have the shape $(rows, columns)$, $\gamma$ and
// $\beta$ $(columns)$.
#include <math.h>

#include "ch06.h"

void my_layer_norm(const double *x, const double *gamma, const double *beta,
                   double *y, size_t rows, size_t columns)
{
    YOUR_CODE_HERE();
}

// ## Steps 4 and 5: back through it
//
// First $d\gamma$ and $d\beta$, which each row adds to. Then $dx$, which the judge
// examines. A number of a row moves its own $\hat x$, and the mean and the variance by
// which the whole row is normalized.
void my_layer_norm_backward(const double *x, const double *gamma,
                            const double *dout, double *dx, double *dgamma,
                            double *dbeta, size_t rows, size_t columns)
{
    YOUR_CODE_HERE();
}

// ## Steps 6 and 7: GELU
//
// A ReLU lets a number pass or not. GELU lets it pass with a probability, that of a
// normal random number to be below it:
//
// $$ \begin{aligned}
//    y &= x\, \Phi(x)
//    \\ \Phi(x) &= \tfrac{1}{2}
//         \left( 1 + \mathrm{erf} \frac{x}{\sqrt 2} \right)
//    \\ \Phi'(x) &= \frac{1}{\sqrt{2 \pi}}\, e^{-x^2 / 2}
//    \end{aligned} $$
//
// For $x = 1$ this is $0.8413$, for $x = -1$ it is $-0.1587$. `erf` and `erfc` are in
// `math.h`.
void my_gelu(const double *x, double *y, size_t n)
{
    YOUR_CODE_HERE();
}

void my_gelu_backward(const double *x, const double *dout, double *dx,
                      size_t n)
{
    YOUR_CODE_HERE();
}

// # Exercise: a neuron that learns
//
// **Can a machine find its weights from examples alone?** Show it one example
// after the other. It answers $y$, and $t$ is right. Only after a mistake are
// the numbers changed; how much, says the number $\eta$ (eta, in the C below
// `lr`) (F. Rosenblatt, 1958):
//
// $$ \begin{aligned} w_i &\leftarrow w_i + \eta\,(t - y)\, x_i
//    \\ b &\leftarrow b + \eta\,(t - y) \end{aligned} $$
//
// One *round* shows all $n$ examples, in their order. Rounds are repeated
// until one of them has no mistake, or until there were `max` of them. Return
// how many rounds had a mistake: 0 if nothing had to be learnt, `max` if it
// was never free of them.
//
// $x$ has the shape $(n, d)$, $t$ $(n)$ holds 0 or 1, and $w$ $(d)$ and $b$
// begin with the numbers that they hold.
#include "ch02.h"

size_t my_perceptron_train(float *w, float *b, const float *x, const int *t,
                           size_t n, size_t d, float lr, size_t max)
{
    YOUR_CODE_HERE();
}

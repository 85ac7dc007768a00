// # Nesterov's momentum
//
// A ball with [momentum](momentum.c) notices the rise on the other side only
// when it is there already. **Could it look ahead and brake before?** It knows
// most of its next step: the speed will carry it by $\mu v$, whatever the
// gradient says. So it asks for the gradient *there*.
//
// Let $\theta$ be where the ball is. Its step is
//
// $$ \begin{aligned}
//    v' &= \mu v - \eta \, g(\theta + \mu v)
//    \\ \theta' &= \theta + v'
//    \end{aligned} $$
//
// where $g(\ldots)$ is the gradient at that place.
#include "optimizers/nesterov.h"

typedef struct {
    Optimizer base;
    real momentum;
} Nesterov;

// ## The place ahead is what we keep
//
// The gradient of a network is known for the weights that it has. So we keep
// the place ahead in them, $W = \theta + \mu v$. Let $g$ be the gradient in $W$.
// The next place ahead is
//
// $$ \begin{aligned}
//    W' &= \theta' + \mu v' = \theta + v' + \mu v'
//    \\ &= W - \mu v + v' + \mu v'
//    \\ &= W + \mu v' - \eta g
//    \end{aligned} $$
//
// because $v' - \mu v = -\eta g$. No $\theta$ is left, and one memory is enough.
// With $\eta = 0.1$, $\mu = 0.9$ and the gradient 1, the first step is
// $0.9 \cdot (-0.1) - 0.1 = -0.19$.

// ## One step
//
// Back in the letters of the other pages, that is
//
// $$ v \leftarrow \mu v - \eta \frac{\partial L}{\partial W}, \qquad
//    W \leftarrow W + \mu v - \eta \frac{\partial L}{\partial W} $$
static void nesterov_update(const Optimizer *optimizer, const Param *param,
                            Tensor *const *memory, int first, int end)
{
    const real mu = ((const Nesterov *)optimizer)->momentum;
    const real eta = optimizer->rate, *g = param->grad->data;
    real *restrict v = memory[0]->data, *restrict W = param->value->data;
    for (int i = first; i < end; i++) {
        v[i] = FLUSH_TINY(mu * v[i] - eta * g[i]);
        W[i] += mu * v[i] - eta * g[i];
    }
}

static const OptimizerKind kind = {"Nesterov", 1, nesterov_update};

Optimizer *nesterov_new(real rate, real momentum)
{
    CHECK(momentum >= 0 && momentum < 1, "Nesterov keeps %g of its speed",
          (double)momentum);
    Nesterov *optimizer = optimizer_new(&kind, sizeof *optimizer, rate);
    optimizer->momentum = momentum;
    return &optimizer->base;
}

// ## Where the book's program differs
//
// Put $v' = \mu v - \eta g$ into $W' = W + \mu v' - \eta g$. With the *old* speed
// $v$ in place of the new one, the same step reads
//
// $$ W' = W + \mu^2 v - (1 + \mu) \eta g $$
//
// The book's program has this second form, but it changes $v$ first and then puts the
// *new* speed into it. Its step is therefore longer by $\mu^2 (v' - v)$. The
// first step with the numbers above is $-0.271$ and not $-0.19$. When the speed
// no longer changes, both make the same step. We follow the papers, as PyTorch
// does.

// # Nesterov's momentum
//
// A ball with [momentum](momentum.c) notices the rise on the other side only
// when it is there already. **Could it look ahead and brake before?** It knows
// most of its next step: the speed will carry it by $\mu v$, whatever the
// gradient says. So it asks for the gradient *there*.
//
// Let $\theta$ be the place of the ball. Let $v'$ and $\theta'$ be the speed
// and the place after the step (a prime is not a slope here). The step is
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
// A program finds the gradient only for the weights that the network has. So
// let the weights of the network *be* the place ahead, $W = \theta + \mu v$:
// then their gradient is the one we want, and we only need to know how the
// place ahead moves.
//
// Take a number line, $\eta = 0.1$ and $\mu = 0.9$. The ball is at $\theta = 0$
// and has the speed $v = -0.1$. The network has the weight
// $W = 0.9 \cdot (-0.1) = -0.09$. Let the gradient there be $g = 1$. So the new
// speed is $-0.09 - 0.1 = -0.19$, the ball goes to $-0.19$, and the next place
// ahead is $-0.19 - 0.171 = -0.361$. The network's weight has moved by
// $-0.271$, and that is $\mu$ times the *new* speed, $-0.171$, minus
// $\eta g = 0.1$. The computation does not need the place of the ball. (At the
// end of a training the speed is small, and the ball is nearly where the
// weights are.)
//
// In letters, with a prime for the *next* value and not for a slope:
//
// $$ \begin{aligned}
//    W' &= \theta' + \mu v' = \theta + v' + \mu v'
//    \\ &= W - \mu v + v' + \mu v'
//    \\ &= W + \mu v' - \eta g
//    \end{aligned} $$
//
// because $v' - \mu v = -\eta g$. No $\theta$ is left, and one memory is enough.
// The very first step begins with the speed 0: with the numbers above, it is
// $0.9 \cdot (-0.1) - 0.1 = -0.19$.

// ## One step
//
// In the letters of the other pages, the step is
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

Optimizer *nesterov_new(double rate, double momentum)
{
    CHECK(momentum >= 0 && (real)momentum < 1,
          "Nesterov keeps %g of its speed", momentum);
    Nesterov *optimizer = optimizer_new(&kind, sizeof *optimizer, rate);
    optimizer->momentum = (real)momentum;
    return &optimizer->base;
}

// ## For readers of Saitoh's book: where its program differs
//
// Put $v' = \mu v - \eta g$ into $W' = W + \mu v' - \eta g$. With the *old* speed
// $v$ in place of the new one, the same step reads
//
// $$ W' = W + \mu^2 v - (1 + \mu) \eta g $$
//
// The book's program has this second form, but it changes $v$ first and then puts
// the *new* speed into it. Its step is therefore longer by $\mu^2 (v' - v)$. The
// first step with the numbers above is $-0.271$ and not $-0.19$. When the speed no
// longer changes, both make the same step. We follow the papers of Y. Nesterov
// (1983) and of I. Sutskever and others (2013), as PyTorch does.

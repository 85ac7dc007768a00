// # Momentum
//
// In a long narrow valley the gradient points mostly across, and hardly along
// it. Plain descent jumps from wall to wall. **What if a step kept something
// of the steps before it?** Then moves that change their sign from step to
// step would cancel, and moves that keep their direction would add up.
//
// Think of a ball that rolls downhill: it has a speed $v$, and the slope only
// changes the speed. In each step friction takes a tenth of the speed, so the
// part $\mu = 0.9$ is left, the **momentum** (动量). Then the gradient times the
// rate is subtracted. Let the gradient be 1 all the time and the rate
// $\eta = 0.1$. Then the speeds are $-0.1$, $-0.19$, $-0.271$, and in the end
// $-1$, ten times the first step: at that speed friction takes $0.1$ in each
// step, and the slope adds the same $0.1$ again. If the gradient is
// $1, -1, 1, \ldots$ instead, the speeds are $-0.1$, $0.01$, $-0.091$: no step
// is longer than the first.
#include "optimizers/momentum.h"

typedef struct {
    Optimizer base;
    real momentum;
} Momentum;

// ## One step
//
// The part $\mu$ of the old speed is left, as after friction:
//
// $$ v \leftarrow \mu v - \eta \frac{\partial L}{\partial W}, \qquad
//    W \leftarrow W + v $$
//
// The two lines in the loop are the formula. The rest is C, the same on the
// pages of the other methods, and may stay unread. A `Momentum` begins with an
// `Optimizer`, so both have one address, and `(const Momentum *)` reads it as
// what it is. `memory[0]` is the tensor that the method keeps for this
// parameter; the `1` in `kind` asks for one. The call changes the numbers from
// `first` up to `end`, because several [threads](optimizer.c) may share a
// tensor. `restrict` promises that `v` and `W` do not overlap. And `FLUSH_TINY`
// makes 0 of numbers that no longer matter, in `float` those below about $10^{-37}$:
// processors are slow with them.
static void momentum_update(const Optimizer *optimizer, const Param *param,
                            Tensor *const *memory, int first, int end)
{
    const real mu = ((const Momentum *)optimizer)->momentum;
    const real eta = optimizer->rate, *g = param->grad->data;
    real *restrict v = memory[0]->data, *restrict W = param->value->data;
    for (int i = first; i < end; i++) {
        v[i] = FLUSH_TINY(mu * v[i] - eta * g[i]);
        W[i] += v[i];
    }
}

static const OptimizerKind kind = {"Momentum", 1, momentum_update};

Optimizer *momentum_new(double rate, double momentum)
{
    CHECK(momentum >= 0 && (real)momentum < 1,
          "Momentum keeps %g of its speed", momentum);
    Momentum *optimizer = optimizer_new(&kind, sizeof *optimizer, rate);
    optimizer->momentum = (real)momentum;
    return &optimizer->base;
}

/* Momentum walks by your step. */
#include "ch06.h"
#include "optimizers/momentum.h"

static void momentum_update(const Optimizer *optimizer, const Param *param,
                            Tensor *const *memory, int first, int end);
#define momentum_update(...) library_momentum_update(__VA_ARGS__)
#include "optimizers/momentum.c"
#undef momentum_update

static void momentum_update(const Optimizer *optimizer, const Param *param,
                            Tensor *const *memory, int first, int end)
{
    my_momentum(param->value->data + first, param->grad->data + first,
                memory[0]->data + first, (size_t)(end - first),
                optimizer->rate, ((const Momentum *)optimizer)->momentum);
}

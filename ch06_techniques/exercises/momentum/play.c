/* Momentum walks by your step. */
#include "ch06.h"
#include "optimizers/momentum.h"

static void momentum_update(const Optimizer *optimizer, const Param *param,
                            Tensor *const *memory);
#define momentum_update(...) library_momentum_update(__VA_ARGS__)
#include "optimizers/momentum.c"
#undef momentum_update

static void momentum_update(const Optimizer *optimizer, const Param *param,
                            Tensor *const *memory)
{
    my_momentum(param->value->data, param->grad->data, memory[0]->data,
                (size_t)param->value->size, optimizer->rate,
                ((const Momentum *)optimizer)->momentum);
}

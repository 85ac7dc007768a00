/* AdaGrad walks by your step. */
#include "ch06.h"
#include "optimizers/adagrad.h"

static void adagrad_update(const Optimizer *optimizer, const Param *param,
                           Tensor *const *memory);
#define adagrad_update(...) library_adagrad_update(__VA_ARGS__)
#include "optimizers/adagrad.c"
#undef adagrad_update

static void adagrad_update(const Optimizer *optimizer, const Param *param,
                           Tensor *const *memory)
{
    my_adagrad(param->value->data, param->grad->data, memory[0]->data,
               (size_t)param->value->size, optimizer->rate);
}

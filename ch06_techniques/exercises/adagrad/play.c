/* AdaGrad walks by your step. */
#include "ch06.h"
#include "optimizers/adagrad.h"

static void adagrad_update(const Optimizer *optimizer, const Param *param,
                           Tensor *const *memory, int first, int end);
#define adagrad_update(...) library_adagrad_update(__VA_ARGS__)
#include "optimizers/adagrad.c"
#undef adagrad_update

static void adagrad_update(const Optimizer *optimizer, const Param *param,
                           Tensor *const *memory, int first, int end)
{
    my_adagrad(param->value->data + first, param->grad->data + first,
               memory[0]->data + first, (size_t)(end - first),
               optimizer->rate);
}

/* Adam walks by your step. */
#include "ch06.h"
#include "optimizers/adam.h"

static void adam_update(const Optimizer *optimizer, const Param *param,
                        Tensor *const *memory, int first, int end);
#define adam_update(...) library_adam_update(__VA_ARGS__)
#include "optimizers/adam.c"
#undef adam_update

static void adam_update(const Optimizer *optimizer, const Param *param,
                        Tensor *const *memory, int first, int end)
{
    my_adam(param->value->data + first, param->grad->data + first,
            memory[0]->data + first, memory[1]->data + first,
            (size_t)(end - first), optimizer->rate,
            (uint32_t)optimizer->step);
}

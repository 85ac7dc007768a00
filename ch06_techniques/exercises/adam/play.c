/* Adam walks by your step. */
#include "ch06.h"
#include "optimizers/adam.h"

static void adam_update(const Optimizer *optimizer, const Param *param,
                        Tensor *const *memory);
#define adam_update(...) library_adam_update(__VA_ARGS__)
#include "optimizers/adam.c"
#undef adam_update

static void adam_update(const Optimizer *optimizer, const Param *param,
                        Tensor *const *memory)
{
    my_adam(param->value->data, param->grad->data, memory[0]->data,
            memory[1]->data, (size_t)param->value->size, optimizer->rate,
            (uint32_t)optimizer->step);
}

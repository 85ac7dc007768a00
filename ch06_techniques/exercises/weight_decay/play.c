/* The price of large weights is yours. */
#include "ch06.h"
#include "training/weight_decay.h"

#define weight_decay(...) library_weight_decay(__VA_ARGS__)
#include "training/weight_decay.c"
#undef weight_decay

real weight_decay(Param *const *params, int count, double lambda)
{
    real price = 0;
    for (int i = 0; i < count && (real)lambda != 0; i++) {
        if (param_is_called(params[i], "W")) {
            const Tensor *W = params[i]->value;
            price += my_weight_decay(W->data, (size_t)W->size, (real)lambda,
                                     params[i]->grad->data);
        }
    }
    return price;
}

// # What all optimizers share
//
// A gradient says which way is uphill. **Who decides how to walk down?** The
// **optimizer** (优化器). The methods differ in one formula; counting the steps
// and keeping the memory is the same for all, and is done here.
#include "optimizers/optimizer.h"

#include <stdlib.h>

#include "fast/choice.h"
#include "fast/step_slices.h"

void *optimizer_new(const OptimizerKind *kind, size_t size, double rate)
{
    Optimizer *optimizer = allocate(1, size);
    CHECK(kind->memories <= MAX_MEMORIES, "%s keeps %d tensors", kind->name,
          kind->memories);
    optimizer->kind = kind;
    optimizer->rate = (real)rate;
    optimizer->epsilon = (real)1e-7;
    return optimizer;
}

void optimizer_prepare(Optimizer *optimizer, Param *const *params, int count)
{
    Optimizer *o = optimizer;
    if (o->memory != NULL) {
        return;
    }
    o->count = count;
    o->memory = allocate((size_t)count, sizeof *o->memory);
    for (int i = 0; i < count; i++) {
        for (int m = 0; m < o->kind->memories; m++) {
            o->memory[i][m] = tensor_new(params[i]->value->shape);
        }
    }
}

// A method runs through value, gradient and memory side by side, so all must
// have one shape. It is checked here, for all methods.
static void check_shapes(const Optimizer *o, const Param *param,
                         Tensor *const *memory)
{
    const Shape shape = param->value->shape;
    CHECK(shape_equal(param->grad->shape, shape),
          "%s: a step with a gradient %s onto %s", o->kind->name,
          shape_text(param->grad->shape).text, shape_text(shape).text);
    for (int m = 0; m < o->kind->memories; m++) {
        CHECK(shape_equal(memory[m]->shape, shape),
              "%s: a value %s where %s was at first", o->kind->name,
              shape_text(shape).text, shape_text(memory[m]->shape).text);
    }
}

// ## A step
//
// One parameter after the other, each from its first number to its last, by the formula
// of the method. Where [threads share the numbers](../fast/step_slices.c), each of them
// does a part of this.
typedef struct {
    const Optimizer *optimizer;
    Param *const *params;
} Step;

static void update_part(void *context, int i, int first, int end)
{
    const Step *s = context;
    const Optimizer *o = s->optimizer;
    o->kind->update(o, s->params[i], o->memory[i], first, end);
}

void optimizer_step(Optimizer *optimizer, Param *const *params, int count)
{
    optimizer_prepare(optimizer, params, count);
    CHECK(count == optimizer->count, "%s: %d parameters, but %d at first",
          optimizer->kind->name, count, optimizer->count);
    optimizer->step++;
    for (int i = 0; i < count; i++) {
        check_shapes(optimizer, params[i], optimizer->memory[i]);
    }
    Step step = {optimizer, params};
    if (FAST) {
        step_in_slices(params, count, update_part, &step);
        return;
    }
    for (int i = 0; i < count; i++) {
        update_part(&step, i, 0, params[i]->value->size);
    }
}

void optimizer_free(Optimizer *optimizer)
{
    if (optimizer == NULL) {
        return;
    }
    for (int i = 0; i < optimizer->count; i++) {
        for (int m = 0; m < optimizer->kind->memories; m++) {
            tensor_free(optimizer->memory[i][m]);
        }
    }
    free(optimizer->memory);
    free(optimizer);
}

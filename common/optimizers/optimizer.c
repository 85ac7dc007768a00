// # What all optimizers share
//
// A gradient says which way is uphill. **Who decides how to walk down?** The
// **optimizer** (优化器). The methods differ in one formula; counting the steps
// and keeping the memory is the same for all, and is done here.
#include "optimizers/optimizer.h"

#include <stdlib.h>

#include "fast/choice.h"
#include "system/threads.h"

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

// ## All parameters at once
//
// Each number of a weight is changed by itself, so threads can share them. Every
// parameter is cut into the same number of slices, and a thread takes a row of slices
// of **all** parameters. So it changes about those numbers whose gradients it has just
// computed, and which are still in its cache. And the threads meet once in a step, and
// not once for each parameter.
enum { SLICES = 256 };

typedef struct {
    const Optimizer *optimizer;
    Param *const *params;
} Step;

static void update_slices(void *context, int first, int end)
{
    const Step *s = context;
    const Optimizer *o = s->optimizer;
    for (int i = 0; i < o->count; i++) {
        const int size = s->params[i]->value->size;
        o->kind->update(o, s->params[i], o->memory[i],
                        part_begin(size, first, SLICES),
                        part_begin(size, end, SLICES));
    }
}

void optimizer_step(Optimizer *optimizer, Param *const *params, int count)
{
    optimizer_prepare(optimizer, params, count);
    CHECK(count == optimizer->count, "%s: %d parameters, but %d at first",
          optimizer->kind->name, count, optimizer->count);
    optimizer->step++;
    double numbers = 0;
    for (int i = 0; i < count; i++) {
        check_shapes(optimizer, params[i], optimizer->memory[i]);
        numbers += params[i]->value->size;
    }
    in_parts((Job){.count = SLICES, .nanoseconds = 0.4 * numbers},
             update_slices, &(Step){optimizer, params});
    weights_changed();
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

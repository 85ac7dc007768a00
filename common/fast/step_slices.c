// # A step in slices
//
// Each number of a weight is changed by itself, so threads can share them. **Which of them
// should a thread take?** Those that it knows. It has just computed their gradients, and
// these are still in the cache beside its processor.
//
// So every parameter is cut into the same number of slices, and a thread takes a row of
// slices of **all** parameters: the upper half of each, for one of two. That is about how
// the gradients were shared. And the threads meet once in a step, and not once for each
// parameter.
#include "fast/step_slices.h"

#include "fast/choice.h"
#include "system/threads.h"

enum { SLICES = 256 };

typedef struct {
    Param *const *params;
    int count;
    StepFunction *update;
    void *context;
} Step;

static void update_slices(void *context, int first, int end)
{
    const Step *s = context;
    for (int i = 0; i < s->count; i++) {
        const int size = s->params[i]->value->size;
        s->update(s->context, i, part_begin(size, first, SLICES),
                  part_begin(size, end, SLICES));
    }
}

void step_in_slices(Param *const *params, int count, StepFunction *update,
                    void *context)
{
    double numbers = 0;
    for (int i = 0; i < count; i++) {
        numbers += params[i]->value->size;
    }
    in_parts((Job){.count = SLICES, .nanoseconds = 0.4 * numbers},
             update_slices, &(Step){params, count, update, context});
    weights_changed();
}

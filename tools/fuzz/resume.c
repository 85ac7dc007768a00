/* The state of a training. What was taken must be fit to be written again. */
#include <limits.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SmallTraining s;
    Error error;
    small_new(&s);
    const char *path = fuzz_file(0, data, size);
    if (checkpoint_load(&s.checkpoint, path, &error)) {
        const Counters *n = &s.counters;
        CHECK(n->place >= 0 && n->place <= 5 &&
                  s.history.count <= s.history.capacity,
              "a state that cannot be: place %d", n->place);
        /* what a training that goes on takes for granted */
        CHECK(n->step == 0 || n->since > 0 || s.history.count > 0,
              "nothing was evaluated, and nothing will be");
        CHECK(n->stale <= s.history.count && s.optimizer->step < INT_MAX,
              "no more can be counted: %d, %d", n->stale, s.optimizer->step);
        for (int i = 0; i < 5; i++) {
            CHECK(s.order[i] >= 0 && s.order[i] < 5, "example %d",
                  s.order[i]);
        }
    }
    small_clear(&s);
    return 0;
}

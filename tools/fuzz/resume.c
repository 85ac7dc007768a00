/* The state of a training. What was taken must be fit to be written again. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SmallTraining s;
    Error error;
    small_new(&s);
    const char *path = fuzz_file(0, data, size);
    if (checkpoint_load(&s.checkpoint, path, &error)) {
        CHECK(s.counters.place >= 0 && s.counters.place <= 5 &&
                  s.history.count <= s.history.capacity,
              "a state that cannot be: place %d", s.counters.place);
        for (int i = 0; i < 5; i++) {
            CHECK(s.order[i] >= 0 && s.order[i] < 5, "example %d",
                  s.order[i]);
        }
    }
    small_clear(&s);
    return 0;
}

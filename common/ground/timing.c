// # Measured times
//
// Two runs with the same seed print the same numbers, except one kind: how
// long it took. **How can two runs be compared character by character, if the
// times always differ?** Every measured number is printed by one function, and
// the environment variable `DL_MASK_TIMES` makes it print stars.
#include "ground/timing.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>
#include <time.h>

static bool masked(void) { return getenv("DL_MASK_TIMES") != NULL; }

// The clock on the wall can be set back while a program runs, and then a step
// would have taken minus three seconds. This one only goes forward.
double timing_clock(void)
{
    struct timespec now;
    const int status = clock_gettime(CLOCK_MONOTONIC, &now);
    CHECK(status == 0, "no monotonic clock: status %d", status);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// A masked clock counts how often it was asked: it tells no time, but a figure that
// is drawn from it looks the same in every run.
double timing_now(void)
{
    static atomic_int calls; /* several threads may ask */
    return masked() ? 1e-3 * ++calls : timing_clock();
}

// How fast something is, and not how fast it was once: other programs, and a cache
// that is still empty, make a run slower, and nothing makes it faster.
double timing_best(void (*work)(void *context), void *context, int times)
{
    double best = HUGE_VAL;
    work(context);
    for (int i = 0; i < times; i++) {
        const double start = timing_now();
        work(context);
        best = fmin(best, timing_now() - start);
    }
    return best;
}

// The stars do not depend on the value, not even in their count: 9.9 and 10.1
// seconds must look the same.
TimingText timing_text(double value, int width, int decimals)
{
    TimingText words = {""};
    const int room = (int)sizeof words.text - 1;
    CHECK(width >= 0 && width <= room, "a width of %d", width);
    CHECK(decimals >= 0 && decimals < 10, "%d decimals", decimals);
    if (masked()) {
        memset(words.text, '*', (size_t)(width > 0 ? width : 1));
    } else if (snprintf(words.text, sizeof words.text, "%*.*f", width,
                        decimals, value) > room) {
        snprintf(words.text, sizeof words.text, "%*.*e", width, decimals,
                 value);
    }
    return words;
}
